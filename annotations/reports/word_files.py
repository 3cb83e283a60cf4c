"""Word files that are the same byte for byte for the same content, and text in them that is only ever text."""

import io
import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from annotations.reports.text import one_line, printable

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can name
LONGEST_PROPERTY = 255
UNIX = 3

Tracked = Literal["ins", "del"]


def saved(document: Document, *, title: str, at: datetime) -> bytes:
    """Return the document as a file without a clock in it; `at` is the time that its properties tell."""
    properties = document.core_properties
    properties.title = one_line(title)[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = "factcheck"
    properties.comments = ""
    properties.created = properties.modified = at.replace(microsecond=0, tzinfo=None)
    properties.revision = 1
    draft = io.BytesIO()
    document.save(draft)
    return _timeless(draft)


def _timeless(draft: io.BytesIO) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(draft) as parts, zipfile.ZipFile(packed, "w") as package:
        for name in parts.namelist():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, UNIX, 0o600 << 16
            package.writestr(info, parts.read(name))
    return packed.getvalue()


def run_of(text: str, *, tracked: Tracked | None = None, within: str = "") -> etree._Element:
    """Return a run with this text; line breaks and tabs become Word's own, and deleted text is marked as such.

    What has no direction itself, such as a number, takes that of the text that it stands `within`.
    """
    run = OxmlElement("w:r")
    if is_right_to_left(text + within):
        properties = OxmlElement("w:rPr")
        properties.append(OxmlElement("w:rtl"))
        run.append(properties)
    for piece in _pieces(printable(text)):
        run.append(_child(piece, "w:delText" if tracked == "del" else "w:t"))
    return run


def _pieces(text: str) -> Iterator[str]:
    rest = ""
    for character in text:
        if character in "\n\t":
            yield from filter(None, (rest, character))
            rest = ""
        else:
            rest += character
    if rest:
        yield rest


def _child(piece: str, tag: str) -> etree._Element:
    if piece in ("\n", "\t"):
        return OxmlElement("w:br" if piece == "\n" else "w:tab")
    child = OxmlElement(tag)
    child.text = piece
    child.set(qn("xml:space"), "preserve")
    return child


def tracked_change(run: etree._Element, kind: Tracked, *, number: int, author: str, at: str) -> etree._Element:
    """Return a run as a change that Word can accept or reject; `number` tells it from all others of the file."""
    change = OxmlElement(f"w:{kind}")
    for name, value in (("w:id", str(number)), ("w:author", printable(author)), ("w:date", at)):
        change.set(qn(name), value)
    change.append(run)
    return change


def is_right_to_left(text: str) -> bool:
    """Say whether the first letter with a direction is one of a script that runs to the left."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((side for side in directions if side in ("L", "R", "AL")), "L") != "L"
