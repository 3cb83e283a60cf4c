"""The same claim elsewhere, and taking a citation over from there."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from annotations.access import ClaimVisit, get_claim, projects_of
from annotations.models import Citation
from annotations.permissions import Permission
from annotations.queries.similar import similar
from annotations.services import reuse
from annotations.services.refusals import Refusal
from annotations.web.forms.reuse import TakeForm
from annotations.web.submissions import check, refused, submit


@require_safe
def detail(request: HttpRequest, document: int, serial: int) -> HttpResponse:
    """Claims that say the same or nearly, in all projects that the viewer may see; alone, or for the panel."""
    visit = get_claim(request.user, document, serial, Permission.VIEW)
    found = similar(visit.document, visit.claim, visit.user, projects_of(visit.user))
    context = {
        "document": visit.document, "similar": found,
        "may_review": visit.may(Permission.REVIEW) and visit.claim.retired_at is None, "key": str(uuid.uuid4()),
        "may_see_history": visit.may(Permission.VIEW_HISTORY), "may_assign": visit.may(Permission.ASSIGN),
    }  # fmt: skip
    partial = bool(request.htmx)  # type: ignore[attr-defined]  # set by HtmxMiddleware
    response = render(request, "similar/_found.html" if partial else "similar/detail.html", context)
    response.headers["Vary"] = "HX-Request"
    return response


@require_POST
def take(request: HttpRequest, document: int, serial: int) -> HttpResponse:
    """Take a citation over: a new one, not yet read."""
    visit = get_claim(request.user, document, serial, Permission.REVIEW)
    form = TakeForm(request.POST)

    def act() -> dict[str, Any]:
        return {"citation": reuse.take_citation(actor=visit.user, claim=visit.claim, citation=citation).pk}

    back = reverse("web:claim-similar", args=[document, serial])
    try:
        check(form)
        data = form.cleaned_data
        there = get_claim(request.user, data["document"], data["serial"], Permission.VIEW)
        citation = _citation(there, data["citation"])
        submit(request, visit, act)
    except Refusal as refusal:
        return refused(request, refusal, back=back)
    messages.success(request, "The citation is taken over. Read the source before you rely on it.")
    return redirect(back)


def _citation(there: ClaimVisit, pk: int) -> Citation:
    found = there.sight.citations().filter(pk=pk, claim=there.claim).first()
    if found is None:
        raise Http404
    return found
