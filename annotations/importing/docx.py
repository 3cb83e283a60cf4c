"""Word files -> text: body, tables, text boxes and notes, with comments and links; what is left out is told."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from annotations.importing.base import Manuscript, title_from
from annotations.importing.docx_notices import notices
from annotations.importing.docx_package import Package
from annotations.importing.docx_remarks import Comments, Links
from annotations.importing.docx_styles import Numbering, Styles
from annotations.importing.docx_tree import alternative, attribute, cells, child, is_on, local
from annotations.importing.drafts import Draft, one_line, raised
from annotations.importing.marks import Mark, Piece, parted
from annotations.importing.remarks import Remarks

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DELETED = frozenset({"del", "moveFrom"})
_NOT_TEXT = frozenset({"rPr", "pPr", "delInstrText", "delText", "rt", "sdtPr", "sdtEndPr", "tblPr", "trPr"})
_PICTURES = frozenset({"drawing", "pict"})
_COMMENTS = frozenset({"commentRangeStart", "commentRangeEnd", "commentReference"})
_MARKED = _COMMENTS | {"hyperlink", "fldSimple", "fldChar", "instrText"}
_NOTE_REFERENCES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_CHARACTERS = {"tab": " ", "ptab": " ", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}
_PRIVATE_USE = range(0xE000, 0xF900)


def parse(data: bytes, *, name: str = "", encoding: str = "") -> Manuscript:
    """Return the manuscript of a Word file; tracked insertions are text, deletions are not. Comments and links
    become remarks on the stretch that they are about.

    `encoding` is ignored: the parts of a Word file state their own. Raise UnreadableDocument with a docx_ or
    archive_ code.
    """
    package = Package(data)
    body = _Body(package)
    body.read()
    text, structure = body.draft.finish()
    remarks = Remarks(text, structure, body.draft.stretches())
    core = _core_properties(package)
    return Manuscript(
        title=one_line(core.get("title", "")) or body.draft.first_heading or title_from(name),
        author=one_line(core.get("creator", "")),
        published="",  # the file says when it was made, not when its text was published
        language=_language(core.get("language", "")),
        text=text,
        structure=structure,
        warnings=(*notices(body.left_out, body.comments, package), *remarks.warnings()),
        media_type=MEDIA_TYPE,
        remarks=remarks.kept,
    )


class _Body:
    """Walks the main part in reading order and fills a draft."""

    def __init__(self, package: Package) -> None:
        self.draft = Draft()
        self.left_out: Counter[str] = Counter()
        self.comments = Comments(package)
        self._links = Links(package)
        self._package = package
        self._styles = Styles(package.related("styles"))
        self._numbering = Numbering(package.related("numbering"))
        self._notes = {kind: _notes_of(package.related(kind)) for kind in _NOTE_REFERENCES.values()}
        self._cited: dict[tuple[str, str], int] = {}  # note -> its number in the text
        self._boxes: list[etree._Element] = []
        self._tables = 0
        self._carried: list[Piece] = []  # a paragraph whose end was deleted, and that goes on in the next

    def read(self) -> None:
        """Add the whole main part, then the notes that it refers to."""
        root = self._package.root(self._package.main)
        body = child(root, "body")
        for block in body if body is not None else ():
            self._block(block, None)
        self._end_carried(None)
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
            self._blocks(alternative(element), table)
        elif tag == "altChunk":
            self.left_out["altChunk"] += 1
        elif tag in _COMMENTS:
            self._carried.extend(self.comments.marks(element))
        elif tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "txbxContent"):
            self._blocks(element, table)

    def _blocks(self, elements: Iterable[etree._Element], table: int | None) -> None:
        for element in elements:
            self._block(element, table)

    def _table(self, element: etree._Element, table: int | None) -> None:
        self._end_carried(table)
        if table is None:
            self._tables += 1
            table = self._tables
        for cell in cells(element):
            if cell is None:
                self.left_out["deleted"] += 1
            else:
                self._blocks(cell, table)
                self._end_carried(table)

    def _paragraph(self, element: etree._Element, table: int | None) -> None:
        properties = child(element, "pPr")
        pieces = [*self._carried, *self._inline(element)]
        self._carried = []
        if child(properties, "rPr", "del") is not None:
            self._carried = pieces
        else:
            self._add(pieces, properties, table)
        boxes, self._boxes = self._boxes, []
        carried, self._carried = self._carried, []
        for box in boxes:  # a text box stands after the paragraph that it is anchored in
            self._blocks(box, table)
            self._end_carried(table)
        self._carried = carried

    def _end_carried(self, table: int | None) -> None:
        """Add what was carried on as a paragraph of its own, where none follows that it could go on in."""
        carried, self._carried = self._carried, []
        if carried:
            self._add(carried, None, table)

    def _add(self, pieces: list[Piece], properties: etree._Element | None, table: int | None) -> None:
        text, marks = parted(pieces)
        numbering = self._styles.numbering_of(properties)
        kind = self._styles.kind_of(properties)
        marker = self._numbering.marker(*numbering) if numbering and text.strip() else ""
        group: object = None
        if table is not None:
            kind, group = "table-cell", ("table", table)
        elif numbering and kind == "paragraph":
            kind, group = "list-item", "list"
        self.draft.add(kind, text, group=group, marker=marker, marks=marks)

    def _inline(self, element: Iterable[etree._Element]) -> Iterator[Piece]:
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
                yield from self._inline(alternative(one))
            elif tag in _PICTURES or tag == "object":
                self._picture(one)
            elif tag in _NOTE_REFERENCES:
                yield self._cite(_NOTE_REFERENCES[tag], attribute(one, "id"))
            elif tag == "sym":
                yield self._symbol(one)
            elif tag in _MARKED:
                yield from self._marked(one, tag)
            elif tag not in _NOT_TEXT:
                yield from self._inline(one)

    def _marked(self, element: etree._Element, tag: str) -> Iterator[Piece]:
        """Yield what a part of a comment or link stands for: marks, and the words of a link between them."""
        if tag in _COMMENTS:
            yield from self.comments.marks(element)
        elif tag == "fldChar":
            yield from self._links.marks(element)
        elif tag == "instrText":
            self._links.instruction(element.text or "")
        else:
            link = self._links.of_element(element)
            if link:
                yield link.begin
            yield from self._inline(element)
            if link:
                yield link.end

    def _run(self, run: etree._Element) -> Iterator[Piece]:
        properties = child(run, "rPr")
        if is_on(child(properties, "vanish")):
            self.left_out["hidden"] += 1
            return
        if attribute(child(properties, "vertAlign"), "val") == "superscript":
            for piece in self._inline(run):
                yield piece if isinstance(piece, Mark) or piece.startswith("[") else raised(piece)
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
            self._links.part = kind
            text, marks = parted([f"[{number}] ", *self._note(self._notes[kind].get(key))])
            self.draft.add_footnote(text, marks=marks)
        known = {(kind, key) for kind, notes in self._notes.items() for key in notes}
        self.left_out["note"] += len(known - set(self._cited))

    def _note(self, note: etree._Element | None) -> Iterator[Piece]:
        """Yield the paragraphs of a note, each but the last with a line end, without blank ones before the first."""
        is_begun = False
        for paragraph in note.iter() if note is not None else ():
            if local(paragraph) != "p":
                continue
            pieces = list(self._inline(paragraph))
            if is_begun:
                yield "\n"
            yield from pieces
            is_begun = is_begun or any(isinstance(piece, str) and piece.strip() for piece in pieces)


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
