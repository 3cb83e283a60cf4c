"""Verdicts: give and withdraw."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from annotations.access import ClaimVisit, get_claim
from annotations.models import Claim
from annotations.permissions import Permission
from annotations.queries.panel import panel
from annotations.services import verdicts
from annotations.services.refusals import Refusal, Successor
from annotations.web.forms import VerdictForm, WithdrawForm
from annotations.web.structure import shown_anew
from annotations.web.submissions import check, status_of, submit
from annotations.web.workbench import changed, panel_context


@require_POST
def give(request: HttpRequest, document: int, serial: int) -> HttpResponse:
    """Take a verdict."""
    visit = get_claim(request.user, document, serial, Permission.REVIEW)
    form = VerdictForm(request.POST)

    def act() -> dict[str, Any]:
        data = form.cleaned_data
        verdict = verdicts.record_verdict(
            actor=visit.user, claim=visit.claim, judgement=form.judgement, version=data["version"],
            own_number=data["own_number"],
        )  # fmt: skip
        return {"verdict": verdict.number}

    try:
        check(form)
        submit(request, visit, act)
    except Refusal as refusal:
        return conflict(request, visit, form, refusal)
    if request.htmx and "anew" in request.POST:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return shown_anew(request, get_claim(request.user, document, serial, Permission.REVIEW), "Verdict saved.")
    return changed(request, visit)


@require_POST
def withdraw(request: HttpRequest, document: int, serial: int) -> HttpResponse:
    """Take one's own verdict back."""
    visit = get_claim(request.user, document, serial, Permission.REVIEW)
    form = WithdrawForm(request.POST)

    def act() -> dict[str, Any]:
        data = form.cleaned_data
        verdict = verdicts.record_verdict(
            actor=visit.user, claim=visit.claim, judgement=verdicts.Judgement(label=""), version=data["version"],
            own_number=data["own_number"],
        )  # fmt: skip
        return {"verdict": verdict.number}

    try:
        check(form)
        submit(request, visit, act)
    except Refusal as refusal:
        return conflict(request, visit, VerdictForm(request.POST), refusal)
    return changed(request, visit)


def conflict(request: HttpRequest, visit: ClaimVisit, form: VerdictForm, refusal: Refusal) -> HttpResponse:
    """Show what came in between beside what was written, which is kept and can be sent on top."""
    claim = Claim.objects.get(pk=visit.claim.pk)
    shown = panel(visit.document, claim, visit.sight)
    written = request.POST.copy()
    written["version"], written["own_number"] = str(claim.version), str(shown.own_number)
    form.is_valid()
    context = panel_context(visit, shown) | {
        "refusal": refusal, "written": form, "again": VerdictForm(written),
        "successors": _takers(visit, getattr(refusal, "successors", ())), "label": request.POST.get("label", ""),
        "said": [
            (name, value)
            for name in ("label", "rationale", "tags", "action", "proposed_wording", "evidence_override")
            for value in request.POST.getlist(name)
        ],
    }  # fmt: skip
    partial = bool(request.htmx)  # type: ignore[attr-defined]  # set by HtmxMiddleware
    template = "claims/_conflict.html" if partial else "claims/conflict.html"
    return render(request, template, context, status=status_of(refusal))


def _takers(visit: ClaimVisit, successors: Sequence[Successor]) -> list[dict[str, Any]]:
    """Return the claims to which a late verdict may be given, with what its form must have seen of them."""
    serials = [successor.serial for successor in successors]
    own = Count("verdicts", filter=Q(verdicts__reviewer=visit.user))
    claims = Claim.objects.filter(document=visit.document, serial__in=serials).annotate(own=own)
    seen = {claim.serial: {"version": claim.version, "own_number": claim.own} for claim in claims}
    return [{"claim": successor, **seen[successor.serial]} for successor in successors]
