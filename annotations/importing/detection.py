"""What a file is, by its first bytes and its suffix; the client's word for it counts for nothing."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from annotations.importing.base import (
    Reader,
    UnreadableDocument,
    UnsupportedDocument,
    Upload,
    is_blank,
    shown_name,
)

# First bytes of kinds of files that are not read here.
_FOREIGN = (
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"\x1f\x8b", "a packed archive"),
    (b"BZh", "a packed archive"),
    (b"\xfd7zXZ", "a packed archive"),
    (b"7z\xbc\xaf", "a packed archive"),
    (b"Rar!", "a packed archive"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"%!PS", "a PostScript file"),
    (b"SQLite format 3\x00", "a database"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_PDF_WITHIN = 1024  # bytes before which the PDF header must stand
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_SVG = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!.{0,500}?>\s*)*<svg\b", re.I | re.S)
_TEXTUAL = frozenset({"txt", "md", "html"})
_STRANGE = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_START = 4096  # bytes looked at


def detect(upload: Upload, readers: Iterable[Reader]) -> str:
    """Return the slug of the reader for an upload: a file by content and suffix, a pasted text as plain text.

    Raise UnsupportedDocument (unsupported_type, content_mismatch), or UnreadableDocument (empty_document,
    docx_encrypted).
    """
    readers = list(readers)
    if not upload.data or (len(upload.data) <= _START and is_blank(upload.data.decode("utf-8", "replace"))):
        raise UnreadableDocument("empty_document", "it has no text")
    claimed = _by_suffix(upload.name, readers)
    content = _by_content(upload.data)
    if content == "text":
        return _textual(claimed, upload.data)
    if content == "ole":
        return _refuse_ole(upload.data, claimed, readers)
    if content in ("pdf", "docx"):
        if claimed not in ("", content):
            raise _mismatch(upload.name, "a PDF file" if content == "pdf" else "a Word file or another archive")
        return content
    raise _unsupported(content, readers)


def _by_suffix(name: str, readers: list[Reader]) -> str:
    """Return the slug that the file name claims, or nothing if there is no suffix; refuse any other suffix."""
    suffix = PurePosixPath(shown_name(name)).suffix.lower() if name else ""
    for reader in readers:
        if suffix in reader.suffixes:
            return reader.slug
    if re.fullmatch(r"\.[a-z][a-z0-9]{0,9}", suffix):
        raise _unsupported(f"a {suffix} file", readers)
    return ""


def _by_content(data: bytes) -> str:
    """Return "pdf", "docx" (any zip archive), "ole", "text", or words for a kind that is not read here."""
    start = data[:_START]
    if b"%PDF-" in start[:_PDF_WITHIN] and not start.startswith((*_ZIP, b"<")):
        return "pdf"
    if start.startswith(_ZIP):
        return "docx"
    if start.startswith(_OLE):
        return "ole"
    for magic, words in _FOREIGN:
        if start.startswith(magic) and (magic != b"MZ" or _STRANGE.search(start)):
            return words
    if _SVG.match(start):
        return "a picture (SVG)"
    return "text" if _may_be_text(start) else "a file of an unknown kind"


def _may_be_text(start: bytes) -> bool:
    """Return whether these bytes may be text; a stray control character is the decoder's business."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    even, odd = start[0::2], start[1::2]
    if max(even.count(0), odd.count(0)) > 0.4 * len(odd) and min(even.count(0), odd.count(0)) < 0.05 * len(odd) + 1:
        return True  # UTF-16 without its mark
    return len(_STRANGE.findall(start)) <= max(3, 0.05 * len(start))


def _textual(claimed: str, data: bytes) -> str:
    looks_like_html = _HTML.match(data[:_START]) is not None
    if claimed in _TEXTUAL:
        return claimed
    if claimed:
        raise _mismatch(f".{claimed}", "an HTML page" if looks_like_html else "plain text")
    return "txt"


def _refuse_ole(data: bytes, claimed: str, readers: list[Reader]) -> str:
    if claimed in ("docx", "") and _ENCRYPTED_STREAM in data:
        raise UnreadableDocument("docx_encrypted", "it is protected by a password; save it without one")
    raise _unsupported("an old Office file (such as .doc)", readers)


def _mismatch(name: str, found: str) -> UnsupportedDocument:
    suffix = PurePosixPath(shown_name(name)).suffix or shown_name(name)
    return UnsupportedDocument(
        "content_mismatch", f"its name ends in {suffix.lower()}, but by its content it is {found}"
    )


def _unsupported(found: str, readers: list[Reader]) -> UnsupportedDocument:
    accepted = ", ".join(reader.suffixes[0] for reader in readers)
    return UnsupportedDocument("unsupported_type", f"it is {found}; accepted are {accepted}")
