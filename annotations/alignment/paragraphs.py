"""Paragraphs: which of a new text stood in an earlier revision, so that boundaries and their repairs are kept."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotations.alignment.words import BLANK

_LINE = re.compile(r"[^\n\r\u2028\u2029\x85]+")
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What blank lines cut off, without the blanks around it: code points, end exclusive, and its SHA-256 in hex.

    Nothing is normalised: with equal hashes, the boundaries of one are those of the other, moved by a constant.
    """

    start: int
    end: int
    hash: str


@dataclass(frozen=True, slots=True)
class Reuse:
    """Where a paragraph stood before: the index of the revision, and its span there in code points, end exclusive."""

    revision: int
    start: int
    end: int


def paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of a text in order; every character that shows lies in exactly one.

    A paragraph ends where one does for segmentation: at a blank line or a paragraph separator (U+2029).
    """
    return [
        Paragraph(start, end, hashlib.sha256(text[start:end].encode("utf-8", "surrogatepass")).hexdigest())
        for start, end in _spans(text)
    ]


def reuse(old_paragraphs: Sequence[Sequence[Paragraph]], new_paragraphs: Sequence[Paragraph]) -> list[Reuse | None]:
    """Say of each new paragraph where an equal one stood: in the first of the given revisions that has it, or None.

    The revisions are given with the newest first. Of equal paragraphs the second takes the second, and so on; where
    there are more new ones, the last old one serves them all.
    """
    stood: dict[str, tuple[int, list[Paragraph]]] = {}
    for revision, old in enumerate(old_paragraphs):
        for paragraph in old:
            there, copies = stood.setdefault(paragraph.hash, (revision, []))
            if there == revision:
                copies.append(paragraph)
    seen: Counter[str] = Counter()
    found: list[Reuse | None] = []
    for paragraph in new_paragraphs:
        there, copies = stood.get(paragraph.hash, (0, []))
        copy = copies[min(seen[paragraph.hash], len(copies) - 1)] if copies else None
        seen[paragraph.hash] += 1
        found.append(Reuse(there, copy.start, copy.end) if copy else None)
    return found


def _spans(text: str) -> Iterator[_Span]:
    """Yield the spans of paragraphs: runs of lines that show something, with no more than one line break between."""
    span: _Span | None = None
    for line in _shown_lines(text):
        if span and _parts(text[span[1] : line[0]]):
            yield _trimmed(text, span)
            span = None
        span = (span[0] if span else line[0], line[1])
    if span:
        yield _trimmed(text, span)


def _shown_lines(text: str) -> Iterator[_Span]:
    for found in _LINE.finditer(text):
        if not BLANK.fullmatch(found.group()):
            yield found.span()


def _parts(breaks: str) -> bool:
    """Return whether what stands between two lines is more than one line break, or a paragraph separator."""
    return breaks == "\u2029" if len(breaks) == 1 else breaks != "\r\n"


def _trimmed(text: str, span: _Span) -> _Span:
    start, end = span
    while BLANK.match(text[start]):
        start += 1
    while BLANK.match(text[end - 1]):
        end -= 1
    return start, end
