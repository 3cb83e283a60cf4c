"""Bytes -> Manuscript. Plain Python, without Django; `child.read_in_child` is the entry for services."""

from annotations.importing.base import (
    MAX_TEXT_BYTES,
    MAX_UPLOAD_BYTES,
    Block,
    DocumentTooLarge,
    Manuscript,
    Reader,
    Remark,
    UnreadableDocument,
    UnsupportedDocument,
    Upload,
    is_blank,
    manuscript_of,
    page_at,
)
from annotations.importing.detection import detect

__all__ = [
    "MAX_TEXT_BYTES",
    "MAX_UPLOAD_BYTES",
    "READERS",
    "Block",
    "DocumentTooLarge",
    "Manuscript",
    "Reader",
    "Remark",
    "UnreadableDocument",
    "UnsupportedDocument",
    "Upload",
    "manuscript_of",
    "page_at",
    "read",
]

READERS: dict[str, Reader] = {
    "docx": Reader(
        slug="docx",
        title="Word document",
        suffixes=(".docx",),
        media_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
        parser="annotations.importing.docx",
    ),
    "html": Reader(
        slug="html",
        title="Web page (HTML)",
        suffixes=(".html", ".htm", ".xhtml"),
        media_types=("text/html", "application/xhtml+xml"),
        parser="annotations.importing.html",
        selects=True,
    ),
    "md": Reader(
        slug="md",
        title="Markdown",
        suffixes=(".md", ".markdown"),
        media_types=("text/markdown",),
        parser="annotations.importing.markdown",
    ),
    "pdf": Reader(
        slug="pdf",
        title="PDF",
        suffixes=(".pdf",),
        media_types=("application/pdf",),
        parser="annotations.importing.pdf",
    ),
    "txt": Reader(
        slug="txt",
        title="Plain text",
        suffixes=(".txt", ".text"),
        media_types=("text/plain",),
        parser="annotations.importing.plain_text",
    ),
}


def read(upload: Upload, *, encoding: str = "", everything: bool = False) -> Manuscript:
    """Return the manuscript of an upload, parsed in this process: only the limited child may call it.

    `everything` asks for all visible text of a web page, not only its article.
    Raise DocumentTooLarge, UnsupportedDocument or UnreadableDocument, each naming the file.
    """
    try:
        _require_size(upload)
        slug = detect(upload, READERS.values())
        manuscript = READERS[slug].read(upload.data, name=upload.name, encoding=encoding, everything=everything)
        _require_text(manuscript)
    except UnreadableDocument as refusal:
        refusal.name = upload.name
        raise
    return manuscript


def _require_size(upload: Upload) -> None:
    if len(upload.data) > MAX_UPLOAD_BYTES:
        limit = MAX_UPLOAD_BYTES // (1024 * 1024)
        raise DocumentTooLarge("file_too_large", f"it is larger than {limit} MB")


def _require_text(manuscript: Manuscript) -> None:
    if is_blank(manuscript.text):
        raise UnreadableDocument("empty_document", "it has no text")
    if len(manuscript.text) > MAX_TEXT_BYTES or len(manuscript.text.encode()) > MAX_TEXT_BYTES:
        limit = MAX_TEXT_BYTES // (1024 * 1024)
        raise DocumentTooLarge("text_too_large", f"its text is longer than {limit} MB; import it in parts")
