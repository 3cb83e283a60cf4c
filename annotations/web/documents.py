"""Documents: my work, import with a preview, details, notes, history, the original."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from annotations.access import DocumentVisit, get_document, projects_of, signed_in
from annotations.models import Original
from annotations.permissions import Permission
from annotations.queries.documents import waiting_suggestions, work_page
from annotations.queries.members import initials_of
from annotations.queries.panel import threads
from annotations.services import documents, originals, verdicts
from annotations.services.refusals import Refusal
from annotations.web.docbar import bar_of
from annotations.web.forms import DetailsForm, NoteForm, VersionForm
from annotations.web.submissions import check, refused, submit


@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """My work: what waits for me, and the documents of my projects."""
    user = signed_in(request.user)
    projects = projects_of(user)
    page = work_page(projects, user)
    context = {"page": page, "projects": list(projects[:50]), "key": str(uuid.uuid4())}
    return render(request, "documents/work.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest, document: int) -> HttpResponse:
    """What the document says of itself, to be corrected."""
    visit = get_document(request.user, document, Permission.EDIT_DOCUMENT)
    back = reverse("web:document-detail", args=[document])
    if request.method != "POST":
        form = DetailsForm(initial={name: getattr(visit.document, name) for name in DetailsForm.base_fields})
        return _details_page(request, visit, form)
    form, version = DetailsForm(request.POST), VersionForm(request.POST)
    if not form.is_valid():
        return _details_page(request, visit, form, status=422)
    try:
        check(version)
        seen = version.cleaned_data["version"]

        def act() -> dict[str, Any]:
            documents.change_details(actor=visit.user, document=visit.document, details=form.cleaned_data, version=seen)
            return {"back": back}

        submit(request, visit, act)
    except Refusal as refusal:
        return refused(request, refusal, back=reverse("web:document-details", args=[document]))
    messages.success(request, "The details are saved.")
    return redirect(back)


def _details_page(request: HttpRequest, visit: DocumentVisit, form: DetailsForm, *, status: int = 200) -> HttpResponse:
    context = {"document": visit.document, "project": visit.project, "form": form, "key": str(uuid.uuid4())}
    context |= bar_of(visit)
    return render(request, "documents/details.html", context, status=status)


@require_safe
def notes(request: HttpRequest, document: int) -> HttpResponse:
    """Notes on the document as a whole, and what is known about it."""
    visit = get_document(request.user, document, Permission.VIEW)
    rows = visit.sight.notes().filter(document=visit.document, claim__isnull=True)
    original = Original.objects.filter(revision=visit.document.current).first()
    context = {
        "document": visit.document, "project": visit.project, "original": original, "note_form": NoteForm(),
        "threads": threads(visit.sight.read_notes(rows), visit.user, initials_of(visit.project)),
        "key": str(uuid.uuid4()), "may_edit": visit.may(Permission.EDIT_DOCUMENT), **bar_of(visit),
        "suggestions": waiting_suggestions(visit.document, visit.user) if visit.may(Permission.REVIEW) else 0,
    }  # fmt: skip
    return render(request, "documents/notes.html", context)


@require_GET
def original(request: HttpRequest, document: int) -> HttpResponseBase:
    """The file as it came in: always as a download, never shown, of a type from our own table."""
    visit = get_document(request.user, document, Permission.DOWNLOAD_ORIGINAL)
    kept = Original.objects.get(revision=visit.document.current)
    response = FileResponse(
        originals.path_of(kept).open("rb"), as_attachment=True, filename=kept.file_name or "pasted.txt",
        content_type=kept.media_type,
    )  # fmt: skip
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_POST
def accept_suggestions(request: HttpRequest, document: int) -> HttpResponse:
    """Give every suggested label in one's own name."""
    visit = get_document(request.user, document, Permission.REVIEW)

    def act() -> dict[str, Any]:
        return {"given": verdicts.accept_suggestions(actor=visit.user, document=visit.document)}

    given = submit(request, visit, act).body["given"]
    messages.success(request, f"{given} suggested labels given in your name." if given else "None was left to accept.")
    return redirect(reverse("web:document-detail", args=[document]))
