"""The cited sources as CSL-JSON, for reference managers and citation processors."""

from dataclasses import dataclass
from typing import BinaryIO

from annotations.reports.cited import records_of, uncited
from annotations.reports.contents import ReportContents
from annotations.reports.json_arrays import write_array


@dataclass(frozen=True, slots=True)
class CslJsonWriter:
    """An array of CSL-JSON items, as `schemas/csl-items.schema.json` has them.

    The copy in a web archive stands in `archive` and `archive_location`, what CSL has no variable for in `custom`.
    """

    slug: str = "csljson"
    title: str = "Sources (CSL-JSON)"
    media_type: str = "application/vnd.citationstyles.csl+json"
    suffix: str = "json"

    def write(self, contents: ReportContents, out: BinaryIO) -> tuple[str, ...]:
        """Write the sources that standing citations use; told are the numbers of the others."""
        write_array(records_of(contents), out)
        return uncited(contents)
