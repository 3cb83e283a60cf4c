"""Where a sentence may be cut: between words, and never inside what readers see as one character."""

import re
from dataclasses import dataclass

from annotations.models import Placement
from annotations.segmentation import is_blank
from annotations.segmentation.patterns import binds, extends
from annotations.services.refusals import Invalid

BLANK = r"\s\u200b\u2060\ufeff"
# Writing without blanks: each character counts as a word, with the marks that close after it.
UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
CLOSING = "、。〃〉》」』】〕〗〙〛！），．：；？｝・ー々\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
WORD = re.compile(f"[{UNSPACED}][{CLOSING}]*|[^{BLANK}{UNSPACED}]+")


def word_starts(text: str) -> list[int]:
    """Return where each word of a text begins, in code points."""
    return [word.start() for word in WORD.finditer(text) if not is_inside_character(text, word.start())]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence; `at` is where a cut before it falls in the revision, None before the first."""

    text: str
    at: int | None


def words_of(place: Placement, *, after: int = 0, chosen: int | None = None) -> tuple[list[Word], int | None]:
    """Return a placement's words with the cuts between them, and the cut that is chosen, if it is possible.

    `after` chooses the cut after so many characters that are not blank: whoever counts need not know how blanks are
    written. A chosen cut inside a word parts that word.
    """
    starts = word_starts(place.text)
    if after:
        solid = [offset for offset, character in enumerate(place.text) if not is_blank(character)]
        chosen = place.start + solid[after] if after < len(solid) else None
    wanted = chosen - place.start if chosen is not None else 0
    if not 0 < wanted < len(place.text) or is_blank(place.text[wanted]) or is_inside_character(place.text, wanted):
        chosen, wanted = None, 0
    starts = sorted({0, wanted, *starts})
    ends = [*starts, len(place.text)][1:]
    words = [
        Word(place.text[start:end].strip(), place.start + start if start else None)
        for start, end in zip(starts, ends, strict=True)
    ]
    return words, chosen


def is_inside_character(text: str, at: int) -> bool:
    """Say whether a cut before this code point would part a letter from its accents, a pair, or an emoji's pieces."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    flags = len(text[:at]) - len(text[:at].rstrip(REGIONAL))
    paired = after in REGIONAL and flags % 2 == 1
    return extends(after) or binds(before) or paired or (before == "\r" and after == "\n")


REGIONAL = "".join(map(chr, range(0x1F1E6, 0x1F200)))


def parts_of(place: Placement, at: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the spans on either side of a cut before the code point `at` of the revision.

    The blank around the cut belongs to neither side. Raises Invalid where there is nothing to part.
    """
    end, start = at - place.start, at - place.start
    if not 0 < at - place.start < len(place.text):
        raise Invalid("cut_outside", "The cut must lie inside the sentence.")
    while end > 0 and is_blank(place.text[end - 1]):
        end -= 1
    while start < len(place.text) and is_blank(place.text[start]):
        start += 1
    if end == 0 or start == len(place.text):
        raise Invalid("cut_leaves_nothing", "On one side of the cut nothing would be left.")
    if is_inside_character(place.text, start):
        raise Invalid("cut_in_character", "The cut would fall inside a character that readers see as one.")
    return (place.start, place.start + end), (place.start + start, place.end)


def boundary_moved(left: Placement, right: Placement, words: int) -> int:
    """Return where the right side begins once the boundary is moved by so many words, in code points."""
    if words > 0:
        starts, target = [right.start + start for start in word_starts(right.text)], words
    else:
        starts = [left.start + start for start in word_starts(left.text)]
        target = len(starts) + words
    if words == 0 or not 0 < target < len(starts):
        raise Invalid("boundary_leaves_nothing", "A boundary cannot be moved so far that nothing is left of a claim.")
    return starts[target]


def next_suffix(taken: set[str]) -> str:
    """Return the next letter that no placement with the number has borne: a, b, … z, aa, ab, …"""
    last = max((suffix for suffix in taken if suffix), key=lambda suffix: (len(suffix), suffix), default="")
    head, tail = last.rstrip("z"), len(last) - len(last.rstrip("z"))
    if not head:
        return "a" * (tail + 1)
    return head[:-1] + chr(ord(head[-1]) + 1) + "a" * tail
