"""Say which earlier claim a sentence of the current revision is, where its import could only have guessed.

The earlier claim takes the place of the new one, as if the import had known: what was said of it on the same words
counts again. The new one is retired, and whatever was entered on it meanwhile stays there, joined by lineage.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from annotations.models import Claim, Document, Lineage, Placement, User
from annotations.queries.undecided import undecided_groups
from annotations.services import history
from annotations.services.following import followed
from annotations.services.history import Undoing
from annotations.services.locks import lock_claims, lock_document, successors_of
from annotations.services.refusals import Invalid, Stale, Superseded
from annotations.services.stands import Stand, rearrange
from annotations.services.structure import put_back, subject_of
from annotations.services.taking import NOTHING, Take, take_over
from annotations.services.transactions import writing

JOINED, LEFT = "claim.joined", "claim.left_new"


def join_claim(*, actor: User, claim: Claim, earlier: Claim, version: int, take: Take = NOTHING) -> Claim:
    """Let a deleted claim stand where `claim` stands now, and return it; its wording is that of the place.

    `version` is that of `claim` as it was seen; `take` says which of its citations and notes go along. Raises
    Superseded, Stale, or Invalid if the earlier claim is not a deleted one.
    """
    with writing():
        document = _locked(claim.document)
        place = _standing(document, claim)
        before = _last_place(document, earlier)
        claims = lock_claims([claim.pk, earlier.pk])
        place.claim, back = claims[claim.pk], claims[earlier.pk]
        if place.claim.version != version:
            raise Stale("claim_changed", "The wording of this claim changed since you opened it.")
        parts = list(Claim.objects.filter(parent=back, retired_at=None).order_by("pk"))
        aside = _aside(back, parts)
        spans = {str(part.serial): followed(part.spans, before.text, place.text) for part in parts}
        told = rearrange(document, [place], [(back, Stand.of(place, parts=spans))])
        _link(place, back)
        take_over(actor=actor, take=take, parents=[place.claim], successors=[back])
        history.record(
            actor=actor, code=JOINED, document=document, claim=back, subject=subject_of(told),
            body={"before": told.before, "after": told.after, "earlier": aside}, content=True,
        )  # fmt: skip
        return back


def leave_new(*, actor: User, document: Document, claims: Sequence[int]) -> None:
    """Say that sentences, named by serial, are none of the earlier claims that their import thought of.

    Raises Invalid if one of them is decided already, or was never in doubt.
    """
    with writing():
        locked = _locked(document)
        places = {place.claim.serial: place for group in undecided_groups(locked) for place in group.new}
        if not claims or not places.keys() >= set(claims):
            raise Invalid("nothing_undecided", "This is decided already. Look again.")
        first = places[claims[0]]
        numbers = ", ".join(places[serial].shown_number for serial in claims)
        history.record(
            actor=actor, code=LEFT, document=locked, claim=first.claim, subject=f"claims {numbers}"[:120],
            body={"claims": sorted(set(claims))},
        )  # fmt: skip


def join_back(*, actor: User, document: Document, undoing: Undoing) -> Claim:
    """Take a joining back, or do it again; return the claim that stands there now. The document must be locked.

    The earlier claim is deleted again as it was before: neither it nor its parts are retired by this.
    """
    aside = (undoing.entry.body or {})["earlier"]
    claim, told = put_back(document, undoing)
    if claim.serial != aside["claim"]:
        _stand_aside(document, aside)
    history.record(
        actor=actor, code=JOINED, document=document, claim=claim, subject=subject_of(told), undoing=undoing,
        body={"before": told.before, "after": told.after, "earlier": aside}, content=True,
    )  # fmt: skip
    return claim


def leave_back(*, actor: User, document: Document, undoing: Undoing) -> Claim | None:
    """Take back that sentences are new, or say so again. The document must be locked."""
    entry = undoing.entry
    history.record(
        actor=actor, code=LEFT, document=document, claim=entry.claim, subject=entry.subject, undoing=undoing,
        body={"claims": (entry.body or {})["claims"]},
    )  # fmt: skip
    return entry.claim


def _locked(document: Document) -> Document:
    locked = lock_document(document)
    if locked.erased_at is not None:
        raise Invalid("document_erased", "The document has been deleted.")
    return locked


def _standing(document: Document, claim: Claim) -> Placement:
    """Return where the sentence stands now; under the document's lock no one else moves it."""
    if claim.parent_id is not None:
        raise Invalid("claim_is_a_part", "An atomic claim has no place of its own.")
    place = Placement.objects.live().filter(revision=document.current_id, claim=claim).first()
    if place is None:
        raise Superseded("This claim was split, merged or joined meanwhile.", successors_of(claim))
    if place.kind == "separator":
        raise Invalid("separator", "A separator is no sentence: it stays as it is.")
    return place


def _last_place(document: Document, earlier: Claim) -> Placement:
    """Return where a claim stood last that stands nowhere now."""
    live = Placement.objects.live().filter(claim=earlier, claim__document=document, claim__parent=None)
    place = live.select_related("claim").exclude(kind="separator").order_by("-revision__number").first()
    if place is None or place.revision_id == document.current_id or place.claim.retired_at is not None:
        raise Invalid("not_deleted", "Only a claim that was deleted can stand here again. Look again.")
    return place


def _aside(claim: Claim, parts: Sequence[Claim]) -> dict[str, Any]:
    """Return what a deleted claim and its parts are like, to be so again when the joining is taken back."""
    told = {str(part.serial): {"basis": part.basis, "spans": part.spans} for part in parts}
    return {"claim": claim.serial, "basis": claim.basis, "parts": told}


def _stand_aside(document: Document, told: Mapping[str, Any]) -> None:
    facts = {told["claim"]: {"basis": told["basis"]}} | {int(serial): own for serial, own in told["parts"].items()}
    for row in Claim.objects.filter(document=document, serial__in=facts).order_by("pk"):
        for name, value in facts[row.serial].items():
            setattr(row, name, value)
        row.retired_at, row.version = None, row.version + 1
        row.save(update_fields=["basis", "spans", "retired_at", "version"])


def _link(place: Placement, earlier: Claim) -> None:
    """Join what was entered on the new claim to the earlier one; two that are joined already stay so."""
    if not Lineage.objects.filter(ancestor=earlier, descendant=place.claim_id).exists():
        link = Lineage(
            ancestor_id=place.claim_id, descendant=earlier, kind="revised", revision_id=place.revision_id
        )  # fmt: skip
        Lineage.objects.bulk_create([link], ignore_conflicts=True)
