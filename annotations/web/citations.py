"""Citations: cite, correct, take back."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from annotations.access import ClaimVisit, get_claim
from annotations.models import Citation, Source
from annotations.permissions import Permission
from annotations.queries.documents import library_choices
from annotations.queries.panel import panel
from annotations.services import citations, sources
from annotations.services.refusals import Refusal
from annotations.web.forms import CitationForm, UseForm, VersionForm
from annotations.web.submissions import check, refused, status_of, submit
from annotations.web.workbench import changed, claim_url, panel_context


@require_POST
def add(request: HttpRequest, document: int, serial: int) -> HttpResponse:
    """Cite a source, entering it first if the library does not have it."""
    visit = get_claim(request.user, document, serial, Permission.REVIEW)
    form = CitationForm(request.POST, library=library_choices(visit.project))

    def act() -> dict[str, Any]:
        citations.add_citation(actor=visit.user, claim=visit.claim, source=_source(visit, form), use=form.use)
        return {"claim": serial}

    try:
        check(form)
        submit(request, visit, act)
    except Refusal as refusal:
        return _again(request, visit, refusal, citation_form=form)
    return changed(request, visit)


def _source(visit: ClaimVisit, form: CitationForm) -> Source:
    """The chosen source, else the library's record of the same page or DOI, else a new record."""
    chosen = form.cleaned_data["source"]
    if chosen:
        return get_object_or_404(Source, pk=chosen, project=visit.project)
    entry = form.entry
    known = sources.find_source(visit.project, url=entry.url, doi=entry.doi)
    return known or sources.add_source(actor=visit.user, project=visit.project, entry=entry)


def _citation(visit: ClaimVisit, pk: int) -> Citation:
    found = visit.sight.read_citations(visit.sight.citations().filter(pk=pk, claim=visit.claim))
    if not found:
        raise Http404
    return found[0]


def use_of(citation: Citation) -> citations.Use:
    """Return what a citation says of its source now."""
    return citations.Use(
        stance=citation.stance, quote=citation.quote, translation=citation.translation, locator=citation.locator,
        question=citation.question, evidence_set=citation.evidence_set,
        independence_group=citation.independence_group, state=citation.state,
    )  # fmt: skip


@require_POST
def change(request: HttpRequest, document: int, serial: int, pk: int) -> HttpResponse:
    """Correct a citation."""
    visit = get_claim(request.user, document, serial, Permission.REVIEW)
    citation = _citation(visit, pk)
    form = UseForm(request.POST)

    def act() -> dict[str, Any]:
        use = form.use(use_of(citation))
        citations.change_citation(actor=visit.user, citation=citation, use=use, version=form.cleaned_data["version"])
        return {"claim": serial}

    try:
        check(form)
        submit(request, visit, act)
    except Refusal as refusal:
        return _again(request, visit, refusal)
    return changed(request, visit)


@require_POST
def withdraw(request: HttpRequest, document: int, serial: int, pk: int) -> HttpResponse:
    """Take a citation back."""
    visit = get_claim(request.user, document, serial, Permission.REVIEW)
    citation = _citation(visit, pk)
    form = VersionForm(request.POST)

    def act() -> dict[str, Any]:
        citations.withdraw_citation(actor=visit.user, citation=citation, version=form.cleaned_data["version"])
        return {"claim": serial}

    try:
        check(form)
        submit(request, visit, act)
    except Refusal as refusal:
        return _again(request, visit, refusal)
    return changed(request, visit)


def _again(request: HttpRequest, visit: ClaimVisit, refusal: Refusal, **forms: Any) -> HttpResponse:
    """Show the panel again with what was entered and why it was not taken."""
    if not request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return refused(request, refusal, back=claim_url(visit.document.pk, visit.claim.serial))
    visit.claim.refresh_from_db()
    context = panel_context(visit, panel(visit.document, visit.claim, visit.sight)) | forms | {"refusal": refusal}
    return render(request, "claims/_panel.html", context, status=status_of(refusal))
