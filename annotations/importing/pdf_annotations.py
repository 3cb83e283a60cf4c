"""What lies on the pages of a PDF beside their text: links, comments, fields of forms, pictures; counted and told."""

from collections import Counter
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from annotations.importing.drafts import counted, sample_of

_COMMENTS = frozenset(
    {
        raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE,
        raw.FPDF_ANNOT_SQUIGGLY, raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_CARET,
    }
)  # fmt: skip
_LONGEST = 32_000  # bytes of a comment; of a longer one only the number is told
_NOUNS = {
    "link": ("link to a page of the web", "links to pages of the web"),
    "field": ("field of a form", "fields of a form"),
    "image": ("image", "images"),
}


class Annotations:
    """Counts what is left out of the pages that it is shown."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._comments: list[str] = []

    def read(self, page: pypdfium2.PdfPage) -> None:
        """Count what lies on a page."""
        for index in range(raw.FPDFPage_GetAnnotCount(page)):
            annotation = raw.FPDFPage_GetAnnot(page, index)
            if annotation:
                self._count(annotation)
                raw.FPDFPage_CloseAnnot(annotation)
        kinds = (
            raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, n)) for n in range(raw.FPDFPage_CountObjects(page))
        )
        self._counts["image"] += sum(kind == raw.FPDF_PAGEOBJ_IMAGE for kind in kinds)

    def warnings(self) -> Iterator[str]:
        """Yield what was left out, as sentences."""
        if self._comments:
            comments = counted(len(self._comments), "comment", "comments")
            yield f"Left out: {comments}, such as {sample_of(self._comments)}."
        for key, (one, many) in _NOUNS.items():
            if self._counts[key]:
                yield f"Left out: {counted(self._counts[key], one, many)}."

    def _count(self, annotation: raw.FPDF_ANNOTATION) -> None:
        subtype = raw.FPDFAnnot_GetSubtype(annotation)
        if subtype == raw.FPDF_ANNOT_LINK:
            action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(annotation))
            self._counts["link"] += bool(action) and raw.FPDFAction_GetType(action) == raw.PDFACTION_URI
        elif subtype == raw.FPDF_ANNOT_WIDGET:
            self._counts["field"] += 1
        elif subtype in _COMMENTS:
            text = _contents_of(annotation)
            if text:
                self._comments.append(text)


def _contents_of(annotation: raw.FPDF_ANNOTATION) -> str:
    size = raw.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    if size > _LONGEST:
        return "…"
    buffer = (raw.FPDF_WCHAR * (size // 2 + 1))()
    raw.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").replace("\x00", "").strip()
