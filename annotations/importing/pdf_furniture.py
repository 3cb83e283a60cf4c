"""What comes back on the pages of a PDF without being part of its text: running heads and page numbers."""

import re
from collections import Counter
from collections.abc import Iterator

from annotations.importing.pdf_strips import Page, Strip

_MARGIN = 0.12  # of the page's height, above and below, where running heads and page numbers stand
_HEAD_PAGES = 3  # a line that comes back at its place on so many pages is a running head
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:page|seite|p\.|s\.)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von|de)\s*\d{1,4})?[-–—\s]*", re.I
)
_NUMBER = re.compile(r"(?<!\d)([0-9]{1,6})(?!\d)")
_MOST_NUMBERS = 4  # of a line that are tried

_Key = tuple[str, int]


def furniture_of(pages: list[Page]) -> list[list[Strip]]:
    """Return for each page its running heads and page numbers."""
    heads = _running_heads(pages)
    return [
        [strip for strip in page.strips if _is_furniture(strip, page, number, heads)]
        for number, page in enumerate(pages)
    ]


def _running_heads(pages: list[Page]) -> set[_Key]:
    """Return the lines that stand at the same place of several pages."""
    seen: Counter[_Key] = Counter()
    for number, page in enumerate(pages):
        seen.update({key for strip in page.strips if _is_in_margin(strip, page) for key in _head_keys(strip, number)})
    least = min(_HEAD_PAGES, max(2, len(pages)))
    return {key for key, count in seen.items() if count >= least}


def _head_keys(strip: Strip, number: int) -> Iterator[_Key]:
    """Yield what a line has in common with itself on other pages: its place, and its text, in which one number may
    count up with the pages. Rows of a table, with numbers of any kind, have less in common.
    """
    pieces = _NUMBER.split(strip.text.casefold())  # every second one is a number
    for counting in range(-1, min(len(pieces), 2 * _MOST_NUMBERS), 2):
        text = "".join(f"#{int(one) - number}" if at == counting else one for at, one in enumerate(pieces))
        yield text, round(strip.bottom / 4)


def _is_in_margin(strip: Strip, page: Page) -> bool:
    return not _MARGIN * page.height < strip.bottom < (1 - _MARGIN) * page.height


def _is_furniture(strip: Strip, page: Page, number: int, heads: set[_Key]) -> bool:
    if not _is_in_margin(strip, page):
        return False
    if any(key in heads for key in _head_keys(strip, number)):
        return True
    bottoms = [other.bottom for other in page.strips]
    nearly = 0.5 * strip.size
    is_outermost = strip.bottom < min(bottoms) + nearly or strip.bottom > max(bottoms) - nearly
    return is_outermost and _PAGE_NUMBER.fullmatch(strip.text) is not None
