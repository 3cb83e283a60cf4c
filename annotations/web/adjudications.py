"""Disagreements: side by side, and settled by an editor."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from annotations.access import ClaimVisit, get_claim, get_document
from annotations.models import Claim
from annotations.permissions import Permission
from annotations.queries.ballots import tallies
from annotations.queries.disagreements import disagreements
from annotations.queries.panel import panel
from annotations.scales import SCALES
from annotations.services import adjudications
from annotations.services.refusals import Refusal
from annotations.web.docbar import bar_of
from annotations.web.forms import AdjudicationForm
from annotations.web.submissions import check, status_of, submit
from annotations.web.workbench import adjudication_form, changed, panel_context


@require_safe
def open_cases(request: HttpRequest, document: int) -> HttpResponse:
    """The document's disagreements, as far as the viewer may see them."""
    visit = get_document(request.user, document, Permission.VIEW)
    page = disagreements(visit.document, visit.sight)
    by_vote = visit.project.rules.adjudication == "vote"
    votes = tallies(visit.project, [shown.claim for shown in page], visit.user) if by_vote else {}
    cases = [{"case": shown, "form": adjudication_form(shown), "tally": votes.get(shown.claim.pk)} for shown in page]
    context = {
        "document": visit.document, "project": visit.project, "cases": cases, "scale": SCALES[visit.project.scale],
        "may_adjudicate": visit.may(Permission.ADJUDICATE), "may_vote": visit.may(Permission.REVIEW),
        "key": str(uuid.uuid4()),
        "blind": not visit.sees_all, **bar_of(visit),
    }  # fmt: skip
    return render(request, "documents/disagreements.html", context)


@require_POST
def adjudicate(request: HttpRequest, document: int, serial: int) -> HttpResponse:
    """Settle a claim's label, or open the case again."""
    visit = get_claim(request.user, document, serial, Permission.ADJUDICATE)
    form = AdjudicationForm(request.POST)

    def act() -> dict[str, Any]:
        data = form.cleaned_data
        settled = adjudications.adjudicate(
            actor=visit.user, claim=visit.claim, label=data["label"], reason=data["reason"], seen=form.seen
        )
        return {"adjudication": settled.number}

    try:
        check(form)
        submit(request, visit, act)
    except Refusal as refusal:
        return _conflict(request, visit, form, refusal)
    return changed(request, visit)


def _conflict(request: HttpRequest, visit: ClaimVisit, form: AdjudicationForm, refusal: Refusal) -> HttpResponse:
    """Show the case as it is now, with the editor's own words kept."""
    claim = Claim.objects.get(pk=visit.claim.pk)
    shown = panel(visit.document, claim, visit.sight)
    now = adjudication_form(shown)
    written = request.POST.copy()
    for name in ("version", "verdict_rows", "adjudication"):
        written[name] = str(now.initial[name])
    context = panel_context(visit, shown) | {
        "refusal": refusal, "again": AdjudicationForm(written), "label": request.POST.get("label", ""),
        "reason": request.POST.get("reason", ""), "successors": getattr(refusal, "successors", ()),
    }  # fmt: skip
    partial = bool(request.htmx)  # type: ignore[attr-defined]  # set by HtmxMiddleware
    template = "claims/_adjudication_conflict.html" if partial else "claims/adjudication_conflict.html"
    return render(request, template, context, status=status_of(refusal))
