"""Claims of a revision: from a manuscript to units, from units to rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.db import connection
from django.utils import timezone

from annotations.importing import Manuscript
from annotations.models import Claim, Document, Revision
from annotations.models.digests import digest
from annotations.scales import Scale
from annotations.segmentation import Unit, segment
from annotations.services.refusals import Invalid

MAX_CLAIMS = 50_000
KIND_OF_BLOCK = {"heading": "heading", "list-item": "list-item", "table-cell": "table-cell", "caption": "caption"}
KINDS_WITHOUT_CLAIM = ("heading", "line")
NOT_A_CLAIM = "not-a-claim"

# An object for each of 30,000 placements would take most of the time of storing them.
INSERT_PLACEMENT = """INSERT INTO annotations_placement (
    revision_id, claim_id, start, "end", text, gap, number, suffix,
    kind, rule, doubtful, suggested_label, wording, page, created_at
) VALUES (%s, %s, %s, %s, %s, %s, %s, '', %s, %s, %s, %s, %s, %s, %s)"""


def units_of(manuscript: Manuscript, language: str, told: Callable[[int], None] = lambda _end: None) -> list[Unit]:
    """Cut a manuscript into units: its blocks are boundaries, and what a block is overrides the guessed kind.

    `told` hears how far the cutting has come, as an offset in code points. Raises Invalid for too many claims.
    """
    units: list[Unit] = []
    position = 0
    for block in manuscript.structure:
        told(position)
        units += _cut(manuscript.text, position, block.start, language, None)
        units += _cut(manuscript.text, block.start, block.end, language, KIND_OF_BLOCK.get(block.kind))
        position = block.end
    units += _cut(manuscript.text, position, len(manuscript.text), language, None)
    if len(units) > MAX_CLAIMS:
        raise Invalid("too_many_claims", f"The text has {len(units):,} sentences; at most {MAX_CLAIMS:,} fit.")
    return units


def _cut(text: str, start: int, end: int, language: str, kind: str | None) -> list[Unit]:
    return [
        replace(unit, start=start + unit.start, end=start + unit.end, kind=kind or unit.kind)
        for unit in segment(text[start:end], language)
    ]


def suggested_label(unit: Unit, scale: Scale) -> str:
    """Return the label to suggest for a unit."""
    return suggestion_for(unit.kind, scale)


def suggestion_for(kind: str, scale: Scale) -> str:
    """Return the label to suggest for a kind: "not a claim" for headings and lines, where the scale has it."""
    return NOT_A_CLAIM if kind in KINDS_WITHOUT_CLAIM and NOT_A_CLAIM in scale else ""


def store_claims(
    document: Document, revision: Revision, units: Sequence[Unit], scale: Scale, *, pages: Sequence[int | None] = ()
) -> list[Claim]:
    """Insert a claim and a placement for each unit, and return the claims; the document must be locked or new.

    The basis of a claim without parts is the hash of its wording. `pages` has the page of each unit, or is empty.
    """
    first = document.next_serial
    wordings = [digest(revision.text[unit.start : unit.end]) for unit in units]
    claims = Claim.objects.bulk_create(
        (Claim(document=document, serial=first + rank, basis=wording) for rank, wording in enumerate(wordings)),
        batch_size=2000,
    )
    rows = list(_placements(revision, units, claims, scale, pages or [None] * len(units)))
    with connection.cursor() as cursor:
        cursor.executemany(INSERT_PLACEMENT, rows)
    document.next_serial = first + len(units)
    return claims


def _placements(
    revision: Revision, units: Sequence[Unit], claims: Sequence[Claim], scale: Scale, pages: Sequence[int | None]
) -> Iterator[tuple[Any, ...]]:
    """Yield the values of INSERT_PLACEMENT for each unit."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    gap_start = 0
    for number, (unit, claim, page) in enumerate(zip(units, claims, pages, strict=True), 1):
        text, gap = revision.text[unit.start : unit.end], revision.text[gap_start : unit.start]
        yield (
            revision.pk, claim.pk, unit.start, unit.end, text, gap, number,
            unit.kind, unit.rule, unit.doubtful, suggested_label(unit, scale), claim.basis, page, now,
        )  # fmt: skip
        gap_start = unit.end
