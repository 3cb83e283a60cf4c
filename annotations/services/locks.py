"""Lock first, read after: what a writer must check lies on the locked row."""

from collections.abc import Iterable

from annotations.models import Claim, Document, Placement, Revision
from annotations.models.blindness import family_of
from annotations.services.refusals import Invalid, Stale, Successor, Superseded


def lock_claim(claim: Claim, version: int | None = None) -> Claim:
    """Return the claim's row locked, as it is now, with its document and project.

    Raises Superseded if it was split or merged meanwhile, Stale if `version` is given and another one is there.
    """
    locked = (
        Claim.objects.select_for_update(of=("self",), no_key=True)
        .select_related("document__project", "document__current", "parent")
        .defer("document__current__text")
        .get(pk=claim.pk)
    )
    if locked.document.erased_at is not None:
        raise Invalid("document_erased", "The document has been deleted.")
    if locked.retired_at is not None:
        raise Superseded("This claim was split or merged meanwhile.", successors_of(locked))
    if version is not None and locked.version != version:
        raise Stale("claim_changed", "The wording of this claim changed since you opened it.")
    return locked


def lock_standing(claim: Claim) -> Claim:
    """Return the row of a claim that stands in the current revision, or whose sentence does, locked, as it is now.

    Raises Superseded if it was split, merged or deleted meanwhile: what was said of it can be read and no more.
    """
    locked = lock_claim(claim)
    live = Placement.objects.live().filter(revision=locked.document.current_id)
    if not live.filter(claim=locked.parent_id or locked.pk).exists():
        raise Superseded("This claim was deleted in the current revision.", successors_of(locked))
    return locked


def current_revision(document: Document) -> Revision:
    """Return the revision under review; only inside an import is there none."""
    if document.current is None:
        raise Invalid("document_without_text", "The document has no text yet.")
    return document.current


def lock_document(document: Document) -> Document:
    """Return the document's row locked, as it is now, with its project.

    Its key is left free: a verdict that is being inserted refers to the document while it holds its claim.
    """
    return Document.objects.select_for_update(of=("self",), no_key=True).select_related("project").get(pk=document.pk)


def lock_claims(pks: Iterable[int]) -> dict[int, Claim]:
    """Return the rows of these claims locked, in the one order that keeps writers from waiting for each other."""
    rows = Claim.objects.select_for_update(no_key=True).filter(pk__in=set(pks)).order_by("pk")
    return {row.pk: row for row in rows}


def successors_of(claim: Claim) -> list[Successor]:
    """Return what stands in the current revision where the claim stood last, in order.

    If that was in an older revision, it is what came of the claim; nothing if it was deleted there.
    """
    last = Placement.objects.filter(claim=claim.parent or claim).order_by("-pk").first()
    if last is None:
        return []
    live = Placement.objects.live().filter(revision=claim.document.current_id)
    if last.revision_id == claim.document.current_id:
        live = live.filter(start__lt=last.end, end__gt=last.start)
    else:
        live = live.filter(claim__in=family_of(last.claim_id)).exclude(claim=last.claim_id)
    return [
        Successor(place.claim.serial, place.shown_number, place.start, place.end, place.text)
        for place in live.select_related("claim").order_by("start")
    ]
