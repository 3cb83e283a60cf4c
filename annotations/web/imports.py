"""Import: what came in, a preview of its claims, and only then the document."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annotations.access import ImportVisit, get_import, get_project, projects_of, signed_in
from annotations.importing import UnreadableDocument, Upload
from annotations.models import ImportJob, Stage
from annotations.permissions import Permission
from annotations.scales import SCALES, Scale
from annotations.services import imports
from annotations.services.claims import suggested_label
from annotations.services.drafts import Details, Draft, Incoming
from annotations.services.limits import importing
from annotations.services.refusals import Refusal, TooMany
from annotations.tasks import hand_over
from annotations.web import report_imports
from annotations.web.forms import DetailsForm, ImportForm, ReadingForm
from annotations.web.submissions import check, refused, status_of

PREVIEWED = 300


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form for a text, a file or an address; what comes in is shown as claims before it becomes a document."""
    user = signed_in(request.user)
    choices = {project.slug: project.name for project in projects_of(user).filter(memberships__user=user)}
    if request.method != "POST":
        return _form_page(request, ImportForm(projects=choices))
    received = request.FILES
    if request.META.get("factcheck.upload_too_large"):
        return _form_page(request, ImportForm(projects=choices), "The file is larger than 20 MB.", status=413)
    form = ImportForm(request.POST, received, projects=choices)
    wrong = _arrived_badly(request)
    if wrong:
        return _form_page(request, form, wrong, status=400)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    visit = get_project(user, form.cleaned_data["project"], Permission.IMPORT)
    try:
        if report_imports.holds_report(form.cleaned_data["file"]):
            return report_imports.take_in(request, visit, form.cleaned_data["file"])
        with importing(user):
            job = imports.open_import(
                actor=user, project=visit.project, incoming=_incoming(form), address=form.cleaned_data["address"],
                everything=form.cleaned_data["everything"], details=form.details,
            )  # fmt: skip
            _advance_or_forget(job)
    except (Refusal, UnreadableDocument) as refusal:
        response = _form_page(request, form, refusal.message, status=status_of(refusal))
        if isinstance(refusal, TooMany):
            response.headers["Retry-After"] = str(refusal.seconds)
        return response
    return redirect("web:import-detail", job.pk)


def _arrived_badly(request: HttpRequest) -> str:
    """Return what is wrong with how a form came in: a browser sends every field of it, and one file at most."""
    if "title" not in request.POST:  # it stands behind the pasted text, which may have been cut off
        return "The form did not arrive whole. Send it again."
    return "Choose one file at a time." if len(request.FILES.getlist("file")) > 1 else ""


def _advance_or_forget(job: ImportJob) -> None:
    """Show what came in; what cannot be read leaves nothing."""
    try:
        _advance(job)
    except (Refusal, UnreadableDocument, OSError, DatabaseError):
        imports.discard(job=job)
        raise


def _form_page(request: HttpRequest, form: ImportForm, error: str = "", *, status: int = 200) -> HttpResponse:
    return render(request, "documents/new.html", {"form": form, "error": error}, status=status)


def _incoming(form: ImportForm) -> Incoming | None:
    """The pasted text with the line ends that it had before the browser sent it, or the file as it is."""
    file, values = form.cleaned_data["file"], form.cleaned_data
    if values["address"]:
        return None
    if isinstance(file, UploadedFile):
        upload = Upload(name=file.name or "", media_type=file.content_type or "", data=file.read())
        return Incoming(upload, encoding=values["encoding"], everything=values["everything"])
    return Incoming(Upload("", "text/plain", values["text"].replace("\r\n", "\n").encode()), encoding="utf-8")


def _advance(job: ImportJob) -> ImportJob:
    """Take the next step at once where it is quick, else leave it to the worker."""
    if imports.is_large(job):
        hand_over(job.pk)
        return job
    return imports.advance(job)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """An import where it stands: its progress, its preview, why it came to nothing, or its document."""
    visit = get_import(request.user, pk)
    job = visit.job
    if job.stage in (Stage.READY, Stage.DONE) and imports.is_revision(job):
        return redirect("web:revision-preview", job.document_id, pk)
    if job.stage == Stage.DONE and job.document is not None:
        return _to_document(request, job)
    if job.stage == Stage.READY:
        try:
            return _preview_page(request, visit, imports.draft_of_job(job))
        except Refusal as refusal:
            return refused(request, refusal, back=reverse("web:document-new"))
    return render(request, "documents/import.html", {"job": job, "project": visit.project, "key": str(uuid.uuid4())})


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that asks again every second; when the import rests, the whole page is loaded anew."""
    visit = get_import(request.user, pk)
    if visit.job.is_resting:
        return HttpResponse(headers={"HX-Redirect": reverse("web:import-detail", args=[pk])})
    return render(request, "documents/_progress.html", {"job": visit.job})


def _to_document(request: HttpRequest, job: ImportJob) -> HttpResponse:
    messages.success(request, f"Imported: {job.total:,} claims.")
    return redirect("web:document-detail", job.document_id)


def _preview_page(request: HttpRequest, visit: ImportVisit, draft: Draft) -> HttpResponse:
    scale = SCALES[visit.project.scale]
    context = {
        "project": visit.project, "job": visit.job, "draft": draft, "claims": _previewed(draft, scale),
        "key": str(uuid.uuid4()), "total": len(draft.units), "unshown": max(0, len(draft.units) - PREVIEWED),
        "form": DetailsForm(initial={name: getattr(draft.details, name) for name in DetailsForm.base_fields}),
        "reading": ReadingForm(initial=visit.job.wishes),
        "is_text": draft.manuscript.media_type.startswith("text/") and bool(draft.upload.name),
        "is_page": draft.manuscript.media_type == "text/html",
        "aside": sum(bool(suggested_label(unit, scale)) for unit in draft.units),
        "doubtful": sum(unit.doubtful for unit in draft.units),
    }  # fmt: skip
    return render(request, "documents/preview.html", context)


def _previewed(draft: Draft, scale: Scale) -> list[dict[str, Any]]:
    text, shown = draft.manuscript.text, draft.units[:PREVIEWED]
    ends = [0, *(unit.end for unit in shown)]
    remarks = draft.attached.by_unit()
    return [
        {
            "number": number, "text": text[unit.start : unit.end], "kind": unit.kind, "doubtful": unit.doubtful,
            "suggested": suggested_label(unit, scale), "paragraph": "\n" in text[ends[number - 1] : unit.start],
            "remarks": remarks.get(number - 1, ()),
        }
        for number, unit in enumerate(shown, 1)
    ]  # fmt: skip


@require_POST
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the file with another character set, or the whole of a page instead of its article."""
    visit = get_import(request.user, pk)
    here = reverse("web:import-detail", args=[pk])
    form = ReadingForm(request.POST)
    try:
        check(form)
        with importing(visit.user):
            imports.read_again(job=visit.job, **form.cleaned_data)
    except (Refusal, UnreadableDocument) as refusal:
        return refused(request, refusal, back=here)
    return redirect(here)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Import what was previewed; sent twice, it is one document."""
    visit = get_import(request.user, pk)
    here = reverse("web:import-detail", args=[pk])
    form = DetailsForm(request.POST)
    try:
        check(form)
        details = Details(**{name: form.cleaned_data[name] for name in form.fields})
        allowed = bool(request.POST.get("allow_duplicate"))
        job = _advance(imports.confirm(job=visit.job, details=details, allow_duplicate=allowed))
    except Refusal as refusal:
        return refused(request, refusal, back=here)
    return _to_document(request, job) if job.stage == Stage.DONE else redirect(here)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget an import that was not confirmed."""
    visit = get_import(request.user, pk)
    try:
        imports.discard(job=visit.job)
    except Refusal as refusal:
        return refused(request, refusal, back=reverse("web:import-detail", args=[pk]))
    return redirect("web:document-new")
