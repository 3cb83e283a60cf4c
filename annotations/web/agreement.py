"""Agreement: how far the reviewers of a document or a project agree, for those who see everything."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotations.access import get_document, get_project
from annotations.permissions import Permission
from annotations.queries.agreement import (
    CAUTIONS,
    REASONS,
    AgreementReport,
    Figure,
    document_agreement,
    project_agreement,
)
from annotations.web.docbar import bar_of


@require_safe
def of_document(request: HttpRequest, document: int) -> HttpResponse:
    """The agreement on one document."""
    visit = get_document(request.user, document, Permission.SEE_ALL)
    context = _context(document_agreement(visit.document)) | {
        "document": visit.document, "project": visit.project, **bar_of(visit),
    }  # fmt: skip
    return render(request, "agreement/document.html", context)


@require_safe
def of_project(request: HttpRequest, slug: str) -> HttpResponse:
    """The agreement over all documents of a project."""
    visit = get_project(request.user, slug, Permission.SEE_ALL)
    context = _context(project_agreement(visit.project)) | {"project": visit.project}
    return render(request, "agreement/project.html", context)


def _context(report: AgreementReport) -> dict[str, Any]:
    found, check = report.labels, report.checkability
    return {
        "report": report,
        "interval": found.interval if found.interval.low is not None else None,
        "headline": found.nominal.value,
        "why_none": REASONS.get(found.nominal.reason, ""),
        "cautions": [CAUTIONS[caution.code] for caution in found.cautions],
        "figures": [
            _figure("Percent agreement", "of pairs of verdicts on the same claim that are equal", found.percent),
            _figure("Krippendorff’s α, ordinal", "graded labels alone; far apart counts as worse", found.ordinal),
            _figure("Cohen’s κ", "where exactly two have read", found.cohen),
            _figure("Fleiss’ κ", "where equally many have read every claim", found.fleiss),
            _figure("Checkable or not: percent", "whether there is anything to check at all", check.percent),
            _figure("Checkable or not: α", "the same, with chance taken out", check.nominal),
        ],
    }


def _figure(title: str, told: str, figure: Figure) -> dict[str, Any]:
    is_percent = "ercent" in title
    value = figure.value
    shown = "" if value is None else f"{value * 100:.0f} %" if is_percent else f"{value:.2f}"
    return {"title": title, "told": told, "value": shown, "why": REASONS.get(figure.reason, ""), "items": figure.items}
