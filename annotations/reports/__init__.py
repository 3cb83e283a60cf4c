"""Reports: the check of one document as a file. `WRITERS` lists the formats."""

from annotations.reports.base import ReportFile, UnknownFormat, Writer
from annotations.reports.contents import ReportContents
from annotations.reports.csv import CsvWriter
from annotations.reports.html import HtmlWriter
from annotations.reports.json import JsonWriter
from annotations.reports.markdown import MarkdownWriter
from annotations.reports.text import file_stem

__all__ = ["WRITERS", "ReportFile", "UnknownFormat", "Writer", "write"]

WRITERS: dict[str, Writer] = {
    "csv": CsvWriter(),
    "html": HtmlWriter(),
    "json": JsonWriter(),
    "md": MarkdownWriter(),
}


def write(contents: ReportContents, format: str) -> ReportFile:
    """Return the report in one of the formats of `WRITERS`; UnknownFormat for any other name."""
    writer = WRITERS.get(format)
    if writer is None:
        raise UnknownFormat(f"There is no report format “{format}”. Choose one of {', '.join(WRITERS)}.")
    return ReportFile(_name(contents, writer), writer.media_type, writer.write(contents))


def _name(contents: ReportContents, writer: Writer) -> str:
    partial = "" if contents.profile == "complete" else "-partial"
    return f"{file_stem(contents.document.title)}-revision-{contents.revision.number}{partial}.{writer.suffix}"
