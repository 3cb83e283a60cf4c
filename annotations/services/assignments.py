"""Assignments: who reads which claim as which reading; the queue that hands out the next one; giving back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from annotations.models import Assignment, Claim, Document, Membership, Occasion, Role, User, Verdict
from annotations.services import history, notices
from annotations.services.drawing import drawn_claims
from annotations.services.locks import lock_claims
from annotations.services.refusals import Invalid, NotAllowed, Stale
from annotations.services.transactions import writing

KEPT_FOR = timedelta(hours=24)  # what somebody took; what was given until a day, counted from the end of that day
GIVEN_FOR = timedelta(days=7)  # what was given by hand without saying until when
SECOND = 2
MOST_READINGS = 20


def assign(
    *,
    actor: User,
    document: Document,
    claims: Sequence[Claim],
    reader: User | None,
    reading: int = SECOND,
    due: datetime | None = None,
) -> list[Assignment]:
    """Give claims of the document to a reader, or without one to the queue, and return their assignments.

    Raises Invalid for a claim that is retired, or whose reading somebody has already, and for a reader who gives no
    verdicts here; NotAllowed where the reader has a verdict: nobody is second reader of their own.
    """
    if not claims or not 1 <= reading <= MOST_READINGS:
        raise Invalid("nothing_to_assign", f"Name at least one claim, and a reading from 1 to {MOST_READINGS}.")
    with writing():
        locked = _locked(document, claims)
        if reader is not None:
            _check_reader(document, reader, locked)
        rows = [_given(actor, claim, reader, reading, due) for claim in locked]
        entry = history.record(
            actor=actor, code="assignment.given", document=document, subject=_subject(locked),
            body=_told(locked, reading) | {"reader": str(history.key_of(reader)) if reader else None},
        )  # fmt: skip
        if reader is not None:
            claim = locked[0] if len(locked) == 1 else None
            notices.tell(entry=entry, occasion=Occasion.ASSIGNED, people=[reader], claim=claim)
        return rows


def draw(*, actor: User, document: Document, due: datetime | None = None, flagged: str = "") -> list[Assignment]:
    """Put the claims that the policy draws for a second reading into the queue, and return the new assignments.

    With an issue tag, those that are `flagged` with it are drawn instead, and their readers are not told why. What is
    in the queue, with a reader or read twice already is not drawn again: a second draw of the same text adds nothing.
    Raises Invalid if the policy draws none.
    """
    with writing():
        drawn, chosen = drawn_claims(document, flagged)
        locked = lock_claims(claim.pk for claim in chosen)
        settled = _with_second_reading(document)
        wanted = [locked[claim.pk] for claim in chosen if claim.pk not in settled]
        rows = Assignment.objects.bulk_create(
            Assignment(document=document, claim=claim, assigned_by=actor, reading=SECOND, drawn=drawn, due=due)
            for claim in wanted
        )
        if rows:
            body = _told(wanted, SECOND) | {"drawn": drawn.value} | ({"flagged": flagged} if flagged else {})
            subject = _subject(wanted)
            history.record(actor=actor, code="assignment.drawn", document=document, subject=subject, body=body)
        return rows


def next_claim(*, actor: User, document: Document) -> Assignment | None:
    """Hand the actor the claim to read next: one that they hold already, else the first that waits; None at the end.

    Two people never get the same one, and nobody a claim on which they have a verdict. Whatever somebody else has had
    for too long and has not read goes back to the queue first: a day after they took it, or after the day until which
    it was given to them; a week after it was given without one.
    """
    with writing():
        Membership.objects.select_for_update().filter(project=document.project, user=actor).first()
        _return_stale(actor, document)
        held = _readable(actor, document).filter(reader=actor).order_by("reading", "pk").first()
        if held is not None:
            return held
        row = _first_waiting(actor, document)
        if row is None:
            return None
        row.reader, row.started_at, row.version = actor, timezone.now(), row.version + 1
        row.save(update_fields=["reader", "started_at", "version"])
        _record(actor, "assignment.taken", row)
        return row


def give_back(*, actor: User, assignment: Assignment, version: int) -> Assignment:
    """Take an open assignment from its reader and return the one that waits in its place.

    Raises Stale if it changed since `version`, or is done or given back already.
    """
    with writing():
        row = (
            Assignment.objects.select_for_update(of=("self",)).select_related("document", "claim").get(pk=assignment.pk)
        )
        if row.version != version or row.returned_at is not None or row.done_at is not None or row.reader_id is None:
            raise Stale("assignment_changed", "This assignment was read, given back or changed meanwhile.")
        again = _returned([row])[0]
        _record(actor, "assignment.given_back", row)
        return again


def close_for(verdict: Verdict) -> None:
    """Note that the reviewer has now read the claim: their assignment is done.

    Who is the second to read a claim that waits for a second reader has read it for the queue.
    """
    open_here = Assignment.objects.open().filter(claim=verdict.claim_id)
    concerned = open_here.filter(Q(reader=verdict.reviewer_id) | Q(reader__isnull=True))
    for row in concerned.order_by(F("reader").asc(nulls_last=True), "reading"):
        if row.reader_id is None and not _reads_as(verdict, row.reading):
            continue
        now, reader = timezone.now(), verdict.reviewer_id
        same = open_here.filter(pk=row.pk, reader=row.reader_id)  # a queue may have handed it out meanwhile
        if same.update(reader=reader, started_at=row.started_at or now, done_at=now, version=row.version + 1):
            return


def _reads_as(verdict: Verdict, reading: int) -> bool:
    """Whether this first verdict of a reviewer is that many-th reading of the claim."""
    own = Assignment.objects.standing().filter(claim=verdict.claim_id, reader=verdict.reviewer_id)
    if verdict.number > 1 or own.exists():
        return False
    others = Verdict.objects.filter(claim=verdict.claim_id).exclude(reviewer=verdict.reviewer_id)
    return others.values("reviewer").distinct().count() >= reading - 1


def _locked(document: Document, claims: Sequence[Claim]) -> list[Claim]:
    locked = lock_claims(claim.pk for claim in claims)
    rows = [locked[pk] for pk in dict.fromkeys(claim.pk for claim in claims)]
    for claim in rows:
        if claim.document_id != document.pk or claim.retired_at is not None:
            raise Invalid("claim_not_here", f"Claim {claim.serial} does not stand in the text any more.")
    return rows


def _check_reader(document: Document, reader: User, claims: Sequence[Claim]) -> None:
    member = Membership.objects.filter(project=document.project_id, user=reader, left_at__isnull=True)
    if not reader.is_active or not member.exclude(role=Role.READER).exists():
        raise Invalid("reader_is_no_reviewer", f"{reader} gives no verdicts in this project.")
    read = Verdict.objects.filter(claim__in=claims, reviewer=reader).values_list("claim__serial", flat=True)
    if read:
        told = ", ".join(str(serial) for serial in sorted(set(read)))
        raise NotAllowed("reader_has_read", f"{reader} has a verdict already: {told}. Nobody reads a second time.")


def _given(actor: User, claim: Claim, reader: User | None, reading: int, due: datetime | None) -> Assignment:
    standing = Assignment.objects.standing().filter(claim=claim)
    if reader is not None and standing.filter(reader=reader).exists():
        raise Invalid("reader_has_it", f"{reader} has claim {claim.serial} to read already.")
    row = standing.select_for_update().filter(reading=reading).first()
    if row is None:
        return Assignment.objects.create(
            document_id=claim.document_id, claim=claim, reader=reader, assigned_by=actor, reading=reading, due=due
        )
    if row.reader_id is not None or reader is None:
        raise Invalid("reading_taken", f"Reading {reading} of claim {claim.serial} is given out already.")
    now = timezone.now()  # it is its reader's from now on: their time begins, and a day that is over binds nobody
    still_due = row.due if row.due and row.due > now else None
    row.reader, row.due, row.version, row.created_at = reader, due or still_due, row.version + 1, now
    row.save(update_fields=["reader", "due", "version", "created_at"])
    return row


def _with_second_reading(document: Document) -> set[int]:
    """Return the claims that have a second reading, given out or done without."""
    given = Assignment.objects.standing().filter(document=document, reading=SECOND).values_list("claim_id", flat=True)
    readers: dict[int, set[int]] = {}
    for claim, reviewer in Verdict.objects.filter(document=document).values_list("claim_id", "reviewer_id"):
        readers.setdefault(claim, set()).add(reviewer)
    return {*given, *(claim for claim, people in readers.items() if len(people) >= SECOND)}


def _readable(actor: User, document: Document) -> QuerySet[Assignment]:
    """Return the open assignments on claims that stand and on which the actor has no verdict."""
    own = Verdict.objects.filter(claim=OuterRef("claim"), reviewer=actor)
    rows = Assignment.objects.open().filter(~Exists(own), document=document, claim__retired_at__isnull=True)
    return rows.select_related("claim")


def _first_waiting(actor: User, document: Document) -> Assignment | None:
    """Lock and return the first that waits; what the actor gave back before comes last."""
    mine = Assignment.objects.filter(claim=OuterRef("claim"), reader=actor)
    waiting = _readable(actor, document).filter(~Exists(mine.standing()), reader__isnull=True)
    skip = connection.features.has_select_for_update_skip_locked
    ordered = waiting.annotate(again=Exists(mine)).order_by("again", "reading", "pk")
    return ordered.select_for_update(of=("self",), skip_locked=skip).first()


def return_overdue(*, actor: User) -> int:
    """Put back into the queues, in all documents, what readers have had for too long; return how much that was."""
    overdue = Assignment.objects.open().filter(_overdue(timezone.now()), document__erased_at=None)
    found = Document.objects.filter(pk__in=overdue.values("document")).order_by("pk")
    returned = 0
    for document in found:
        with writing():
            returned += _return_stale(actor, document)
    return returned


def _return_stale(actor: User, document: Document) -> int:
    """Give back what others have had for too long, taken from the queue or given to them by hand."""
    skip = connection.features.has_select_for_update_skip_locked
    held = Assignment.objects.open().filter(_overdue(timezone.now()), document=document).exclude(reader=actor)
    stale = held.select_related("claim", "reader").order_by("pk")
    rows = list(stale.select_for_update(of=("self",), skip_locked=skip))
    if rows:
        _returned(rows)
        body = {"claims": [row.claim.serial for row in rows]}
        entry = history.record(actor=actor, code="assignment.went_back", document=document, body=body)
        notices.tell_of_return(entry=entry, returned=rows)
    return len(rows)


def _overdue(now: datetime) -> Q:
    """Return the filter for what its reader has had for too long; what was given by hand has no start."""
    taken = Q(started_at__lt=now - KEPT_FOR)
    given = Q(started_at__isnull=True, reader__isnull=False, created_at__lt=now - KEPT_FOR)
    for_long = Q(due__lt=now - KEPT_FOR) | Q(due__isnull=True, created_at__lt=now - GIVEN_FOR)
    return taken | (given & for_long)


def _returned(rows: Sequence[Assignment]) -> list[Assignment]:
    Assignment.objects.filter(pk__in=[row.pk for row in rows]).update(returned_at=timezone.now())
    return Assignment.objects.bulk_create(
        Assignment(
            document_id=row.document_id, claim_id=row.claim_id, assigned_by_id=row.assigned_by_id,
            reading=row.reading, drawn=row.drawn, due=row.due,
        )
        for row in rows
    )  # fmt: skip


def _record(actor: User, code: str, row: Assignment) -> None:
    history.record(
        actor=actor, code=code, document=row.document, claim=row.claim, subject=f"claim {row.claim.serial}",
        body=_told([row.claim], row.reading),
    )  # fmt: skip


def _told(claims: Sequence[Claim], reading: int) -> dict[str, Any]:
    return {"claims": [claim.serial for claim in claims], "reading": reading}


def _subject(claims: Sequence[Claim]) -> str:
    return f"claim {claims[0].serial}" if len(claims) == 1 else f"{len(claims)} claims"
