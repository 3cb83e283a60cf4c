"""The report as a Word file: the text as it is, with comments on its sentences and wordings proposed as changes.

The frame of the file is python-docx's. Paragraphs and comments are written into it as they come, because adding a
comment there takes the longer the more there are.
"""

import io
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from itertools import chain
from typing import IO, BinaryIO

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from lxml import etree

from annotations.reports.contents import ReportContents
from annotations.reports.docx_body import Body
from annotations.reports.docx_text import COMMENT_REFERENCE, COMMENT_TEXT, LINK, Links
from annotations.reports.findings import findings, retired_findings
from annotations.reports.front import front
from annotations.reports.office_files import packed, references
from annotations.reports.text import listed, plural
from annotations.reports.word_files import saved

IN_MEMORY = 4_000_000  # bytes of comments, before they go to a file
AT_ONCE = 64_000  # bytes
MAIN = "word/document.xml"
# LibreOffice opens a file with 1,250 comments in half a minute, and one with three times as many in over six.
MANY = 2_000
CROWDED = (
    f"Nothing, but some programs open a file with over {MANY:,} comments very slowly: the HTML report has them too."
)
HERE = b"<?here body?>"


@dataclass(frozen=True, slots=True)
class DocxWriter:
    """Word, for authors who go on working in the text itself."""

    slug: str = "docx"
    title: str = "Word, with comments"
    media_type: str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    suffix: str = "docx"

    def write(self, contents: ReportContents, out: BinaryIO) -> tuple[str, ...]:
        """Write the file paragraph by paragraph and return in sentences what is not in it."""
        draft = io.BytesIO(_frame(contents))
        with zipfile.ZipFile(draft) as package, tempfile.SpooledTemporaryFile(IN_MEMORY) as comments:
            body = Body(contents, comments)
            before, after = package.read(MAIN).split(HERE)
            # Each is read in turn: first the text, by which the comments and the addresses come to light.
            parts: dict[str, Iterable[bytes]] = {
                MAIN: chain((before,), body.xml(), (after,)),
                "word/_rels/document.xml.rels": _lazily(body.links, package.read("word/_rels/document.xml.rels")),
                "word/comments.xml": _comments(comments),
                "word/_rels/comments.xml.rels": _lazily(body.comment_links),
            }
            packed(draft, parts, out)
        crowd = (CROWDED,) if body.said > MANY else ()
        return (*_left_out(contents), *crowd)


def _lazily(links: Links, frame: bytes = b"") -> Iterator[bytes]:
    yield from references(links.names, frame)


def _comments(written: IO[bytes]) -> Iterator[bytes]:
    yield f"<w:comments {nsdecls('w', 'r')}>".encode()
    written.seek(0)
    yield from iter(lambda: written.read(AT_ONCE), b"")
    yield b"</w:comments>"


def _frame(contents: ReportContents) -> bytes:
    """Return the file without its paragraphs: pages, styles, properties, and the place for comments."""
    document: Document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    _add_styles(document)
    document.element.body.insert(0, etree.ProcessingInstruction("here", "body"))
    _ = document.comments  # asking for them makes the part that holds them
    return saved(document, title=front(contents).title, at=contents.revision.imported_at.astimezone(UTC))


def _add_styles(document: Document) -> None:
    """Add the styles of comments and links, which the frame does not have."""
    kinds = (
        ("annotation text", COMMENT_TEXT, WD_STYLE_TYPE.PARAGRAPH, 10),
        ("annotation reference", COMMENT_REFERENCE, WD_STYLE_TYPE.CHARACTER, 8),
        ("Hyperlink", LINK, WD_STYLE_TYPE.CHARACTER, None),
    )
    for name, key, kind, size in kinds:
        style = document.styles.add_style(name, kind, builtin=True)
        style.element.set(qn("w:styleId"), key)
        style.font.size = Pt(size) if size else None
    link = style.font
    link.underline, link.color.rgb = True, RGBColor(0x0B, 0x57, 0xD0)


def _left_out(contents: ReportContents) -> Iterator[str]:
    """Yield in a sentence each what the report has and this file does not."""
    gone = [finding.number for finding in retired_findings(contents)]
    if gone:
        yield f"{plural(len(gone), 'sentence')} no longer in the text, with what was said of them: {listed(gone)}."
    suggested = sum(bool(finding.suggestion) for finding in findings(contents))
    if suggested:
        yield f"{plural(suggested, 'label')} that only the program suggests."
