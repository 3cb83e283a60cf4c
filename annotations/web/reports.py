"""The report: on screen, and as a file."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from annotations.access import DocumentVisit, get_document
from annotations.permissions import Permission
from annotations.queries.report import report_contents
from annotations.reports import WRITERS, ReportFile, UnknownFormat
from annotations.reports.html import present
from annotations.services.exports import INTERNAL, PROFILES, report_file
from annotations.services.limits import exporting
from annotations.services.refusals import Refusal
from annotations.web.docbar import bar_of
from annotations.web.errors import not_found
from annotations.web.publications import publication_context
from annotations.web.signoffs import signoff_context
from annotations.web.submissions import refused

IN_FRONT = ("html", "pdf", "docx", "csv", "md", "json")  # the formats of most people; the others have a page


@require_safe
def detail(request: HttpRequest, document: int) -> HttpResponse:
    """The report on screen, as far as the viewer may see it, with the downloads."""
    visit = get_document(request.user, document, Permission.EXPORT)
    contents = report_contents(visit.document, visit.sight)
    context = {
        "document": visit.document, "project": visit.project, "report": present(contents),
        "writers": [WRITERS[slug] for slug in IN_FRONT], "partial": not visit.sees_all,
        **bar_of(visit),
    }  # fmt: skip
    context |= signoff_context(visit) | publication_context(visit, contents)
    return render(request, "documents/report.html", context)


@require_safe
def download(request: HttpRequest, document: int, format: str) -> HttpResponse:
    """The report as a file; `?profile=public` holds what everybody may read, for those who see all."""
    visit = get_document(request.user, document, Permission.EXPORT)
    try:
        report = _written(visit, format, request.GET.get("profile", INTERNAL))
    except UnknownFormat as error:
        return not_found(request, error)
    except Refusal as refusal:
        return refused(request, refusal, back=reverse("web:report-formats", args=[document]))
    response = HttpResponse(report.content, content_type=report.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, report.name) or "attachment"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    return response


@require_safe
def formats(request: HttpRequest, document: int) -> HttpResponse:
    """Every format with its downloads; `?format=` and `?profile=` tell what that file leaves out, and why."""
    visit = get_document(request.user, document, Permission.EXPORT)
    chosen, profile = request.GET.get("format", ""), request.GET.get("profile", INTERNAL)
    context: dict[str, Any] = {
        "document": visit.document, "project": visit.project, "writers": WRITERS.values(), "sees_all": visit.sees_all,
        "profiles": PROFILES if visit.sees_all else [INTERNAL], **bar_of(visit),
    }  # fmt: skip
    if chosen:
        if chosen not in WRITERS:
            raise Http404
        try:
            told = _written(visit, chosen, profile)
        except Refusal as refusal:
            return refused(request, refusal, back=reverse("web:report-formats", args=[document]))
        context |= {"chosen": WRITERS[chosen], "profile": profile, "left_out": told.left_out, "name": told.name}
    return render(request, "documents/report_formats.html", context)


def _written(visit: DocumentVisit, format: str, profile: str) -> ReportFile:
    with exporting(visit.user):
        return report_file(visit.document, visit.sight, format, profile=profile)
