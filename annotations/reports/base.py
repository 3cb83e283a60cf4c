"""What every report format is: a writer that turns contents into bytes."""

from dataclasses import dataclass
from typing import Protocol

from annotations.reports.contents import ReportContents


class UnknownFormat(ValueError):
    """No writer has this name."""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report ready to be sent: `name` is plain ASCII, `media_type` goes into the header as it is."""

    name: str
    media_type: str
    content: bytes


class Writer(Protocol):
    """One report format. `slug` is its name in menus, commands and addresses, `suffix` that of the file."""

    @property
    def slug(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def media_type(self) -> str: ...
    @property
    def suffix(self) -> str: ...

    def write(self, contents: ReportContents) -> bytes:
        """Return the report; the same contents always give the same bytes."""
