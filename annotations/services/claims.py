"""Claims of a revision: from a manuscript to units, from units to rows; and the moved boundary."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from annotations.importing import Manuscript
from annotations.models import Claim, Document, Placement, Revision, User
from annotations.models.digests import digest
from annotations.scales import Scale
from annotations.segmentation import Unit, is_blank, segment
from annotations.services import history
from annotations.services.locks import lock_document
from annotations.services.refusals import Invalid, Stale, Superseded
from annotations.services.transactions import writing

MAX_CLAIMS = 50_000
KIND_OF_BLOCK = {"heading": "heading", "list-item": "list-item", "table-cell": "table-cell", "caption": "caption"}
KINDS_WITHOUT_CLAIM = ("heading", "line")
NOT_A_CLAIM = "not-a-claim"
WORD = re.compile(r"\S+")


def units_of(manuscript: Manuscript, language: str) -> list[Unit]:
    """Cut a manuscript into units: its blocks are boundaries, and what a block is overrides the guessed kind."""
    units: list[Unit] = []
    position = 0
    for block in manuscript.structure:
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
    """Return the label to suggest for a unit: "not a claim" for headings and lines, where the scale has it."""
    return NOT_A_CLAIM if unit.kind in KINDS_WITHOUT_CLAIM and NOT_A_CLAIM in scale else ""


def store_claims(document: Document, revision: Revision, units: Sequence[Unit], scale: Scale) -> None:
    """Insert a claim and a placement for each unit; the document must be locked or new.

    The basis of a claim without parts is the hash of its wording.
    """
    first = document.next_serial
    wordings = [digest(revision.text[unit.start : unit.end]) for unit in units]
    claims = Claim.objects.bulk_create(
        (Claim(document=document, serial=first + rank, basis=wording) for rank, wording in enumerate(wordings)),
        batch_size=2000,
    )
    gaps = zip([0, *(unit.end for unit in units)], (unit.start for unit in units), strict=False)
    Placement.objects.bulk_create(
        (
            Placement(
                revision=revision, claim=claim, start=unit.start, end=unit.end, number=rank,
                text=revision.text[unit.start : unit.end], gap=revision.text[gap[0] : gap[1]], kind=unit.kind,
                rule=unit.rule, doubtful=unit.doubtful, wording=wording,
                suggested_label=suggested_label(unit, scale),
            )
            for rank, (unit, claim, wording, gap) in enumerate(zip(units, claims, wordings, gaps, strict=True), 1)
        ),
        batch_size=2000,
    )  # fmt: skip
    document.next_serial = first + len(units)


@dataclass(frozen=True, slots=True)
class _Pair:
    left: Placement
    right: Placement


def move_boundary(*, actor: User, claim: Claim, words: int, version: int) -> tuple[Claim, Claim]:
    """Move the boundary after the claim by a number of words (to the left if negative).

    Both claims keep their ids; their wording, basis and version change, so verdicts on the old wording no longer
    count. Text and outer offsets stay. Raises Superseded, Stale, or Invalid when a side would be left empty.
    """
    with writing():
        document = lock_document(claim.document)
        pair = _neighbours(document, claim, version)
        cut = _cut_after_words(pair, words)
        left, right = _replace(pair, cut)
        history.record(
            actor=actor, code="claim.boundary_moved", document=document, claim=claim,
            subject=f"claim {pair.left.claim.serial}",
            body={
                "left": pair.left.claim.serial, "right": pair.right.claim.serial,
                "before": [pair.left.end, pair.right.start], "after": [left.end, right.start],
            },
            content=True,
        )  # fmt: skip
        return pair.left.claim, pair.right.claim


def _neighbours(document: Document, claim: Claim, version: int) -> _Pair:
    live = Placement.objects.live().filter(revision=document.current_id)
    left = live.filter(claim=claim).first()
    right = live.filter(start__gte=left.end).order_by("start").first() if left else None
    if left is None:
        raise Superseded("This claim was split or merged meanwhile.", [])
    if right is None:
        raise Invalid("no_next_claim", "There is no claim after this one.")
    claims = {
        row.pk: row
        for row in Claim.objects.select_for_update(no_key=True)
        .filter(pk__in=[left.claim_id, right.claim_id])
        .order_by("pk")
    }
    left.claim, right.claim = claims[left.claim_id], claims[right.claim_id]
    if left.claim.version != version:
        raise Stale("claim_changed", "The wording of this claim changed since you opened it.")
    return _Pair(left, right)


def _cut_after_words(pair: _Pair, words: int) -> int:
    """Return where the right side is to begin, in code points of the revision."""
    if words > 0:
        starts = [pair.right.start + word.start() for word in WORD.finditer(pair.right.text)]
        target = words
    else:
        starts = [pair.left.start + word.start() for word in WORD.finditer(pair.left.text)]
        target = len(starts) + words
    if words == 0 or not 0 < target < len(starts):
        raise Invalid("boundary_leaves_nothing", "A boundary cannot be moved so far that nothing is left of a claim.")
    return starts[target]


def _replace(pair: _Pair, cut: int) -> tuple[Placement, Placement]:
    """Close both placements and open them anew on either side of the cut; assert that no character was lost."""
    text = pair.left.text + pair.right.gap + pair.right.text
    offset = pair.left.start
    end = cut
    while is_blank(text[end - 1 - offset]):
        end -= 1
    now = timezone.now()
    Placement.objects.filter(pk__in=[pair.left.pk, pair.right.pk]).update(closed_at=now)
    left = _reopened(pair.left, offset, text[: end - offset], pair.left.gap, doubtful=False)
    right = _reopened(
        pair.right, cut, text[cut - offset :], text[end - offset : cut - offset], doubtful=pair.right.doubtful
    )
    if left.text + right.gap + right.text != text:
        raise AssertionError("A moved boundary must not change the text.")
    left.save()
    right.save()
    return left, right


def _reopened(place: Placement, start: int, text: str, gap: str, *, doubtful: bool) -> Placement:
    place.claim.basis = digest(text)
    place.claim.version += 1
    place.claim.save(update_fields=["basis", "version"])
    return Placement(
        revision_id=place.revision_id, claim=place.claim, start=start, end=start + len(text), text=text, gap=gap,
        number=place.number, suffix=place.suffix, kind=place.kind, rule="boundary-moved", doubtful=doubtful,
        suggested_label=place.suggested_label, wording=place.claim.basis,
    )  # fmt: skip
