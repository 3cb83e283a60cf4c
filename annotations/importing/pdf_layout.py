"""Strips of text with their places on a page -> paragraphs, headings, list items, footnotes in reading order."""

import re
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from annotations.importing.drafts import Draft, counted, sample_of
from annotations.importing.marks import Mark, Placed
from annotations.importing.pdf_furniture import furniture_of
from annotations.importing.pdf_strips import Page, Strip, merged, overlap

_NEAR = 12  # lines, within which others tell how wide a column is
_NOTE_NUMBER = re.compile(r"\[?(\d{1,3})(?!\d)")
_NOTE_MARK = re.compile(r"(?:\[?\d{1,3}(?!\d)[\].)]?|[*†‡§⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*\S")
_BULLET = re.compile(r"[•‣▪◦●○■□–—∙·]\s+\S|[-*]\s+\S")
_NUMBERED = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s+\S|\([a-z0-9]{1,2}\)\s+\S")
_CAPTION = re.compile(r"(?:figure|fig\.|table|chart|abbildung|abb\.|tabelle|tab\.|tableau|figura|tabla)\s*\d+", re.I)
_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”’»›)\]¹²³⁰⁴⁵⁶⁷⁸⁹]*$")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff00-\uff60]")


@dataclass(frozen=True, slots=True)
class Layout:
    """The draft of a whole PDF, where each page begins (its number from 0 is the key), and what was left out."""

    draft: Draft
    warnings: tuple[str, ...]


@dataclass(slots=True)
class _Paragraph:
    strips: list[Strip]
    kind: str = "paragraph"
    pages: dict[int, int] = field(default_factory=dict)  # of those that begin in it: number -> index of the strip


def lay_out(pages: list[Page]) -> Layout:
    """Return the text of the pages as paragraphs, without running heads and page numbers, footnotes last."""
    pages = [Page(page.width, page.height, merged(page.strips)) for page in pages]
    builder = _Builder(pages)
    dropped: list[str] = []
    for number, (page, furniture) in enumerate(zip(pages, furniture_of(pages), strict=True)):
        dropped.extend(strip.text for strip in furniture)
        builder.add([strip for strip in page.strips if strip not in furniture], page, number)
    return Layout(builder.draft(), tuple(_warnings(dropped)))


def _body_size(pages: list[Page]) -> float:
    """Return the height of the font that most characters are set in."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for strip in page.strips:
            sizes[round(strip.size * 2) / 2] += len(strip.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _usual_leading(pages: list[Page]) -> float:
    """Return the common distance of two lines as a multiple of the height of their font."""
    ratios = [
        (high.bottom - low.bottom) / low.size
        for page in pages
        for high, low in pairwise(page.strips)
        if overlap(high, low) and 0.5 * low.size < high.bottom - low.bottom < 3 * low.size
    ]
    return statistics.median_low(ratios) if ratios else 1.2


class _Builder:
    """Puts strips together to paragraphs, page after page."""

    def __init__(self, pages: list[Page]) -> None:
        self._body = _body_size(pages)
        self._leading = _usual_leading(pages)
        self._paragraphs: list[_Paragraph] = []
        self._footnotes: list[_Paragraph] = []

    def add(self, strips: list[Strip], page: Page, number: int) -> None:
        """Add the strips of the page with this number, footnotes apart from the rest."""
        notes = self._notes_of(strips, page)
        for strip in notes:
            self._add_note(strip)
        is_first = True
        for strip in strips:
            if strip in notes:
                continue
            self._add(strip, strips)
            if is_first:
                paragraph = self._paragraphs[-1]
                paragraph.pages[number] = len(paragraph.strips) - 1
            is_first = False

    def draft(self) -> Draft:
        """Return all paragraphs and, after them, the footnotes."""
        draft = Draft()
        for paragraph in self._paragraphs:
            text, starts = _joined(paragraph.strips)
            kind = _final_kind(paragraph, text)
            marks = [Placed(starts[index], Mark(number, True)) for number, index in paragraph.pages.items()]
            draft.add(kind, text, group="list" if kind == "list-item" else None, marks=marks)
        for footnote in self._footnotes:
            draft.add_footnote(_joined(footnote.strips)[0])
        return draft

    def _notes_of(self, strips: list[Strip], page: Page) -> list[Strip]:
        """Return the small strips below all ordinary text of their column, from the first note's mark on."""
        ordinary = [strip for strip in strips if strip.size > 0.93 * self._body]
        found: list[Strip] = []
        for strip in strips:
            is_small = strip.size <= 0.93 * self._body and strip.bottom < 0.6 * page.height
            is_below = all(strip.bottom < other.bottom for other in ordinary if overlap(strip, other))
            if is_small and is_below and (found or _NOTE_MARK.match(strip.text)):
                found.append(strip)
        return found

    def _add_note(self, strip: Strip) -> None:
        if not self._footnotes or (_NOTE_MARK.match(strip.text) and not _follows_number(self._footnotes[-1], strip)):
            self._footnotes.append(_Paragraph([strip], "footnote"))
        else:
            self._footnotes[-1].strips.append(strip)

    def _add(self, strip: Strip, column: list[Strip]) -> None:
        """Add a strip to the last paragraph if it goes on with it, else begin a new one."""
        last = self._paragraphs[-1] if self._paragraphs else None
        if last is not None and self._goes_on(last, strip, column):
            last.strips.append(strip)
        else:
            self._paragraphs.append(_Paragraph([strip], self._kind_of(strip)))

    def _goes_on(self, paragraph: _Paragraph, strip: Strip, column: list[Strip]) -> bool:
        before = paragraph.strips[-1]
        if before.hyphenated:
            return True
        if before.bold != strip.bold or not _is_same_size(before, strip):
            return False
        drop = before.bottom - strip.bottom
        if drop > 0.5 * strip.size and overlap(before, strip):
            return not self._begins_below(paragraph, strip, column, drop)
        is_beside = abs(drop) <= 0.5 * strip.size
        return not is_beside and _goes_on_elsewhere(paragraph, strip, column)

    def _begins_below(self, paragraph: _Paragraph, strip: Strip, column: list[Strip], drop: float) -> bool:
        """Return whether a line right below another one begins a paragraph of its own."""
        first, before = paragraph.strips[0], paragraph.strips[-1]
        if drop > 1.3 * self._usual_drop(paragraph) or _BULLET.match(strip.text):
            return True
        is_indented = strip.left > before.left + 0.8 * strip.size and strip.left > first.left - 0.5 * strip.size
        if is_indented and paragraph.kind != "list-item":
            return True
        return _broke_early(before, strip, column)

    def _usual_drop(self, paragraph: _Paragraph) -> float:
        """Return the distance between two lines: that of the paragraph so far, else the common one."""
        size = paragraph.strips[-1].size
        bottoms = [strip.bottom for strip in paragraph.strips]
        drops = [high - low for high, low in pairwise(bottoms) if 0 < high - low < 3 * size]
        return statistics.median_low(drops) if drops else self._leading * size

    def _kind_of(self, strip: Strip) -> str:
        if _BULLET.match(strip.text):
            return "list-item"
        if strip.size > 1.12 * self._body:
            return "heading"
        if _NUMBERED.match(strip.text):
            return "list-item"
        return "caption" if _CAPTION.match(strip.text) else "paragraph"


def _follows_number(footnote: _Paragraph, strip: Strip) -> bool:
    """Return whether a line begins with a number only by chance: it is not the next footnote's."""
    mark, own = _NOTE_NUMBER.match(strip.text), _NOTE_NUMBER.match(footnote.strips[0].text)
    return mark is not None and own is not None and int(mark[1]) != int(own[1]) + 1


def _is_same_size(before: Strip, strip: Strip) -> bool:
    """Return whether two lines may be of one paragraph; a line of another font is a little higher or lower."""
    is_mid_sentence = strip.text[:1].islower() and not _SENTENCE_END.search(before.text)
    return abs(before.size - strip.size) < (0.25 if is_mid_sentence else 0.1) * before.size


def _goes_on_elsewhere(paragraph: _Paragraph, strip: Strip, column: list[Strip]) -> bool:
    """Return whether a strip at the top of the next column or page goes on with a sentence that was left open."""
    before = paragraph.strips[-1]
    if paragraph.kind == "heading" or _BULLET.match(strip.text) or _SENTENCE_END.search(before.text):
        return False
    return strip.text[:1].islower() or not _broke_early(before, strip, column)


def _broke_early(before: Strip, strip: Strip, column: list[Strip]) -> bool:
    """Return whether a line's first word would have fitted on the line before, so that the break was meant."""
    right = max([before.right, *(other.right for other in column if _is_same_setting(other, before))])
    first_word = strip.text.split()[0]
    width = (strip.right - strip.left) * (len(first_word) + 1) / max(len(strip.text), 1)
    room = right - before.right - width
    if _SENTENCE_END.search(before.text) or _NUMBERED.match(strip.text):
        return room > 0.5 * before.size
    return room > 0.35 * (right - before.left)


def _is_same_setting(other: Strip, line: Strip) -> bool:
    """Return whether a strip is near a line, set in the same size and to about the same left edge."""
    return (
        abs(other.size - line.size) < 0.1 * line.size
        and abs(other.left - line.left) < 3 * line.size
        and abs(other.bottom - line.bottom) < _NEAR * line.size
    )


def _final_kind(paragraph: _Paragraph, text: str) -> str:
    is_bold_line = all(strip.bold for strip in paragraph.strips) and len(text) < 120 and not text.endswith(".")
    if paragraph.kind == "paragraph" and is_bold_line:
        return "heading"
    if paragraph.kind in ("heading", "caption") and len(text) > 300:
        return "paragraph"
    return paragraph.kind


def _joined(strips: list[Strip]) -> tuple[str, list[int]]:
    """Return the text of a paragraph, and where in it each of its strips begins."""
    pieces, starts = [strips[0].text], [0]
    length = len(strips[0].text)
    for before, strip in pairwise(strips):
        dropped, between = _seam(pieces[-1], strip.text, before.hyphenated)
        pieces[-1] = pieces[-1][: len(pieces[-1]) - dropped]
        pieces += [between, strip.text] if between else [strip.text]
        length += len(between) - dropped
        starts.append(length)
        length += len(strip.text)
    return "".join(pieces), starts


def _seam(text: str, following: str, hyphenated: bool) -> tuple[int, str]:
    """Return how many characters the first of two lines loses at its end, and what comes between the two: nothing
    inside a word, a hyphen where it is not only the line's, else a blank.
    """
    if hyphenated:
        return 0, "" if following[:1].islower() else "-"
    if text.endswith("-") and text[-2:-1].isalpha():
        return int(following[:1].islower()), ""
    if _CJK.match(text[-1:]) and _CJK.match(following[:1]):
        return 0, ""
    return 0, " "


def _warnings(dropped: list[str]) -> Iterator[str]:
    if dropped:
        kinds = list(dict.fromkeys(dropped))
        lines = counted(len(dropped), "line", "lines")
        yield f"Left out: running heads and page numbers ({lines}), such as {sample_of(kinds)}."
