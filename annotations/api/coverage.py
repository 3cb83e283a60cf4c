"""How far a document is: its claims counted by label and by state, as far as the caller may know them."""

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import get_document
from annotations.api import parameters
from annotations.api.endpoints import Endpoint, caller
from annotations.api.schema import reading
from annotations.api.serializers import Shape
from annotations.permissions import Permission
from annotations.queries.coverage import STATES, coverage
from annotations.queries.states import claim_states


class LabelCountSerializer(Shape):
    """How many claims have labels of one tone; '' counts those without a label that you may see."""

    tone = serializers.CharField()
    title = serializers.CharField()
    count = serializers.IntegerField()


class StateCountSerializer(Shape):
    """How many claims are that far; of what you have not read you learn by how many it was read."""

    state = serializers.CharField(help_text=f"One of {', '.join(STATES)}.")
    title = serializers.CharField()
    count = serializers.IntegerField()


class CoverageSerializer(Shape):
    """Two counts of the same claims. `read` counts those with a label that you may see, and those in disagreement."""

    total = serializers.IntegerField()
    read = serializers.IntegerField()
    labels = LabelCountSerializer(many=True, source="segments")
    states = StateCountSerializer(many=True)


class DocumentCoverage(Endpoint):
    """The coverage of a document's current revision."""

    @reading("documents_coverage", CoverageSerializer)
    def get(self, request: Request, document: int) -> Response:
        """Count the claims by label and by state; kinds of which there are none are left out."""
        visit = get_document(caller(request), document, Permission.VIEW)
        parameters.check_known(request)
        found = coverage(visit.document, claim_states(visit.document, visit.sight))
        return Response(CoverageSerializer(found).data)
