"""A manuscript in the making: blocks go in one after the other, the text and its structure come out."""

import re
from collections.abc import Hashable, Iterator, Sequence

from annotations.importing.base import MAX_TEXT_BYTES, Block, DocumentTooLarge, is_blank
from annotations.importing.marks import Placed, ink_before, inked

# Control characters, soft hyphens and noncharacters are invisible in the original and would only disturb here.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\ufffe\uffff]")
_BLANKS = re.compile("[ \t\r\f\v]+")
_SUPERSCRIPTS = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_RAISED = re.compile(r"[0-9+\-−=()n]+")


class Draft:
    """Collects blocks: paragraphs parted by a blank line, members of one group (a list, a table) by a new line."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._blocks: list[Block] = []
        self._footnotes: list[tuple[str, Sequence[Placed]]] = []
        self._length = 0
        self._group: object = None
        self._starts: dict[Hashable, int] = {}
        self._ends: dict[Hashable, int] = {}

    def add(
        self, kind: str, text: str, *, group: object = None, marker: str = "", marks: Sequence[Placed] = ()
    ) -> None:
        """Append a text as one block, or as several where it has blank lines; blank text adds nothing.

        A new line in `text` is a line break that the author made; `marker` stands before the first block.
        """
        before = self._length
        added: list[tuple[int, str]] = []
        for paragraph in paragraphs_of(text):
            self._append(kind, marker + paragraph, group)
            added.append((self._length - len(paragraph), paragraph))
            marker = ""
        if marks:
            ink = [start + offset for start, paragraph in added for offset in inked(paragraph)]
            self._place(text, marks, ink, before)

    def add_footnote(self, text: str, *, marks: Sequence[Placed] = ()) -> None:
        """Keep a footnote for the end of the text, so that it does not stand between two halves of a sentence."""
        self._footnotes.append((text, marks))

    def finish(self) -> tuple[str, tuple[Block, ...]]:
        """Return the whole text, footnotes last, and its blocks."""
        for footnote, marks in self._footnotes:
            self.add("footnote", footnote, group="footnotes", marks=marks)
        self._footnotes.clear()
        return "".join(self._pieces), tuple(self._blocks)

    def stretches(self) -> dict[Hashable, tuple[int, int | None]]:
        """Return where the stretch of each mark's key begins, and where it ends or None; it may have blank ends."""
        return {key: (start, self._ends.get(key)) for key, start in self._starts.items()}

    @property
    def first_heading(self) -> str:
        """The text of the first block if that is a heading, else an empty string."""
        if self._blocks and self._blocks[0].kind == "heading":
            return self._pieces[0].replace("\n", " ")
        return ""

    def _place(self, text: str, marks: Sequence[Placed], ink: list[int], before: int) -> None:
        """Find the places of marks again in what has become of their text, by the characters that are still there."""
        for mark, count in ink_before(text, marks):
            if mark.begins:
                self._starts.setdefault(mark.key, ink[count] if count < len(ink) else self._length)
            else:
                self._ends[mark.key] = ink[count - 1] + 1 if count else before

    def _append(self, kind: str, text: str, group: object) -> None:
        if self._blocks:
            gap = "\n" if group is not None and group == self._group else "\n\n"
            self._pieces.append(gap)
            self._length += len(gap)
        self._pieces.append(text)
        self._blocks.append(Block(self._length, self._length + len(text), kind))
        self._length += len(text)
        self._group = group
        if self._length > MAX_TEXT_BYTES:
            raise too_much_text()


def too_much_text() -> DocumentTooLarge:
    """Return the refusal of a document with more text than we take."""
    limit = MAX_TEXT_BYTES // (1024 * 1024)
    return DocumentTooLarge("text_too_large", f"its text is longer than {limit} MB; import it in parts")


def paragraphs_of(text: str) -> Iterator[str]:
    """Yield the paragraphs of a text with single blanks, no invisible characters and no blank lines."""
    lines: list[str] = []
    for line in _INVISIBLE.sub("", text).split("\n"):
        tidy = _BLANKS.sub(" ", line).strip(" ")
        if not is_blank(tidy):
            lines.append(tidy)
        elif lines:
            yield "\n".join(lines)
            lines = []
    if lines:
        yield "\n".join(lines)


def tidy(text: str) -> str:
    """Return a text of several lines with single blanks, no invisible characters and no blank lines."""
    return "\n".join(paragraphs_of(text))


def one_line(text: str, longest: int = 300) -> str:
    """Return a text as one tidy line of at most `longest` characters, fit for a title or a name."""
    line = " ".join(_INVISIBLE.sub("", text).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def raised(text: str) -> str:
    """Return raised digits as superscript characters (2023¹, 10⁶), so that no number swallows them."""
    return text.translate(_SUPERSCRIPTS) if _RAISED.fullmatch(text.strip()) else text


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun: "1 comment", "2 comments"."""
    return f"{number:,} {one if number == 1 else many}"


def sample_of(texts: list[str], longest: int = 3) -> str:
    """Return the first few texts in quotation marks, each cut short, for a warning."""
    shown = ", ".join(f"“{one_line(text, 60)}”" for text in texts[:longest])
    return shown + (", …" if len(texts) > longest else "")
