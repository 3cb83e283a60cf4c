"""Notes: threads on a claim or on the document, answers, and whether they are resolved."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import ClaimVisit, DocumentVisit, get_claim, get_document
from annotations.api import etags, parameters
from annotations.api.bodies import AnswerBody, NoteBody, ResolvedBody, read
from annotations.api.claim_rows import claim_now
from annotations.api.endpoints import Endpoint, caller
from annotations.api.note_serializers import NoteSerializer, RemarkSerializer
from annotations.api.people import UNNAMED, Person, people_of
from annotations.api.schema import list_of, reading, writing
from annotations.api.submissions import submit
from annotations.models import Note
from annotations.models.notes import NoteQuerySet
from annotations.permissions import Permission
from annotations.queries.panel import threads
from annotations.services import notes


@dataclass(frozen=True, slots=True)
class Remark:
    """A note or an answer as it is shown."""

    note: Note
    author: Person
    mine: bool
    resolved_by: Person | None
    answers: tuple["Remark", ...] = ()


def _remark(visit: DocumentVisit, note: Note, people: dict[int, Person], answers: tuple[Remark, ...] = ()) -> Remark:
    settled = people.get(note.resolved_by_id, UNNAMED) if note.resolved_by_id else None
    author = people.get(note.author_id, UNNAMED)
    is_mine = note.author_id == visit.user.pk and not note.by_author
    return Remark(note, author, is_mine, settled, answers)


def _listed(visit: DocumentVisit, rows: NoteQuerySet) -> Response:
    found = threads(visit.sight.read_notes(rows.select_related("claim")), visit.user, {})
    people = people_of(visit.project)
    results = [
        _remark(visit, thread.first.note, people, tuple(_remark(visit, row.note, people) for row in thread.answers))
        for thread in found
    ]
    return Response({"results": NoteSerializer(results, many=True).data})


def _shown(visit: DocumentVisit, note: Note) -> Any:
    """Return a note with its answers; an answer has none."""
    rows = visit.sight.notes().standing().filter(thread=note).order_by("pk") if note.thread_id is None else []
    people = people_of(visit.project)
    answers = tuple(_remark(visit, row, people) for row in rows)
    return NoteSerializer(_remark(visit, note, people, answers)).data


def _note(visit: DocumentVisit, pk: int) -> Note:
    rows = visit.sight.notes().standing().filter(document=visit.document).select_related("claim")
    found = visit.sight.read_notes(rows.filter(pk=pk))
    if not found:
        raise Http404
    return found[0]


def _add(request: Request, visit: DocumentVisit) -> Response:
    values = read(request, NoteBody)
    on = visit if isinstance(visit, ClaimVisit) else None

    def act() -> Any:
        note = notes.add_note(
            actor=visit.user, document=visit.document, claim=on.claim if on else None, text=values["text"],
            internal=values.get("internal", True),
        )  # fmt: skip
        return _shown(visit, note)

    def location(body: Any) -> str:
        return reverse("api:note-detail", args=[visit.document.pk, body["id"]])

    current = (lambda: claim_now(on)) if on else None
    return submit(request, visit.user, act, status=201, location=location, current=current)


class ClaimNoteList(Endpoint):
    """The notes on a claim."""

    @reading("claim_notes_list", list_of(NoteSerializer))
    def get(self, request: Request, document: int, serial: int) -> Response:
        """List the threads on a claim that you may see, oldest first."""
        visit = get_claim(caller(request), document, serial, Permission.VIEW)
        parameters.check_known(request)
        return _listed(visit, visit.sight.notes().filter(claim=visit.claim))

    @writing("claim_notes_add", NoteSerializer, body=NoteBody, status=201)
    def post(self, request: Request, document: int, serial: int) -> Response:
        """Begin a thread on a claim."""
        return _add(request, get_claim(caller(request), document, serial, Permission.REVIEW))


class DocumentNoteList(Endpoint):
    """The notes on a document as a whole."""

    @reading("document_notes_list", list_of(NoteSerializer))
    def get(self, request: Request, document: int) -> Response:
        """List the threads on the document itself that you may see, oldest first."""
        visit = get_document(caller(request), document, Permission.VIEW)
        parameters.check_known(request)
        return _listed(visit, visit.sight.notes().filter(document=visit.document, claim__isnull=True))

    @writing("document_notes_add", NoteSerializer, body=NoteBody, status=201)
    def post(self, request: Request, document: int) -> Response:
        """Begin a thread on the document."""
        return _add(request, get_document(caller(request), document, Permission.REVIEW))


class NoteDetail(Endpoint):
    """One note, on a claim of the document or on the document itself."""

    @reading("notes_read", NoteSerializer)
    def get(self, request: Request, document: int, pk: int) -> Response:
        """Read a note with the answers to it."""
        visit = get_document(caller(request), document, Permission.VIEW)
        parameters.check_known(request)
        body = _shown(visit, _note(visit, pk))
        return Response(body, headers={"ETag": body["etag"]})

    @writing("notes_resolve", NoteSerializer, body=ResolvedBody, guarded=True)
    def patch(self, request: Request, document: int, pk: int) -> Response:
        """Mark a thread as resolved, or open it again."""
        visit = get_document(caller(request), document, Permission.REVIEW)
        seen = etags.version_seen(etags.required(request))
        verb = notes.resolve if read(request, ResolvedBody)["resolved"] else notes.reopen

        def act() -> Any:
            return _shown(visit, verb(actor=visit.user, note=_note(visit, pk), version=seen))

        return submit(request, visit.user, act, current=lambda: _shown(visit, _note(visit, pk)))

    @writing("notes_withdraw", None, status=204, guarded=True)
    def delete(self, request: Request, document: int, pk: int) -> Response:
        """Take a note of yours back; it stays in the history."""
        visit = get_document(caller(request), document, Permission.REVIEW)
        seen = etags.version_seen(etags.required(request))

        def act() -> None:
            notes.withdraw_note(actor=visit.user, note=_note(visit, pk), version=seen)

        return submit(request, visit.user, act, status=204, current=lambda: _shown(visit, _note(visit, pk)))


class AnswerList(Endpoint):
    """The answers to a note."""

    @writing("notes_answer", RemarkSerializer, body=AnswerBody, status=201)
    def post(self, request: Request, document: int, pk: int) -> Response:
        """Answer in a thread."""
        visit = get_document(caller(request), document, Permission.REVIEW)
        values = read(request, AnswerBody)

        def act() -> Any:
            answer = notes.reply(actor=visit.user, note=_note(visit, pk), text=values["text"])
            return RemarkSerializer(_remark(visit, answer, people_of(visit.project))).data

        def location(body: Any) -> str:
            return reverse("api:note-detail", args=[document, body["id"]])

        return submit(request, visit.user, act, status=201, location=location)
