"""The change list as a file."""

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
from annotations.queries.changes import desk_list
from annotations.reports.change_files import CHANGE_FILES, write_changes
from annotations.services.limits import exporting

FORMAT = OpenApiParameter("format", str, enum=sorted(CHANGE_FILES), default="changes", description="The kind of file.")
FILES = {(200, writer.media_type.partition(";")[0]): OpenApiTypes.BINARY for writer in CHANGE_FILES.values()}


class ChangeFile(Endpoint):
    """The change list of a document as a file."""

    @reading("changes_file", FILES, parameters=[FORMAT], refusals=[429])
    def get(self, request: Request, document: int) -> HttpResponse:
        """Download what current verdicts that you may see ask the author for."""
        visit = get_document(caller(request), document, Permission.EXPORT)
        parameters.check_known(request, "format")
        slug = request.query_params.get("format", "changes")
        if slug not in CHANGE_FILES:
            raise Problem(400, "unknown_format", f"A change list is one of {', '.join(CHANGE_FILES)}.")
        with exporting(visit.user):
            file = write_changes(desk_list(visit.document, visit.sight), slug)
        response = HttpResponse(file.content, content_type=file.media_type)
        response.headers["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response
