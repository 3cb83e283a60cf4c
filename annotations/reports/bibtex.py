"""The cited sources as BibTeX, for LaTeX and reference managers."""

from dataclasses import dataclass
from typing import BinaryIO

from annotations.references import to_bibtex
from annotations.reports.cited import records_of, uncited
from annotations.reports.contents import ReportContents


@dataclass(frozen=True, slots=True)
class BibTeXWriter:
    """BibTeX in UTF-8, under the same keys as in the other files of sources."""

    slug: str = "bibtex"
    title: str = "Sources (BibTeX)"
    media_type: str = "application/x-bibtex; charset=utf-8"
    suffix: str = "bib"

    def write(self, contents: ReportContents, out: BinaryIO) -> tuple[str, ...]:
        """Write the sources that standing citations use; told are the numbers of the others."""
        out.write(to_bibtex(records_of(contents)).encode())
        return uncited(contents)
