"""Verdicts: those on a claim that the caller may see, and the caller's next one."""

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import ClaimVisit, get_claim
from annotations.api import etags, parameters
from annotations.api.bodies import VerdictBody, judgement_of, read
from annotations.api.claim_rows import claim_now
from annotations.api.endpoints import Endpoint, caller
from annotations.api.people import UNNAMED, Person, people_of
from annotations.api.schema import list_of, reading, writing
from annotations.api.serializers import GivenVerdictSerializer, VerdictSerializer
from annotations.api.submissions import submit
from annotations.models import Verdict
from annotations.permissions import Permission
from annotations.queries.cases import Case, case_of
from annotations.queries.parts import sentence_text
from annotations.services import verdicts


class VerdictList(Endpoint):
    """The verdicts on a claim."""

    @reading("verdicts_list", list_of(VerdictSerializer))
    def get(self, request: Request, document: int, serial: int) -> Response:
        """List the verdicts that you may see, oldest first. Others' come after your own on a blind desk."""
        visit = get_claim(caller(request), document, serial, Permission.VIEW)
        parameters.check_known(request)
        return Response({"results": VerdictSerializer(_rows(visit), many=True).data})

    @writing("verdicts_give", GivenVerdictSerializer, body=VerdictBody, status=201, guarded=True)
    def post(self, request: Request, document: int, serial: int) -> Response:
        """Give your next verdict, or withdraw with the label ''. If-Match is the claim's ETag."""
        visit = get_claim(caller(request), document, serial, Permission.REVIEW)
        version, own_number = etags.claim_seen(etags.required(request))
        values = read(request, VerdictBody)

        def act() -> Any:
            verdict = verdicts.record_verdict(
                actor=visit.user, claim=visit.claim, judgement=judgement_of(values), version=version,
                own_number=own_number,
            )  # fmt: skip
            given = next(row for row in _rows(visit) if row["mine"] and row["number"] == verdict.number)
            tag = etags.of_claim(version, verdict.number)
            return GivenVerdictSerializer({**given, "claim_etag": tag}).data

        return submit(request, visit.user, act, status=201, current=lambda: claim_now(visit))


def _rows(visit: ClaimVisit) -> list[dict[str, Any]]:
    """Return the visible verdicts on the claim, oldest first."""
    rows = visit.sight.verdicts().filter(claim=visit.claim).select_related("revision").defer("revision__text")
    case = case_of(visit.claim, visit.project.scale, rows.order_by("number", "pk"), ())
    people = people_of(visit.project)
    ordered, carried = sorted(case.verdicts, key=lambda verdict: verdict.pk), _carried(visit, case)
    return [
        _row(visit, verdict, case, people.get(verdict.reviewer_id, UNNAMED))
        | {"carried_from": verdict.revision.number if verdict in carried else None}
        for verdict in ordered
    ]


def _carried(visit: ClaimVisit, case: Case) -> tuple[Verdict, ...]:
    """Return what counts though it was given on an earlier revision, of a claim that stands in the text of now."""
    older = tuple(verdict for verdict in case.current if verdict.revision_id != visit.document.current_id)
    stands = older and visit.claim.retired_at is None and sentence_text(visit.document, visit.claim)
    return older if stands else ()


def _row(visit: ClaimVisit, verdict: Verdict, case: Case, reviewer: Person) -> dict[str, Any]:
    return {
        "claim": visit.claim.serial, "reviewer": reviewer, "mine": verdict.reviewer_id == visit.user.pk,
        "number": verdict.number, "revision": verdict.revision.number, "label": verdict.label,
        "scale": verdict.scale, "rationale": verdict.rationale, "tags": verdict.tags, "action": verdict.action,
        "proposed_wording": verdict.proposed_wording, "evidence_override": verdict.evidence_override,
        "blind": verdict.blind, "override": verdict.override,
        "state": _state(verdict, case), "at": verdict.created_at,
    }  # fmt: skip


def _state(verdict: Verdict, case: Case) -> str:
    if verdict.is_withdrawal:
        return "withdrawn"
    return "current" if verdict in case.current else "stale" if verdict in case.stale else "earlier"
