"""Adjudications: a claim's settled labels, and the next one."""

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import ClaimVisit, get_claim
from annotations.api import etags, parameters
from annotations.api.bodies import AdjudicationBody, read
from annotations.api.claim_rows import case_etag, claim_now
from annotations.api.endpoints import Endpoint, caller
from annotations.api.people import UNNAMED, people_of
from annotations.api.schema import list_of, reading, writing
from annotations.api.serializers import AdjudicationSerializer, GivenAdjudicationSerializer
from annotations.api.submissions import submit
from annotations.permissions import Permission
from annotations.queries.panel import claim_case
from annotations.services import adjudications


class AdjudicationList(Endpoint):
    """The adjudications of a claim."""

    @reading("adjudications_list", list_of(AdjudicationSerializer))
    def get(self, request: Request, document: int, serial: int) -> Response:
        """List the settled labels that you may see, oldest first."""
        visit = get_claim(caller(request), document, serial, Permission.VIEW)
        parameters.check_known(request)
        return Response({"results": AdjudicationSerializer(_rows(visit), many=True).data})

    @writing("adjudications_write", GivenAdjudicationSerializer, body=AdjudicationBody, status=201, guarded=True)
    def post(self, request: Request, document: int, serial: int) -> Response:
        """Settle the label, or open the case again with the label ''. If-Match is the claim's `case_etag`."""
        visit = get_claim(caller(request), document, serial, Permission.ADJUDICATE)
        seen = etags.case_seen(etags.required(request))
        values = read(request, AdjudicationBody)

        def act() -> Any:
            adjudications.adjudicate(
                actor=visit.user, claim=visit.claim, label=values["label"], reason=values["reason"], seen=seen
            )
            given = {**_rows(visit)[-1], "case_etag": case_etag(visit.claim)}
            return GivenAdjudicationSerializer(given).data

        return submit(request, visit.user, act, status=201, current=lambda: claim_now(visit))


def _rows(visit: ClaimVisit) -> list[dict[str, Any]]:
    """Return the visible adjudications of the claim; a verdict considered is named to who may see it."""
    case = claim_case(visit.document, visit.claim, visit.sight)
    seen = {verdict.pk for verdict in case.verdicts}
    people = people_of(visit.project)
    rows = visit.sight.adjudications().filter(claim=visit.claim).prefetch_related("considered").order_by("number")
    return [
        {
            "claim": visit.claim.serial, "number": row.number, "editor": people.get(row.editor_id, UNNAMED),
            "label": row.label, "scale": row.scale, "reason": row.reason, "by_vote": row.by_vote,
            "stands": row == case.settled, "at": row.created_at,
            "considered": [
                {"reviewer": people.get(verdict.reviewer_id, UNNAMED), "number": verdict.number}
                for verdict in sorted(row.considered.all(), key=lambda verdict: verdict.pk)
                if verdict.pk in seen
            ],
        }
        for row in rows
    ]  # fmt: skip
