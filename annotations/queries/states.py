"""Where every claim of a document stands, for one viewer: the ground for coverage, filters and lists.

Works on a few columns of all visible rows, so that a document of 30,000 claims is one pass.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from annotations.models import Document, Placement, Sight, Verdict


@dataclass(frozen=True, slots=True)
class ClaimState:
    """What the viewer may know of one claim. `label` is None where nobody holds one, or labels differ."""

    serial: int
    label: str | None
    settled: bool
    disagreement: bool
    stale: bool
    mine: bool
    readers: int
    overtaken: bool = False


@dataclass(slots=True)
class _Gathered:
    current: dict[int, tuple[int, str]]
    ended: dict[int, str]
    considered: set[int]
    settled: str = ""
    settled_basis: str = ""
    settled_scale: str = ""


def claim_states(document: Document, sight: Sight) -> list[ClaimState]:
    """Return the state of each counted claim of the current revision, in reading order (5 queries)."""
    scale = document.project.scale
    places = (
        Placement.objects.counted()
        .filter(revision=document.current_id)
        .order_by("start")
        .values_list("claim_id", "claim__serial", "claim__basis")
    )
    gathered: dict[int, _Gathered] = defaultdict(lambda: _Gathered({}, {}, set()))
    bases = {claim: basis for claim, _, basis in places}
    _gather_verdicts(gathered, bases, document, sight, scale)
    _gather_adjudications(gathered, document, sight)
    readers = reader_counts(document)
    own = set(Verdict.objects.filter(document=document, reviewer=sight.user).values_list("claim_id", flat=True))
    return [
        _state(serial, gathered.get(claim), basis, scale, claim in own, readers.get(claim, 0))
        for claim, serial, basis in places
    ]


def reader_counts(document: Document, claims: Iterable[int] | None = None) -> dict[int, int]:
    """Return how many people have judged each claim: that somebody read is open, what they hold is not."""
    rows = Verdict.objects.filter(document=document)
    if claims is not None:
        rows = rows.filter(claim__in=claims)
    counts: dict[int, int] = defaultdict(int)
    for claim in rows.values_list("claim_id", "reviewer_id").distinct().order_by():
        counts[claim[0]] += 1
    return counts


def _gather_verdicts(
    gathered: dict[int, _Gathered],
    bases: dict[int, str],
    document: Document,
    sight: Sight,
    scale: str,
) -> None:
    rows = sight.verdicts()
    ordered = rows.filter(document=document).order_by("number", "pk")
    for pk, restates, claim, reviewer, label, basis, given_on in ordered.values_list(
        "pk", "restates_id", "claim_id", "reviewer_id", "label", "basis", "scale"
    ):
        gathered[claim].ended[reviewer] = label
        if basis == bases.get(claim) and given_on == scale:
            gathered[claim].current[reviewer] = (restates or pk, label)


def _gather_adjudications(gathered: dict[int, _Gathered], document: Document, sight: Sight) -> None:
    rows = sight.adjudications()
    for row in rows.filter(document=document).prefetch_related("considered").order_by("number"):
        case = gathered[row.claim_id]
        case.settled, case.settled_basis, case.settled_scale = row.label, row.basis, row.scale
        case.considered = {verdict.original_id for verdict in row.considered.all()}


def _state(serial: int, case: _Gathered | None, basis: str, scale: str, mine: bool, readers: int) -> ClaimState:
    if case is None:
        return ClaimState(serial, None, False, False, False, mine, readers)
    current = {reviewer: held for reviewer, held in case.current.items() if held[1]}
    labels = {label for _, label in current.values()}
    differing = {pk for pk, label in current.values() if label != case.settled}
    on_this = (case.settled_basis, case.settled_scale) == (basis, scale)
    settled = bool(case.settled) and on_this and differing <= case.considered
    common = next(iter(labels)) if len(labels) == 1 else None
    return ClaimState(
        serial=serial,
        label=case.settled if settled else common,
        settled=settled,
        disagreement=not settled and len(labels) > 1,
        stale=any(label and reviewer not in current for reviewer, label in case.ended.items()),
        mine=mine,
        readers=readers,
        overtaken=bool(case.settled) and not settled,
    )
