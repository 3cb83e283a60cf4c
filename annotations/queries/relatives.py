"""What a claim came from and what came of it, with everything that is attached there, as far as one may see it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from annotations.models import Claim, Lineage, Placement, Sight
from annotations.models.blindness import family_of


@dataclass(frozen=True, slots=True)
class Relative:
    """An ancestor or a descendant of a claim. `kind` is that of the nearest link; `number` the last that it bore."""

    serial: int
    number: str
    text: str
    kind: str
    is_ancestor: bool
    is_retired: bool
    verdicts: int
    citations: int
    notes: int


def relatives_of(claim: Claim, sight: Sight) -> tuple[Relative, ...]:
    """Return the claim's ancestors and descendants over any number of steps, ancestors first.

    One query where there are none, five otherwise.
    """
    family = family_of(claim.pk)
    links = Lineage.objects.filter(ancestor__in=family, descendant__in=family).order_by("pk")
    found = list(links.select_related("ancestor", "descendant"))
    if not found:
        return ()
    up, down = _reached(claim.pk, found, upwards=True), _reached(claim.pk, found, upwards=False)
    claims = {end.pk: end for link in found for end in (link.ancestor, link.descendant)}
    homes = {pk: end.parent_id or pk for pk, end in claims.items()}
    places = {place.claim_id: place for place in Placement.objects.filter(claim__in=homes.values()).order_by("pk")}
    verdicts = _counted(sight.verdicts().newest().exclude(label="").filter(claim__in=claims))
    citations = _counted(sight.citations().standing().filter(claim__in=claims))
    notes = _counted(sight.notes().standing().filter(claim__in=claims))
    return tuple(
        Relative(
            serial=claims[pk].serial, number=places[homes[pk]].shown_number,
            text=claims[pk].own_wording or places[homes[pk]].text, kind=kind, is_ancestor=pk in up,
            is_retired=claims[pk].retired_at is not None, verdicts=verdicts[pk],
            citations=citations[pk], notes=notes[pk],
        )
        for pk, kind in (*up.items(), *down.items())
        if homes[pk] in places
    )  # fmt: skip


def _reached(start: int, links: Iterable[Lineage], *, upwards: bool) -> dict[int, str]:
    """Return the claims that lie in one direction, the nearest first, with the kind of the link that leads there."""
    steps = [
        (link.descendant_id, link.ancestor_id, link.kind)
        if upwards
        else (link.ancestor_id, link.descendant_id, link.kind)
        for link in links
    ]
    reached: dict[int, str] = {}
    edge = {start}
    while edge:
        fresh = {there: kind for here, there, kind in steps if here in edge and there not in reached}
        reached |= fresh
        edge = set(fresh)
    return reached


def _counted(rows: QuerySet[Any]) -> Counter[int]:
    counts = rows.order_by().values("claim_id").annotate(count=Count("pk")).values_list("claim_id", "count")
    return Counter(dict(counts))
