"""Revisions: list and compare them, read an older one, import the next one after a preview of what it changes."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from annotations.access import DocumentVisit, get_document
from annotations.importing import UnreadableDocument, Upload
from annotations.models import Document, ImportJob, Revision, Stage
from annotations.permissions import Permission
from annotations.queries.comparing import compare
from annotations.queries.differences import differences_of
from annotations.queries.proposing import proposed
from annotations.queries.revisions import find_revision, revision_lines, revision_page
from annotations.queries.undecided import undecided_groups
from annotations.reports.differences import FORMATS, write_differences
from annotations.services import imports, revisions
from annotations.services.drafts import Incoming
from annotations.services.limits import exporting, importing
from annotations.services.refusals import Refusal, TooMany
from annotations.services.revisions import Plan
from annotations.tasks import hand_over
from annotations.web.forms import VersionForm
from annotations.web.forms.revisions import RevisionForm
from annotations.web.submissions import check, refused, status_of, submit
from annotations.web.workbench import number_in

FATES = {
    "unchanged": "unchanged", "moved": "moved", "changed": "changed", "split": "split", "merged": "merged",
    "returned": "there again from an earlier revision", "new": "new", "deleted": "deleted",
}  # fmt: skip


@require_safe
def listed(request: HttpRequest, document: int) -> HttpResponse:
    """The revisions; with `from` and `to`, what differs between two of them."""
    visit = get_document(request.user, document, Permission.VIEW)
    lines = revision_lines(visit.document)
    context = _context(visit) | {"lines": lines, "may_import": visit.may(Permission.IMPORT)}
    numbers = number_in(request, "from", 0), number_in(request, "to", 0)
    found = [line.revision for number in numbers for line in lines if line.revision.number == number]
    if any(numbers) and len(found) != len(numbers):
        raise Http404
    if found:
        page = number_in(request, "page", 1)
        context["comparison"] = compare(visit.document, found[0], found[1], visit.sight, page=page)
        context["chosen"] = found
    return render(request, "revisions/list.html", context)


@require_safe
def detail(request: HttpRequest, document: int, number: int) -> HttpResponse:
    """A revision as it was judged; nothing can be changed in it."""
    visit = get_document(request.user, document, Permission.VIEW)
    revision = find_revision(visit.document, number)
    if revision is None:
        raise Http404
    page = revision_page(visit.document, revision, visit.sight, page=number_in(request, "page", 1))
    return render(request, "revisions/detail.html", _context(visit) | {"page": page})


@require_safe
def differences(request: HttpRequest, document: int, format: str) -> HttpResponse:
    """What differs between two revisions, the last ones unless said, and what was held of each, as a file."""
    visit = get_document(request.user, document, Permission.EXPORT)
    newer = number_in(request, "to", _next_number(visit) - 1)
    older = number_in(request, "from", max(1, newer - 1))
    before, after = (find_revision(visit.document, number) for number in (older, newer))
    if before is None or after is None or format not in FORMATS:
        raise Http404
    try:
        with exporting(visit.user):
            file = write_differences(differences_of(visit.document, before, after, visit.sight), format)
    except TooMany as refusal:
        return refused(request, refusal, back=reverse("web:revision-list", args=[document]))
    response = HttpResponse(file.content, content_type=file.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _context(visit: DocumentVisit) -> dict[str, Any]:
    return {
        "document": visit.document, "project": visit.project, "blind": not visit.sees_all,
        "may_see_history": visit.may(Permission.VIEW_HISTORY), "may_review": visit.may(Permission.REVIEW),
        "may_repair": visit.may(Permission.REPAIR), "may_assign": visit.may(Permission.ASSIGN),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, document: int) -> HttpResponse:
    """The form for a revised text; what comes in is compared before anything is saved."""
    visit = get_document(request.user, document, Permission.IMPORT)
    if request.method != "POST":
        return _form_page(request, visit, RevisionForm())
    received = request.FILES
    if request.META.get("factcheck.upload_too_large"):
        return _form_page(request, visit, RevisionForm(), "The file is larger than 20 MB.", status=413)
    form = RevisionForm(request.POST, received)
    if not form.is_valid():
        return _form_page(request, visit, form, status=422)
    try:
        with importing(visit.user):
            job = _begun(visit, form)
    except (Refusal, UnreadableDocument) as refusal:
        response = _form_page(request, visit, form, refusal.message, status=status_of(refusal))
        if isinstance(refusal, TooMany):
            response.headers["Retry-After"] = str(refusal.seconds)
        return response
    return redirect("web:revision-preview", document, job.pk)


def _form_page(
    request: HttpRequest, visit: DocumentVisit, form: RevisionForm, error: str = "", *, status: int = 200
) -> HttpResponse:
    return render(request, "revisions/new.html", _context(visit) | {"form": form, "error": error}, status=status)


def _begun(visit: DocumentVisit, form: RevisionForm) -> ImportJob:
    """Read what came in, a large file in the worker; what cannot be read leaves nothing."""
    job = imports.open_import(
        actor=visit.user, project=visit.project, incoming=_incoming(form), document=visit.document,
        details=revisions.revision_details(visit.document),
    )  # fmt: skip
    if imports.is_large(job):
        hand_over(job.pk)
        return job
    try:
        return imports.advance(job)
    except (Refusal, UnreadableDocument, OSError, DatabaseError):
        imports.discard(job=job)
        raise


def _incoming(form: RevisionForm) -> Incoming:
    file, values = form.cleaned_data["file"], form.cleaned_data
    if isinstance(file, UploadedFile):
        upload = Upload(name=file.name or "", media_type=file.content_type or "", data=file.read())
        return Incoming(upload, encoding=values["encoding"])
    return Incoming(Upload("", "text/plain", values["text"].replace("\r\n", "\n").encode()), encoding="utf-8")


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, document: int, pk: int) -> HttpResponse:
    """What would become of every claim; confirmed, it is the document's next revision."""
    visit = get_document(request.user, document, Permission.IMPORT)
    job = ImportJob.objects.select_related("project").filter(pk=pk, actor=visit.user, document=visit.document).first()
    back = reverse("web:revision-new", args=[document])
    if request.method == "POST":
        return _stored(request, visit, job, back)
    if job is None:
        raise Http404
    if job.stage == Stage.DONE:
        return _imported(request, visit, imports.stored_revision(job))
    if job.stage != Stage.READY:
        return render(request, "documents/import.html", {"job": job, "project": visit.project, "key": ""})
    try:
        plan = _plan(visit, job)
    except Refusal as refusal:
        return refused(request, refusal, back=back)
    return render(request, "revisions/preview.html", _preview_context(visit, job, plan))


def _plan(visit: DocumentVisit, job: ImportJob) -> Plan:
    return revisions.plan_revision(document=visit.document, draft=imports.draft_of_job(job))


def _preview_context(visit: DocumentVisit, job: ImportJob, plan: Plan) -> dict[str, Any]:
    text = plan.draft.manuscript.text
    shown, rest = proposed(plan.alignment, [text[unit.start : unit.end] for unit in plan.units], visit.document)
    old = {str(fate): count for fate, count in plan.alignment.old_counts.items()}
    new = {str(fate): count for fate, count in plan.alignment.new_counts.items()}
    counts = [(title, old.get(fate), new.get(fate)) for fate, title in FATES.items() if old.get(fate) or new.get(fate)]
    return _context(visit) | {
        "job": job, "plan": plan, "counts": counts, "sums": (sum(old.values()), sum(new.values())),
        "shown": shown, "rest": rest, "key": str(uuid.uuid4()), "number": _next_number(visit),
    }  # fmt: skip


def _next_number(visit: DocumentVisit) -> int:
    return (visit.document.current.number if visit.document.current else 0) + 1


def _stored(request: HttpRequest, visit: DocumentVisit, job: ImportJob | None, back: str) -> HttpResponse:
    """Store what was previewed; sent twice, it is one revision."""
    form = VersionForm(request.POST)
    try:
        check(form)
        version, large = form.cleaned_data["version"], job is not None and job.total >= imports.LARGE_CLAIMS
        plan = _plan(visit, job) if job is not None and job.stage == Stage.READY and not large else None

        def act() -> dict[str, Any]:
            if job is not None and large:
                return {"job": imports.confirm_revision(job=job, version=version).pk}
            if plan is None:
                raise Http404
            stored = revisions.import_revision(
                actor=visit.user, document=visit.document, draft=plan.draft, version=version, plan=plan
            )
            return {"number": stored.number}

        done = submit(request, visit, act).body
    except Refusal as refusal:
        return refused(request, refusal, back=back)
    if "job" in done:
        hand_over(done["job"])
        return redirect("web:revision-preview", visit.document.pk, done["job"])
    if job is not None:
        imports.discard(job=job)
    return _imported(request, visit, done["number"])


def _imported(request: HttpRequest, visit: DocumentVisit, number: int) -> HttpResponse:
    """Show what the import made of the claims, and what it left to a person."""
    messages.success(request, f"Revision {number} is imported.")
    left = sum(len(group.new) for group in undecided_groups(Document.objects.get(pk=visit.document.pk)))
    if left:
        said = "1 sentence is" if left == 1 else f"{left} sentences are"
        messages.warning(request, f"{said} left to a person, under “Stale verdicts”.")
    before = Revision.objects.filter(document=visit.document, number=number - 1).exists()
    query = f"?from={number - 1}&to={number}" if before else ""
    return redirect(reverse("web:revision-list", args=[visit.document.pk]) + query)
