"""Ballots: how the vote on a case stands, as far as one may know, and one's own ballot."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import ClaimVisit, get_claim
from annotations.api import etags, parameters
from annotations.api.bodies import LONG, Body, read
from annotations.api.claim_rows import case_etag
from annotations.api.endpoints import Endpoint, caller
from annotations.api.fields import Text
from annotations.api.schema import reading, writing
from annotations.api.serializers import Shape
from annotations.api.submissions import submit
from annotations.models import Claim, Verdict
from annotations.models.blindness import opened_claims
from annotations.permissions import Permission
from annotations.queries.ballots import Tally, tallies
from annotations.queries.panel import claim_case
from annotations.services import ballots


class BallotBody(Body):
    """A ballot with its reason."""

    label = Text(max_length=40, required=True, help_text="A label of the project's scale.")  # type: ignore[assignment]  # a field's name
    reason = Text(max_length=LONG, required=True)


class CountSerializer(Shape):
    """So many ballots for one label."""

    label = serializers.CharField()  # type: ignore[assignment]  # a field's name
    ballots = serializers.IntegerField()


class VoteSerializer(Shape):
    """The vote on a case; `counts` are empty until you have voted yourself, or the vote is over.

    `quorum` have a vote, `carry` equal ones settle. `etag` is what a ballot must bring back, null for who has none.
    """

    cast = serializers.IntegerField()
    quorum = serializers.IntegerField()
    carry = serializers.IntegerField()
    mine = serializers.CharField(allow_null=True)
    counts = CountSerializer(many=True)
    over = serializers.BooleanField()
    etag = serializers.CharField(allow_null=True)


class VoteStateSerializer(Shape):
    """The open vote on a claim, null where there is none or where it is withheld until your own verdict."""

    vote = VoteSerializer(allow_null=True)


class CastSerializer(VoteStateSerializer):
    """What a ballot did: `settled` is the label if it carried, else null."""

    settled = serializers.CharField(allow_null=True)


class BallotList(Endpoint):
    """The vote on a case."""

    @reading("ballots_read", VoteStateSerializer)
    def get(self, request: Request, document: int, serial: int) -> Response:
        """Read how the vote stands; on a blind desk after your own verdict."""
        visit = get_claim(caller(request), document, serial, Permission.VIEW)
        parameters.check_known(request)
        state = _state(visit)
        headers = {"ETag": state["vote"]["etag"]} if state["vote"] and state["vote"]["etag"] else {}
        return Response(VoteStateSerializer(state).data, headers=headers)

    @writing("ballots_cast", CastSerializer, body=BallotBody, status=201, guarded=True)
    def post(self, request: Request, document: int, serial: int) -> Response:
        """Cast your ballot on the case as you saw it. If-Match is the `etag` of the vote."""
        visit = get_claim(caller(request), document, serial, Permission.REVIEW)
        seen = etags.case_seen(etags.required(request))
        values = read(request, BallotBody)

        def act() -> Any:
            settled = ballots.vote(
                actor=visit.user, claim=visit.claim, label=values["label"], reason=values["reason"], seen=seen
            )
            return CastSerializer({**_state(visit), "settled": settled.label if settled else None}).data

        return submit(request, visit.user, act, status=201, current=lambda: VoteStateSerializer(_state(visit)).data)


def _state(visit: ClaimVisit) -> dict[str, Any]:
    claim = Claim.objects.get(pk=visit.claim.pk)
    if visit.project.rules.adjudication != "vote" or claim.retired_at is not None or not _sees_case(visit):
        return {"vote": None}
    case = claim_case(visit.document, claim, visit.sight)
    # The labels of the claim itself: a part of it has a vote of its own.
    is_open = case.overtaken is not None or (case.settled is None and len(case.labels) > 1)
    return {"vote": _vote(visit, claim, tallies(visit.project, [claim], visit.user)[claim.pk]) if is_open else None}


def _sees_case(visit: ClaimVisit) -> bool:
    """Say whether nothing of the case is withheld: readers see settled labels only, the blind their own verdict."""
    opened = visit.may(Permission.REVIEW) and Claim.objects.filter(pk__in=opened_claims(visit.user))
    return visit.sees_all or bool(opened and opened.filter(pk=visit.claim.pk).exists())


def _vote(visit: ClaimVisit, claim: Claim, tally: Tally) -> dict[str, Any]:
    has_read = Verdict.objects.filter(claim=claim, reviewer=visit.user).exists()
    votes = visit.may(Permission.REVIEW) and (visit.sees_all or has_read)
    return {
        "cast": tally.cast, "quorum": tally.quorum, "carry": tally.carry, "over": tally.is_over,
        "mine": tally.mine.slug if tally.mine else None,
        "counts": [{"label": count.label.slug, "ballots": count.ballots} for count in tally.counts],
        "etag": case_etag(claim) if votes else None,
    }  # fmt: skip
