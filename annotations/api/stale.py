"""The stale queue: verdicts that were given on another wording, to be confirmed, given anew or dropped."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import get_claim, get_document
from annotations.api import etags, parameters
from annotations.api.claim_rows import claim_now
from annotations.api.diffs import DiffSerializer, diff_row
from annotations.api.endpoints import MAX_ID, Endpoint, caller
from annotations.api.parted import ChangedContextSerializer, PartedVerdictSerializer, context_row, parted_row
from annotations.api.people import UNNAMED, Person, people_of
from annotations.api.schema import reading, writing
from annotations.api.serializers import ClaimDetailSerializer, PersonSerializer, Shape
from annotations.api.submissions import submit
from annotations.permissions import Permission
from annotations.queries.contexts import changed_contexts
from annotations.queries.parted import parted_verdicts
from annotations.queries.stale import StaleVerdict, stale_queue
from annotations.services.confirming import confirm_verdict

PAGE = OpenApiParameter(
    "page", {"type": "integer", "minimum": 1, "maximum": MAX_ID, "default": 1}, description="Which page, from 1 on."
)


class StaleVerdictSerializer(Shape):
    """A verdict on another wording. `diff` is null where the wording is the same: then its parts or the scale differ.

    `etag` is the claim's, to confirm your own verdict with or to drop it; null for those of others.
    """

    claim = serializers.IntegerField()
    number = serializers.CharField()
    reviewer = PersonSerializer()
    mine = serializers.BooleanField()
    verdict = serializers.IntegerField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field's name
    rationale = serializers.CharField()
    text = serializers.CharField()
    old_text = serializers.CharField()
    diff = DiffSerializer(allow_null=True)
    can_be_confirmed = serializers.BooleanField()
    etag = serializers.CharField(allow_null=True)


class UndecidedSerializer(Shape):
    """Claims of before and of now that may belong together, where only a guess could say which is which."""

    reason = serializers.CharField()
    old = serializers.ListField(child=serializers.IntegerField())
    new = serializers.ListField(child=serializers.IntegerField())


class StaleQueueSerializer(Shape):
    """A page of the queue in reading order; `mine` and `others` count the whole of it.

    The other lists come whole with each page, up to 50 of each; `parted_mine` and `parted_others` count all.
    """

    results = StaleVerdictSerializer(many=True)
    next = serializers.CharField(allow_null=True)
    mine = serializers.IntegerField()
    others = serializers.IntegerField()
    undecided = UndecidedSerializer(many=True)
    parted = PartedVerdictSerializer(many=True)
    parted_mine = serializers.IntegerField()
    parted_others = serializers.IntegerField()
    contexts = ChangedContextSerializer(many=True)


class StaleList(Endpoint):
    """The stale queue of a document."""

    @reading("stale_list", StaleQueueSerializer, parameters=[PAGE])
    def get(self, request: Request, document: int) -> Response:
        """List your verdicts on other wordings; for those who see all also those of others."""
        visit = get_document(caller(request), document, Permission.VIEW)
        parameters.check_known(request, "page")
        asked = parameters.number(request, "page", least=1) or 1
        queue = stale_queue(visit.document, visit.sight, page=asked)
        parted = parted_verdicts(visit.document, visit.sight)
        people = people_of(visit.project)
        shown = [_row(item, people) for item in queue.items] if asked == queue.page else []
        following = {"page": asked + 1} if asked < queue.pages else None
        told = {
            **parameters.page(request, shown, following), "mine": queue.mine, "others": queue.others,
            "undecided": [
                {"reason": review.reason, "old": _serials(review.old), "new": _serials(review.new)}
                for review in queue.undecided
            ],
            "parted": [parted_row(item, people) for item in parted.items],
            "parted_mine": parted.mine, "parted_others": parted.others,
            "contexts": [context_row(item) for item in changed_contexts(visit.document, visit.sight)],
        }  # fmt: skip
        return Response(StaleQueueSerializer(told).data)


class VerdictConfirm(Endpoint):
    """Confirming one's verdict on the wording of now."""

    @writing("verdicts_confirm", ClaimDetailSerializer, guarded=True)
    def post(self, request: Request, document: int, serial: int) -> Response:
        """Let your last verdict count for the claim as it stands now. If-Match is the claim's ETag."""
        visit = get_claim(caller(request), document, serial, Permission.REVIEW)
        version, own_number = etags.claim_seen(etags.required(request))

        def act() -> Any:
            confirm_verdict(actor=visit.user, claim=visit.claim, version=version, own_number=own_number)
            return claim_now(visit)

        return submit(request, visit.user, act, current=lambda: claim_now(visit))


def _row(item: StaleVerdict, people: dict[int, Person]) -> dict[str, Any]:
    verdict = item.verdict
    tag = etags.of_claim(item.claim.version, verdict.number) if item.is_mine else None
    return {
        "claim": item.claim.serial, "number": item.place.shown_number, "mine": item.is_mine,
        "reviewer": people.get(verdict.reviewer_id, UNNAMED), "verdict": verdict.number, "label": verdict.label,
        "rationale": verdict.rationale, "text": item.place.text, "old_text": item.old_text,
        "diff": diff_row(item.diff), "can_be_confirmed": item.can_be_confirmed, "etag": tag,
    }  # fmt: skip


def _serials(places: Sequence[Any]) -> list[int]:
    return [place.claim.serial for place in places]
