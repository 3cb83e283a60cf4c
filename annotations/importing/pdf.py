"""PDF files -> text: lines as pdfium finds them, put together to paragraphs by their places on the page."""

import re
import statistics
from collections.abc import Hashable, Iterator, Mapping

import pypdfium2
from pypdfium2 import raw

from annotations.importing.base import (
    MAX_PDF_PAGES,
    DocumentTooLarge,
    Manuscript,
    UnreadableDocument,
    title_from,
)
from annotations.importing.drafts import counted, one_line, raised
from annotations.importing.pdf_annotations import Annotations
from annotations.importing.pdf_layout import lay_out
from annotations.importing.pdf_strips import Page, Strip

MEDIA_TYPE = "application/pdf"
_BAD_SHARE = 0.05  # of characters without a meaning, from which on a text is called doubtful
_COLUMN_GAP = 2.0  # times the size of the letters: wider blanks part columns and cells
_HYPHENS = ("\x02", "\ufffe")  # what pdfium puts for a hyphen at the end of a line
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": "", "\t": " "}
)
_FILE_NAME = re.compile(r"\.(docx?|odt|rtf|indd|qxd|tex|dvi|pdf|pages|html?)\b|^(untitled|microsoft word)", re.I)
_DIGITS = re.compile(r"\d+")
_BOLD = re.compile(rb"bold|black|heavy|demi", re.I)


def parse(data: bytes, *, name: str = "", encoding: str = "") -> Manuscript:
    """Return the manuscript of a PDF with its paragraphs joined across lines, columns and pages.

    Ligatures (U+FB00 to U+FB06) become the letters that they stand for, as a reader sees and searches them. `pages`
    says where each page begins. `encoding` is ignored. Raise UnreadableDocument (pdf_unreadable, pdf_encrypted,
    pdf_no_text) or DocumentTooLarge (too_many_pages).
    """
    pdf = _opened(data)
    annotations = Annotations()
    try:
        pages = [_page(pdf, number, annotations) for number in range(len(pdf))]
        stated = pdf.get_metadata_dict()
    finally:
        pdf.close()
    if not any(page.strips for page in pages):
        raise UnreadableDocument(
            "pdf_no_text", "it has no text, only pictures of pages; run text recognition (OCR) on it"
        )
    layout = lay_out(pages)
    text, structure = layout.draft.finish()
    warnings = (*layout.warnings, *annotations.warnings(), *_warnings(pages, text))
    starts = _page_starts(layout.draft.stretches(), len(pages), len(text))
    title = _stated_title(stated.get("Title", "")) or layout.draft.first_heading or title_from(name)
    author = one_line(stated.get("Author", ""))
    return Manuscript(title, author, "", "", text, structure, warnings, MEDIA_TYPE, pages=starts)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        pdf = pypdfium2.PdfDocument(data)
        count = len(pdf)
    except pypdfium2.PdfiumError as fault:
        if fault.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise UnreadableDocument("pdf_encrypted", "it is protected by a password; save it without one") from fault
        raise _unreadable() from fault
    if count == 0:
        raise _unreadable()
    if count > MAX_PDF_PAGES:
        raise DocumentTooLarge("too_many_pages", f"it has {count:,} pages, and at most {MAX_PDF_PAGES} are taken")
    return pdf


def _unreadable() -> UnreadableDocument:
    return UnreadableDocument("pdf_unreadable", "the PDF is damaged or cut short")


def _page_starts(stretches: Mapping[Hashable, tuple[int, int | None]], count: int, end: int) -> tuple[int, ...]:
    """Return where each page begins; one without text has the place of the next, and the last of such the end."""
    starts: list[int] = []
    for number in reversed(range(count)):
        following = starts[-1] if starts else end
        starts.append(stretches[number][0] if number in stretches else following)
    return tuple(reversed(starts))


def _page(pdf: pypdfium2.PdfDocument, number: int, annotations: Annotations) -> Page:
    try:
        page = pdf[number]
        width, height = page.get_size()
        characters = page.get_textpage()
        strips = list(_Characters(characters).strips())
        characters.close()
        annotations.read(page)
        page.close()
    except pypdfium2.PdfiumError as fault:
        raise UnreadableDocument("pdf_unreadable", f"its page {number + 1} is damaged") from fault
    return Page(width, height, strips)


class _Characters:
    """The characters of a page in pdfium's order, cut into strips: stretches of one line without a wide blank."""

    def __init__(self, page: pypdfium2.PdfTextPage) -> None:
        self._page = page
        codes = [raw.FPDFText_GetUnicode(page, index) for index in range(page.count_chars())]
        self._text = "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)

    def strips(self) -> Iterator[Strip]:
        """Yield the strips of the page in the order of its contents."""
        start = 0
        for index, character in enumerate(self._text):
            if character in "\r\n" or character in _HYPHENS:
                yield from self._strip(start, index, character in _HYPHENS)
                start = index + 1
            elif character == " " and self._is_wide_blank(start, index):
                yield from self._strip(start, index, False)
                start = index + 1
        yield from self._strip(start, len(self._text), False)

    def _is_wide_blank(self, start: int, index: int) -> bool:
        if index == start or index + 1 >= len(self._text) or self._text[index + 1] in " \r\n":
            return False
        _left, bottom, right, top = self._box(index - 1)
        next_left, next_bottom, _right, _top = self._box(index + 1)
        height = max(top - bottom, 1.0)
        return abs(next_left - right) > _COLUMN_GAP * height or abs(next_bottom - bottom) > 1.5 * height

    def _strip(self, start: int, end: int, hyphenated: bool) -> Iterator[Strip]:
        inked = [index for index in range(start, end) if not self._text[index].isspace()]
        if not inked:
            return
        boxes = [self._box(index) for index in (inked[0], inked[len(inked) // 4], inked[len(inked) // 2], inked[-1])]
        size = statistics.median_high(top - bottom for _left, bottom, _right, top in boxes)
        bottom = statistics.median_low(bottom for _left, bottom, _right, _top in boxes)
        text = self._settled(start, end, bottom, size)
        if not text:  # soft hyphens alone
            return
        yield Strip(
            text=text,
            left=boxes[0][0],
            right=boxes[-1][2],
            bottom=bottom,
            size=size,
            bold=all(self._is_bold(index) for index in (inked[0], inked[len(inked) // 2], inked[-1])),
            hyphenated=hyphenated,
        )

    def _settled(self, start: int, end: int, bottom: float, size: float) -> str:
        """Return the text of a strip with its raised digits as superscripts and its ligatures as letters."""

        def settle(digits: re.Match[str]) -> str:
            ordinary = len(digits[0])
            while ordinary and self._is_raised(start + digits.start() + ordinary - 1, bottom, size):
                ordinary -= 1
            return digits[0][:ordinary] + raised(digits[0][ordinary:])

        text = _DIGITS.sub(settle, self._text[start:end]).translate(_LIGATURES).strip()
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _is_raised(self, index: int, bottom: float, size: float) -> bool:
        _left, low, _right, high = self._box(index)
        return high - low < 0.85 * size and low > bottom + 0.1 * size

    def _box(self, index: int) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top of a character, as high as its font whatever the letter."""
        box: tuple[float, float, float, float] = self._page.get_charbox(index, loose=True)
        return box

    def _is_bold(self, index: int) -> bool:
        weight = raw.FPDFText_GetFontWeight(self._page, index)
        if weight >= 600:
            return True
        name = (raw.ctypes.c_char * 128)()
        raw.FPDFText_GetFontInfo(self._page, index, name, len(name), None)
        return _BOLD.search(name.value) is not None


def _stated_title(title: str) -> str:
    """Return the title that the file states, unless a program put a file name there."""
    return "" if _FILE_NAME.search(title) else one_line(title)


def _warnings(pages: list[Page], text: str) -> Iterator[str]:
    empty = sum(not page.strips for page in pages)
    if empty:
        yield f"Left out: {counted(empty, 'page', 'pages')} without text, such as pictures of pages."
    bad = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in text)
    if bad > _BAD_SHARE * len(text):
        share = f"{bad / len(text):.0%}"
        yield f"Doubtful quality: {share} of the characters could not be read; compare with the original."
