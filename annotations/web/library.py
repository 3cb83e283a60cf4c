"""The source library: list, enter, correct, merge, import and export."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annotations.access import Visit, get_project
from annotations.models import HistoryEntry, Source
from annotations.permissions import Permission
from annotations.queries.library import (
    EXPORTS,
    earlier_records,
    exported,
    library,
    library_rows,
    open_sources,
    source_page,
)
from annotations.scales import SOURCE_KINDS
from annotations.services import source_imports, sources
from annotations.services.bibliographies import written_fields
from annotations.services.limits import importing
from annotations.services.refusals import Invalid, Refusal
from annotations.web.forms.library import ChangedSourceForm, MergeSourceForm, ReferencesForm, SourceFileForm, SourceForm
from annotations.web.submissions import check, refused, status_of, submit, submitted
from annotations.web.workbench import number_in

PAGE_SIZE = 100
MAX_REFERENCES = 2 * 1024 * 1024


def source_of(visit: Visit, pk: int) -> Source:
    """Return a source of the project that this person may know of, or Http404."""
    rows = open_sources(visit.project, confidential=visit.may(Permission.REVIEW))
    source = rows.select_related("merged_into").filter(pk=pk).first()
    if source is None:
        raise Http404
    return source


def source_url(visit: Visit, pk: int) -> str:
    """Return the address of a source's page."""
    return reverse("web:source-detail", args=[visit.project.slug, pk])


@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """The library with search."""
    visit = get_project(request.user, slug, Permission.VIEW)
    text, kind = request.GET.get("q", "").replace("\0", "")[:200].strip(), request.GET.get("kind", "")
    kind = kind if kind in SOURCE_KINDS else ""
    rows = library(open_sources(visit.project, confidential=visit.may(Permission.REVIEW)), text=text, kind=kind)
    page = Paginator(rows, PAGE_SIZE).get_page(number_in(request, "page", 1))
    asked = {name: value for name, value in (("q", text), ("kind", kind)) if value}
    context = {
        "project": visit.project, "page": page, "rows": library_rows(list(page.object_list), visit.sight),
        "text": text, "kind": kind, "kinds": SOURCE_KINDS.items(), "query": f"{urlencode(asked)}&" if asked else "",
        "may_review": visit.may(Permission.REVIEW), "formats": list(EXPORTS),
    }  # fmt: skip
    return render(request, "library/list.html", context)


@require_safe
def detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One source: its record, formatted citations, where it is used, records of the same thing."""
    visit = get_project(request.user, slug, Permission.VIEW)
    source, may_review = source_of(visit, pk), visit.may(Permission.REVIEW)
    page = source_page(source, open_sources(visit.project, confidential=may_review), visit.sight)
    held = written_fields(source)
    shown = held | {"version": source.version}
    context = {
        "project": visit.project, "source": source, "page": page, "held": held, "key": str(uuid.uuid4()),
        "may_review": may_review and source.merged_into_id is None, "may_archive": sources.may_be_archived(source),
        "earlier": earlier_records(source) if may_review else (),
        "form": ChangedSourceForm(initial=shown, held=held["type"]),
        "file_form": SourceFileForm(initial={"version": source.version}),
    }  # fmt: skip
    return render(request, "library/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter a source by hand; one of the same page or DOI is named, and entering all the same needs a second word."""
    visit = get_project(request.user, slug, Permission.REVIEW)
    if request.method != "POST":
        return _new_page(request, visit, SourceForm(initial={"type": "webpage"}))
    form = SourceForm(request.POST)
    known: Source | None = None
    try:
        check(form)
        entry = form.entry()
        known = sources.find_source(visit.project, url=entry.url, doi=entry.doi)
        if known and "anyway" not in request.POST:
            raise Invalid("source_known", "The library has a record of this page or DOI.")

        def act() -> dict[str, Any]:
            return {"source": sources.add_source(actor=visit.user, project=visit.project, entry=entry).pk}

        answer = submit(request, visit, act)
    except Refusal as refusal:
        return _new_page(request, visit, form, refusal=refusal, known=known)
    messages.success(request, "The source is entered.")
    return redirect(source_url(visit, answer.body["source"]))


def _new_page(
    request: HttpRequest, visit: Visit, form: SourceForm, *, refusal: Refusal | None = None, known: Source | None = None
) -> HttpResponse:
    key = request.POST.get("key") or str(uuid.uuid4())
    context = {"project": visit.project, "form": form, "refusal": refusal, "known": known, "key": key}
    return render(request, "library/new.html", context, status=status_of(refusal) if refusal else 200)


@require_POST
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Correct a source."""
    visit = get_project(request.user, slug, Permission.REVIEW)
    source = source_of(visit, pk)
    form = ChangedSourceForm(request.POST, held=str(source.csl.get("type", "")))

    def act() -> dict[str, Any]:
        version = form.cleaned_data["version"]
        sources.change_source(actor=visit.user, source=source, entry=form.entry(source), version=version)
        return {}

    return submitted(request, visit, form, act, done="The source is saved.", back=source_url(visit, pk))


@require_POST
def merge(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let another source stand for this one."""
    visit = get_project(request.user, slug, Permission.REVIEW)
    source, form = source_of(visit, pk), MergeSourceForm(request.POST)

    def act() -> dict[str, Any]:
        data = form.cleaned_data
        into = Source.objects.filter(pk=data["into"], project=visit.project).first()
        if into is None:
            raise Invalid("source_unknown", "Choose another source of the same library.")
        sources.merge_sources(actor=visit.user, source=source, into=into, version=data["version"])
        return {}

    done = "Merged. The record stays readable, and its citations with it."
    return submitted(request, visit, form, act, done=done, back=source_url(visit, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Import a file of references."""
    visit = get_project(request.user, slug, Permission.REVIEW)
    back = reverse("web:source-import", args=[slug])
    if request.method != "POST":
        context = {"project": visit.project, "form": ReferencesForm(), "key": str(uuid.uuid4())}
        return render(request, "library/import.html", context)
    form = ReferencesForm(request.POST, request.FILES)
    try:
        check(form)
        file = form.cleaned_data["file"]
        data = file.read(MAX_REFERENCES + 1)

        def act() -> dict[str, Any]:
            entry = source_imports.import_sources(
                actor=visit.user, project=visit.project, data=data, name=file.name or ""
            )
            return {"entry": entry.pk}

        with importing(visit.user):
            answer = submit(request, visit, act, files=data)
    except Refusal as refusal:
        return refused(request, refusal, back=back)
    return redirect("web:source-imported", slug, answer.body["entry"])


@require_safe
def taken_in(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What became of an import: entered, there already, refused with reasons."""
    visit = get_project(request.user, slug, Permission.REVIEW)
    entries = HistoryEntry.objects.filter(chain__project=visit.project, code="sources.imported")
    entry = entries.filter(pk=pk).first()
    if entry is None:
        raise Http404
    return render(request, "library/imported.html", {"project": visit.project, "told": entry.body, "at": entry.at})


@require_safe
def export(request: HttpRequest, slug: str, format: str) -> HttpResponse:
    """The library as a file."""
    visit = get_project(request.user, slug, Permission.VIEW)
    if format not in EXPORTS:
        raise Http404
    media_type, suffix, _ = EXPORTS[format]
    text = exported(open_sources(visit.project, confidential=visit.may(Permission.REVIEW)), format)
    response = HttpResponse(text, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{slug}.{suffix}") or "attachment"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
