"""Search over claims, notes and sources of the caller's projects."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import projects_of, signed_in
from annotations.api import parameters
from annotations.api.endpoints import Endpoint, caller
from annotations.api.problems import Problem
from annotations.api.schema import reading
from annotations.api.serializers import Shape
from annotations.queries.search import KINDS, Hit, Wanted, search

LONGEST = 200
QUERY = [
    OpenApiParameter("q", {"type": "string", "maxLength": LONGEST}, description="Words; all must occur."),
    OpenApiParameter("kind", {"type": "string", "enum": list(KINDS)}, description="Only hits of this kind."),
    OpenApiParameter("project", {"type": "string"}, description="Only in the project with this slug."),
    OpenApiParameter("document", {"type": "integer", "minimum": 1}, description="Only in this document."),
]


class HitSerializer(Shape):
    """Something found; `document` and `claim` are null where it belongs to none."""

    kind = serializers.CharField()
    project = serializers.CharField()
    document = serializers.IntegerField(allow_null=True)
    claim = serializers.IntegerField(allow_null=True)
    text = serializers.CharField()


class SearchSerializer(Shape):
    """Up to 50 hits of each kind; `more` names the kinds of which there are more."""

    results = HitSerializer(many=True)
    more = serializers.ListField(child=serializers.CharField())


class Search(Endpoint):
    """The search."""

    @reading("search", SearchSerializer, parameters=QUERY)
    def get(self, request: Request) -> Response:
        """Find claims of present texts, notes that you may see, and sources."""
        user = signed_in(caller(request))
        parameters.check_known(request, "q", "kind", "project", "document")
        found = search(_wanted(request), user, projects_of(user))
        hits = [_facts(hit) for part in found for hit in part.hits]
        return Response(SearchSerializer({"results": hits, "more": [part.kind for part in found if part.more]}).data)


def _wanted(request: Request) -> Wanted:
    query, kind = request.query_params.get("q", ""), request.query_params.get("kind", "")
    if len(query) > LONGEST or "\0" in query:
        raise Problem(400, "parameter_invalid", f"q holds at most {LONGEST} characters to look for.")
    if kind and kind not in KINDS:
        raise Problem(400, "parameter_invalid", f"kind is one of {', '.join(KINDS)}.")
    return Wanted(query, kind, parameters.slug(request, "project"), parameters.number(request, "document", least=1))


def _facts(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind, "project": hit.project.slug, "document": hit.document.pk if hit.document else None,
        "claim": hit.serial, "text": hit.text,
    }  # fmt: skip
