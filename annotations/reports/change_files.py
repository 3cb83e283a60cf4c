"""The change list as a file, in the formats of `CHANGE_FILES`."""

from typing import Protocol

from annotations.reports.base import ReportFile, UnknownFormat
from annotations.reports.changes import DeskList, markdown
from annotations.reports.changes_docx import ChangesDocxWriter
from annotations.reports.changes_text import ChangesTextWriter
from annotations.reports.text import file_stem


class ChangesWriter(Protocol):
    """One format of the change list. `slug` is its name in menus, commands and addresses, `suffix` that of the file."""

    @property
    def slug(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def media_type(self) -> str: ...
    @property
    def suffix(self) -> str: ...

    def write(self, changes: DeskList) -> bytes:
        """Return the change list; the same requests always give the same bytes."""


class ChangesMarkdownWriter:
    """Markdown, without names and labels."""

    slug = "changes"
    title = "Markdown"
    media_type = "text/markdown; charset=utf-8"
    suffix = "md"

    def write(self, changes: DeskList) -> bytes:
        """Return the list as Markdown."""
        return markdown(changes.list)


CHANGE_FILES: dict[str, ChangesWriter] = {
    writer.slug: writer for writer in (ChangesMarkdownWriter(), ChangesDocxWriter(), ChangesTextWriter())
}


def write_changes(changes: DeskList, format: str) -> ReportFile:
    """Return the change list in one of the formats of `CHANGE_FILES`; UnknownFormat for any other name."""
    writer = CHANGE_FILES.get(format)
    if writer is None:
        raise UnknownFormat(f"There is no change list “{format}”. Choose one of {', '.join(CHANGE_FILES)}.")
    stem = f"{file_stem(changes.list.title)}-revision-{changes.list.revision}-changes"
    return ReportFile(f"{stem}.{writer.suffix}", writer.media_type, writer.write(changes))
