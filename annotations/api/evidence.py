"""The rules of evidence on a claim, for a label that one holds or means to give."""

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import get_claim
from annotations.api import parameters
from annotations.api.endpoints import Endpoint, caller
from annotations.api.problems import Problem
from annotations.api.schema import list_of, reading
from annotations.api.serializers import Shape
from annotations.models import Verdict
from annotations.permissions import Permission
from annotations.queries.evidence import evidence_of, rules_of
from annotations.scales import SCALES

LABEL = OpenApiParameter(
    "label", {"type": "string", "pattern": "^[-a-zA-Z0-9_]{0,60}$"},
    description="A label of the project's scale; without it, that of your last verdict.",
)  # fmt: skip


class EvidenceRuleSerializer(Shape):
    """A rule that the project has for the label, and whether it is met by what you may see."""

    code = serializers.CharField()
    sentence = serializers.CharField()
    met = serializers.BooleanField()


class ClaimEvidence(Endpoint):
    """The rules of evidence on a claim."""

    @reading("evidence_rules", list_of(EvidenceRuleSerializer), parameters=[LABEL])
    def get(self, request: Request, document: int, serial: int) -> Response:
        """List the rules for a label. They keep nobody from saving: `evidence_override` of a verdict says why."""
        visit = get_claim(caller(request), document, serial, Permission.VIEW)
        parameters.check_known(request, "label")
        scale, mine = SCALES[visit.project.scale], Verdict.objects.filter(claim=visit.claim, reviewer=visit.user)
        last = mine.order_by("-number").first()
        slug = parameters.slug(request, "label") or (last.label if last else "")
        if slug not in scale and "label" in request.query_params:
            raise Problem(400, "parameter_invalid", "The project's scale has no such label.")
        label = scale.label(slug) if slug in scale else None
        rows = visit.sight.citations().standing().filter(claim=visit.claim).select_related("source__merged_into")
        seen = evidence_of(visit.sight.read_citations(rows))
        rules = rules_of(label, seen, last.rationale if last else "", visit.project.rules)
        return Response({"results": EvidenceRuleSerializer(rules, many=True).data})
