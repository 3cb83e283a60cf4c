"""The report of a document as a file, and what a file leaves out."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import get_document
from annotations.api import parameters
from annotations.api.endpoints import Endpoint, caller
from annotations.api.problems import Problem
from annotations.api.schema import reading
from annotations.api.serializers import Shape
from annotations.permissions import Permission
from annotations.reports import WRITERS, ReportFile
from annotations.services.exports import INTERNAL, PROFILES, report_file
from annotations.services.limits import exporting

FORMAT = OpenApiParameter("format", str, enum=sorted(WRITERS), default="json", description="The kind of file.")
PROFILE = OpenApiParameter(
    "profile", str, enum=list(PROFILES), default=INTERNAL,
    description="For the desk, or what everybody may read (for those who see all).",
)  # fmt: skip
FILES = {(200, writer.media_type.partition(";")[0]): OpenApiTypes.BINARY for writer in WRITERS.values()}


class LeftOutSerializer(Shape):
    """What a report's file does not hold, and why: a sentence each."""

    format = serializers.CharField()
    profile = serializers.CharField()
    name = serializers.CharField()
    left_out = serializers.ListField(child=serializers.CharField())


class Report(Endpoint):
    """The report of a document."""

    @reading("documents_report", FILES, parameters=[FORMAT, PROFILE], refusals=[403, 422, 429])
    def get(self, request: Request, document: int) -> HttpResponse:
        """Download the report: complete for who sees all, else what you may see, marked as partial."""
        report = _asked_for(request, document)
        response = HttpResponse(report.content, content_type=report.media_type)
        response.headers["Content-Disposition"] = content_disposition_header(True, report.name) or "attachment"
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
        return response


class LeftOut(Endpoint):
    """What a file leaves out."""

    @reading("documents_report_left_out", LeftOutSerializer, parameters=[FORMAT, PROFILE], refusals=[403, 422, 429])
    def get(self, request: Request, document: int) -> Response:
        """Say what the report in this format does not hold, and why."""
        report = _asked_for(request, document)
        query = request.query_params
        told = {"format": query.get("format", "json"), "profile": query.get("profile", INTERNAL)}
        return Response({**told, "name": report.name, "left_out": list(report.left_out)})


def _asked_for(request: Request, document: int) -> ReportFile:
    visit = get_document(caller(request), document, Permission.EXPORT)
    parameters.check_known(request, "format", "profile")
    slug, profile = request.query_params.get("format", "json"), request.query_params.get("profile", INTERNAL)
    if slug not in WRITERS:
        raise Problem(400, "unknown_format", f"A report is one of {', '.join(WRITERS)}.")
    if profile not in PROFILES:
        raise Problem(400, "unknown_profile", f"A report is one of {', '.join(PROFILES)}.")
    with exporting(visit.user):
        return report_file(visit.document, visit.sight, slug, profile=profile)
