"""Notices: tell people what concerns them. Whether they may see it is asked when they look, by the door."""

from collections.abc import Iterable

from django.utils import timezone

from annotations.models import Adjudication, Assignment, Claim, HistoryEntry, Note, Notice, Occasion, User, Verdict
from annotations.queries.cases import case_of
from annotations.queries.notices import notices_of
from annotations.services.transactions import writing


def tell(*, entry: HistoryEntry, occasion: Occasion, people: Iterable[User], claim: Claim | None = None) -> None:
    """Leave each of these people a notice of the entry of a document's history; who acted hears nothing of it.

    Whoever has been told of the entry is not told again. Must be called in the transaction of the entry.
    """
    concerned = {person.pk for person in people} - {entry.actor_id}
    concerned -= set(Notice.objects.filter(entry=entry).values_list("person_id", flat=True)) if concerned else set()
    Notice.objects.bulk_create(
        Notice(person_id=pk, document_id=entry.document_id or 0, claim=claim, entry=entry, occasion=occasion)
        for pk in sorted(concerned)
    )


def tell_of_note(*, entry: HistoryEntry, note: Note, mentioned: Iterable[User]) -> None:
    """Tell who is mentioned in the note, and who wrote in its thread before."""
    tell(entry=entry, occasion=Occasion.MENTION, people=mentioned, claim=note.claim)
    if note.thread is None:
        return
    earlier = [note.thread, *Note.objects.filter(thread=note.thread, pk__lt=note.pk).select_related("author")]
    writers = [row.author for row in earlier if not row.by_author]
    tell(entry=entry, occasion=Occasion.REPLY, people=writers, claim=note.claim)


def tell_of_return(*, entry: HistoryEntry, returned: Iterable[Assignment]) -> None:
    """Tell each reader, once, that what they had for too long is theirs no longer; which claim, if it is one."""
    by_reader: dict[User, list[Claim]] = {}
    for row in returned:
        if row.reader is not None:
            by_reader.setdefault(row.reader, []).append(row.claim)
    for reader, claims in by_reader.items():
        claim = claims[0] if len(claims) == 1 else None
        tell(entry=entry, occasion=Occasion.RETURNED, people=[reader], claim=claim)


def tell_of_difference(*, entry: HistoryEntry, verdict: Verdict) -> None:
    """Tell those who hold another label that this verdict differs, unless a settlement stands.

    They have a verdict of their own on the claim, so nothing is told that was withheld from them.
    """
    if not verdict.label or _repeats(verdict):
        return
    current = Verdict.objects.current().filter(claim=verdict.claim_id).exclude(label=verdict.label)
    differing = list(current.exclude(reviewer=verdict.reviewer_id).select_related("reviewer"))
    if differing and _is_disagreement(verdict):
        people = [row.reviewer for row in differing]
        tell(entry=entry, occasion=Occasion.DISAGREEMENT, people=people, claim=verdict.claim)


def _repeats(verdict: Verdict) -> bool:
    """Whether the reviewer has just held the same label on the same wording."""
    if verdict.number == 1:
        return False
    before = Verdict.objects.filter(claim=verdict.claim_id, reviewer=verdict.reviewer_id, number=verdict.number - 1)
    return before.filter(label=verdict.label, basis=verdict.basis, scale=verdict.scale).exists()


def _is_disagreement(verdict: Verdict) -> bool:
    rows = Verdict.objects.filter(claim=verdict.claim_id).order_by("number", "pk")
    settled = Adjudication.objects.filter(claim=verdict.claim_id).prefetch_related("considered").order_by("number")
    return case_of(verdict.claim, verdict.scale, rows, settled).is_disagreement


def mark_all_seen(*, actor: User, until: int | None = None) -> int:
    """Mark as seen what the actor may see of their notices, up to the id `until`, and return how many there were.

    One that is still withheld stays new, so that it is noticed when it appears.
    """
    with writing():
        shown = notices_of(actor).filter(seen_at__isnull=True)
        if until is not None:
            shown = shown.filter(pk__lte=until)
        return Notice.objects.filter(pk__in=list(shown.values_list("pk", flat=True))).update(seen_at=timezone.now())
