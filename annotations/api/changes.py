"""The change list: what the desk asks the author to change, as far as the caller may see it."""

from dataclasses import asdict
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import get_document
from annotations.api import parameters
from annotations.api.endpoints import Endpoint, caller
from annotations.api.people import UNNAMED, Person, people_of
from annotations.api.schema import reading
from annotations.api.serializers import PersonSerializer, Shape
from annotations.permissions import Permission
from annotations.queries.changes import ChangesPage, changes_page
from annotations.reports.changes import Change


class ChangeSourceSerializer(Shape):
    """A source that speaks for a change; confidential ones are left out."""

    title = serializers.CharField()
    publisher = serializers.CharField()
    url = serializers.CharField()
    quote = serializers.CharField()
    locator = serializers.CharField()


class ReplySerializer(Shape):
    """What the author said to a request, in words, and the desk's word on it, '' while there is none."""

    said = serializers.CharField()
    wording = serializers.CharField()
    reason = serializers.CharField()
    decision = serializers.CharField()


class RequestSerializer(Shape):
    """What one reviewer asks to change. `waiting` is the answer that wants a decision, for those who may give it."""

    claim = serializers.IntegerField()
    number = serializers.CharField()
    reviewer = PersonSerializer()
    action = serializers.CharField()
    urgent = serializers.BooleanField()
    old = serializers.CharField()
    part = serializers.CharField()
    proposed = serializers.CharField()
    reason = serializers.CharField()
    sources = ChangeSourceSerializer(many=True)
    replies = ReplySerializer(many=True)
    waiting = serializers.IntegerField(allow_null=True)


class ChangesSerializer(Shape):
    """All requests of a document in text order, as of a revision."""

    title = serializers.CharField()
    author = serializers.CharField()
    revision = serializers.IntegerField()
    results = RequestSerializer(many=True)


class ChangeList(Endpoint):
    """The change list of a document."""

    @reading("changes_list", ChangesSerializer)
    def get(self, request: Request, document: int) -> Response:
        """List what current verdicts that you may see ask the author for."""
        visit = get_document(caller(request), document, Permission.EXPORT)
        parameters.check_known(request)
        page, people = changes_page(visit.document, visit.sight), people_of(visit.project)
        waiting = page.waiting if visit.may(Permission.ASK_AUTHOR) else {}
        shown = page.list
        told = {
            "title": shown.title, "author": shown.author, "revision": shown.revision,
            "results": [_row(change, page, people, waiting.get(change.key)) for change in shown.changes],
        }  # fmt: skip
        return Response(ChangesSerializer(told).data)


def _row(change: Change, page: ChangesPage, people: dict[int, Person], waiting: int | None) -> dict[str, Any]:
    return {
        "claim": change.serial, "number": change.number, "action": change.action, "urgent": change.is_urgent,
        "reviewer": people.get(page.reviewers[change.key], UNNAMED), "old": change.old, "part": change.part,
        "proposed": change.proposed, "reason": change.reason, "waiting": waiting,
        "sources": [asdict(source) for source in change.sources],
        "replies": [asdict(reply) for reply in change.replies],
    }  # fmt: skip
