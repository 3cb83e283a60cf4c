"""What authors say beside their text: comments and links, on their way from a draft into a manuscript."""

import re
from bisect import bisect_right
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from annotations.importing.base import Block, Remark
from annotations.importing.drafts import counted, one_line, sample_of, tidy
from annotations.importing.marks import Mark

MAX_REMARKS = 2_000
MAX_REMARK_BYTES = 20_000  # of a remark's text in UTF-8
MAX_ADDRESS = 2_000  # characters
_ADDRESS = re.compile('https?://[^\\s\x00-\x1f\x7f<>"\u200b-\u200f\u202a-\u202e\u2066-\u2069]+', re.I)


@dataclass(frozen=True, slots=True, eq=False)
class Saying:
    """A remark whose stretch of text is not known yet; two alike are still two, and each is the key of its marks."""

    kind: str
    text: str = ""
    url: str = ""
    author: str = ""

    @property
    def begin(self) -> Mark:
        """The mark to put where its stretch begins."""
        return Mark(self, True)

    @property
    def end(self) -> Mark:
        """The mark to put where its stretch ends."""
        return Mark(self, False)


def source(address: str) -> Saying | None:
    """Return a link as a saying, or None for one that leads nowhere else than to a place in the same text."""
    address = address.strip()
    return None if not address or address.startswith("#") else Saying("source", url=address)


def note(text: str, author: str) -> Saying:
    """Return a comment as a saying."""
    return Saying("note", text=tidy(text), author=one_line(author))


def web_address(address: str) -> str:
    """Return an address of the web as it stands, or an empty string for any other, and for one that is not sound."""
    if len(address) > MAX_ADDRESS or not _ADDRESS.fullmatch(address):
        return ""
    try:
        return address if urlsplit(address).hostname else ""
    except ValueError:  # an unclosed bracket
        return ""


class Remarks:
    """The remarks of a finished draft, in order, and as warnings what could not be kept of them."""

    def __init__(
        self, text: str, structure: Sequence[Block], stretches: Mapping[Hashable, tuple[int, int | None]]
    ) -> None:
        self._text = text
        self._structure = structure
        self._foreign: list[str] = []
        self._wordless: list[str] = []
        self._cut = 0
        found = [one for key, (start, end) in stretches.items() if isinstance(key, Saying)
                 for one in self._settled(key, start, end)]  # fmt: skip
        found.sort(key=lambda remark: remark.kind != "note")  # of too many, people's own words come first
        self._surplus = len(found) - len(found[:MAX_REMARKS])
        self.kept = tuple(sorted(found[:MAX_REMARKS], key=lambda remark: (remark.start, remark.end)))

    def warnings(self) -> Iterator[str]:
        """Yield what was left out, as sentences."""
        if self._foreign:
            links = counted(len(self._foreign), "link that leads", "links that lead")
            yield f"Left out: {links} to no page of the web, such as {sample_of(self._foreign)}."
        if self._wordless:
            links = counted(len(self._wordless), "link", "links")
            yield f"Left out: {links} without words, such as {sample_of(self._wordless)}."
        if self._surplus:
            remarks = counted(self._surplus, "comment or link", "comments and links")
            yield f"Left out: {remarks} beyond the first {MAX_REMARKS:,}."
        if self._cut:
            notes = counted(self._cut, "comment", "comments")
            yield f"Left out: the end of {notes} longer than {MAX_REMARK_BYTES:,} bytes."

    def _settled(self, saying: Saying, start: int, end: int | None) -> Iterator[Remark]:
        start, end = self._stretch(saying, start, end)
        if saying.kind == "note" and not saying.text:
            return
        if saying.kind == "source" and not web_address(saying.url):
            self._foreign.append(saying.url)
        elif start < end:
            words = saying.text if saying.kind == "note" else self._text[start : min(end, start + MAX_REMARK_BYTES)]
            yield Remark(start, end, saying.kind, self._shortened(words, saying.kind), saying.url, saying.author)
        else:
            self._wordless.append(saying.url)

    def _stretch(self, saying: Saying, start: int, end: int | None) -> tuple[int, int]:
        """Return a stretch without blanks at its ends; a comment on a mere point is about the block around it."""
        block = self._block_at(start)
        end = block.end if end is None else max(start, end)
        while start < end and self._text[start].isspace():
            start += 1
        while start < end and self._text[end - 1].isspace():
            end -= 1
        if start >= end and saying.kind == "note":
            return block.start, block.end
        return start, end

    def _block_at(self, offset: int) -> Block:
        place = bisect_right(self._structure, offset, key=lambda block: block.start)
        return self._structure[max(0, place - 1)] if self._structure else Block(0, 0, "paragraph")

    def _shortened(self, words: str, kind: str) -> str:
        if len(words) * 4 <= MAX_REMARK_BYTES or len(words.encode()) <= MAX_REMARK_BYTES:
            return words
        self._cut += kind == "note"  # the words of a source still stand in the text
        return words.encode()[:MAX_REMARK_BYTES].decode("utf-8", "ignore").rstrip()
