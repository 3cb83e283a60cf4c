"""Sign-offs that a change of content makes void: who signed is told of it, once for each sign-off."""

from collections.abc import Iterator

from annotations.models import Chain, Citation, Document, HistoryEntry, Notice, Occasion, SignOff
from annotations.queries.signoff import last_signoff

SUBJECT = 120  # so much of a source's title is the subject of its entries


def tell_of_voided(entry: HistoryEntry) -> None:
    """Tell who signed off that this change of content made it void, unless they made it void themselves.

    Must be called in the transaction of the entry, which holds the lock of its chain, after what was changed.
    """
    for signoff in _touched(entry):
        since = Notice.objects.filter(entry__gt=signoff.at_entry_id, occasion=Occasion.VOIDED)
        if since.filter(person=signoff.editor_id, document=signoff.document_id).exists():
            continue
        standing = last_signoff(signoff.document, sees_all=True)
        by = standing.voided_by.actor_id if standing is not None and standing.voided_by is not None else None
        if by is not None and by != signoff.editor_id:
            Notice.objects.create(
                person_id=signoff.editor_id, document_id=signoff.document_id, claim_id=entry.claim_id, entry=entry,
                occasion=Occasion.VOIDED,
            )  # fmt: skip


def _touched(entry: HistoryEntry) -> Iterator[SignOff]:
    """Yield the last sign-off of each document that the entry changes: its own, or all that cite its source."""
    rows = SignOff.objects.select_related("document__project").order_by("document", "-pk")
    if entry.document_id is not None:
        yield from rows.filter(document=entry.document_id)[:1]
        return
    documents = _citing(entry)
    list(Chain.objects.select_for_update().filter(document__in=documents).order_by("pk"))
    seen: set[int] = set()
    for signoff in rows.filter(document__in=documents):
        if signoff.document_id not in seen:
            seen.add(signoff.document_id)
            yield signoff


def _citing(entry: HistoryEntry) -> list[int]:
    """Return the signed-off documents that cite the source of a library's entry, which names it by its title."""
    signed = Document.objects.filter(project=entry.chain.project_id, signoffs__isnull=False, erased_at=None)
    standing = Citation.objects.standing().filter(document__in=signed, source__title__startswith=entry.subject)
    cited = standing.values_list("document_id", "source__title").distinct()
    return sorted({document for document, title in cited if title[:SUBJECT] == entry.subject})
