"""The report of a document as a file."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from annotations.access import get_document
from annotations.api import parameters
from annotations.api.endpoints import Endpoint, caller
from annotations.api.problems import Problem
from annotations.api.schema import reading
from annotations.permissions import Permission
from annotations.queries.report import report_contents
from annotations.reports import WRITERS, write
from annotations.services.limits import exporting

FORMAT = OpenApiParameter("format", str, enum=sorted(WRITERS), default="json", description="The kind of file.")
FILES = {(200, writer.media_type.partition(";")[0]): OpenApiTypes.BINARY for writer in WRITERS.values()}


class Report(Endpoint):
    """The report of a document."""

    @reading("documents_report", FILES, parameters=[FORMAT])
    def get(self, request: Request, document: int) -> HttpResponse:
        """Download the report: complete for who sees all, else what you may see, marked as partial."""
        visit = get_document(caller(request), document, Permission.EXPORT)
        parameters.check_known(request, "format")
        slug = request.query_params.get("format", "json")
        if slug not in WRITERS:
            raise Problem(400, "unknown_format", f"A report is one of {', '.join(WRITERS)}.")
        with exporting(visit.user):
            report = write(report_contents(visit.document, visit.sight), slug)
        response = HttpResponse(report.content, content_type=report.media_type)
        response.headers["Content-Disposition"] = content_disposition_header(True, report.name) or "attachment"
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
        return response
