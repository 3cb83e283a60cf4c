"""Let claims stand in a new revision: kept ones with their new wording, new ones for what split, merged or is new.

Statements work on whole sets, so that their number does not grow with the text. The document must be locked.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from annotations.alignment import Alignment
from annotations.importing import Manuscript, page_at
from annotations.models import Claim, Document, HistoryEntry, Lineage, Placement, Revision
from annotations.models.digests import digest
from annotations.scales import SCALES
from annotations.segmentation import Unit, is_blank
from annotations.services.claims import INSERT_PLACEMENT, suggested_label
from annotations.services.following import Counted, counted, followed, placed
from annotations.services.stands import basis_of

REVISED = "revised"
BATCH = 500

PartBefore = dict[str, Any]
"""What the history keeps of a part that a new text changed: its serial, its basis before, its words, counted."""
Pointed = dict[tuple[int, str], Counted]
"""The words that a part was about, by its serial and the basis that it had then."""


@dataclass(frozen=True, slots=True)
class Placing:
    """What is to stand in a revision: its units with the hashes of their wordings, and which claims these are."""

    manuscript: Manuscript
    units: Sequence[Unit]
    wordings: Sequence[str]
    alignment: Alignment


def let_stand(document: Document, revision: Revision, placing: Placing) -> tuple[list[Claim], list[PartBefore]]:
    """Store claims, placements and lineage of a new revision; return the claims in the order of the text.

    Whatever was split or merged is retired with its parts; a retired claim that is there again comes back. Basis and
    version are rewritten where a wording changed. The document's next serial is set and not saved. What is returned
    of the parts that are about something else now is for the history: from it their words come back with their text.
    """
    locked = Claim.objects.select_for_update(no_key=True).filter(document=document).order_by("pk")
    claims = {claim.pk: claim for claim in locked}
    standing = _claims_in_order(document, placing, claims)
    rows = list(_rows(document, revision, placing, standing))
    with connection.cursor() as cursor:
        cursor.executemany(INSERT_PLACEMENT, rows)
    _link(revision, placing.alignment, standing)
    _revive(revision)
    _retire(revision)
    _rewrite(revision)
    return standing, _rewrite_parts(revision)


def _claims_in_order(document: Document, placing: Placing, claims: Mapping[int, Claim]) -> list[Claim]:
    keeps = placing.alignment.keeps
    first = document.next_serial
    ranks = [rank for rank in range(len(placing.units)) if rank not in keeps]
    fresh = Claim.objects.bulk_create(
        (
            Claim(document=document, serial=first + order, basis=placing.wordings[rank])
            for order, rank in enumerate(ranks)
        ),
        batch_size=2000,
    )
    document.next_serial = first + len(ranks)
    made = dict(zip(ranks, fresh, strict=True))
    return [made[rank] if rank in made else claims[int(keeps[rank])] for rank in range(len(placing.units))]


def _rows(
    document: Document, revision: Revision, placing: Placing, standing: Sequence[Claim]
) -> Iterator[tuple[Any, ...]]:
    """Yield the values of INSERT_PLACEMENT for each unit, and assert that only blanks lie between them."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    text, scale = placing.manuscript.text, SCALES[document.project.scale]
    end = 0
    for number, (unit, wording, claim) in enumerate(zip(placing.units, placing.wordings, standing, strict=True), 1):
        gap = text[end : unit.start]
        if unit.start < end or not all(map(is_blank, gap)):
            raise AssertionError("The claims of a revision must cover its text.")
        yield (
            revision.pk, claim.pk, unit.start, unit.end, text[unit.start : unit.end], gap, number,
            unit.kind, unit.rule, unit.doubtful, suggested_label(unit, scale), wording,
            page_at(placing.manuscript, unit.start), now,
        )  # fmt: skip
        end = unit.end


def _link(revision: Revision, alignment: Alignment, standing: Sequence[Claim]) -> None:
    links = (
        Lineage(ancestor_id=int(old), descendant=standing[int(arrival.key)], kind=REVISED, revision=revision)
        for arrival in alignment.new
        if arrival.fate in ("split", "merged")
        for old in arrival.old
    )
    Lineage.objects.bulk_create(links, batch_size=BATCH)


def _here(revision: Revision, claim: str = "pk") -> QuerySet[Placement]:
    return Placement.objects.live().filter(revision=revision, claim=OuterRef(claim))


def _revive(revision: Revision) -> None:
    """Bring back what stands again, with the parts that went with it."""
    parts = Claim.objects.filter(Exists(_here(revision, "parent")), retired_at=F("parent__retired_at"))
    parts.update(retired_at=None, version=F("version") + 1)
    retired = Claim.objects.filter(Exists(_here(revision)), retired_at__isnull=False)
    retired.update(retired_at=None, version=F("version") + 1)


def _retire(revision: Revision) -> None:
    """Retire what was split or merged, and its parts in the same moment."""
    now = timezone.now()
    for claim in ("parent", "pk"):
        gone = Lineage.objects.filter(ancestor=OuterRef(claim), kind=REVISED, revision=revision)
        Claim.objects.filter(Exists(gone), retired_at__isnull=True).update(retired_at=now)


def _rewrite(revision: Revision) -> None:
    """Give every sentence without live parts the basis of its wording now."""
    parts = Claim.objects.filter(parent=OuterRef("pk"), retired_at__isnull=True)
    wording = Subquery(_here(revision).values("wording")[:1])
    whole = Claim.objects.filter(Exists(_here(revision)), ~Exists(parts))
    whole.annotate(now=wording).exclude(basis=F("now")).update(basis=wording, version=F("version") + 1)


def _rewrite_parts(revision: Revision) -> list[PartBefore]:
    """Give sentences with live parts, and these, their basis; spans follow what they said, or are lost."""
    parts: dict[int | None, list[Claim]] = defaultdict(list)
    for part in Claim.objects.filter(Exists(_here(revision, "parent")), retired_at__isnull=True):
        parts[part.parent_id].append(part)
    if not parts:
        return []
    texts: dict[int, list[str]] = defaultdict(list)
    stood = Placement.objects.filter(claim__parts__document=revision.document_id).order_by("pk").distinct()
    for claim, text in stood.values_list("claim_id", "text"):
        texts[claim].append(text)
    parents = Claim.objects.filter(Exists(_here(revision)), Exists(Claim.objects.filter(parent=OuterRef("pk"))))
    pointed = pointed_before(revision.document_id)
    told: list[PartBefore] = []
    changed = [row for parent in parents
               for row in _changed(parent, parts[parent.pk], texts[parent.pk], pointed, told)]  # fmt: skip
    Claim.objects.bulk_update(changed, ["basis", "version", "spans"], batch_size=BATCH)
    return told


def pointed_before(document: int) -> Pointed:
    """Return what the parts of a document were about in its earlier texts; the last word of each counts (1 query)."""
    revised = HistoryEntry.objects.filter(document=document, code="document.revised", body__isnull=False)
    bodies = revised.order_by("number").values_list("body", flat=True)
    told = (item for body in bodies for item in (body or {}).get("parts", ()))
    return {(item["part"], item["basis"]): item["words"] for item in told}


def _changed(
    parent: Claim, parts: Sequence[Claim], texts: Sequence[str], pointed: Pointed, told: list[PartBefore]
) -> Iterator[Claim]:
    """Yield the rows of a sentence and its parts that mean something else now; tell what the parts were about.

    A part that has a basis again which it had before is about the same words again.
    """
    before, text = texts[-2], texts[-1]
    for part in parts:
        basis = digest(text, part.own_wording)
        known = pointed.get((part.serial, basis)) if basis != part.basis else None
        spans = followed(part.spans, before, text) if known is None else placed(known, text)
        if (part.basis, part.spans) != (basis, spans):
            told.append({"part": part.serial, "basis": part.basis, "words": counted(part.spans, before)})
            part.basis, part.spans, part.version = basis, spans, part.version + 1
            yield part
    basis = basis_of(text, parts)
    if parts and parent.basis != basis:
        parent.basis, parent.version = basis, parent.version + 1
        yield parent
