"""Claims as the API shows them: what rows add up to, read through the viewer's eyes in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q

from annotations.access import ClaimVisit, DocumentVisit
from annotations.api import etags
from annotations.api.serializers import ClaimDetailSerializer
from annotations.models import Adjudication, Claim, Lineage, Placement, Verdict
from annotations.queries.cases import Case
from annotations.queries.parts import Cases, cases_of
from annotations.queries.states import readers_of
from annotations.services.locks import successors_of
from annotations.services.refusals import Successor


@dataclass(frozen=True, slots=True)
class PartOfClaim:
    """An atomic claim of a sentence, and what somebody may know of it. Spans are relative to the sentence."""

    serial: int
    own_wording: str
    spans: list[list[int]]
    central: bool
    label: str | None
    settled: bool
    disagreement: bool
    stale: bool
    mine: bool
    readers: int
    etag: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim, where it stands, and what somebody may know of it."""

    serial: int
    number: str
    start: int
    end: int
    kind: str
    page: int | None
    text: str
    doubtful: bool
    suggested_label: str
    label: str | None
    settled: bool
    disagreement: bool
    stale: bool
    mine: bool
    readers: int
    citations: int
    open_notes: int
    etag: str
    from_parts: bool
    parts: list[PartOfClaim]


def claim_rows(visit: DocumentVisit, claims: Sequence[tuple[Claim, Placement]]) -> list[ClaimRow]:
    """Return the rows of these claims, at most a page of them (7 queries)."""
    here = [claim.pk for claim, _ in claims]
    cases = cases_of(visit.project.scale, visit.sight, [claim for claim, _ in claims])
    readers = readers_of(visit.document, cases.claims)
    citations = _counts(visit.sight.citations().standing().filter(claim__in=here))
    notes = _counts(visit.sight.open_notes().filter(claim__in=here))
    rows = []
    for claim, place in claims:
        members = [claim.pk, *(part.pk for part in cases.parts.get(claim.pk, ()))]
        people = set().union(*(readers.get(member, set()) for member in members))
        counts = (len(people), citations.get(claim.pk, 0), notes.get(claim.pk, 0))
        rows.append(_row(visit, claim, place, cases.of[claim.pk], counts, _parts(visit, claim, cases, readers)))
    return rows


def _parts(visit: DocumentVisit, claim: Claim, cases: Cases, readers: dict[int, set[int]]) -> list[PartOfClaim]:
    parts = cases.parts.get(claim.pk, ())
    return [_part(visit, part, cases.of[part.pk], readers.get(part.pk, set())) for part in parts]


def _part(visit: DocumentVisit, part: Claim, case: Case, readers: set[int]) -> PartOfClaim:
    mine = case.last_of(visit.user.pk)
    return PartOfClaim(
        serial=part.serial, own_wording=part.own_wording, spans=part.spans, central=part.central, label=case.label,
        settled=case.settled is not None, disagreement=case.is_disagreement, stale=case.is_stale,
        mine=mine is not None, readers=len(readers), etag=etags.of_claim(part.version, mine.number if mine else 0),
    )  # fmt: skip


def _row(
    visit: DocumentVisit,
    claim: Claim,
    place: Placement,
    case: Case,
    counts: tuple[int, int, int],
    parts: list[PartOfClaim],
) -> ClaimRow:
    mine = case.last_of(visit.user.pk)
    return ClaimRow(
        serial=claim.serial, number=place.shown_number, start=place.start, end=place.end, kind=place.kind,
        page=place.page, text=place.text, doubtful=place.doubtful, suggested_label=place.suggested_label,
        label=case.label,
        settled=case.settled is not None, disagreement=case.is_disagreement, stale=case.is_stale,
        mine=case.is_read_by(visit.user.pk), readers=counts[0], citations=counts[1], open_notes=counts[2],
        etag=etags.of_claim(claim.version, mine.number if mine else 0), from_parts=case.is_from_parts, parts=parts,
    )  # fmt: skip


def _counts(rows: Any) -> dict[int, int]:
    return dict(rows.order_by().values("claim_id").annotate(count=Count("pk")).values_list("claim_id", "count"))


def claim_now(visit: ClaimVisit) -> Any:
    """Return a claim as it is now, as the visitor may see it."""
    claim = Claim.objects.select_related("parent", "document").get(pk=visit.claim.pk)
    places = list(Placement.objects.filter(claim=claim.parent_id or claim.pk).order_by("pk"))
    current = visit.document.current_id
    live = [place for place in places if place.closed_at is None and place.revision_id == current]
    row = claim_rows(visit, [(claim, live[0] if live else places[-1])])[0]
    facts = {name: getattr(row, name) for name in ClaimRow.__slots__} | {
        "retired": claim.retired_at is not None, "parent": claim.parent.serial if claim.parent else None,
        "own_wording": claim.own_wording, "spans": claim.spans, "central": claim.central, "lineage": _lineage(claim),
        "successors": _successors(claim),
        "case_etag": case_etag(claim) if visit.sees_all else None,
    }  # fmt: skip
    return ClaimDetailSerializer(facts).data


def case_etag(claim: Claim) -> str:
    """Return the tag of a claim's case; only for those who see everything in it."""
    rows = Verdict.objects.filter(claim=claim).count()
    last = Adjudication.objects.filter(claim=claim).aggregate(last=Max("number"))["last"] or 0
    return etags.of_case(claim.version, rows, last)


def _successors(claim: Claim) -> list[Successor]:
    return successors_of(claim) if claim.retired_at is not None else []


def _lineage(claim: Claim) -> list[dict[str, Any]]:
    links = Lineage.objects.filter(Q(ancestor=claim) | Q(descendant=claim)).select_related("ancestor", "descendant")
    return [
        {"ancestor": link.ancestor.serial, "descendant": link.descendant.serial, "kind": link.kind}
        for link in links.order_by("pk")
    ]
