"""Assignments: who reads what, drawing, taking the next claim, giving one back."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from annotations.access import DocumentVisit, get_document
from annotations.models import Assignment, Claim, User
from annotations.permissions import Permission
from annotations.queries.readings import readings_page
from annotations.services import assignments
from annotations.services.claim_numbers import claims_numbered
from annotations.services.refusals import Refusal
from annotations.web.forms import VersionForm
from annotations.web.forms.readings import AssignForm, DrawForm
from annotations.web.submissions import check, refused, status_of, submit, submitted
from annotations.web.workbench import claim_url


@require_safe
def detail(request: HttpRequest, document: int) -> HttpResponse:
    """Who reads what, how far they are, and the forms to assign claims or draw them."""
    visit = get_document(request.user, document, Permission.ASSIGN)
    return _page(request, visit, None)


def _page(
    request: HttpRequest, visit: DocumentVisit, form: AssignForm | None, refusal: Refusal | None = None
) -> HttpResponse:
    page = readings_page(visit.document)
    rules = visit.project.rules
    draw_form = DrawForm(by_policy=rules.second_reading != "off")
    context = {
        "document": visit.document, "project": visit.project, "page": page, "rules": rules, "refusal": refusal,
        "assign_form": form or AssignForm(readers=page.readers), "draw_form": draw_form,
        "may_review": True, "may_assign": True, "may_see_history": True, "key": str(uuid.uuid4()),
    }  # fmt: skip
    return render(request, "readings/detail.html", context, status=status_of(refusal) if refusal else 200)


@require_POST
def assign(request: HttpRequest, document: int) -> HttpResponse:
    """Give claims to a reader, or to the queue."""
    visit = get_document(request.user, document, Permission.ASSIGN)
    form = AssignForm(request.POST, readers=readings_page(visit.document).readers)

    def act() -> dict[str, Any]:
        data = form.cleaned_data
        given = assignments.assign(
            actor=visit.user, document=visit.document, claims=claims_numbered(visit.document, data["claims"]),
            reader=User.objects.get(pk=data["reader"]) if data["reader"] else None, reading=data["reading"],
            due=form.due_at,
        )  # fmt: skip
        return {"given": len(given)}

    try:
        check(form)
        given = submit(request, visit, act).body["given"]
    except Refusal as refusal:
        return _page(request, visit, form, refusal)
    messages.success(request, f"{given} claim{'' if given == 1 else 's'} assigned.")
    return redirect(reverse("web:document-readings", args=[document]))


@require_POST
def draw(request: HttpRequest, document: int) -> HttpResponse:
    """Put the claims that the policy draws into the queue."""
    visit = get_document(request.user, document, Permission.ASSIGN)
    form, back = DrawForm(request.POST), reverse("web:document-readings", args=[document])

    def act() -> dict[str, Any]:
        flagged = form.cleaned_data["flagged"]
        drawn = assignments.draw(actor=visit.user, document=visit.document, due=form.due_at, flagged=flagged)
        return {"drawn": len(drawn)}

    try:
        check(form)
        drawn = submit(request, visit, act).body["drawn"]
    except Refusal as refusal:
        return refused(request, refusal, back=back)
    messages.success(request, f"{drawn} drawn into the queue." if drawn else "Nothing is left to draw.")
    return redirect(back)


@require_POST
def take_next(request: HttpRequest, document: int) -> HttpResponse:
    """Take the next claim from the queue, and go there."""
    visit = get_document(request.user, document, Permission.REVIEW)

    def act() -> dict[str, Any]:
        taken = assignments.next_claim(actor=visit.user, document=visit.document)
        return {"claim": taken.claim.serial if taken else None}

    try:
        serial = submit(request, visit, act).body["claim"]
    except Refusal as refusal:
        return refused(request, refusal, back=reverse("web:work"))
    if serial is None:
        messages.info(request, "Nothing waits in the queue of this document for you.")
        return redirect(reverse("web:document-detail", args=[document]))
    claim = Claim.objects.get(document=visit.document, serial=serial)
    messages.success(request, "This claim is yours to read. What others hold of it appears after your verdict.")
    return redirect(claim_url(document, claim.serial))


def _assignment(visit: DocumentVisit, pk: int) -> Assignment:
    """Return an assignment of one's own, or of anybody for who may assign."""
    rows = Assignment.objects.filter(document=visit.document, reader__isnull=False)
    return get_object_or_404(rows if visit.may(Permission.ASSIGN) else rows.filter(reader=visit.user), pk=pk)


@require_POST
def give_back(request: HttpRequest, document: int, pk: int) -> HttpResponse:
    """Put a claim back into the queue."""
    visit = get_document(request.user, document, Permission.REVIEW)
    row, form = _assignment(visit, pk), VersionForm(request.POST)

    def act() -> dict[str, Any]:
        assignments.give_back(actor=visit.user, assignment=row, version=form.cleaned_data["version"])
        return {}

    to = "web:document-readings" if visit.may(Permission.ASSIGN) else "web:document-detail"
    return submitted(
        request, visit, form, act, done="The claim waits in the queue again.", back=reverse(to, args=[document])
    )
