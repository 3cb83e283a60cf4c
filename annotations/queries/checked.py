"""The whole check of the current revision, whoever looks: what a sign-off covers. Only for who may see all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from annotations.models import Adjudication, Citation, Claim, Document, Placement, Verdict
from annotations.queries.cases import Case, case_of

Row = TypeVar("Row", Verdict, Adjudication, Citation)
UNASKED = ("heading", "separator")  # nobody need read these twice


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim, or a part of one at the place of its sentence: its case and the citations that stand on it."""

    place: Placement
    claim: Claim
    case: Case
    citations: tuple[Citation, ...]
    parts: tuple["Checked", ...] = ()

    @property
    def leaves(self) -> tuple["Checked", ...]:
        """What is judged: the parts, or the sentence itself where it has none."""
        return self.parts or (self,)


def checked_claims(document: Document) -> list[Checked]:
    """Return every claim of the current revision with its live parts, in reading order (6 queries)."""
    verdicts = Verdict.objects.filter(document=document).select_related("reviewer__reviewer_key", "claim")
    adjudications = Adjudication.objects.filter(document=document).prefetch_related("considered").order_by("number")
    citations = (
        Citation.objects.standing().filter(document=document).select_related("source__merged_into").order_by("pk")
    )
    build = _Builder(
        document.project.scale,
        _by_claim(verdicts.order_by("number", "pk")), _by_claim(adjudications), _by_claim(citations),
    )  # fmt: skip
    parts: dict[int, list[Claim]] = defaultdict(list)
    for part in Claim.objects.filter(document=document, parent__isnull=False, retired_at=None).order_by("serial"):
        parts[part.parent_id or 0].append(part)
    places = Placement.objects.live().filter(revision=document.current_id).select_related("claim").order_by("start")
    return [build.checked(place, place.claim, parts.get(place.claim_id, ())) for place in places]


def leaves_of(claims: Iterable[Checked]) -> Iterator[Checked]:
    """Yield what is judged, in reading order."""
    for claim in claims:
        yield from claim.leaves


@dataclass(frozen=True, slots=True)
class _Builder:
    scale: str
    verdicts: dict[int, list[Verdict]]
    adjudications: dict[int, list[Adjudication]]
    citations: dict[int, list[Citation]]

    def checked(self, place: Placement, claim: Claim, parts: Iterable[Claim] = ()) -> Checked:
        inside = tuple(self.checked(place, part) for part in parts)
        case = case_of(
            claim, self.scale, self.verdicts.get(claim.pk, ()), self.adjudications.get(claim.pk, ()),
            [part.case for part in inside],
        )  # fmt: skip
        return Checked(place, claim, case, tuple(self.citations.get(claim.pk, ())), inside)


def _by_claim(rows: Iterable[Row]) -> dict[int, list[Row]]:
    grouped: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row.claim_id].append(row)
    return grouped
