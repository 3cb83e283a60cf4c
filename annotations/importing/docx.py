"""Word files -> text: body, tables, text boxes and footnotes; what is left out is counted and told."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from annotations.importing.base import Manuscript, title_from
from annotations.importing.docx_package import Package
from annotations.importing.docx_styles import Numbering, Styles, attribute, child, local
from annotations.importing.drafts import Draft, counted, one_line, raised, sample_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DELETED = frozenset({"del", "moveFrom"})
_NOT_TEXT = frozenset(
    {"rPr", "pPr", "instrText", "delInstrText", "delText", "rt", "sdtPr", "sdtEndPr", "tblPr", "trPr"}
)
_PICTURES = frozenset({"drawing", "pict"})
_NOTE_REFERENCES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_CHARACTERS = {"tab": " ", "ptab": " ", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}
_PRIVATE_USE = range(0xE000, 0xF900)


def parse(data: bytes, *, name: str = "", encoding: str = "") -> Manuscript:
    """Return the manuscript of a Word file; tracked insertions are text, deletions are not.

    `encoding` is ignored: the parts of a Word file state their own. Raise UnreadableDocument with a docx_ or
    archive_ code.
    """
    package = Package(data)
    body = _Body(package)
    body.read()
    text, structure = body.draft.finish()
    core = _core_properties(package)
    return Manuscript(
        title=one_line(core.get("title", "")) or body.draft.first_heading or title_from(name),
        author=one_line(core.get("creator", "")),
        published="",  # the file says when it was made, not when its text was published
        language=_language(core.get("language", "")),
        text=text,
        structure=structure,
        warnings=tuple(_warnings(body.left_out, package)),
        media_type=MEDIA_TYPE,
    )


class _Body:
    """Walks the main part in reading order and fills a draft."""

    def __init__(self, package: Package) -> None:
        self.draft = Draft()
        self.left_out: Counter[str] = Counter()
        self._package = package
        self._styles = Styles(package.related("styles"))
        self._numbering = Numbering(package.related("numbering"))
        self._notes = {kind: _notes_of(package.related(kind)) for kind in _NOTE_REFERENCES.values()}
        self._cited: dict[tuple[str, str], int] = {}  # note -> its number in the text
        self._boxes: list[etree._Element] = []
        self._tables = 0

    def read(self) -> None:
        """Add the whole main part, then the notes that it refers to."""
        root = self._package.root(self._package.main)
        body = child(root, "body")
        for block in body if body is not None else ():
            self._block(block, None)
        self._add_notes()

    def _block(self, element: etree._Element, table: int | None) -> None:
        """Add a paragraph or table, or what a wrapper around such holds; `table` numbers the table around it."""
        tag = local(element)
        if tag == "p":
            self._paragraph(element, table)
        elif tag == "tbl":
            self._table(element, table)
        elif tag in _DELETED:
            self._count_deleted(element)
        elif tag == "AlternateContent":
            self._blocks(_alternative(element), table)
        elif tag == "altChunk":
            self.left_out["altChunk"] += 1
        elif tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "txbxContent"):
            self._blocks(element, table)

    def _blocks(self, elements: Iterable[etree._Element], table: int | None) -> None:
        for element in elements:
            self._block(element, table)

    def _table(self, element: etree._Element, table: int | None) -> None:
        if table is None:
            self._tables += 1
            table = self._tables
        for cell in _cells(element):
            if cell is None:
                self.left_out["deleted"] += 1
            else:
                self._blocks(cell, table)

    def _paragraph(self, element: etree._Element, table: int | None) -> None:
        properties = child(element, "pPr")
        text = "".join(self._inline(element))
        numbering = self._styles.numbering_of(properties)
        kind = self._styles.kind_of(properties)
        marker = self._numbering.marker(*numbering) if numbering and text.strip() else ""
        group: object = None
        if table is not None:
            kind, group = "table-cell", ("table", table)
        elif numbering and kind == "paragraph":
            kind, group = "list-item", "list"
        self.draft.add(kind, text, group=group, marker=marker)
        boxes, self._boxes = self._boxes, []
        for box in boxes:  # a text box stands after the paragraph that it is anchored in
            self._blocks(box, table)

    def _inline(self, element: Iterable[etree._Element]) -> Iterator[str]:
        for one in element:
            tag = local(one)
            if tag == "t":
                yield (one.text or "").replace("\n", " ")
            elif tag == "r":
                yield from self._run(one)
            elif tag in _DELETED:
                self._count_deleted(one)
            elif tag in _CHARACTERS:
                yield _CHARACTERS[tag]
            elif tag == "br":
                yield "\n" if attribute(one, "type") in ("", "textWrapping") else " "
            elif tag == "AlternateContent":
                yield from self._inline(_alternative(one))
            elif tag in _PICTURES or tag == "object":
                self._picture(one)
            elif tag in _NOTE_REFERENCES:
                yield self._cite(_NOTE_REFERENCES[tag], attribute(one, "id"))
            elif tag == "sym":
                yield self._symbol(one)
            elif tag not in _NOT_TEXT:
                yield from self._inline(one)

    def _run(self, run: etree._Element) -> Iterator[str]:
        properties = child(run, "rPr")
        if _is_on(child(properties, "vanish")):
            self.left_out["hidden"] += 1
            return
        if attribute(child(properties, "vertAlign"), "val") == "superscript":
            text = "".join(self._inline(run))
            yield text if text.startswith("[") else raised(text)
        else:
            yield from self._inline(run)

    def _picture(self, element: etree._Element) -> None:
        boxes = [one for one in element.iter() if local(one) == "txbxContent"]
        if boxes:
            self._boxes.extend(box for box in boxes if not any(box in other.iterdescendants() for other in boxes))
        elif any(local(one) == "chart" for one in element.iter()):
            self.left_out["chart"] += 1
        elif local(element) == "object":
            self.left_out["object"] += 1
        else:
            self.left_out["image"] += 1

    def _cite(self, kind: str, key: str) -> str:
        number = self._cited.setdefault((kind, key), len(self._cited) + 1)
        return f"[{number}]"

    def _citations(self) -> Iterator[tuple[str, str]]:
        """Yield the notes in the order of their numbers, also those that only other notes refer to."""
        told: set[tuple[str, str]] = set()
        while len(told) < len(self._cited):
            for note in [note for note in self._cited if note not in told]:
                told.add(note)
                yield note

    def _symbol(self, element: etree._Element) -> str:
        code = attribute(element, "char")
        number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else 0
        if number < ord(" ") or number in _PRIVATE_USE:
            self.left_out["symbol"] += 1
            return ""
        return chr(number)

    def _count_deleted(self, element: etree._Element) -> None:
        if any(local(one) in ("delText", "t") and one.text for one in element.iter()):
            self.left_out["deleted"] += 1

    def _add_notes(self) -> None:
        for number, (kind, key) in enumerate(self._citations(), start=1):
            note = self._notes[kind].get(key)
            paragraphs = [one for one in note.iter() if local(one) == "p"] if note is not None else []
            text = "\n".join("".join(self._inline(paragraph)).strip() for paragraph in paragraphs)
            self.draft.add_footnote(f"[{number}] {text.strip()}")
        known = {(kind, key) for kind, notes in self._notes.items() for key in notes}
        self.left_out["note"] += len(known - set(self._cited))


def _alternative(element: etree._Element) -> Iterable[etree._Element]:
    """Return the version of a drawing that has the text box, else the one for older programs."""
    choice, fallback = child(element, "Choice"), child(element, "Fallback")
    if choice is not None and (fallback is None or any(local(one) == "txbxContent" for one in choice.iter())):
        return choice
    return fallback if fallback is not None else ()


def _cells(table: etree._Element) -> Iterator[etree._Element | None]:
    """Yield the cells of a table row by row, None for a row that was deleted while changes were tracked."""
    for row in _within(table, "tr"):
        if child(row, "trPr", "del") is not None:
            yield None
        else:
            yield from _within(row, "tc")


def _within(element: etree._Element, name: str) -> Iterator[etree._Element]:
    for one in element:
        if local(one) == name:
            yield one
        elif local(one) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _within(one, name)


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and attribute(switch, "val") not in ("0", "false", "off")


def _notes_of(root: etree._Element | None) -> dict[str, etree._Element]:
    """Return the notes by id, without the lines that Word keeps there to part notes from text."""
    notes = root if root is not None else ()
    return {attribute(one, "id"): one for one in notes if attribute(one, "type") in ("", "normal")}


def _core_properties(package: Package) -> dict[str, str]:
    root = package.root("docProps/core.xml")
    return {local(one): one.text or "" for one in root} if root is not None else {}


def _language(stated: str) -> str:
    code = stated.strip().split("-")[0].lower()
    return code if re.fullmatch(r"[a-z]{2,3}", code) else ""


def _warnings(left_out: Counter[str], package: Package) -> Iterator[str]:
    nouns = {
        "deleted": ("deletion of the tracked changes", "deletions of the tracked changes"),
        "hidden": ("hidden passage", "hidden passages"),
        "image": ("image", "images"),
        "chart": ("chart", "charts"),
        "object": ("embedded object", "embedded objects"),
        "symbol": ("symbol of a special font", "symbols of a special font"),
        "altChunk": ("embedded file", "embedded files"),
        "note": ("note that the text does not refer to", "notes that the text does not refer to"),
    }
    for key, (one, many) in nouns.items():
        if left_out[key]:
            yield f"Left out: {counted(left_out[key], one, many)}."
    comments = package.related("comments")
    if comments is not None and len(comments):
        yield f"Left out: {counted(len(comments), 'comment', 'comments')}, such as {sample_of(_texts(comments))}."
    for kind, noun in (("header", "page headers"), ("footer", "page footers")):
        texts = [text for root in package.all_related(kind) for text in _texts([root])]
        if texts:
            yield f"Left out: the {noun}, such as {sample_of(texts)}."


def _texts(roots: Iterable[etree._Element]) -> list[str]:
    found = ["".join(one.text or "" for one in root.iter() if local(one) == "t").strip() for root in roots]
    return [text for text in found if text]
