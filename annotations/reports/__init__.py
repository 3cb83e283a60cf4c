"""Reports: the check of one document as a file. `WRITERS` lists the formats."""

import io
from collections import Counter
from typing import BinaryIO

from annotations.reports.averitec import AveritecWriter
from annotations.reports.base import ReportFile, UnknownFormat, Writer
from annotations.reports.bibtex import BibTeXWriter
from annotations.reports.claimreview import ClaimReviewWriter
from annotations.reports.contents import ReportContents
from annotations.reports.csljson import CslJsonWriter
from annotations.reports.csv import CsvWriter
from annotations.reports.docx import DocxWriter
from annotations.reports.fever import FeverWriter
from annotations.reports.html import HtmlWriter
from annotations.reports.json import JsonWriter
from annotations.reports.markdown import MarkdownWriter
from annotations.reports.pdf import PdfWriter
from annotations.reports.ris import RisWriter
from annotations.reports.text import file_stem
from annotations.reports.webannotation import WebAnnotationWriter
from annotations.reports.wikitext import WikitextWriter
from annotations.reports.xlsx import XlsxWriter

__all__ = ["LOSSLESS", "WRITERS", "ReportFile", "UnknownFormat", "Writer", "file_name", "write", "write_into"]

WRITERS: dict[str, Writer] = {
    "averitec": AveritecWriter(),
    "bibtex": BibTeXWriter(),
    "claimreview": ClaimReviewWriter(),
    "csljson": CslJsonWriter(),
    "csv": CsvWriter(),
    "docx": DocxWriter(),
    "fever": FeverWriter(),
    "html": HtmlWriter(),
    "json": JsonWriter(),
    "md": MarkdownWriter(),
    "pdf": PdfWriter(),
    "ris": RisWriter(),
    "webannotation": WebAnnotationWriter(),
    "wikitext": WikitextWriter(),
    "xlsx": XlsxWriter(),
}

LOSSLESS = "json"  # the one format that holds everything, and is read back
STAMPS = {"complete": "", "mine": "-partial", "public": "-public"}


def write(contents: ReportContents, format: str) -> ReportFile:
    """Return the report in one of the formats of `WRITERS`; UnknownFormat for any other name."""
    out = io.BytesIO()
    left_out = write_into(contents, format, out)
    return ReportFile(file_name(contents, format), WRITERS[format].media_type, out.getvalue(), left_out)


def write_into(contents: ReportContents, format: str, out: BinaryIO) -> tuple[str, ...]:
    """Write the report into `out` and return what is left out and why; UnknownFormat for a name not in `WRITERS`."""
    return (*contents.left_out, *_writer(format).write(contents, out))


def file_name(contents: ReportContents, format: str) -> str:
    """Return the name of the report's file, plain ASCII: formats that share a suffix bear their slug before it."""
    writer = _writer(format)
    stem = f"{file_stem(contents.document.title)}-revision-{contents.revision.number}{STAMPS[contents.profile]}"
    sharing = Counter(one.suffix for one in WRITERS.values())[writer.suffix]
    return f"{stem}.{writer.suffix}" if sharing == 1 or format == writer.suffix else f"{stem}.{format}.{writer.suffix}"


def _writer(format: str) -> Writer:
    writer = WRITERS.get(format)
    if writer is None:
        raise UnknownFormat(f"There is no report format “{format}”. Choose one of {', '.join(WRITERS)}.")
    return writer
