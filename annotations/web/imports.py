"""Import: what came in, a preview of its claims, and only then the document."""

import hashlib
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from annotations.access import Visit, get_project, projects_of, signed_in
from annotations.importing import DocumentTooLarge, UnreadableDocument, UnsupportedDocument, Upload
from annotations.models import Project, User
from annotations.permissions import Permission
from annotations.scales import SCALES
from annotations.services import documents, originals
from annotations.services.claims import suggested_label
from annotations.services.documents import Draft
from annotations.services.limits import importing
from annotations.services.refusals import Invalid, Refusal
from annotations.web.forms import DetailsForm, ImportForm
from annotations.web.submissions import refused, status_of, submit

SALT = "annotations.web.imports"
KEPT_FOR = 24 * 3600
PREVIEWED = 300


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form for a text or a file; what comes in is shown as claims before anything is saved."""
    user = signed_in(request.user)
    choices = {project.slug: project.name for project in projects_of(user).filter(memberships__user=user)}
    if request.method != "POST":
        return _form_page(request, ImportForm(projects=choices))
    received = request.FILES
    if request.META.get("factcheck.upload_too_large"):
        return _form_page(request, ImportForm(projects=choices), "The file is larger than 20 MB.", status=413)
    form = ImportForm(request.POST, received, projects=choices)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    visit = get_project(user, form.cleaned_data["project"], Permission.IMPORT)
    try:
        upload = _upload(form)
        encoding = form.cleaned_data["encoding"]
        with importing(user):
            draft = documents.draft_import(
                project=visit.project, upload=upload, details=form.details, encoding=encoding
            )
    except UnreadableDocument as error:
        return _form_page(request, form, error.message, status=unreadable_status(error), guess=error.guess)
    except Refusal as refusal:
        return _form_page(request, form, refusal.message, status=status_of(refusal))
    return _preview_page(request, visit, draft, _staged(user, visit.project, upload, encoding))


def unreadable_status(error: UnreadableDocument) -> int:
    """Return the HTTP status of a document that cannot be read."""
    if isinstance(error, DocumentTooLarge):
        return 413
    return 415 if isinstance(error, UnsupportedDocument) else 422


def _form_page(
    request: HttpRequest, form: ImportForm, error: str = "", *, status: int = 200, guess: str = ""
) -> HttpResponse:
    context = {"form": form, "error": error, "guess": guess}
    return render(request, "documents/new.html", context, status=status)


def _upload(form: ImportForm) -> Upload:
    """The pasted text with the line ends that it had before the browser sent it, or the file as it is."""
    file = form.cleaned_data["file"]
    if isinstance(file, UploadedFile):
        return Upload(name=file.name or "", media_type=file.content_type or "", data=file.read())
    text = form.cleaned_data["text"].replace("\r\n", "\n")
    return Upload(name="", media_type="text/plain", data=text.encode())


def _staged(user: User, project: Project, upload: Upload, encoding: str) -> str:
    """Put the bytes aside for a day and return a signed ticket for them, good for this person and project only."""
    ticket = {
        "user": user.pk, "project": project.slug, "file": originals.keep(settings.STAGING_DIR, upload.data),
        "name": upload.name, "type": upload.media_type, "encoding": encoding,
        "sha256": hashlib.sha256(upload.data).hexdigest(),
    }  # fmt: skip
    return signing.dumps(ticket, salt=SALT)


def _preview_page(request: HttpRequest, visit: Visit, draft: Draft, ticket: str, *, status: int = 200) -> HttpResponse:
    text, scale = draft.manuscript.text, SCALES[visit.project.scale]
    shown = draft.units[:PREVIEWED]
    ends = [0, *(unit.end for unit in shown)]
    claims = [
        {
            "number": number, "text": text[unit.start : unit.end], "kind": unit.kind, "doubtful": unit.doubtful,
            "suggested": suggested_label(unit, scale), "paragraph": "\n" in text[ends[number - 1] : unit.start],
        }
        for number, unit in enumerate(shown, 1)
    ]  # fmt: skip
    context = {
        "project": visit.project, "draft": draft, "claims": claims, "ticket": ticket, "key": str(uuid.uuid4()),
        "total": len(draft.units), "unshown": len(draft.units) - len(shown), "form": _details_form(draft),
        "aside": sum(bool(suggested_label(unit, scale)) for unit in draft.units),
        "doubtful": sum(unit.doubtful for unit in draft.units),
        "sha256": hashlib.sha256(draft.upload.data).hexdigest(), "size": len(draft.upload.data),
    }  # fmt: skip
    return render(request, "documents/preview.html", context, status=status)


def _details_form(draft: Draft) -> DetailsForm:
    return DetailsForm(initial={name: getattr(draft.details, name) for name in DetailsForm.base_fields})


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Import what was previewed."""
    user = signed_in(request.user)
    ticket = _ticket(user, request.POST.get("ticket", ""))
    if ticket is None:
        gone = Invalid("preview_expired", "This preview is over a day old, or not yours. Import the text again.")
        return refused(request, gone, back=reverse("web:document-new"))
    visit = get_project(user, ticket["project"], Permission.IMPORT)
    form = DetailsForm(request.POST)
    upload = _unstaged(ticket)
    if not form.is_valid() or upload is None:
        wrong = Invalid("details_invalid", "The details are incomplete, or the file is gone. Import the text again.")
        return refused(request, wrong, back=reverse("web:document-new"))

    details = documents.Details(**{name: form.cleaned_data[name] for name in form.fields})
    allowed = bool(request.POST.get("allow_duplicate"))

    def act(draft: Draft) -> dict[str, Any]:
        document = documents.import_document(
            actor=visit.user, project=visit.project, draft=draft, allow_duplicate=allowed
        )
        return {"document": document.pk, "claims": len(draft.units)}

    try:
        # Read and cut outside the transaction: meanwhile others write.
        draft = documents.draft_import(
            project=visit.project, upload=upload, details=details, encoding=ticket["encoding"]
        )
        answer = submit(request, visit, lambda: act(draft))
    except (Refusal, UnreadableDocument) as refusal:
        told = refusal if isinstance(refusal, Refusal) else Invalid(refusal.code, refusal.message)
        return refused(request, told, back=reverse("web:document-new"))
    messages.success(request, f"Imported: {answer.body['claims']} claims.")
    return redirect(reverse("web:document-detail", args=[answer.body["document"]]))


def _ticket(user: User, signed: str) -> dict[str, Any] | None:
    try:
        ticket: dict[str, Any] = signing.loads(signed, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    return ticket if ticket["user"] == user.pk else None


def _unstaged(ticket: dict[str, Any]) -> Upload | None:
    path = Path(settings.STAGING_DIR) / ticket["file"]
    if not path.exists():
        return None
    data = path.read_bytes()
    same = hashlib.sha256(data).hexdigest() == ticket["sha256"]
    return Upload(name=ticket["name"], media_type=ticket["type"], data=data) if same else None
