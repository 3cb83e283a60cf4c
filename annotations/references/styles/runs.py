"""Runs of text, and how sentences and quoted titles are put together from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is italic throughout or not at all."""

    text: str
    italic: bool = False


Phrase = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Formatted:
    """A citation: its plain `text`, and the same text in `runs`, of which no two neighbours look alike."""

    text: str
    runs: tuple[Run, ...]


def upright(text: str) -> Phrase:
    """Return upright text; nothing for ''."""
    return (Run(text),) if text else ()


def italic(text: str) -> Phrase:
    """Return italic text; nothing for ''."""
    return (Run(text, italic=True),) if text else ()


def text_of(phrase: Iterable[Run]) -> str:
    """Return the text of a phrase."""
    return "".join(run.text for run in phrase)


def listed(phrases: Iterable[Phrase], link: str = ", ") -> Phrase:
    """Join phrases, empty ones left out, with a link between."""
    found: list[Run] = []
    for phrase in phrases:
        if phrase:
            found += [*upright(link if found else ""), *phrase]
    return tuple(found)


def sentence(phrase: Phrase, mark: str = ".") -> Phrase:
    """End a phrase with a stop, unless it ends with a mark of its own, within quotation marks or not."""
    last = text_of(phrase).rstrip("”’")[-1:]
    return phrase if not phrase or last in ".?!…" else (*phrase, Run(mark))


def quoted(title: str, mark: str = ".") -> Phrase:
    """Put a title in quotation marks with its stop inside; quotation marks in it become single ones."""
    inner = _single(title)
    if inner.rstrip("’")[-1:] in (".", "?", "!", "…"):
        return upright(f"“{inner}”")
    # The stop goes inside the inner marks as well, if the title ends with them.
    body, end = (inner[:-1], inner[-1]) if title.endswith(("”", '"')) else (inner, "")
    return upright(f"“{body}{mark}{end}”") if title else ()


def _single(title: str) -> str:
    inner = title.replace("“", "‘").replace("”", "’")
    pieces = inner.split('"')
    # Straight marks open and close by turns.
    return "".join(piece + ("‘" if place % 2 == 0 else "’") for place, piece in enumerate(pieces[:-1])) + pieces[-1]


def finished(phrase: Phrase) -> Formatted:
    """Join neighbouring runs that look alike."""
    groups = groupby((run for run in phrase if run.text), key=lambda run: run.italic)
    runs = tuple(Run("".join(run.text for run in group), slanted) for slanted, group in groups)
    return Formatted(text_of(runs), runs)
