"""Sentences with their parts: the cases of both, read through one door in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from annotations.models import Adjudication, Claim, Document, Placement, Sight, Verdict
from annotations.queries.cases import Case, case_of
from annotations.scales import Label, Scale

Row = TypeVar("Row", Verdict, Adjudication)


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases of claims and of their live parts by id, and the parts of each claim in the order of their serials."""

    of: dict[int, Case]
    parts: dict[int, list[Claim]]

    @property
    def claims(self) -> list[int]:
        """The ids of all these claims and parts."""
        return list(self.of)


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of a sentence as shown: its rank, its own wording, the words of the sentence that it is about.

    `hidden` counts the readers whose verdicts on it are withheld; `is_lost` says that its words are gone.
    """

    serial: int
    version: int
    rank: int
    wording: str
    passage: str
    label: Label | None
    is_disagreement: bool
    is_stale: bool
    mine: bool
    hidden: int
    is_central: bool
    is_lost: bool


def part_rows(cases: Cases, place: Placement, scale: Scale, readers: dict[int, set[int]], user: int) -> list[PartRow]:
    """Return the parts of the sentence that stands at `place`, in the order of their serials; asks nothing."""
    rows = []
    for rank, part in enumerate(cases.parts.get(place.claim_id, ()), 1):
        case = cases.of[part.pk]
        rows.append(
            PartRow(
                serial=part.serial, version=part.version, rank=rank, wording=part.own_wording,
                passage=passage_of(part, place.text),
                label=scale.label(case.label) if case.label and case.label in scale else None,
                is_disagreement=case.is_disagreement, is_stale=case.is_stale, mine=case.is_read_by(user),
                hidden=len(readers.get(part.pk, set()) - case.reviewers),
                is_central=part.central, is_lost=not part.spans,
            )
        )  # fmt: skip
    return rows


def passage_of(part: Claim, text: str) -> str:
    """Return the words of the sentence that a part is about; what lies between them is left out."""
    return " … ".join(text[start:end] for start, end in part.spans)


def sentence_text(document: Document, claim: Claim) -> str:
    """Return the text of a sentence, or of a part's sentence, as it stands now; '' where it does not (1 query)."""
    live = Placement.objects.live().filter(revision=document.current_id, claim=claim.parent_id or claim.pk)
    return live.values_list("text", flat=True).first() or ""


def held_before(claim: Claim, sight: Sight) -> list[Verdict]:
    """Return what somebody may see of the last verdicts on the sentences that a part was made of (1 query)."""
    links = {"claim__descendant_links__descendant": claim, "claim__descendant_links__kind": "part"}
    rows = sight.verdicts().newest().exclude(label="").filter(**links)
    return list(rows.select_related("claim").order_by("claim_id", "pk"))


def readers_and_rows(claims: Iterable[int]) -> tuple[dict[int, set[int]], dict[int, int]]:
    """Return who judged each of these claims, and how many rows that makes; what they hold is not told (1 query)."""
    people: dict[int, set[int]] = defaultdict(set)
    rows: dict[int, int] = defaultdict(int)
    for claim, reviewer in Verdict.objects.filter(claim__in=set(claims)).values_list("claim_id", "reviewer_id"):
        people[claim].add(reviewer)
        rows[claim] += 1
    return people, rows


def live_parts(claims: Iterable[int]) -> dict[int, list[Claim]]:
    """Return the parts of these claims that are in use, by the sentence's id (1 query)."""
    grouped: dict[int, list[Claim]] = defaultdict(list)
    for part in Claim.objects.filter(parent__in=list(claims), retired_at__isnull=True).order_by("serial"):
        grouped[part.parent_id or 0].append(part)
    return grouped


def cases_of(scale: str, sight: Sight, claims: Sequence[Claim]) -> Cases:
    """Return the cases of these claims with those of their parts, as somebody may see them (4 queries)."""
    return cases_on({claim.pk: scale for claim in claims}, sight, claims)


def cases_on(scales: Mapping[int, str], sight: Sight, claims: Sequence[Claim]) -> Cases:
    """Return the cases of claims of several projects, each on its own scale, by the claim's id (4 queries)."""
    parts = live_parts(claim.pk for claim in claims)
    here = [claim.pk for claim in claims] + [part.pk for group in parts.values() for part in group]
    verdicts = grouped_by_claim(sight.verdicts().filter(claim__in=here).order_by("number", "pk"))
    settled = sight.adjudications().filter(claim__in=here).prefetch_related("considered")
    adjudications = grouped_by_claim(settled.order_by("number"))

    def case(claim: Claim, inner: Iterable[Case] = ()) -> Case:
        scale = scales[claim.pk if claim.pk in scales else claim.parent_id or 0]
        return case_of(claim, scale, verdicts.get(claim.pk, ()), adjudications.get(claim.pk, ()), inner)

    found = {part.pk: case(part) for group in parts.values() for part in group}
    whole = {claim.pk: case(claim, [found[part.pk] for part in parts.get(claim.pk, ())]) for claim in claims}
    return Cases(found | whole, parts)


def grouped_by_claim(rows: Iterable[Row]) -> dict[int, list[Row]]:
    """Return rows by their claim's id, each group in the order they came."""
    grouped: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row.claim_id].append(row)
    return grouped


def work_on(claims: Iterable[Claim]) -> tuple[bool, bool]:
    """Say whether anybody has judged one of these claims (not how), and whether one has parts (2 queries)."""
    here = [claim.pk for claim in claims]
    judged = Verdict.objects.filter(claim__in=here).exists()
    return judged, Claim.objects.filter(parent__in=here, retired_at__isnull=True).exists()
