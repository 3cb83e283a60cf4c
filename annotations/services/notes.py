"""Notes: remark, answer, resolve, take back."""

from typing import Any

from django.utils import timezone

from annotations.models import Claim, Document, HistoryEntry, Note, User
from annotations.services import history, mentions, notices
from annotations.services.history import Undoing
from annotations.services.locks import lock_standing
from annotations.services.refusals import Invalid, NotAllowed, Stale
from annotations.services.transactions import writing

MAX_BYTES = 20_000


def add_note(*, actor: User, document: Document, text: str, claim: Claim | None = None, internal: bool = True) -> Note:
    """Begin a thread on a claim, or on the document, and return its first note. Raises Superseded, Invalid."""
    _check(text)
    with writing():
        on = lock_standing(claim) if claim is not None else None
        text, mentioned = mentions.keyed(text, document.project)
        note = Note.objects.create(document=document, claim=on, author=actor, text=text, internal=internal)
        entry = _record(actor, "note.added", note, {"text": text, "internal": internal})
        notices.tell_of_note(entry=entry, note=note, mentioned=mentioned)
        return note


def reply(*, actor: User, note: Note, text: str) -> Note:
    """Answer in the note's thread and return the answer. Raises Stale if it was taken back, Superseded, Invalid."""
    _check(text)
    with writing():
        _lock_claim_of(note)
        first = Note.objects.select_for_update(of=("self",)).get(pk=note.thread_id or note.pk)
        if first.withdrawn_at is not None:
            raise Stale("note_changed", "The note was taken back since you opened it.")
        text, mentioned = mentions.keyed(text, note.document.project)
        answer = Note.objects.create(
            document=note.document,
            claim=note.claim,
            thread=first,
            author=actor,
            text=text,
            internal=first.internal,
        )
        entry = _record(actor, "note.answered", answer, {"thread": first.text[:80], "text": text})
        notices.tell_of_note(entry=entry, note=answer, mentioned=mentioned)
        return answer


def resolve(*, actor: User, note: Note, version: int, by: User | None = None, undoing: Undoing | None = None) -> Note:
    """Mark a thread as resolved, when an undo does so `by` who had.

    Raises Stale if it changed since `version`, Superseded.
    """
    return _settle(actor, note, version, "note.resolved", by or actor, undoing)


def reopen(*, actor: User, note: Note, version: int, undoing: Undoing | None = None) -> Note:
    """Open a resolved thread again. Raises Stale if it changed since `version`, Superseded."""
    return _settle(actor, note, version, "note.reopened", None, undoing)


def withdraw_note(*, actor: User, note: Note, version: int, undoing: Undoing | None = None) -> Note:
    """Take back a note of one's own; the row stays.

    Raises Stale, Superseded, and NotAllowed for another's note, also the author's: that came with the text and can be
    resolved.
    """
    with writing():
        current = _locked(note, version, undoing)
        if current.by_author:
            raise NotAllowed("note_of_the_author", "The author's note came with the text; it can be resolved.")
        if current.author_id != actor.pk:
            raise NotAllowed("note_of_another", "Only its author takes a note back.")
        current.withdrawn_at = timezone.now()
        _save(current, "withdrawn_at")
        _record(actor, "note.withdrawn", current, {}, undoing)
        return current


def restore_note(*, actor: User, note: Note, version: int, undoing: Undoing | None = None) -> Note:
    """Put a note back that its author took back. Raises Stale if it changed since `version`, Superseded."""
    with writing():
        current = _locked(note, version, undoing, withdrawn=True)
        current.withdrawn_at = None
        _save(current, "withdrawn_at")
        _record(actor, "note.restored", current, {}, undoing)
        return current


def _settle(
    actor: User, note: Note, version: int, code: str, resolved_by: User | None, undoing: Undoing | None
) -> Note:
    with writing():
        current = _locked(note, version, undoing)
        if current.thread_id is not None:
            raise Invalid("note_is_an_answer", "A thread is resolved at its first note.")
        before = current.resolved_by
        current.resolved_by = resolved_by
        _save(current, "resolved_by")
        _record(actor, code, current, {"resolved_by": str(history.key_of(before)) if before else None}, undoing)
        return current


def _lock_claim_of(note: Note) -> None:
    if note.claim is not None:
        lock_standing(note.claim)


def _locked(note: Note, version: int, undoing: Undoing | None, *, withdrawn: bool = False) -> Note:
    """Lock the note, whose claim must stand; an undo goes through, or one's earlier acts could not be undone."""
    if undoing is None:
        _lock_claim_of(note)
    rows = Note.objects.select_for_update(of=("self",)).select_related("document", "claim", "resolved_by")
    current = rows.get(pk=note.pk)
    if current.version != version or (current.withdrawn_at is not None) != withdrawn:
        raise Stale("note_changed", "Somebody changed this note since you opened it.")
    return current


def _save(note: Note, field: str) -> None:
    note.version += 1
    note.save(update_fields=[field, "version"])


def _check(text: str) -> None:
    if not text.strip():
        raise Invalid("note_empty", "A note needs some text.")
    if len(text.encode()) > MAX_BYTES:
        raise Invalid("text_too_long", "A note has at most 20 kB of text.")


def _record(actor: User, code: str, note: Note, body: dict[str, Any], undoing: Undoing | None = None) -> HistoryEntry:
    subject = f"claim {note.claim.serial}" if note.claim else "document"
    return history.record(
        actor=actor, code=code, document=note.document, claim=note.claim, note=note, subject=subject, body=body,
        undoing=undoing,
    )  # fmt: skip
