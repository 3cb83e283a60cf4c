"""The marking pass: once through the text, one key for each claim."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from annotations.access import DocumentVisit, get_claim, get_document
from annotations.permissions import Permission
from annotations.queries.marking import MarkingPage, marking_page
from annotations.queries.undo import stacks_of
from annotations.services import marking, undo
from annotations.services.refusals import Refusal
from annotations.web.docbar import bar_of
from annotations.web.forms import UndoForm
from annotations.web.forms.marking import MarkForm
from annotations.web.submissions import check, refused, submit
from annotations.web.workbench import number_in


@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, document: int) -> HttpResponse:
    """One claim with its neighbours, what speaks for which mark, and the marks; a form that marks it and goes on."""
    visit = get_document(request.user, document, Permission.REVIEW)
    if request.method == "POST":
        return _mark(request, visit)
    at = number_in(request, "at", 0) or None
    page = marking_page(visit.document, visit.user, at=at, with_hints=not _without_hints(request))
    return render(request, "marking/detail.html", _context(request, visit, page))


def _context(request: HttpRequest, visit: DocumentVisit, page: MarkingPage) -> dict[str, Any]:
    return {
        "document": visit.document, "page": page, "off": _without_hints(request), "key": str(uuid.uuid4()),
        "kept": "&hints=off" if _without_hints(request) else "", "stacks": stacks_of(visit.document, visit.user),
        **bar_of(visit),
        "to_be_checked": marking.TO_BE_CHECKED,
        "with_keys": [label for label in page.labels if label.key], "to_be_checked_key": "c",
        "without_keys": [label for label in page.labels if not label.key],
    }  # fmt: skip


def _mark(request: HttpRequest, visit: DocumentVisit) -> HttpResponse:
    form = MarkForm(request.POST)

    def act() -> dict[str, Any]:
        data = form.cleaned_data
        marking.mark_claim(
            actor=visit.user, claim=claim.claim, mark=data["mark"], version=data["version"],
            own_number=data["own_number"],
        )  # fmt: skip
        return {"claim": data["serial"]}

    try:
        check(form)
        claim = get_claim(request.user, visit.document.pk, form.cleaned_data["serial"], Permission.REVIEW)
        done = submit(request, visit, act).body
    except Refusal as refusal:
        return refused(request, refusal, back=_address(request, visit))
    page = marking_page(visit.document, visit.user, at=done["claim"], with_hints=False)
    return redirect(_address(request, visit, page.unmarked or done["claim"]))


@require_POST
def take_back(request: HttpRequest, document: int) -> HttpResponse:
    """Undo one's last act and go back to its claim in the pass."""
    visit = get_document(request.user, document, Permission.REVIEW)
    form = UndoForm(request.POST)

    def act() -> dict[str, Any]:
        seen = form.cleaned_data["version"]
        done = undo.undo(actor=visit.user, document=visit.document, seen=seen)
        return {"claim": done.claim.serial if done.claim else None}

    try:
        check(form)
        done = submit(request, visit, act).body
    except Refusal as refusal:
        return refused(request, refusal, back=_address(request, visit))
    return redirect(_address(request, visit, done["claim"]))


def _without_hints(request: HttpRequest) -> bool:
    given = request.POST if request.method == "POST" else request.GET
    return given.get("hints") == "off"


def _address(request: HttpRequest, visit: DocumentVisit, at: int | None = None) -> str:
    query = [f"at={at}"] * bool(at) + ["hints=off"] * _without_hints(request)
    address = reverse("web:document-marking", args=[visit.document.pk])
    return f"{address}?{'&'.join(query)}" if query else address
