"""Say which earlier claim a sentence is, or that it is none, where an import left that to a person."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import get_claim, get_document
from annotations.api import etags
from annotations.api.bodies import MAX_SET, Body, read
from annotations.api.claim_rows import claim_now
from annotations.api.endpoints import Endpoint, caller
from annotations.api.fields import Number
from annotations.api.repair_bodies import MAX_INT, MergeTakeBody, take_of
from annotations.api.schema import writing
from annotations.api.serializers import ClaimDetailSerializer, Shape
from annotations.api.submissions import submit
from annotations.permissions import Permission
from annotations.services import joining


class JoinBody(Body):
    """Which deleted claim a sentence is, and what of the sentence's own goes along."""

    earlier = Number(required=True, min_value=1, max_value=MAX_INT, help_text="The id of the deleted claim.")
    take = MergeTakeBody(required=False)


class LeaveBody(Body):
    """Sentences that are none of the earlier claims, by id."""

    claims = serializers.ListField(
        child=Number(min_value=1, max_value=MAX_INT), required=True, min_length=1, max_length=MAX_SET
    )


class LeftSerializer(Shape):
    """The sentences that are new."""

    claims = serializers.ListField(child=serializers.IntegerField())


class ClaimJoin(Endpoint):
    """Letting a deleted claim stand again where a sentence stands."""

    @writing("claims_join", ClaimDetailSerializer, body=JoinBody, guarded=True)
    def post(self, request: Request, document: int, serial: int) -> Response:
        """Say that this sentence is that deleted claim; the claim is returned. If-Match is the sentence's ETag."""
        visit = get_claim(caller(request), document, serial, Permission.REPAIR)
        version, _ = etags.claim_seen(etags.required(request))
        values = read(request, JoinBody)
        earlier = get_claim(caller(request), document, values["earlier"], Permission.REPAIR)

        def act() -> Any:
            joining.join_claim(
                actor=visit.user, claim=visit.claim, earlier=earlier.claim, version=version, take=take_of(values)
            )
            return claim_now(get_claim(visit.user, document, values["earlier"], Permission.REPAIR))

        return submit(request, visit.user, act, current=lambda: claim_now(visit))


class UndecidedLeave(Endpoint):
    """Leaving sentences new."""

    @writing("undecided_leave", LeftSerializer, body=LeaveBody)
    def post(self, request: Request, document: int) -> Response:
        """Say that sentences are none of the claims that their import thought of."""
        visit = get_document(caller(request), document, Permission.REPAIR)
        claims = read(request, LeaveBody)["claims"]

        def act() -> Any:
            joining.leave_new(actor=visit.user, document=visit.document, claims=claims)
            return LeftSerializer({"claims": claims}).data

        return submit(request, visit.user, act)
