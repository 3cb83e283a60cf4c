"""The author's answers to the change list, and the editor's decision on them."""

from typing import Any

from django.db.models import Prefetch
from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import DocumentVisit, get_document
from annotations.api import parameters
from annotations.api.bodies import Body, read
from annotations.api.endpoints import Endpoint, caller
from annotations.api.fields import Flag, Text
from annotations.api.people import UNNAMED, Person, people_of
from annotations.api.schema import page_of, reading, writing
from annotations.api.serializers import PersonSerializer, Shape
from annotations.api.submissions import submit
from annotations.models import Answer, AuthorAnswer, EditorDecision
from annotations.permissions import Permission
from annotations.services import author_answers

PAGE_SIZE, MOST_ROWS = 100, 500
AFTER = parameters.cursor_parameter("after", "Only answers whose id is greater than this.")


class DecisionBody(Body):
    """Whether the request still stands, and why."""

    upheld = Flag(required=True, help_text="True: it is still asked for. False: no longer.")
    reason = Text(max_length=author_answers.MAX_TEXT, required=True)


class AuthorDecisionSerializer(Shape):
    """The editor's word on an answer."""

    editor = PersonSerializer()
    upheld = serializers.BooleanField()
    reason = serializers.CharField()
    at = serializers.DateTimeField()


class AskedSerializer(Shape):
    """The verdict that makes the request: whose it is, and which of theirs on the claim."""

    reviewer = PersonSerializer()
    number = serializers.IntegerField()


class AuthorAnswerSerializer(Shape):
    """An answer of the author's to a request; `link` is the id of the link that it came by."""

    id = serializers.IntegerField()
    claim = serializers.IntegerField()
    verdict = AskedSerializer()
    number = serializers.IntegerField()
    answer = serializers.ChoiceField(choices=Answer.values)
    wording = serializers.CharField()
    reason = serializers.CharField()
    link = serializers.IntegerField()
    at = serializers.DateTimeField()
    decision = AuthorDecisionSerializer(allow_null=True)


class AuthorAnswerList(Endpoint):
    """The author's answers."""

    @reading(
        "author_answers_list", page_of(AuthorAnswerSerializer), refusals=(403,),
        parameters=[AFTER, parameters.page_size_parameter(PAGE_SIZE, MOST_ROWS)],
    )  # fmt: skip
    def get(self, request: Request, document: int) -> Response:
        """List what the author answered, oldest first, with the decisions."""
        visit = get_document(caller(request), document, Permission.ASK_AUTHOR)
        parameters.check_known(request, "after", "page_size")
        size = parameters.page_size(request, default=PAGE_SIZE, most=MOST_ROWS)
        rows = _answers(visit).filter(pk__gt=parameters.number(request, "after") or 0)
        found = list(rows.order_by("pk")[: size + 1])
        following = {"after": found[size - 1].pk} if len(found) > size else None
        people = people_of(visit.project)
        results = AuthorAnswerSerializer([_row(row, people) for row in found[:size]], many=True).data
        return Response(parameters.page(request, results, following))


class AuthorAnswerDecision(Endpoint):
    """The editor's word on an answer."""

    @writing("author_answers_decide", AuthorAnswerSerializer, body=DecisionBody, status=201, refusals=(412,))
    def post(self, request: Request, document: int, answer: int) -> Response:
        """Decide on the last answer to a request. A newer answer, or a decision on this one, is 412."""
        visit = get_document(caller(request), document, Permission.ASK_AUTHOR)
        values = read(request, DecisionBody)
        row = _answer(visit, answer)

        def act() -> Any:
            author_answers.decide(actor=visit.user, answer=row, upheld=values["upheld"], reason=values["reason"])
            return _shown(visit, answer)

        return submit(request, visit.user, act, status=201, current=lambda: _shown(visit, answer))


def _answers(visit: DocumentVisit) -> Any:
    decisions = Prefetch("decisions", queryset=EditorDecision.objects.order_by("pk"))
    rows = AuthorAnswer.objects.filter(document=visit.document)
    return rows.select_related("verdict__claim").prefetch_related(decisions)


def _answer(visit: DocumentVisit, pk: int) -> AuthorAnswer:
    row: AuthorAnswer | None = _answers(visit).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _shown(visit: DocumentVisit, pk: int) -> Any:
    return AuthorAnswerSerializer(_row(_answer(visit, pk), people_of(visit.project))).data


def _row(row: AuthorAnswer, people: dict[int, Person]) -> dict[str, Any]:
    verdict, decisions = row.verdict, list(row.decisions.all())
    return {
        "id": row.pk, "claim": verdict.claim.serial, "number": row.number, "answer": row.answer,
        "verdict": {"reviewer": people.get(verdict.reviewer_id, UNNAMED), "number": verdict.number},
        "wording": row.wording, "reason": row.reason, "link": row.by_key_id, "at": row.created_at,
        "decision": _decision(decisions[-1], people) if decisions else None,
    }  # fmt: skip


def _decision(row: EditorDecision, people: dict[int, Person]) -> dict[str, Any]:
    editor = people.get(row.editor_id, UNNAMED)
    return {"editor": editor, "upheld": row.upheld, "reason": row.reason, "at": row.created_at}
