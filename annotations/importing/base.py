"""What every importer shares: the upload that comes in, the manuscript that goes out, the refusal, the limits."""

import importlib
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

MAX_UPLOAD_BYTES = 20 * 1024 * 1024
MAX_TEXT_BYTES = 5 * 1024 * 1024  # of the text in UTF-8
MAX_DEPTH = 256  # levels of nesting in a docx part or an HTML page
MAX_PDF_PAGES = 500

BLOCK_KINDS = frozenset({"heading", "list-item", "table-cell", "caption", "paragraph", "quote", "footnote"})
REMARK_KINDS = frozenset({"note", "source"})

# Characters that must never reach a page or a log line as they are: controls, and marks that turn the direction
# of reading round, with which a file name can pretend to have another suffix.
_TREACHEROUS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_LONGEST_NAME_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Upload:
    """What somebody handed in: a file, or a pasted text, whose `name` is empty."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the manuscript's text, in code points with the end exclusive; `kind` is in BLOCK_KINDS."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What an author said beside a stretch of the manuscript's text, in code points with the end exclusive.

    A "note" (`kind` is in REMARK_KINDS) is a comment with its `text` and `author`; a "source" is a link with its
    `url`, which begins with http:// or https://, and the link's own words as `text`. What is not stated is empty.
    """

    start: int
    end: int
    kind: str
    text: str
    url: str
    author: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document as read: its text, what is known about it, and what was left out of it.

    `published` is an ISO date or empty, `language` a language code or empty; the blocks of `structure` are in
    order and disjoint; `media_type` comes from our own table, by the content of the file. The `remarks` are in order
    and may overlap. `pages` is empty but for a PDF: the offset of the first character of each page's text, where a
    page without any has the offset of the next; see `page_at`.
    """

    title: str
    author: str
    published: str
    language: str
    text: str
    structure: tuple[Block, ...]
    warnings: tuple[str, ...]
    media_type: str
    remarks: tuple[Remark, ...] = ()
    pages: tuple[int, ...] = ()


def manuscript_of(fields: Mapping[str, Any]) -> Manuscript:
    """Return the manuscript of which these are the fields, as `dataclasses.asdict` and JSON left them."""
    made = {
        "structure": tuple(Block(**block) for block in fields["structure"]),
        "remarks": tuple(Remark(**remark) for remark in fields["remarks"]),
        "warnings": tuple(fields["warnings"]), "pages": tuple(fields["pages"]),
    }  # fmt: skip
    return Manuscript(**{**fields, **made})


class UnreadableDocument(Exception):
    """A document that cannot be imported; `code` is for programs, `message` for people."""

    reason: ClassVar[str] = "unprocessable"

    def __init__(self, code: str, because: str, *, name: str = "", guess: str = "", offset: int | None = None) -> None:
        super().__init__(code, because)
        self.code = code
        self.because = because  # the end of a sentence: "it is empty"
        self.name = name
        self.guess = guess  # an encoding that the form may offer, or empty
        self.offset = offset  # the first bad byte, where there is one

    @property
    def message(self) -> str:
        """One sentence that names the file and the reason."""
        subject = f"“{shown_name(self.name)}”" if self.name else "The pasted text"
        return f"{subject} cannot be imported: {self.because}."

    def __str__(self) -> str:
        return self.message


class DocumentTooLarge(UnreadableDocument):
    """A document over one of the limits: 413 at the doors."""

    reason = "too_large"


class UnsupportedDocument(UnreadableDocument):
    """A file of a kind that is not read here, or not what its name says: 415 at the doors."""

    reason = "unsupported"


@dataclass(frozen=True, slots=True)
class Reader:
    """An import format. The parser is named, not imported: only the child process pays for its libraries.

    One that `selects` takes the article out of a page, and can be asked for everything on it instead.
    """

    slug: str
    title: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    parser: str
    selects: bool = False

    def read(self, data: bytes, *, name: str = "", encoding: str = "", everything: bool = False) -> Manuscript:
        """Return the manuscript; raise UnreadableDocument, and nothing else, for bytes that make none."""
        parse: Callable[..., Manuscript] = importlib.import_module(self.parser).parse
        if self.selects:
            return parse(data, name=name, encoding=encoding, everything=everything)
        return parse(data, name=name, encoding=encoding)


def page_at(manuscript: Manuscript, offset: int) -> int | None:
    """Return the number, from 1, of the page on which the character at an offset stands.

    None where there are no pages, outside the text, and in a footnote, which no longer stands on its page.
    """
    if not manuscript.pages or not 0 <= offset < len(manuscript.text):
        return None
    place = bisect_right(manuscript.structure, offset, key=lambda block: block.start)
    if place and manuscript.structure[place - 1].kind == "footnote":
        return None
    return max(1, bisect_right(manuscript.pages, offset))


def shown_name(name: str) -> str:
    """Return the last part of a file name without anything that could deceive a reader, at most 120 characters."""
    last = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    clean = _TREACHEROUS.sub("", last).strip() or "file"
    return clean if len(clean) <= _LONGEST_NAME_SHOWN else clean[: _LONGEST_NAME_SHOWN - 1] + "…"


def title_from(name: str) -> str:
    """Return a title for a document that states none: its file name without the suffix, or nothing."""
    if not name:
        return ""
    stem, dot, _suffix = shown_name(name).rpartition(".")
    return (stem if dot else shown_name(name)).strip()


def is_blank(text: str) -> bool:
    """Return whether the text has nothing that a reader could see."""
    return not re.sub("[\u200b\u2060\ufeff]", "", text).strip()
