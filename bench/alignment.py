"""Seconds of processor time to align two revisions, and to compare two long wordings.

    python bench/alignment.py [--sizes 1000 10000 30000]

The usual case edits one sentence in twenty: half of the edits change a word, the others take a sentence away, add one,
cut one in two or move one. The hostile cases are made to be slow: a linear method takes ten times as long for ten times
the units.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from annotations.alignment import Alignment, Placed, align, word_diff

Texts = list[str]

NOUNS = re.findall(
    r"\w+",
    """
    army bridge cabinet court election energy fleet government harbour hospital industry judge minister
    mountain newspaper parliament pipeline province railway region report river school senate soldier station
    strait treaty union village
    """,
)
VERBS = re.findall(
    r"\w+",
    """
    accepted announced blocked bought built closed denied doubled funded lost opened refused sold signed won
    """,
)
ADJECTIVES = re.findall(
    r"\w+",
    """
    ancient central costly eastern foreign large local military modern northern public rural small
    """,
)


def sentence(source: random.Random) -> str:
    """Return a sentence of 15 words, made of few enough words that sentences resemble one another."""
    word = source.choice
    return (
        f"The {word(ADJECTIVES)} {word(NOUNS)} {word(VERBS)} the {word(NOUNS)} of the {word(ADJECTIVES)} {word(NOUNS)}"
        f" in {source.randrange(1900, 2026)} for {source.randrange(2, 900)} million."
    )


def placed(texts: Sequence[str], keys: Sequence[int] | None = None) -> list[Placed]:
    """Return the units of a revision; without keys, each has its place as its key."""
    units, start = [], 0
    for place, text in enumerate(texts):
        key = keys[place] if keys else place
        units.append(Placed(key, hashlib.sha256(text.encode()).hexdigest(), start, text))
        start += len(text) + 1
    return units


def edited(texts: Texts, source: random.Random) -> Texts:
    """Edit one sentence in twenty."""
    result: Texts = []
    for text in texts:
        chance = source.random()
        if chance < 0.025:
            result.append(text.replace("million", "billion"))
        elif chance < 0.031:
            result += [text, sentence(source)]
        elif chance < 0.037:
            result += [text[: len(text) // 2], text[len(text) // 2 :]]
        elif chance < 0.044:
            result.insert(source.randrange(len(result) + 1), text)
        elif chance >= 0.05:
            result.append(text)
    return result


def usual(size: int) -> tuple[Texts, Texts]:
    source = random.Random(size)
    texts = [sentence(source) for _ in range(size)]
    return texts, edited(texts, source)


def all_changed(size: int) -> tuple[Texts, Texts]:
    texts = usual(size)[0]
    return texts, [text.replace("million", "billion") for text in texts]


def nothing_shared(size: int) -> tuple[Texts, Texts]:
    return usual(size)[0], [" ".join(f"w{size}x{i}y{j}" for j in range(15)) for i in range(size)]


def another_text(size: int) -> tuple[Texts, Texts]:
    source = random.Random(size + 1)
    return usual(size)[0], [sentence(source) for _ in range(size)]


def all_split(size: int) -> tuple[Texts, Texts]:
    texts = usual(size)[0]
    return texts, [part for text in texts for part in (text[: len(text) // 2], text[len(text) // 2 :])]


def in_blocks(size: int) -> tuple[Texts, Texts]:
    """Gaps of just the size that is compared in full."""
    texts = [f"Row {i}." if i % 30 == 0 else f"Cell {i % 30} has the value {i % 7} here." for i in range(size)]
    return texts, [text.replace("value", "amount") for text in texts]


CASES: dict[str, Callable[[int], tuple[Texts, Texts]]] = {
    "one in twenty edited": usual,
    "equal": lambda size: (usual(size)[0], usual(size)[0]),
    "all sentences equal": lambda size: (["The same."] * size, ["The same."] * size),
    "all equal, one more": lambda size: (["The same."] * size, ["The same."] * (size + 1)),
    "two sentences by turns": lambda size: (["Yes.", "No."] * (size // 2), ["No.", "Yes."] * (size // 2)),
    "reversed": lambda size: (usual(size)[0], usual(size)[0][::-1]),
    "shuffled": lambda size: (usual(size)[0], random.Random(1).sample(usual(size)[0], size)),
    "one gap: all changed": all_changed,
    "one gap: all split": all_split,
    "one gap: all merged": lambda size: all_split(size)[::-1],
    "one gap: another text": another_text,
    "one gap: nothing shared": nothing_shared,
    "one gap: equal to equal": lambda size: (["It is the same as it was."] * size, ["It is the same as then."] * size),
    "many gaps of look-alikes": in_blocks,
}


def timed(old: Texts, new: Texts) -> tuple[float, Alignment]:
    """Align two revisions, the older one known too from two revisions before it."""
    olds, news = placed(old), placed(new)
    begin = time.process_time()
    found = align(olds, news, [olds, olds])
    return time.process_time() - begin, found


def print_alignment(sizes: Sequence[int]) -> None:
    print(f"{'seconds to align':<26}" + "".join(f"{size:>9,}" for size in sizes) + "   what became of the new units")
    for name, make in CASES.items():
        seconds, found = zip(*(timed(*make(size)) for size in sizes), strict=True)
        fates = ", ".join(f"{count} {fate}" for fate, count in found[-1].new_counts.items() if count)
        print(
            f"{name:<26}"
            + "".join(f"{taken:>9.2f}" for taken in seconds)
            + f"   {fates}; {len(found[-1].reviews)} reviews"
        )


def print_word_diffs() -> None:
    source = random.Random(1)
    prose = " ".join(sentence(source) for _ in range(220))[:20_000]
    letters = "".join(source.choice("他她它的一是不了") for _ in range(20_000))
    pairs = {
        "prose, a tenth changed": (prose, " ".join(w[::-1] if source.random() < 0.1 else w for w in prose.split(" "))),
        "prose, other prose": (prose, " ".join(sentence(source) for _ in range(220))[:20_000]),
        "two words by turns": ("a b " * 5_000, "b a " * 5_000),
        "one word": ("a " * 10_000, "a " * 9_000),
        "marks": ("?!" * 10_000, "!?." * 6_666),
        "ideographs": (letters, letters[::-1]),
    }
    print(f"\n{'20,000 characters':<26}{'seconds':>9}")
    for name, (old, new) in pairs.items():
        begin = time.process_time()
        word_diff(old, new, "en")
        print(f"{name:<26}{time.process_time() - begin:>9.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", type=int, default=[1_000, 10_000, 30_000])
    print_alignment(parser.parse_args().sizes)
    print_word_diffs()


if __name__ == "__main__":
    main()
