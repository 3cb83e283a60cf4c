"""Where every claim of a document stands, for one viewer: the ground for coverage, filters and lists.

Works on a few columns of all visible rows, so that a document of 30,000 claims is one pass.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotations.models import Claim, Document, Placement, Sight, Verdict
from annotations.scales import SCALES, aggregate


@dataclass(frozen=True, slots=True)
class ClaimState:
    """What the viewer may know of one claim. `label` is None where nobody holds one, or labels differ.

    A sentence with parts counts once, by what they add up to or by who overrode that; then `from_parts` says which
    it is. `leaves` are what is judged, with whether the viewer has: its parts, or the claim itself. `cases` are those
    that want settling. Both are serials.
    """

    serial: int
    label: str | None
    settled: bool
    disagreement: bool
    stale: bool
    mine: bool
    readers: int
    overtaken: bool = False
    from_parts: bool = False
    leaves: tuple[tuple[int, bool], ...] = ()
    cases: tuple[int, ...] = ()


@dataclass(slots=True)
class _Gathered:
    current: dict[int, tuple[int, str]]
    ended: dict[int, tuple[str, bool]]
    considered: set[int]
    settled: str = ""
    settled_basis: str = ""
    settled_scale: str = ""


def claim_states(document: Document, sight: Sight) -> list[ClaimState]:
    """Return the state of each counted claim of the current revision, in reading order (7 queries)."""
    scale = document.project.scale
    places = (
        Placement.objects.counted()
        .filter(revision=document.current_id)
        .order_by("start")
        .values_list("claim_id", "claim__serial", "claim__basis")
    )
    parts = (
        Claim.objects.filter(document=document, parent__isnull=False, retired_at__isnull=True)
        .order_by("serial")
        .values_list("pk", "serial", "basis", "parent_id")
    )
    gathered: dict[int, _Gathered] = defaultdict(lambda: _Gathered({}, {}, set()))
    bases = {claim: basis for claim, _, basis in places} | {part: basis for part, _, basis, _ in parts}
    _gather_verdicts(gathered, bases, document, sight, scale)
    _gather_adjudications(gathered, document, sight)
    readers = readers_of(document)
    own = set(Verdict.objects.filter(document=document, reviewer=sight.user).values_list("claim_id", flat=True))

    def state(claim: int, serial: int) -> ClaimState:
        return _state(serial, gathered.get(claim), bases[claim], scale, claim in own, len(readers.get(claim, ())))

    inside: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for part, serial, _, parent in parts:
        inside[parent or 0].append((part, serial))
    return [
        _whole(
            state(claim, serial),
            [state(*part) for part in inside[claim]],
            gathered.get(claim),
            sight.user.pk,
            scale,
            len(readers.get(claim, set()).union(*(readers.get(part, ()) for part, _ in inside[claim]))),
        )
        if claim in inside
        else state(claim, serial)
        for claim, serial, _ in places
    ]


def readers_of(document: Document, claims: Iterable[int] | None = None) -> dict[int, set[int]]:
    """Return who has judged each claim: that somebody read is open, what they hold is not."""
    rows = Verdict.objects.filter(document=document)
    if claims is not None:
        rows = rows.filter(claim__in=claims)
    people: dict[int, set[int]] = defaultdict(set)
    for claim, reviewer in rows.values_list("claim_id", "reviewer_id").distinct().order_by():
        people[claim].add(reviewer)
    return people


def _gather_verdicts(
    gathered: dict[int, _Gathered],
    bases: dict[int, str],
    document: Document,
    sight: Sight,
    scale: str,
) -> None:
    rows = sight.verdicts()
    ordered = rows.filter(document=document).order_by("number", "pk")
    for pk, restates, claim, reviewer, label, basis, given_on, override in ordered.values_list(
        "pk", "restates_id", "claim_id", "reviewer_id", "label", "basis", "scale", "override"
    ):
        gathered[claim].ended[reviewer] = (label, override)
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
        return ClaimState(serial, None, False, False, False, mine, readers, leaves=((serial, mine),))
    current = {reviewer: held for reviewer, held in case.current.items() if held[1]}
    labels = {label for _, label in current.values()}
    differing = {pk for pk, label in current.values() if label != case.settled}
    on_this = (case.settled_basis, case.settled_scale) == (basis, scale)
    settled = bool(case.settled) and on_this and differing <= case.considered
    common = next(iter(labels)) if len(labels) == 1 else None
    disagreement, overtaken = not settled and len(labels) > 1, bool(case.settled) and not settled
    return ClaimState(
        serial=serial,
        label=case.settled if settled else common,
        settled=settled,
        disagreement=disagreement,
        stale=any(label and reviewer not in current for reviewer, (label, _) in case.ended.items()),
        mine=mine,
        readers=readers,
        overtaken=overtaken,
        leaves=((serial, mine),),
        cases=(serial,) if disagreement or overtaken else (),
    )


def _whole(
    own: ClaimState, parts: Sequence[ClaimState], case: _Gathered | None, user: int, scale: str, readers: int
) -> ClaimState:
    """Return the state of a sentence with parts: its `own` is what was said over their heads."""
    suggested = aggregate((part.label for part in parts), SCALES[scale])
    current = {reviewer for reviewer, (_, label) in case.current.items() if label} if case else set()
    ended = case.ended.items() if case else ()
    mine = user in current or all(part.mine for part in parts)
    spoken = own.settled or bool(current)
    return replace(
        own,
        label=own.label if spoken else suggested,
        from_parts=not spoken and suggested is not None,
        disagreement=own.disagreement or any(part.disagreement for part in parts),
        stale=any(part.stale for part in parts)
        or any(label and override and reviewer not in current for reviewer, (label, override) in ended),
        mine=mine,
        readers=readers,
        overtaken=own.overtaken or any(part.overtaken for part in parts),
        leaves=tuple((part.serial, mine or part.mine) for part in parts),
        cases=(*own.cases, *(serial for part in parts for serial in part.cases)),
    )
