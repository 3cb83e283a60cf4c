"""Repair sentences in tests: by words instead of offsets."""

from annotations.models import Claim, Document, Placement, User
from annotations.queries.undo import stacks_of
from annotations.services import structure
from annotations.services import undo as services
from annotations.services.taking import NOTHING, Take
from annotations.services.undo import TakenBack
from tests.factories import claim_of


def live(document: Document) -> list[Placement]:
    """Where claims stand now, in text order."""
    places = Placement.objects.live().filter(revision=document.current_id)
    return list(places.select_related("claim").order_by("start"))


def texts(document: Document) -> dict[int, str]:
    return {place.claim.serial: place.text for place in live(document)}


def numbers(document: Document) -> list[str]:
    return [place.shown_number for place in live(document)]


def offset_after(document: Document, serial: int, words: str) -> int:
    """Where in the revision these words of the claim end."""
    place = next(place for place in live(document) if place.claim.serial == serial)
    return place.start + place.text.index(words) + len(words)


def split(document: Document, actor: User, serial: int, after: str, take: Take = NOTHING) -> tuple[Claim, Claim]:
    """Split the claim after these words, as it stands now."""
    claim = claim_of(document, serial)
    at = 1 if claim.retired_at else offset_after(document, serial, after)
    return structure.split_claim(actor=actor, claim=claim, at=at, version=claim.version, take=take)


def merge(document: Document, actor: User, left: int, right: int, take: Take = NOTHING) -> Claim:
    """Merge two claims as they stand now."""
    first, second = claim_of(document, left), claim_of(document, right)
    return structure.merge_claims(
        actor=actor, claim=first, following=second, version=first.version, next_version=second.version, take=take
    )


def move(document: Document, actor: User, serial: int, words: int) -> tuple[Claim, Claim]:
    """Move the boundary after the claim as it stands now."""
    claim = claim_of(document, serial)
    return structure.move_boundary(actor=actor, claim=claim, words=words, version=claim.version)


def undo(document: Document, actor: User, *, confirm: bool = False) -> TakenBack:
    """Take the actor's last act back."""
    top = stacks_of(document, actor).undo
    return services.undo(actor=actor, document=document, seen=top.number if top else 0, confirm=confirm)


def redo(document: Document, actor: User, *, confirm: bool = False) -> TakenBack:
    """Do again what the actor took back last."""
    top = stacks_of(document, actor).redo
    return services.redo(actor=actor, document=document, seen=top.number if top else 0, confirm=confirm)
