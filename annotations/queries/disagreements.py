"""Disagreements of a document, side by side."""

from dataclasses import dataclass

from annotations.models import Adjudication, Claim, Document, Placement, Sight
from annotations.queries.cases import Case
from annotations.queries.citation_cards import CitationCard, cards_on
from annotations.queries.members import initials_of
from annotations.queries.parts import PartRow, cases_of, grouped_by_claim, part_rows, readers_and_rows
from annotations.queries.states import claim_states
from annotations.queries.verdict_cards import VerdictCard, verdict_cards
from annotations.scales import SCALES

SHOWN = 50


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case that wants settling, with what speaks for either side. `place` is that of a part's sentence.

    `part` is the row of the part that this is about, None for a sentence; `verdict_rows` counts all, seen or not.
    """

    claim: Claim
    place: Placement
    part: PartRow | None
    case: Case
    verdicts: tuple[VerdictCard, ...]
    adjudications: tuple[Adjudication, ...]
    citations: tuple[CitationCard, ...]
    verdict_rows: int


def disagreements(document: Document, sight: Sight) -> list[OpenCase]:
    """Return up to 50 claims, or parts of claims, that want settling, in reading order.

    Visible current verdicts differ there, or a later verdict or wording overtook the adjudication. Beside the states
    10 queries, whatever their number, and none where there are none.
    """
    serials = [serial for state in claim_states(document, sight) for serial in state.cases][:SHOWN]
    if not serials:
        return []
    rows = Claim.objects.filter(document=document, serial__in=serials).select_related("parent")
    claims = {claim.serial: claim for claim in rows}
    return _open_cases(document, sight, [claims[serial] for serial in serials])


def _open_cases(document: Document, sight: Sight, claims: list[Claim]) -> list[OpenCase]:
    ids, scale, initials = [claim.pk for claim in claims], SCALES[document.project.scale], initials_of(document.project)
    sentences = {sentence.pk: sentence for sentence in (claim.parent or claim for claim in claims)}
    live = Placement.objects.live().filter(revision=document.current_id, claim__in=sentences)
    places = {place.claim_id: place for place in live}
    cases = cases_of(scale.slug, sight, list(sentences.values()))
    readers, counts = readers_and_rows(cases.claims)
    adjudications = grouped_by_claim(sight.adjudications().filter(claim__in=ids).order_by("number"))
    citations = cards_on(ids, sight, initials, document.as_of)
    parts = {
        row.serial: row for place in places.values() for row in part_rows(cases, place, scale, readers, sight.user.pk)
    }
    return [
        OpenCase(
            claim=claim, place=places[claim.parent_id or claim.pk], part=parts.get(claim.serial),
            case=cases.of[claim.pk], verdicts=verdict_cards(cases.of[claim.pk], scale, initials, sight.user),
            adjudications=tuple(adjudications.get(claim.pk, ())), citations=tuple(citations.get(claim.pk, ())),
            verdict_rows=counts[claim.pk],
        )
        for claim in claims
    ]  # fmt: skip
