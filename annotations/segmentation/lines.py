"""Passages: what blank lines, line breaks, tabs and list markers cut, before any sentence is looked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from annotations.segmentation.lists import list_items
from annotations.segmentation.units import ZERO_WIDTH_BLANKS

LINE = re.compile(r"[^\n\r\u2028\u2029\x85]+")
CELL = re.compile(r"[^\t]+")
BULLET_SIGNS = "•‣◦▪●○"
BULLET = re.compile(rf"(?:[{BULLET_SIGNS}*–—-]\s+|[{BULLET_SIGNS}]|\(?\d{{1,3}}[.)]\s+|\(?[a-zA-Z][.)]\s+)\S")
# What makes a unit a list item: no dash of dialogue, no initial of a name.
ITEM = re.compile(r"(?:[•‣◦▪●○⁃]|[*-]\s|\(?\d{1,3}\.?\)|\d{1,3}\.\s|\(?[a-z]\)|[a-z]\.\s)\s*+\S")
GOES_ON = ",;-–—、，のはをがにとでもへや"  # ends of lines that want their sentence to go on
WORD_LIST_LENGTH = 30
SHORT, SHARE = 60, 0.62  # a short line has fewer characters than this, and than this share of the longest


@dataclass(slots=True)
class Passage:
    """A stretch in which sentences are looked for; `is_block` says that blank lines stand before and after it."""

    start: int
    end: int
    kind: str
    rule: str
    is_block: bool


Line = tuple[int, int]


def passages(text: str) -> Iterator[Passage]:
    """Yield the passages of a text in order."""
    for block in blocks(text):
        if is_table(text, block):
            yield from cells(text, block)
            continue
        for start, end, rule in groups(text, block):
            items = list_items(text, start, end)
            is_block = len(items) == 1 and start == block[0][0] and end == block[-1][1]
            for item_start, item_end in items:
                is_item = len(items) > 1 or ITEM.match(text[item_start : min(item_end, item_start + 40)].lstrip())
                kind = "list-item" if is_item else "sentence"
                yield Passage(item_start, item_end, kind, rule if item_end == end else "list-marker", is_block)


def blocks(text: str) -> Iterator[list[Line]]:
    """Yield runs of lines with no blank line between them."""
    block: list[Line] = []
    for found in LINE.finditer(text):
        start, end = found.span()
        if block and breaks_paragraph(text[block[-1][1] : start]):
            yield block
            block = []
        if found.group().strip().strip(ZERO_WIDTH_BLANKS):
            block.append((start, end))
    if block:
        yield block


def breaks_paragraph(gap: str) -> bool:
    """Return whether what stands between two lines is more than one line break, or a paragraph separator."""
    return (len(gap) > 1 and gap != "\r\n") or gap == "\u2029"


def groups(text: str, block: list[Line]) -> Iterator[tuple[int, int, str]]:
    """Yield the parts of a block that line breaks cut, each with the rule that ended it."""
    start, last = block[0][0], block[-1][1]
    if is_word_list(text, block):
        yield from ((*line, "word-list") for line in block[:-1])
        start = block[-1][0]
    elif len(block) > 1:
        longest = max(SHORT, *(len(text[a:b].rstrip()) for a, b in block))
        for line, following in pairwise(block):
            rule = line_break(text[slice(*line)].strip(), text[slice(*following)].strip(), longest)
            if rule:
                yield start, line[1], rule
                start = following[0]
    yield start, last, "blank-line"


def is_word_list(text: str, block: list[Line]) -> bool:
    """Return whether three lines or more are all of a few words and without a mark at their end."""
    if len(block) < 3 or any(end - start > WORD_LIST_LENGTH + 10 for start, end in block):
        return False
    lines = [text[slice(*line)].strip() for line in block]
    return all(len(line) <= WORD_LIST_LENGTH and line[-1].isalnum() for line in lines)


def line_break(line: str, following: str, longest: int) -> str:
    """Return the rule that makes a line break a boundary, or nothing in text that is merely wrapped."""
    if BULLET.match(following) and (BULLET.match(line) or line[-1] in ".:;!?" or following[0] in BULLET_SIGNS):
        return "list-item"
    if line[-1] in ":：":
        return "colon-line"
    if line[-1] in GOES_ON or following[0].islower():
        return ""
    return "short-line" if len(line) < SHARE * longest and len(line) < SHORT else ""


def is_table(text: str, block: list[Line]) -> bool:
    """Return whether all lines of a block hold the same number of tabs, and at least one."""
    if len(block) < 2:
        return False
    tabs = {text[slice(*line)].strip().count("\t") for line in block}
    return len(tabs) == 1 and tabs != {0}


def cells(text: str, block: list[Line]) -> Iterator[Passage]:
    """Yield the cells of a table, row by row."""
    for start, end in block:
        for found in CELL.finditer(text, start, end):
            yield Passage(*found.span(), "table-cell", "table-cell", False)
