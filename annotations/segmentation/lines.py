"""Passages: what blank lines, line breaks, tabs and list markers cut, before any sentence is looked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from annotations.segmentation.lists import list_items
from annotations.segmentation.mail import COURTESY, HEADER, RULER, cut_signature, goes_on_quoted, quote_marks
from annotations.segmentation.units import ZERO_WIDTH_BLANKS

LINE = re.compile(r"[^\n\r\u2028\u2029\x85]+")
CELL = re.compile(r"[^\t]+")
BULLET_SIGNS = "•‣◦▪●○"
BULLET = re.compile(
    rf"(?:[{BULLET_SIGNS}*–—-]\s+|[{BULLET_SIGNS}]|\(?\d{{1,3}}[.)]\s+|\(?(?:[a-zA-Z]|[ivx]{{2,4}})[.)]\s+)\S"
)
# What makes a unit a list item: no dash of dialogue, no initial of a name.
ITEM = re.compile(
    r"\s*+(?:>\s*+)*+(?:[•‣◦▪●○⁃]|[*-]\s|\(?\d{1,3}\.?\)|\d{1,3}\.\s|\(?[a-z]\)|\(?[ivx]{2,4}\)|[a-z]\.\s)\s*+\S",
)
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
Group = tuple[int, int, str, str]  # start, end, the kind of its units, the rule that ended it


def passages(text: str) -> Iterator[Passage]:
    """Yield the passages of a text in order."""
    for block in blocks(text):
        start, end = block[0][0], block[-1][1]
        for group in cells(text, block) if is_table(text, block) else groups(text, block):
            if group[2] == "sentence":
                yield from parts(text, group, group[0] == start and group[1] == end)
            else:
                yield Passage(*group, False)


def parts(text: str, group: Group, is_block: bool) -> list[Passage]:
    """Return the items of a list written in one run, or the group as it is."""
    start, end, kind, rule = group
    items = list_items(text, start, end)
    if len(items) == 1:
        return [Passage(start, end, "list-item" if ITEM.match(text, start, end) else kind, rule, is_block)]
    return [Passage(*item, "list-item", rule if item[1] == end else "list-marker", False) for item in items]


def blocks(text: str) -> Iterator[list[Line]]:
    """Yield runs of lines with no blank line between them."""
    block: list[Line] = []
    for found in LINE.finditer(text):
        line = found.span()
        if block and breaks_paragraph(text, block[-1][1], line[0]):
            yield block
            block = []
        if found.group().strip().strip(ZERO_WIDTH_BLANKS):
            block.append(line)
    if block:
        yield block


def breaks_paragraph(text: str, end: int, start: int) -> bool:
    """Return whether what stands between two lines is more than one line break, or a paragraph separator."""
    if start - end > 1:
        return start - end > 2 or text[end:start] != "\r\n"
    return text[end] == "\u2029"


def groups(text: str, block: list[Line]) -> Iterator[Group]:
    """Yield the parts of a block that line breaks cut, each with the rule that ended it."""
    body, signature = cut_signature(text, block)
    if is_word_list(text, body):
        yield from ((*line, "sentence", "word-list") for line in body[:-1])
        body = body[-1:]
    if body:
        yield from wrapped(text, body, "signature" if signature else "blank-line")
    for line in signature:
        yield *line, "line", "signature" if line is not signature[-1] else "blank-line"


def wrapped(text: str, block: list[Line], last_rule: str) -> Iterator[Group]:
    """Yield the parts of a block of lines that may be wrapped; header lines of an e-mail are no sentences."""
    start, rule = block[0][0], ""
    longest = max(SHORT, *(len(text[a:b].rstrip()) for a, b in block)) if len(block) > 1 else SHORT
    for line, following in pairwise(block):
        before, after = text[slice(*line)].strip(), text[slice(*following)].strip()
        is_header = HEADER.match(after) and HEADER.match(text, start)
        rule = "header-line" if is_header else line_break(before, after, longest)
        if rule:
            yield start, line[1], "line" if is_header else "sentence", rule
            start = following[0]
    yield start, block[-1][1], "line" if rule == "header-line" else "sentence", last_rule


def is_word_list(text: str, block: list[Line]) -> bool:
    """Return whether three lines or more are all of a few words and without a mark at their end."""
    if len(block) < 3 or any(end - start > WORD_LIST_LENGTH + 10 for start, end in block):
        return False
    lines = [text[slice(*line)].strip() for line in block]
    return all(len(line) <= WORD_LIST_LENGTH and line[-1].isalnum() for line in lines)


def line_break(line: str, following: str, longest: int) -> str:
    """Return the rule that makes a line break a boundary, or nothing in text that is merely wrapped."""
    if ">" in (line[0], following[0]):
        before, after = quote_marks(line), quote_marks(following)
        line, following = line[len(before) :], following[len(after) :]
        if not line or not following:
            return "quoted-blank-line"
        if before.count(">") != after.count(">") and not goes_on_quoted(line, following):
            return "quote-depth"
    if RULER.match(line) or RULER.match(following):
        return "ruler"
    return plain_line_break(line, following, longest)


def plain_line_break(line: str, following: str, longest: int) -> str:
    """Return the rule that makes a line break a boundary, by how the lines end and begin."""
    if BULLET.match(following) and (BULLET.match(line) or line[-1] in ".:;!?" or following[0] in BULLET_SIGNS):
        return "list-item"
    if line[-1] in ":：":
        return "colon-line"
    if line[-1] == "," and len(line) < SHARE * longest and COURTESY.match(line):
        return "courtesy"
    if line[-1] in GOES_ON or following[0].islower():
        return ""
    return "short-line" if len(line) < SHARE * longest and len(line) < SHORT else ""


def is_table(text: str, block: list[Line]) -> bool:
    """Return whether all lines of a block hold the same number of tabs, and at least one."""
    if len(block) < 2 or text.find("\t", block[0][0], block[-1][1]) < 0:
        return False
    tabs = {text[start:end].strip().count("\t") for start, end in block}
    return len(tabs) == 1 and tabs != {0}


def cells(text: str, block: list[Line]) -> Iterator[Group]:
    """Yield the cells of a table, row by row."""
    for start, end in block:
        for found in CELL.finditer(text, start, end):
            yield *found.span(), "table-cell", "table-cell"
