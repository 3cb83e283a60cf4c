"""What a revision left to be looked at beside the stale queue: claims that it split or merged, and other contexts."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import get_claim
from annotations.api import etags
from annotations.api.claim_rows import claim_now
from annotations.api.diffs import DiffSerializer, diff_row
from annotations.api.endpoints import Endpoint, caller
from annotations.api.people import UNNAMED, Person
from annotations.api.schema import writing
from annotations.api.serializers import ClaimDetailSerializer, PersonSerializer, Shape
from annotations.api.submissions import submit
from annotations.permissions import Permission
from annotations.queries.contexts import ChangedContext
from annotations.queries.parted import PartedVerdict
from annotations.services.parting import drop_parted


class PartedVerdictSerializer(Shape):
    """A verdict on a claim that a revision split or merged; `successors` are the claims that came of it.

    `diff` leads from the wording that was judged to theirs together. `etag` drops your own; null for those of others.
    """

    claim = serializers.IntegerField()
    number = serializers.CharField()
    reviewer = PersonSerializer()
    mine = serializers.BooleanField()
    verdict = serializers.IntegerField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field's name
    rationale = serializers.CharField()
    old_text = serializers.CharField()
    successors = serializers.ListField(child=serializers.IntegerField())
    diff = DiffSerializer()
    etag = serializers.CharField(allow_null=True)


class NeighbourSerializer(Shape):
    """What stood before or after a sentence, and what stands there now; '' at the ends of the text."""

    where = serializers.ChoiceField(choices=["before", "after"])
    old_text = serializers.CharField()
    text = serializers.CharField()


class ChangedContextSerializer(Shape):
    """A sentence that refers to its neighbours, of which one changed. The verdicts on it count still."""

    claim = serializers.IntegerField()
    number = serializers.CharField()
    text = serializers.CharField()
    neighbours = NeighbourSerializer(many=True)


class VerdictDrop(Endpoint):
    """Taking back one's verdict on a claim that a revision split or merged."""

    @writing("verdicts_drop", ClaimDetailSerializer, guarded=True)
    def post(self, request: Request, document: int, serial: int) -> Response:
        """Withdraw your last verdict on a claim that a revision split or merged. If-Match is the `etag` of the list."""
        visit = get_claim(caller(request), document, serial, Permission.REVIEW)
        _, own_number = etags.claim_seen(etags.required(request))

        def act() -> Any:
            drop_parted(actor=visit.user, claim=visit.claim, own_number=own_number)
            return claim_now(visit)

        return submit(request, visit.user, act, current=lambda: claim_now(visit))


def parted_row(item: PartedVerdict, people: dict[int, Person]) -> dict[str, Any]:
    """Return a verdict on a parted claim as it goes out."""
    verdict = item.verdict
    return {
        "claim": item.claim.serial, "number": item.number, "mine": item.is_mine,
        "reviewer": people.get(verdict.reviewer_id, UNNAMED), "verdict": verdict.number, "label": verdict.label,
        "rationale": verdict.rationale, "old_text": item.old_text,
        "successors": [place.claim.serial for place in item.successors], "diff": diff_row(item.diff),
        "etag": etags.of_claim(item.claim.version, verdict.number) if item.is_mine else None,
    }  # fmt: skip


def context_row(item: ChangedContext) -> dict[str, Any]:
    """Return a sentence in another context as it goes out."""
    return {
        "claim": item.place.claim.serial, "number": item.place.shown_number, "text": item.place.text,
        "neighbours": [
            {"where": one.where.split()[0], "old_text": one.old, "text": one.new} for one in item.neighbours
        ],
    }  # fmt: skip
