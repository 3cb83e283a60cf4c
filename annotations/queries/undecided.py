"""What an import left to a person: sentences that may be an earlier claim, where only a guess could say which."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from annotations.models import Document, HistoryEntry, Placement
from annotations.models.claims import PlacementQuerySet
from annotations.queries.undo import standing_since

GROUPS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Undecided:
    """Claims of before and of now that may belong together, where only a guess could say which is which."""

    reason: str
    old: tuple[Placement, ...]
    new: tuple[Placement, ...]


def undecided_groups(document: Document) -> tuple[Undecided, ...]:
    """Return what the import of the current revision left to a person and nobody has decided since (3 queries)."""
    revised = HistoryEntry.objects.filter(document=document, code="document.revised").order_by("-number").first()
    reviews = (revised.body or {}).get("reviews", ()) if revised else ()
    if revised is None or not reviews:
        return ()
    left = left_as_new(document, since=revised.number)
    serials = {serial for review in reviews for side in ("old", "new") for serial in review[side]} - left
    stood = Placement.objects.live().filter(claim__document=document, claim__serial__in=serials)
    found = with_neighbours(stood).select_related("claim").order_by("revision__number")
    places = {place.claim.serial: place for place in found}
    groups = (
        Undecided(review["reason"], _old(review["old"], places, document), _new(review["new"], places, document))
        for review in reviews
    )
    return tuple(group for group in groups if group.old and group.new)[:GROUPS_SHOWN]


def with_neighbours(places: PlacementQuerySet) -> PlacementQuerySet:
    """Give each placement the texts beside it, as `text_before` and `text_after`: by these repeats are told apart."""
    beside = Placement.objects.live().filter(revision=OuterRef("revision"))
    before = beside.filter(start__lt=OuterRef("start")).order_by("-start").values("text")[:1]
    after = beside.filter(start__gt=OuterRef("start")).order_by("start").values("text")[:1]
    return places.annotate(text_before=Subquery(before), text_after=Subquery(after))


def left_as_new(document: Document, *, since: int) -> set[int]:
    """Return the serials of the claims of which somebody said after an entry that they are no earlier claim."""
    said = HistoryEntry.objects.filter(document=document, code="claim.left_new", number__gt=since, body__isnull=False)
    return {serial for entry in standing_since(said.order_by("number")) for serial in (entry.body or {})["claims"]}


def _old(serials: Iterable[int], places: dict[int, Placement], document: Document) -> tuple[Placement, ...]:
    found = (places[serial] for serial in serials if serial in places)
    return tuple(place for place in found if place.revision_id != document.current_id and _is_aside(place))


def _new(serials: Iterable[int], places: dict[int, Placement], document: Document) -> tuple[Placement, ...]:
    found = (places[serial] for serial in serials if serial in places)
    return tuple(place for place in found if place.revision_id == document.current_id)


def _is_aside(place: Placement) -> bool:
    """Whether a claim, whose last placement this is, was deleted and neither split nor merged."""
    return place.claim.retired_at is None
