"""Lists written in one run, `1) one 2) two`: where their items begin."""

import re
from collections.abc import Iterator
from itertools import pairwise

BULLETS = "•⁃◦▪"
OPENING_MARKER = re.compile(
    rf"\s*+(?:[{BULLETS}]\s*+(?:\d{{1,2}}[.)]+)?|\(?\d{{1,2}}(?:\.?\)|\.)|\(?[a-h][.)])\s*+(?=\S)"
)
MARKER = re.compile(rf"(?<=\s)(?:[{BULLETS}]\s?(?:\d{{1,2}}[.)]+)?|\(?\d{{1,2}}(?:\.?\)|\.)|\(?[a-h][.)])(?=\s?\S)")
COUNTER = re.compile(r"\d+|[a-h]")
DIGITS, LETTER = re.compile(r"\d+"), re.compile(r"[a-h]")


def list_items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the items of a list written in one run, or the stretch as it is."""
    opening = OPENING_MARKER.match(text, start, end)
    if not opening:
        return [(start, end)]
    beginnings = [start, *item_beginnings(text, opening, end), end]
    return list(pairwise(beginnings))


def item_beginnings(text: str, opening: re.Match[str], end: int) -> Iterator[int]:
    """Yield where the items after the first begin: a marker in the same style, with the next number."""
    style, number = style_of(opening.group()), counter_of(opening.group())
    for marker in MARKER.finditer(text, opening.end(), end):
        following = counter_of(marker.group())
        if style_of(marker.group()) != style or not follows(number, following):
            continue
        if style[0] in BULLETS or style[-1] == ")" or not text[marker.end() : marker.end() + 2].lstrip()[:1].islower():
            yield marker.start()
            number = following


def style_of(marker: str) -> str:
    """Return how a marker is written, whatever its number or letter."""
    return LETTER.sub("a", DIGITS.sub("1", "".join(marker.split())))


def counter_of(marker: str) -> str:
    """Return the number or letter of a marker, or nothing for a plain bullet."""
    found = COUNTER.search(marker)
    return found.group() if found else ""


def follows(number: str, following: str) -> bool:
    """Return whether one counter comes right after another; plain bullets always do."""
    if not number:
        return True
    if number.isdigit():
        return following.isdigit() and int(following) == int(number) + 1
    return len(following) == 1 and ord(following) == ord(number) + 1
