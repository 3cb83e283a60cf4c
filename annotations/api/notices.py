"""Notices: what concerns the caller, as far as they may see it now."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import signed_in
from annotations.api import parameters
from annotations.api.bodies import Body, read
from annotations.api.endpoints import MAX_ID, Endpoint, caller
from annotations.api.fields import Number
from annotations.api.people import Person
from annotations.api.schema import page_of, reading, writing
from annotations.api.serializers import PersonSerializer, Shape
from annotations.api.submissions import submit
from annotations.models import Occasion
from annotations.queries.notices import SHOWN, NoticeLine, notices_page
from annotations.services import notices

BEFORE = parameters.cursor_parameter("before", "The id of the last notice of the page before.")


class NoticeSerializer(Shape):
    """One thing that concerns you: who did what, and where. `claim` is null where it is about a document."""

    id = serializers.IntegerField()
    occasion = serializers.ChoiceField(choices=Occasion.values)
    why = serializers.CharField()
    by = PersonSerializer()
    what = serializers.CharField()
    document = serializers.IntegerField()
    title = serializers.CharField()
    claim = serializers.IntegerField(allow_null=True)
    number = serializers.CharField()
    at = serializers.DateTimeField()
    seen_at = serializers.DateTimeField(allow_null=True)


class SeenBody(Body):
    """How far you have looked."""

    until = Number(
        required=False, allow_null=True, min_value=1, max_value=MAX_ID,
        help_text="The id of the newest notice that you have seen. Without it, all of them.",
    )  # fmt: skip


class SeenSerializer(Shape):
    """How many notices were marked as seen."""

    seen = serializers.IntegerField()


class NoticeList(Endpoint):
    """One's own notices."""

    @reading("notices_list", page_of(NoticeSerializer), parameters=[BEFORE])
    def get(self, request: Request) -> Response:
        """List what concerns you, newest first, 100 a page; what is withheld from you appears when it no longer is."""
        parameters.check_known(request, "before")
        before = parameters.number(request, "before")
        lines = notices_page(signed_in(caller(request)), before=before, size=SHOWN + 1)
        shown = lines[:SHOWN]
        following = {"before": shown[-1].notice.pk} if len(lines) > SHOWN else None
        rows = NoticeSerializer([_row(line) for line in shown], many=True).data
        return Response(parameters.page(request, rows, following))


class NoticesSeen(Endpoint):
    """Looking at one's notices."""

    @writing("notices_seen", SeenSerializer, body=SeenBody)
    def post(self, request: Request) -> Response:
        """Mark your notices as seen."""
        user = signed_in(caller(request))
        until = read(request, SeenBody).get("until")

        def act() -> Any:
            return SeenSerializer({"seen": notices.mark_all_seen(actor=user, until=until)}).data

        return submit(request, user, act)


def _row(line: NoticeLine) -> dict[str, Any]:
    notice = line.notice
    return {
        "id": notice.pk, "occasion": notice.occasion, "why": line.why, "what": line.what,
        "by": Person(str(line.entry.actor_key), line.by), "document": notice.document_id,
        "title": notice.document.title, "claim": notice.claim.serial if notice.claim else None,
        "number": line.number, "at": notice.created_at, "seen_at": notice.seen_at,
    }  # fmt: skip
