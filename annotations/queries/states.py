"""Where every claim of a document stands, for one viewer: the ground for coverage, filters and lists.

Works on a few columns of all visible rows, so that a document of 30,000 claims is one pass.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef

from annotations.models import Assignment, Claim, Document, Placement, Sight, Verdict
from annotations.scales import SCALES, aggregate


@dataclass(frozen=True, slots=True)
class ClaimState:
    """What the viewer may know of one claim. `label` is None where nobody holds one, or labels differ.

    A sentence with parts counts once, by what they add up to or by who overrode that; then `from_parts` says which
    it is. `leaves` are what is judged, with whether the viewer has: its parts, or the claim itself. `cases` are those
    that want settling. Both are serials. `central` is said of parts alone: such a one decides for its sentence.
    `readings` counts the verdicts that stand, and those by others that the viewer knows no more of; a sentence with
    parts was read as often as the part that was read least. `agreed` says that the label was settled or that two hold
    it; `begun` that somebody was given the claim to read and has not, or that some of its parts were read.
    """

    serial: int
    label: str | None
    settled: bool
    disagreement: bool
    stale: bool
    mine: bool
    readers: int
    overtaken: bool = False
    central: bool = False
    from_parts: bool = False
    readings: int = 0
    agreed: bool = False
    begun: bool = False
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
        .annotate(given=_given_to_somebody("claim"))
        .values_list("claim_id", "claim__serial", "claim__basis", "given")
    )
    parts = (
        Claim.objects.filter(document=document, parent__isnull=False, retired_at__isnull=True)
        .order_by("serial")
        .annotate(given=_given_to_somebody("pk"))
        .values_list("pk", "serial", "basis", "parent_id", "central", "given")
    )
    gathered: dict[int, _Gathered] = defaultdict(lambda: _Gathered({}, {}, set()))
    bases = {claim: basis for claim, _, basis, _ in places} | {part: basis for part, _, basis, *_ in parts}
    _gather_verdicts(gathered, bases, document, sight, scale)
    _gather_adjudications(gathered, document, sight)
    readers = readers_of(document)
    own = set(Verdict.objects.filter(document=document, reviewer=sight.user).values_list("claim_id", flat=True))

    begun = {claim for claim, *_, given in places if given} | {part for part, *_, given in parts if given}

    def state(claim: int, serial: int) -> ClaimState:
        case, count = gathered.get(claim), len(readers.get(claim, ()))
        return _state(serial, case, bases[claim], scale, claim in own, count, claim in begun)

    inside: dict[int, list[tuple[int, int, bool]]] = defaultdict(list)
    for part, serial, _, parent, central, _ in parts:
        inside[parent or 0].append((part, serial, central))
    return [
        _whole(
            state(claim, serial),
            [replace(state(part, serial), central=central) for part, serial, central in inside[claim]],
            gathered.get(claim),
            sight.user.pk,
            scale,
            len(readers.get(claim, set()).union(*(readers.get(part, ()) for part, *_ in inside[claim]))),
        )
        if claim in inside
        else state(claim, serial)
        for claim, serial, *_ in places
    ]


def _given_to_somebody(claim: str) -> Exists:
    """Return whether somebody was given the claim and has not read it: asked for with the rows, in no query more."""
    return Exists(Assignment.objects.open().filter(claim=OuterRef(claim), reader__isnull=False))


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


def _state(
    serial: int, case: _Gathered | None, basis: str, scale: str, mine: bool, readers: int, begun: bool
) -> ClaimState:
    if case is None:
        leaves = ((serial, mine),)
        return ClaimState(
            serial, None, False, False, False, mine, readers, readings=readers, begun=begun, leaves=leaves
        )
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
        readings=len(current) + readers - len(case.ended),
        agreed=settled or (common is not None and len(current) > 1),
        begun=begun,
        leaves=((serial, mine),),
        cases=(serial,) if disagreement or overtaken else (),
    )


def _whole(
    own: ClaimState, parts: Sequence[ClaimState], case: _Gathered | None, user: int, scale: str, readers: int
) -> ClaimState:
    """Return the state of a sentence with parts: its `own` is what was said over their heads."""
    suggested = aggregate((part.label for part in parts), SCALES[scale], (part.central for part in parts))
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
        readings=max(own.readings, min(part.readings for part in parts)),
        agreed=own.agreed if spoken else all(part.agreed for part in parts),
        begun=own.begun or any(part.begun or part.readings for part in parts),
        leaves=tuple((part.serial, mine or part.mine) for part in parts),
        cases=(*own.cases, *(serial for part in parts for serial in part.cases)),
    )
