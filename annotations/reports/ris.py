"""The cited sources as RIS, for reference managers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from annotations.references import Item, to_ris
from annotations.references.ris_tables import WRITTEN_NAMES, WRITTEN_TEXTS
from annotations.reports.cited import records_of, uncited
from annotations.reports.contents import ReportContents
from annotations.reports.text import listed

WRITTEN = frozenset(
    (
        "id", "type", "issued", "accessed", "original-date", "page", "ISBN", "ISSN", "keyword", "note",
        *WRITTEN_NAMES, *WRITTEN_TEXTS,
    )
)  # fmt: skip
"""The variables that have a tag. `custom` has none: what it says is in the other files of sources."""


@dataclass(frozen=True, slots=True)
class RisWriter:
    """RIS in UTF-8 with CR LF, under the same keys as in the other files of sources."""

    slug: str = "ris"
    title: str = "Sources (RIS)"
    media_type: str = "application/x-research-info-systems; charset=utf-8"
    suffix: str = "ris"

    def write(self, contents: ReportContents, out: BinaryIO) -> tuple[str, ...]:
        """Write the sources that standing citations use; told are the others, and what RIS has no tag for."""
        records = records_of(contents)
        out.write(to_ris(records).encode())
        return (*uncited(contents), *_untagged(records))


def _untagged(records: Sequence[Item]) -> tuple[str, ...]:
    names = sorted({name for record in records for name in record} - WRITTEN)
    return (f"RIS has no tag for {listed(names)}: look for it in the CSL-JSON file.",) if names else ()
