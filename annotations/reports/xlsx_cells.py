"""Cells of a spreadsheet as XML: each of its own type, and a text always a text, whatever it begins with."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape

from openpyxl.utils import get_column_letter

from annotations.reports.csv import guarded
from annotations.reports.text import iso_moment, printable, web_address

LONGEST = 32_767  # UTF-16 units that a cell holds
MORE = " …"
MOST_LINKS = 65_530  # that a sheet holds
LONGEST_LINK = 2_079  # characters
LINE, HEADER = 15, 45  # heights in points
MOST_LINES = 20  # that a row shows at once
WIDE = "\u2e80"  # from here on letters are mostly twice as wide
DAY_ZERO = datetime(1899, 12, 30, tzinfo=UTC)
FIRST_YEAR = 1901  # before it programs count the days of a sheet differently

# What a program that reads the file would take for the code of one character.
_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Link:
    """An address: always shown as words, and followed only where it leads to a page of the web."""

    words: str
    href: str


Value = str | int | float | bool | datetime | Link | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Looks:
    """The numbers of the cell styles in the workbook: `guarded` keeps a text a text also when somebody edits it."""

    header: int
    text: int
    guarded: int
    flag: int
    number: int
    moment: int
    link: int


@dataclass(slots=True)
class Cells:
    """The cells of one sheet while they are written, with the links and the cuts among them."""

    links: list[tuple[str, str]] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    unlinked: int = 0

    looks: Looks = field(init=False)

    def rows(self, looks: Looks, columns: Sequence[tuple[str, int]], rows: Iterable[Row]) -> Iterator[bytes]:
        """Yield the rows as XML, first the titles of the columns; each column has a width in characters."""
        self.looks = looks
        letters = [get_column_letter(rank) for rank in range(1, len(columns) + 1)]
        widths = [width for _, width in columns]
        titles = "".join(
            _text(f"{letter}1", title, looks.header) for letter, (title, _) in zip(letters, columns, strict=True)
        )
        yield f'<row r="1" ht="{HEADER}" customHeight="1">{titles}</row>'.encode()
        for number, row in enumerate(rows, start=2):
            cells = "".join(
                self._cell(f"{letter}{number}", value)
                for letter, value in zip(letters, row, strict=True)
                if value is not None and value != ""
            )
            yield f'<row r="{number}"{_height(row, widths)}>{cells}</row>'.encode()

    def _cell(self, place: str, value: Value) -> str:
        if isinstance(value, str):
            return self._words(place, value)
        if isinstance(value, bool):
            return f'<c r="{place}" s="{self.looks.flag}" t="b"><v>{int(value)}</v></c>'
        if isinstance(value, datetime):
            return self._moment(place, value)
        if isinstance(value, Link):
            return self._link(place, value)
        return f'<c r="{place}" s="{self.looks.number}"><v>{value}</v></c>'

    def _words(self, place: str, words: str, look: int | None = None) -> str:
        text, was_cut = fitting(printable(words))
        if was_cut:
            self.cut.append(place)
        if look is None:
            look = self.looks.text if guarded(text) == text else self.looks.guarded
        return _text(place, text, look)

    def _moment(self, place: str, value: datetime) -> str:
        if value.year < FIRST_YEAR:
            return self._words(place, iso_moment(value))
        days = (value.replace(microsecond=0) - DAY_ZERO) / timedelta(days=1)
        return f'<c r="{place}" s="{self.looks.moment}"><v>{days}</v></c>'

    def _link(self, place: str, link: Link) -> str:
        href = web_address(link.href)
        if not href or len(href) > LONGEST_LINK:
            return self._words(place, link.words)
        if len(self.links) == MOST_LINKS:
            self.unlinked += 1
            return self._words(place, link.words)
        self.links.append((place, href))
        return self._words(place, link.words, self.looks.link)


def fitting(text: str) -> tuple[str, bool]:
    """Return the text as far as a cell holds it, an ellipsis for the rest, and whether anything was cut."""
    if len(text) * 2 <= LONGEST or _units(text) <= LONGEST:
        return text, False
    kept = text.encode("utf-16-le")[: (LONGEST - len(MORE)) * 2].decode("utf-16-le", errors="ignore")
    return kept + MORE, True


def _height(row: Row, widths: Sequence[int]) -> str:
    """Say how high a row is if not all of it fits on one line: not every program finds out itself."""
    lines = max(
        (_lines(value, width) for value, width in zip(row, widths, strict=True) if isinstance(value, str)), default=1
    )
    return f' ht="{LINE * min(lines, MOST_LINES)}"' if lines > 1 else ""


def _lines(text: str, width: int) -> int:
    if len(text) * 2 <= width and "\n" not in text:
        return 1
    lengths = (len(line) + sum(letter >= WIDE for letter in line) for line in printable(text).split("\n"))
    return sum(max(1, -(-length // width)) for length in lengths)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _text(place: str, text: str, look: int) -> str:
    literal = escape(_CODE.sub("_x005F_", text), quote=False)
    return f'<c r="{place}" s="{look}" t="inlineStr"><is><t xml:space="preserve">{literal}</t></is></c>'
