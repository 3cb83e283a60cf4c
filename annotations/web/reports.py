"""The report: on screen, and as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from annotations.access import get_document
from annotations.permissions import Permission
from annotations.queries.report import report_contents
from annotations.reports import WRITERS, UnknownFormat, write
from annotations.reports.html import present
from annotations.services.limits import exporting
from annotations.services.refusals import TooMany
from annotations.web.errors import not_found
from annotations.web.signoffs import signoff_context
from annotations.web.submissions import refused


@require_safe
def detail(request: HttpRequest, document: int) -> HttpResponse:
    """The report on screen, as far as the viewer may see it, with the downloads."""
    visit = get_document(request.user, document, Permission.EXPORT)
    contents = report_contents(visit.document, visit.sight)
    context = {
        "document": visit.document, "project": visit.project, "report": present(contents),
        "writers": WRITERS.values(), "partial": not visit.sees_all,
        "may_see_history": visit.may(Permission.VIEW_HISTORY),
    }  # fmt: skip
    context |= signoff_context(visit)
    return render(request, "documents/report.html", context)


@require_safe
def download(request: HttpRequest, document: int, format: str) -> HttpResponse:
    """The report as a file."""
    visit = get_document(request.user, document, Permission.EXPORT)
    try:
        with exporting(visit.user):
            report = write(report_contents(visit.document, visit.sight), format)
    except UnknownFormat as error:
        return not_found(request, error)
    except TooMany as refusal:
        return refused(request, refusal, back=reverse("web:document-report", args=[document]))
    response = HttpResponse(report.content, content_type=report.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, report.name) or "attachment"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    return response
