"""The sign-off on the report page: what is missing, the form, whether the last one still holds."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from annotations.access import DocumentVisit, get_document
from annotations.permissions import Permission
from annotations.queries.members import initials_of
from annotations.queries.signoff import last_signoff, missing, readiness
from annotations.queries.signoff_rules import RULES
from annotations.services import signoffs
from annotations.web.docbar import bar_of
from annotations.web.forms.signoffs import SignOffForm
from annotations.web.submissions import submitted
from annotations.web.workbench import number_in

PAGE_SIZE = 200


def signoff_context(visit: DocumentVisit) -> dict[str, Any]:
    """Return what the report page says of the sign-off to this person."""
    standing = last_signoff(visit.document, sees_all=visit.sees_all)
    context: dict[str, Any] = {"standing": standing, "may_sign": visit.may(Permission.SIGN_OFF)}
    if standing is not None:
        initials = initials_of(visit.project)
        change = standing.voided_by or standing.restored_by
        context["signed_by"] = initials.get(standing.signoff.editor_id) or standing.signoff.editor.mark
        context["changed_by"] = (initials.get(change.actor_id) or change.actor.mark) if change else ""
    if standing is not None and visit.sees_all:
        context["overridden"] = [
            {**told, "title": RULES[told["code"]][0] if told["code"] in RULES else told["code"]}
            for told in standing.signoff.overrides
        ]
    if visit.sees_all:
        context["readiness"] = readiness(visit.document)
        context["signoff_key"] = str(uuid.uuid4())
    return context


@require_safe
def what_is_missing(request: HttpRequest, document: int) -> HttpResponse:
    """Every claim that something is missing on, kind by kind, 200 on a page; of no kind given, the first."""
    visit = get_document(request.user, document, Permission.SEE_ALL)
    code = request.GET.get("kind", "")
    if code and code not in RULES:
        raise Http404
    kinds = missing(visit.document)
    chosen = next((kind for kind in kinds if kind.code == code or not code), None)
    context: dict[str, Any] = {
        "document": visit.document, "project": visit.project, "kinds": kinds, "chosen": chosen, **bar_of(visit),
    }  # fmt: skip
    if chosen is not None:
        context["page"] = Paginator(chosen.places, PAGE_SIZE).get_page(number_in(request, "page", 1))
        context["query"] = f"kind={chosen.code}&"
    return render(request, "documents/missing.html", context)


@require_POST
def sign_off(request: HttpRequest, document: int) -> HttpResponse:
    """Release the revision, with a reason for each thing that is missing."""
    visit = get_document(request.user, document, Permission.SIGN_OFF)
    form, back = SignOffForm(request.POST), reverse("web:document-report", args=[document])

    def act() -> dict[str, Any]:
        signed = signoffs.sign_off(
            actor=visit.user, document=visit.document, seen=form.cleaned_data["version"], overrides=form.overrides
        )
        return {"signoff": signed.number}

    return submitted(request, visit, form, act, done="The revision is signed off.", back=back)
