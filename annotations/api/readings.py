"""Assignments: who reads what, drawing, taking the next claim, giving one back."""

from typing import Any

from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import DocumentVisit, get_document
from annotations.api import etags, parameters
from annotations.api.bodies import Body, read
from annotations.api.endpoints import MAX_ID, Endpoint, caller
from annotations.api.fields import Number, Title
from annotations.api.people import UNNAMED, people_of
from annotations.api.schema import page_of, reading, writing
from annotations.api.serializers import PersonSerializer, Shape
from annotations.api.submissions import submit
from annotations.models import Assignment, Membership, User
from annotations.permissions import Permission
from annotations.scales import ISSUE_TAGS
from annotations.services import assignments
from annotations.services.claim_numbers import MOST, claims_with_serials
from annotations.services.refusals import Invalid

PAGE_SIZE, MOST_ROWS = 200, 1000
AFTER = parameters.cursor_parameter("after", "Only assignments whose id is greater than this.")


class ReadingSerializer(Shape):
    """An assignment. `drawn` says how the claim was chosen, and is null for who may not assign."""

    id = serializers.IntegerField()
    claim = serializers.IntegerField()
    reader = PersonSerializer(allow_null=True)
    mine = serializers.BooleanField()
    reading = serializers.IntegerField()
    drawn = serializers.CharField(allow_null=True)
    due = serializers.DateTimeField(allow_null=True)
    started_at = serializers.DateTimeField(allow_null=True)
    done_at = serializers.DateTimeField(allow_null=True)
    etag = serializers.CharField()


class ReadingsSerializer(Shape):
    """Assignments that were made."""

    readings = ReadingSerializer(many=True)


class NextReadingSerializer(Shape):
    """The claim to read next, null where none waits."""

    reading = ReadingSerializer(allow_null=True)


class DueBody(Body):
    """Until when something is to be read."""

    due = serializers.DateTimeField(required=False, allow_null=True)


class DrawBody(DueBody):
    """A draw by the project's policy, or of what is flagged."""

    flagged = serializers.ChoiceField(
        choices=["", *ISSUE_TAGS], required=False, help_text="Draw what a verdict flags with this tag instead."
    )


class AssignBody(DueBody):
    """Claims for a reader, or for the queue."""

    claims = serializers.ListField(
        child=Number(min_value=1, max_value=MAX_ID), min_length=1, max_length=MOST, help_text="Ids of claims."
    )
    reader = Title(max_length=40, help_text="The key of a member, '' for whoever takes them from the queue.")
    reading = Number(required=False, min_value=1, max_value=assignments.MOST_READINGS, help_text="2 where left out.")


def _rows(visit: DocumentVisit, found: list[Assignment]) -> list[dict[str, Any]]:
    people, tells = people_of(visit.project), visit.may(Permission.ASSIGN)
    return [
        {
            "id": row.pk, "claim": row.claim.serial, "mine": row.reader_id == visit.user.pk, "reading": row.reading,
            "reader": people.get(row.reader_id, UNNAMED) if row.reader_id else None, "due": row.due,
            "drawn": row.drawn if tells else None, "started_at": row.started_at, "done_at": row.done_at,
            "etag": etags.of_version(row.version),
        }
        for row in found
    ]  # fmt: skip


class ReadingList(Endpoint):
    """The assignments of a document."""

    @reading(
        "readings_list", page_of(ReadingSerializer),
        parameters=[AFTER, parameters.page_size_parameter(PAGE_SIZE, MOST_ROWS)],
    )  # fmt: skip
    def get(self, request: Request, document: int) -> Response:
        """List the assignments that nobody gave back: your own, all of them if you may assign."""
        visit = get_document(caller(request), document, Permission.REVIEW)
        parameters.check_known(request, "after", "page_size")
        size = parameters.page_size(request, default=PAGE_SIZE, most=MOST_ROWS)
        rows = Assignment.objects.standing().filter(
            document=visit.document, pk__gt=parameters.number(request, "after") or 0
        )
        if not visit.may(Permission.ASSIGN):
            rows = rows.filter(reader=visit.user)
        found = list(rows.select_related("claim").order_by("pk")[: size + 1])
        following = {"after": found[size - 1].pk} if len(found) > size else None
        results = ReadingSerializer(_rows(visit, found[:size]), many=True).data
        return Response(parameters.page(request, results, following))

    @writing("readings_assign", ReadingsSerializer, body=AssignBody, status=201)
    def post(self, request: Request, document: int) -> Response:
        """Give claims to a reader, or to the queue."""
        visit = get_document(caller(request), document, Permission.ASSIGN)
        values = read(request, AssignBody)

        def act() -> Any:
            given = assignments.assign(
                actor=visit.user, document=visit.document, reader=_reader(visit, values.get("reader", "")),
                claims=claims_with_serials(visit.document, values["claims"]), due=values.get("due"),
                reading=values.get("reading", assignments.SECOND),
            )  # fmt: skip
            return ReadingsSerializer({"readings": _rows(visit, given)}).data

        return submit(request, visit.user, act, status=201)


def _reader(visit: DocumentVisit, key: str) -> User | None:
    """Return the member with this key, None for ''."""
    if not key:
        return None
    rows = Membership.objects.filter(project=visit.project, left_at__isnull=True).select_related("user__reviewer_key")
    found = next(
        (row.user for row in rows.filter(user__reviewer_key__isnull=False) if str(row.user.reviewer_key.key) == key),
        None,
    )
    if found is None:
        raise Invalid("reader_unknown", "No member of the project has this key.")
    return found


class ReadingDraw(Endpoint):
    """Drawing claims for a second reading."""

    @writing("readings_draw", ReadingsSerializer, body=DrawBody, status=201)
    def post(self, request: Request, document: int) -> Response:
        """Put the claims that the project's policy draws, or that are flagged, into the queue; again adds none."""
        visit = get_document(caller(request), document, Permission.ASSIGN)
        values = read(request, DrawBody)

        def act() -> Any:
            due, flagged = values.get("due"), values.get("flagged", "")
            drawn = assignments.draw(actor=visit.user, document=visit.document, due=due, flagged=flagged)
            return ReadingsSerializer({"readings": _rows(visit, drawn)}).data

        return submit(request, visit.user, act, status=201)


class ReadingNext(Endpoint):
    """The queue."""

    @writing("readings_next", NextReadingSerializer)
    def post(self, request: Request, document: int) -> Response:
        """Take the claim that you are to read next; one that you hold already comes first."""
        visit = get_document(caller(request), document, Permission.REVIEW)

        def act() -> Any:
            taken = assignments.next_claim(actor=visit.user, document=visit.document)
            return NextReadingSerializer({"reading": _rows(visit, [taken])[0] if taken else None}).data

        return submit(request, visit.user, act)


class ReadingGiveBack(Endpoint):
    """Giving a claim back."""

    @writing("readings_give_back", ReadingSerializer, guarded=True)
    def post(self, request: Request, document: int, pk: int) -> Response:
        """Put a claim of yours, or of anybody if you may assign, back into the queue."""
        visit = get_document(caller(request), document, Permission.REVIEW)
        seen = etags.version_seen(etags.required(request))
        row = _assignment(visit, pk)

        def act() -> Any:
            again = assignments.give_back(actor=visit.user, assignment=row, version=seen)
            return ReadingSerializer(_rows(visit, [again])[0]).data

        return submit(request, visit.user, act, current=lambda: _shown(visit, pk))


def _assignment(visit: DocumentVisit, pk: int) -> Assignment:
    rows = Assignment.objects.filter(document=visit.document, reader__isnull=False).select_related("claim")
    row = (rows if visit.may(Permission.ASSIGN) else rows.filter(reader=visit.user)).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _shown(visit: DocumentVisit, pk: int) -> Any:
    return ReadingSerializer(_rows(visit, [_assignment(visit, pk)])[0]).data
