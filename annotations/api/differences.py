"""What differs between two revisions and what was held of each, as a file."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from annotations.access import get_document
from annotations.api import parameters
from annotations.api.comparisons import AFTER, BEFORE
from annotations.api.endpoints import Endpoint, caller
from annotations.api.problems import Problem
from annotations.api.schema import reading
from annotations.permissions import Permission
from annotations.queries.differences import differences_of
from annotations.queries.revisions import find_revision
from annotations.reports.differences import FORMATS, write_differences
from annotations.services.limits import exporting

FORMAT = OpenApiParameter("format", str, enum=sorted(FORMATS), default="csv", description="The kind of file.")
FILES = {(200, media_type.partition(";")[0]): OpenApiTypes.BINARY for media_type, _ in FORMATS.values()}
MOST = 2**31 - 1


class RevisionDifferences(Endpoint):
    """The comparison of two revisions as a file."""

    @reading("revisions_differences", FILES, parameters=[BEFORE, AFTER, FORMAT])
    def get(self, request: Request, document: int) -> HttpResponse:
        """Download what differs, one row for each claim and person: what you may see of what was held."""
        visit = get_document(caller(request), document, Permission.EXPORT)
        parameters.check_known(request, "before", "after", "format")
        slug = request.query_params.get("format", "csv")
        if slug not in FORMATS:
            raise Problem(400, "unknown_format", f"Differences are one of {', '.join(FORMATS)}.")
        current = visit.document.current.number if visit.document.current else 1
        newer = parameters.number(request, "after", least=1) or current
        older = parameters.number(request, "before", least=1) or max(1, newer - 1)
        before, after = (find_revision(visit.document, min(number, MOST)) for number in (older, newer))
        if before is None or after is None:
            raise Http404
        with exporting(visit.user):
            file = write_differences(differences_of(visit.document, before, after, visit.sight), slug)
        response = HttpResponse(file.content, content_type=file.media_type)
        response.headers["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response
