"""Which deleted claim a sentence of now may be: for somebody to choose from, with what was held of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotations.alignment import similarity
from annotations.models import Document, Placement, Sight
from annotations.queries.comparing import Diff, diff_of
from annotations.queries.revisions import Held, Stood, holdings

LIKEST = 5
ALIKE = 0.2
COMPARED = 2000


@dataclass(frozen=True, slots=True)
class EarlierClaim:
    """A deleted claim where it stood last, what leads from its wording to the sentence, and what was held of it."""

    place: Placement
    diff: Diff | None
    held: tuple[Held, ...]


def earlier_claims(
    document: Document, place: Placement, sight: Sight, *, named: Sequence[int] = ()
) -> tuple[EarlierClaim, ...]:
    """Return the deleted claims that are named by serial, then up to five that read most like the sentence,
    or stood nearest to where it stands.

    Of a text with very many deleted claims, the last 2,000 are compared (8 queries, whatever the length).
    """
    here = Placement.objects.live().filter(revision=document.current_id).values("claim")
    aside = Placement.objects.live().filter(claim__document=document, claim__retired_at=None).exclude(claim__in=here)
    rows = aside.exclude(kind="separator").order_by("-revision__number", "start")
    last: dict[int, tuple[int, int, str]] = {}
    for pk, serial, start, text in rows.values_list("pk", "claim__serial", "start", "text")[:COMPARED]:
        last.setdefault(serial, (pk, start, text))
    likest = sorted(last, key=lambda serial: _distance(place, *last[serial][1:]))[:LIKEST]
    chosen = dict.fromkeys([*(serial for serial in named if serial in last), *likest])
    found = Placement.objects.select_related("claim", "revision").defer("revision__text")
    places = found.in_bulk([last[serial][0] for serial in chosen])
    return _with_holdings(document, place, [places[last[serial][0]] for serial in chosen], sight)


def _distance(place: Placement, start: int, text: str) -> tuple[float, int]:
    """Return how far a deleted claim is from a sentence: by its words, and where these say little, by its place."""
    alike = similarity(place.text, text)
    return (-alike if alike >= ALIKE else 0.0, abs(place.start - start))


def _with_holdings(
    document: Document, place: Placement, found: Sequence[Placement], sight: Sight
) -> tuple[EarlierClaim, ...]:
    held = holdings(document, sight, {row.revision for row in found}, [row.claim_id for row in found])
    return tuple(
        EarlierClaim(
            row, diff_of(row.text, place.text, document.language) if row.wording != place.wording else None,
            held.at(row.revision, _stood(row)),
        )
        for row in found
    )  # fmt: skip


def _stood(row: Placement) -> Stood:
    return Stood(row.claim_id, row.claim.serial, row.number, row.suffix, row.text, row.kind, row.wording, row.gap)
