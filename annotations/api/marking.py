"""The marking pass: the claim to mark next with what speaks for which mark, and the mark."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import ClaimVisit, get_claim, get_document
from annotations.api import etags, parameters
from annotations.api.bodies import Body, read
from annotations.api.endpoints import Endpoint, caller
from annotations.api.fields import Text
from annotations.api.schema import reading, writing
from annotations.api.serializers import LabelSerializer, Shape
from annotations.api.submissions import submit
from annotations.models import Claim, Verdict
from annotations.permissions import Permission
from annotations.queries.marking import MarkingClaim, MarkingPage, marked_for_checking, marking_page
from annotations.services.marking import TO_BE_CHECKED, mark_claim

AT = parameters.cursor_parameter("at", "The claim to stop at; without it the first one that you have not marked.")


class MarkBody(Body):
    """A mark."""

    mark = Text(
        max_length=40, required=True,
        help_text=f"{TO_BE_CHECKED}, or a label of the scale that says there is nothing to check.",
    )  # fmt: skip


class HintSerializer(Shape):
    """Words of the claim, and why they are pointed out."""

    reason = serializers.CharField()
    words = serializers.CharField()
    for_checking = serializers.BooleanField()


class MarkedClaimSerializer(Shape):
    """The claim one stands on; `mark` is one's own: `to-be-checked`, the label of one's verdict, or null."""

    id = serializers.IntegerField()
    number = serializers.CharField()
    text = serializers.CharField()
    kind = serializers.CharField()
    suggested_label = serializers.CharField(allow_null=True)
    mark = serializers.CharField(allow_null=True)
    judged = serializers.BooleanField()
    hints = HintSerializer(many=True)
    etag = serializers.CharField()


class MarkingSerializer(Shape):
    """A stop of the pass: `marked` of `total` claims are done, `unmarked` is the next one that is not."""

    claim = MarkedClaimSerializer(allow_null=True)
    before = serializers.CharField()
    after = serializers.CharField()
    previous = serializers.IntegerField(allow_null=True)
    following = serializers.IntegerField(allow_null=True)
    unmarked = serializers.IntegerField(allow_null=True)
    marked = serializers.IntegerField()
    total = serializers.IntegerField()
    labels = LabelSerializer(many=True)


class MarkSerializer(Shape):
    """One's own mark on a claim, the claim's ETag now, and how far the pass is."""

    claim = serializers.IntegerField()
    mark = serializers.CharField(allow_null=True)
    etag = serializers.CharField()
    unmarked = serializers.IntegerField(allow_null=True)
    marked = serializers.IntegerField()
    total = serializers.IntegerField()


class MarkingPass(Endpoint):
    """The marking pass through a document."""

    @reading("marking_read", MarkingSerializer, parameters=[AT], refusals=(403,))
    def get(self, request: Request, document: int) -> Response:
        """Read a stop of your own pass: a claim, what in it speaks for which mark, and how many are done."""
        visit = get_document(caller(request), document, Permission.REVIEW)
        parameters.check_known(request, "at")
        page = marking_page(visit.document, visit.user, at=parameters.number(request, "at"))
        headers = {"ETag": _etag(page.claim)} if page.claim else {}
        return Response(MarkingSerializer(_stop(page)).data, headers=headers)


class ClaimMark(Endpoint):
    """One's mark on a claim."""

    @writing("marking_mark", MarkSerializer, body=MarkBody, guarded=True)
    def post(self, request: Request, document: int, serial: int) -> Response:
        """Mark a claim. If-Match is the claim's ETag. A label about truth is refused: give a verdict."""
        visit = get_claim(caller(request), document, serial, Permission.REVIEW)
        version, own_number = etags.claim_seen(etags.required(request))
        mark = read(request, MarkBody)["mark"]

        def act() -> Any:
            mark_claim(actor=visit.user, claim=visit.claim, mark=mark, version=version, own_number=own_number)
            return _marked(visit)

        return submit(request, visit.user, act, current=lambda: _marked(visit))


def _etag(claim: MarkingClaim) -> str:
    return etags.of_claim(claim.version, claim.own_number)


def _stop(page: MarkingPage) -> dict[str, Any]:
    told = {name: getattr(page, name) for name in MarkingPage.__slots__ if name not in ("document", "claim")}
    return {**told, "claim": _claim(page.claim) if page.claim else None}


def _claim(claim: MarkingClaim) -> dict[str, Any]:
    own = claim.label.slug if claim.label else None
    return {
        "id": claim.serial, "number": claim.number, "text": claim.text, "kind": claim.kind,
        "suggested_label": claim.suggested.slug if claim.suggested else None,
        "mark": own or (TO_BE_CHECKED if claim.to_check else None), "judged": claim.is_judged, "etag": _etag(claim),
        "hints": [
            {"reason": hint.title, "words": hint.words, "for_checking": hint.for_checking} for hint in claim.hints
        ],
    }  # fmt: skip


def _marked(visit: ClaimVisit) -> Any:
    """Return the caller's mark as it is now; also of a claim that the pass leaves out, such as a part."""
    claim = Claim.objects.get(pk=visit.claim.pk)
    page = marking_page(visit.document, visit.user, at=claim.serial, with_hints=False)
    own = Verdict.objects.filter(claim=claim, reviewer=visit.user)
    held = own.current().values_list("label", flat=True).first()
    to_check = claim.pk in marked_for_checking(visit.document, visit.user, {claim.pk: claim.basis})
    shown = {
        "claim": claim.serial, "mark": held or (TO_BE_CHECKED if to_check else None),
        "etag": etags.of_claim(claim.version, own.count()),
        "unmarked": page.unmarked, "marked": page.marked, "total": page.total,
    }  # fmt: skip
    return MarkSerializer(shown).data
