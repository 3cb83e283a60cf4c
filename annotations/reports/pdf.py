"""The report in print: a tagged PDF, set by Typst from data alone."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from annotations.reports import pdf_child
from annotations.reports.contents import ClaimEntry, PartEntry, ReportContents
from annotations.reports.fonts import font_folders
from annotations.reports.pdf_data import data_of

TEMPLATES = Path(__file__).with_name("typst")
MOST_ENTRIES = 8_000  # about 12 s and 1.5 GB, which end with the child
WALL_SECONDS = 60
NO_LETTER = "Some characters have no letter in the fonts at hand, so the file is not marked as PDF/UA."


class NotPrintable(ValueError):
    """The report cannot be printed; the message says why and names a format that takes it."""


@dataclass(frozen=True, slots=True)
class PdfWriter:
    """Pages as a magazine sets them: tagged, with bookmarks and links, checked against PDF/UA while they are made."""

    slug: str = "pdf"
    title: str = "Print (PDF)"
    media_type: str = "application/pdf"
    suffix: str = "pdf"

    def write(self, contents: ReportContents, out: BinaryIO) -> tuple[str, ...]:
        """Write the pages and say what they lack: at most the mark of PDF/UA, where the fonts lack a letter.

        Raises NotPrintable for more than `MOST_ENTRIES` claims, verdicts, citations and notes, or after a minute.
        """
        entries = sum(_entries(contents))
        if entries > MOST_ENTRIES:
            raise NotPrintable(
                f"The report is too long to print: it has {entries:,} claims, verdicts, citations and notes, and a PDF "
                f"takes {MOST_ENTRIES:,}. The web page (HTML) holds them all."
            )
        answer = _in_child(_order(contents))
        out.write(answer[1:])
        return () if answer[:1] == pdf_child.FITS else (NO_LETTER,)


def _entries(contents: ReportContents) -> Iterator[int]:
    """Count what is set one under the other, claim by claim: that decides on time and memory, not the letters."""
    for claim in (*contents.claims, *contents.retired_claims):
        yield _weight(claim)
        yield from (_weight(part) for part in claim.parts)


def _weight(entry: ClaimEntry | PartEntry) -> int:
    return 1 + len(entry.verdicts) + len(entry.citations) + len(entry.notes)


def _order(contents: ReportContents) -> bytes:
    """Return what the child needs. The time in the file is that of the import: no clock, so the same bytes again."""
    order = {
        "template": str(TEMPLATES / "report.typ"),
        "root": str(TEMPLATES),
        "fonts": list(font_folders()),
        "timestamp": max(0, int(contents.revision.imported_at.timestamp())),
        "report": data_of(contents),
    }
    return json.dumps(order).encode()


def _in_child(order: bytes) -> bytes:
    command = [sys.executable, "-I", str(Path(pdf_child.__file__))]
    environment = {"RAYON_NUM_THREADS": "2", "MALLOC_ARENA_MAX": "2"}
    try:
        child = subprocess.run(  # noqa: S603 - the command is ours, the report only its input
            command, input=order, capture_output=True, timeout=WALL_SECONDS, env=environment, check=True
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise NotPrintable("The report could not be printed. The web page (HTML) holds all of it.") from error
    return child.stdout
