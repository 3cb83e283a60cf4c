"""The report as a workbook: claims, verdicts, citations and agreement, each a sheet to sort and filter.

The frame of the workbook is openpyxl's. The rows are written into it as they come, so that a long document takes
little memory, and each cell says itself of which type it is: nothing that people wrote is ever a formula.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Any, BinaryIO

from lxml import etree
from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from annotations.reports.contents import ReportContents
from annotations.reports.front import front
from annotations.reports.office_files import REFERENCES, packed, references
from annotations.reports.text import plural
from annotations.reports.word_files import LONGEST_PROPERTY
from annotations.reports.xlsx_cells import LONGEST, MOST_LINKS, Cells, Looks
from annotations.reports.xlsx_rows import SHEETS, Sheet, not_in_sheets

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MOST_NAMED = 12
FONT, SIZE = "Calibri", 11  # those of all other cells
FLAG = '"TRUE";"TRUE";"FALSE"'  # without it some programs show a truth value as 0 or 1


@dataclass(frozen=True, slots=True)
class XlsxWriter:
    """A workbook for spreadsheets: typed cells, a header that stays in sight, and filters."""

    slug: str = "xlsx"
    title: str = "Workbook (XLSX)"
    media_type: str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    suffix: str = "xlsx"

    def write(self, contents: ReportContents, out: BinaryIO) -> tuple[str, ...]:
        """Write the workbook row by row and return in sentences what has no sheet and what was cut."""
        workbook = Workbook()
        workbook.remove(workbook.worksheets[0])
        sheets = [_Written(sheet, contents, workbook.create_sheet(sheet.title)) for sheet in SHEETS]
        looks = _looks(workbook.worksheets[0])
        draft = io.BytesIO()
        workbook.save(draft)
        parts: dict[str, Iterable[bytes]] = {"docProps/core.xml": (_properties(contents),)}
        with zipfile.ZipFile(draft) as package:
            for rank, sheet in enumerate(sheets, start=1):
                name = f"xl/worksheets/sheet{rank}.xml"
                parts[name] = sheet.xml(package.read(name), looks)
                parts[f"xl/worksheets/_rels/sheet{rank}.xml.rels"] = sheet.references()
        packed(draft, parts, out)
        return (*not_in_sheets(contents), *(line for sheet in sheets for line in sheet.losses()))


class _Written:
    """A sheet while it is written, and what became of its cells once it is."""

    def __init__(self, sheet: Sheet, contents: ReportContents, frame: Worksheet) -> None:
        self.sheet = sheet
        self.rows = list(sheet.rows(contents))
        self.range = f"A1:{get_column_letter(len(sheet.columns))}{len(self.rows) + 1}"
        self.cells = Cells()
        self.hrefs: dict[str, str] = {}  # each address once, with its name in the part that holds them
        self._set_up(frame)

    def _set_up(self, frame: Worksheet) -> None:
        frame.auto_filter.ref = self.range
        frame.freeze_panes = "A2"
        for rank, (_, width) in enumerate(self.sheet.columns, start=1):
            frame.column_dimensions[get_column_letter(rank)].width = width
        frame.page_setup.orientation, frame.print_title_rows = "landscape", "1:1"

    def xml(self, frame: bytes, looks: Looks) -> Iterator[bytes]:
        """Yield the sheet: its frame, the rows in it, and behind them the links that they turned out to have."""
        head, middle, tail = _parted(frame, self.range)
        yield head
        yield from self.cells.rows(looks, self.sheet.columns, self.rows)
        yield middle
        yield from self._links()
        yield tail

    def _links(self) -> Iterator[bytes]:
        if self.cells.links:
            yield f'<hyperlinks xmlns:r="{REFERENCES}">'.encode()
        for place, href in self.cells.links:
            name = self.hrefs.setdefault(href, f"link{len(self.hrefs) + 1}")
            yield f'<hyperlink ref="{place}" r:id="{name}"/>'.encode()
        if self.cells.links:
            yield b"</hyperlinks>"

    def references(self) -> Iterator[bytes]:
        """Yield the part that holds the addresses, nothing where there are none."""
        yield from references(self.hrefs)  # not before the sheet is written

    def losses(self) -> Iterator[str]:
        """Yield in a sentence each what of the rows is not in the sheet."""
        cut, unlinked = self.cells.cut, self.cells.unlinked
        if cut:
            named = ", ".join(cut[:MOST_NAMED]) + (" …" if len(cut) > MOST_NAMED else "")
            yield f"{self.sheet.title}: the end of {plural(len(cut), 'cell')} beyond {LONGEST:,} characters: {named}."
        if unlinked:
            links = plural(unlinked, "address", "addresses")
            yield f"{self.sheet.title}: the links of {links} beyond the first {MOST_LINKS:,}; the words are there."


def _parted(frame: bytes, range_: str) -> tuple[bytes, bytes, bytes]:
    """Return what stands before the rows, between them and the links, and after; nothing in it is of people's hand."""
    root = etree.fromstring(frame)
    for dimension in root.iter(f"{{{MAIN}}}dimension"):
        dimension.set("ref", range_)
    for rows in root.iter(f"{{{MAIN}}}sheetData"):
        rows[:] = [etree.ProcessingInstruction("here", "rows")]
    for margins in root.iter(f"{{{MAIN}}}pageMargins"):
        margins.addprevious(etree.ProcessingInstruction("here", "links"))
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    head, rest = written.split(b"<?here rows?>")
    middle, tail = rest.split(b"<?here links?>")
    return head, middle, tail


def _looks(frame: Worksheet) -> Looks:
    """Put the styles into the workbook, by cells that the rows take the place of, and return their numbers."""
    top = Alignment(vertical="top", wrap_text=True)
    header: dict[str, Any] = {
        "font": Font(name=FONT, size=SIZE, bold=True), "fill": PatternFill("solid", fgColor="FFE7E6E1"),
        "alignment": Alignment(vertical="center", wrap_text=True),
    }  # fmt: skip
    styles: dict[str, dict[str, Any]] = {
        "header": header,
        "text": {"alignment": top},
        "guarded": {"alignment": top, "quotePrefix": True},
        "flag": {"alignment": Alignment(vertical="top", horizontal="left"), "number_format": FLAG},
        "number": {"alignment": Alignment(vertical="top")},
        "moment": {"alignment": Alignment(vertical="top"), "number_format": "yyyy-mm-dd hh:mm:ss"},
        "link": {"alignment": top, "font": Font(name=FONT, size=SIZE, color="FF0B57D0", underline="single")},
    }
    numbers: dict[str, int] = {}
    for rank, (name, style) in enumerate(styles.items(), start=1):
        cell = frame.cell(row=2, column=rank)
        for attribute, value in style.items():
            setattr(cell, attribute, value)
        numbers[name] = cell.style_id
    return Looks(**numbers)


def _properties(contents: ReportContents) -> bytes:
    moment = contents.revision.imported_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties = DocumentProperties(
        creator="factcheck", title=front(contents).title[:LONGEST_PROPERTY], created=moment, modified=moment
    )
    written: Any = tostring(properties.to_tree())  # bytes, whatever is said of it
    return bytes(written)
