"""What every report format is: a writer that turns contents into a file."""

from dataclasses import dataclass
from typing import BinaryIO, Protocol

from annotations.reports.contents import ReportContents


class UnknownFormat(ValueError):
    """No writer has this name."""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report ready to be sent: `name` is plain ASCII, `media_type` goes into the header as it is.

    `left_out` says what is not in it and why, a sentence each.
    """

    name: str
    media_type: str
    content: bytes
    left_out: tuple[str, ...] = ()


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

    def write(self, contents: ReportContents, out: BinaryIO) -> tuple[str, ...]:
        """Write the report into `out`, from the same contents always the same bytes; return what is left out and why.

        Where nothing of the contents fits the format, the file is an empty one that is valid all the same.
        """
