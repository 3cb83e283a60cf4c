"""Atomic claims: add them to a sentence, change them, remove them."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import ClaimVisit, get_claim
from annotations.api import etags
from annotations.api.bodies import Body, read
from annotations.api.claim_rows import claim_now
from annotations.api.endpoints import Endpoint, caller
from annotations.api.fields import Flag, Number, Text
from annotations.api.schema import writing
from annotations.api.serializers import ClaimDetailSerializer
from annotations.api.submissions import submit
from annotations.models import Claim
from annotations.permissions import Permission
from annotations.queries.parts import sentence_text
from annotations.services import parts
from annotations.services.parts import MAX_WORDING
from annotations.services.passages import MAX_SPANS, whole_of
from annotations.services.stands import Spans

MAX_INT = 2**31 - 1


class SpanBody(Body):
    """Words of a sentence, as code points of its text, the end exclusive."""

    start = Number(required=True, min_value=0, max_value=MAX_INT)
    end = Number(required=True, min_value=1, max_value=MAX_INT)


class NewPartBody(Body):
    """An atomic claim of a sentence."""

    wording = Text(required=True, max_length=MAX_WORDING, help_text="What is checked, in words of its own.")
    spans = serializers.ListField(
        child=SpanBody(), required=False, max_length=MAX_SPANS,
        help_text="The passages of the sentence that it is about; none means all of it.",
    )  # fmt: skip
    central = Flag(required=False, help_text="Whether it decides for the sentence; the others are incidental then.")


class PartBody(NewPartBody):
    """What is to be changed of an atomic claim."""


class PartList(Endpoint):
    """The atomic claims of a sentence."""

    @writing("parts_add", ClaimDetailSerializer, body=NewPartBody, status=201, guarded=True)
    def post(self, request: Request, document: int, serial: int) -> Response:
        """Add an atomic claim. If-Match is the sentence's ETag."""
        visit = get_claim(caller(request), document, serial, Permission.REPAIR)
        version, _ = etags.claim_seen(etags.required(request))
        values = read(request, NewPartBody)

        def act() -> Any:
            part = parts.add_part(
                actor=visit.user, claim=visit.claim, wording=values["wording"], spans=_spans(visit, values),
                version=version, central=values.get("central", False),
            )  # fmt: skip
            return _now(visit, part)

        return submit(request, visit.user, act, status=201, current=lambda: claim_now(visit))


class PartDetail(Endpoint):
    """One atomic claim; it is read as any claim is."""

    @writing("parts_change", ClaimDetailSerializer, body=PartBody, guarded=True)
    def patch(self, request: Request, document: int, serial: int) -> Response:
        """Change wording, spans or whether it is central. If-Match is the atomic claim's ETag.

        Verdicts on another wording become stale.
        """
        visit = get_claim(caller(request), document, serial, Permission.REPAIR)
        version, _ = etags.claim_seen(etags.required(request))
        values = read(request, PartBody, partial=True)

        def act() -> Any:
            wording = values.get("wording", visit.claim.own_wording)
            spans = _spans(visit, values) if "spans" in values else visit.claim.spans
            part = parts.change_part(
                actor=visit.user, part=visit.claim, wording=wording, spans=spans, version=version,
                central=values.get("central"),
            )  # fmt: skip
            return _now(visit, part)

        return submit(request, visit.user, act, current=lambda: claim_now(visit))

    @writing("parts_remove", ClaimDetailSerializer, guarded=True)
    def delete(self, request: Request, document: int, serial: int) -> Response:
        """Remove an atomic claim, and read its sentence. What is attached to it can still be read there."""
        visit = get_claim(caller(request), document, serial, Permission.REPAIR)
        version, _ = etags.claim_seen(etags.required(request))

        def act() -> Any:
            return _now(visit, parts.remove_part(actor=visit.user, part=visit.claim, version=version))

        return submit(request, visit.user, act, current=lambda: claim_now(visit))


def _spans(visit: ClaimVisit, values: dict[str, Any]) -> Spans:
    given = [[span["start"], span["end"]] for span in values.get("spans", ())]
    return given or whole_of(sentence_text(visit.document, visit.claim))


def _now(visit: ClaimVisit, claim: Claim) -> Any:
    return claim_now(ClaimVisit(visit.user, visit.project, visit.role, visit.document, claim))
