"""Notes: write, answer, resolve, open again, take back."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from annotations.access import DocumentVisit, get_claim, get_document
from annotations.models import Note
from annotations.permissions import Permission
from annotations.queries.panel import panel
from annotations.services import notes
from annotations.services.refusals import Refusal
from annotations.web.forms import NoteForm, VersionForm
from annotations.web.submissions import check, refused, status_of, submit
from annotations.web.workbench import changed, claim_url, panel_context


@require_POST
def add(request: HttpRequest, document: int, serial: int) -> HttpResponse:
    """Begin a thread on a claim."""
    visit = get_claim(request.user, document, serial, Permission.REVIEW)
    form = NoteForm(request.POST)

    def act() -> dict[str, Any]:
        text = form.cleaned_data["text"]
        notes.add_note(actor=visit.user, document=visit.document, claim=visit.claim, text=text)
        return {"claim": serial}

    try:
        check(form)
        submit(request, visit, act)
    except Refusal as refusal:
        if not request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
            return refused(request, refusal, back=claim_url(document, serial))
        context = panel_context(visit, panel(visit.document, visit.claim, visit.sight))
        context |= {"note_form": form, "refusal": refusal}
        return render(request, "claims/_panel.html", context, status=status_of(refusal))
    return changed(request, visit)


@require_POST
def add_to_document(request: HttpRequest, document: int) -> HttpResponse:
    """Begin a thread on the document."""
    visit = get_document(request.user, document, Permission.REVIEW)
    form = NoteForm(request.POST)
    return _act(
        request, visit, form,
        lambda: notes.add_note(actor=visit.user, document=visit.document, text=form.cleaned_data["text"]),
        reverse("web:document-notes", args=[document]),
    )  # fmt: skip


def _note(visit: DocumentVisit, pk: int) -> Note:
    rows = visit.sight.notes().select_related("claim")
    return get_object_or_404(rows, pk=pk, document=visit.document)


@require_POST
def answer(request: HttpRequest, document: int, pk: int) -> HttpResponse:
    """Answer in a thread."""
    visit = get_document(request.user, document, Permission.REVIEW)
    note, form = _note(visit, pk), NoteForm(request.POST)
    return _act(
        request, visit, form,
        lambda: notes.reply(actor=visit.user, note=note, text=form.cleaned_data["text"]), _place_of(note),
    )  # fmt: skip


@require_POST
def resolve(request: HttpRequest, document: int, pk: int) -> HttpResponse:
    """Mark a thread as resolved."""
    return _with_version(request, document, pk, notes.resolve)


@require_POST
def reopen(request: HttpRequest, document: int, pk: int) -> HttpResponse:
    """Open a resolved thread again."""
    return _with_version(request, document, pk, notes.reopen)


@require_POST
def withdraw(request: HttpRequest, document: int, pk: int) -> HttpResponse:
    """Take one's own note back."""
    return _with_version(request, document, pk, notes.withdraw_note)


def _with_version(request: HttpRequest, document: int, pk: int, verb: Callable[..., Note]) -> HttpResponse:
    visit = get_document(request.user, document, Permission.REVIEW)
    note, form = _note(visit, pk), VersionForm(request.POST)
    return _act(
        request, visit, form,
        lambda: verb(actor=visit.user, note=note, version=form.cleaned_data["version"]), _place_of(note),
    )  # fmt: skip


def _place_of(note: Note) -> str:
    if note.claim is None:
        return reverse("web:document-notes", args=[note.document_id])
    return claim_url(note.document_id, note.claim.serial)


def _act(
    request: HttpRequest, visit: DocumentVisit, form: NoteForm | VersionForm, verb: Callable[[], Note], back: str
) -> HttpResponse:
    def act() -> dict[str, Any]:
        verb()
        return {"back": back}

    try:
        check(form)
        submit(request, visit, act)
    except Refusal as refusal:
        return refused(request, refusal, back=back)
    claim = _claim_of(back)
    if request.htmx and claim:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return changed(request, get_claim(request.user, visit.document.pk, claim, Permission.REVIEW))
    return redirect(back)


def _claim_of(back: str) -> int | None:
    serial = back.rpartition("#c")[2]
    return int(serial) if serial.isdigit() else None
