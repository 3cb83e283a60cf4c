"""Say which earlier claim a sentence is, or that it is none, where an import left that to a person."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from annotations.access import ClaimVisit, get_claim, get_document
from annotations.models import Claim, Placement
from annotations.permissions import Permission
from annotations.queries.joining import earlier_claims
from annotations.queries.offers import Offer, offers_of
from annotations.services import joining
from annotations.services.refusals import Refusal
from annotations.web.forms import take_of
from annotations.web.forms.revisions import JoinForm, LeaveForm
from annotations.web.submissions import check, refused, status_of, submit, submitted
from annotations.web.workbench import claim_url, number_in

STALE_PAGE = "stale"


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, document: int, serial: int) -> HttpResponse:
    """Choose which deleted claim a sentence is, and what of the sentence's own goes along."""
    visit = get_claim(request.user, document, serial, Permission.REPAIR)
    if request.method != "POST":
        return _page(request, visit)
    form = JoinForm(request.POST)
    try:
        check(form)
        earlier = get_claim(request.user, document, form.cleaned_data["earlier"], Permission.REPAIR)
        if not form.cleaned_data["offered"] and _offers(visit):
            return _page(request, visit)
        done = submit(request, visit, lambda: _joined(request, visit, earlier, form.cleaned_data["version"])).body
    except Refusal as refusal:
        return _page(request, visit, refusal)
    messages.success(request, f"Claim {done['number']} is the claim of before. Undo takes it back.")
    return redirect(_next_address(request, visit, done["claim"]))


def _joined(request: HttpRequest, visit: ClaimVisit, earlier: ClaimVisit, version: int) -> dict[str, Any]:
    claim = joining.join_claim(
        actor=visit.user, claim=visit.claim, earlier=earlier.claim, version=version, take=take_of(request.POST)
    )
    place = _standing(visit, claim)
    return {"claim": claim.serial, "number": place.shown_number if place else ""}


def _next_address(request: HttpRequest, visit: ClaimVisit, serial: int) -> str:
    if request.POST.get("then") == STALE_PAGE:
        return reverse("web:stale-list", args=[visit.document.pk]) + "#undecided"
    return claim_url(visit.document.pk, serial)


def _page(request: HttpRequest, visit: ClaimVisit, refusal: Refusal | None = None) -> HttpResponse:
    """Show the sentence beside the claims that it may be; what had been chosen is chosen still."""
    claim = Claim.objects.get(pk=visit.claim.pk)
    place = _standing(visit, claim)
    if place is None or place.kind == "separator":
        back = claim_url(visit.document.pk, claim.serial)
        return refused(request, refusal, back=back) if refusal else redirect(back)
    sent = request.POST.get("earlier", "")
    chosen = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else number_in(request, "earlier", 0)
    context = {
        "document": visit.document, "project": visit.project, "claim": claim, "place": place, "chosen": chosen,
        "refusal": refusal, "may_review": visit.may(Permission.REVIEW),
        "may_see_history": visit.may(Permission.VIEW_HISTORY),
        "found": earlier_claims(visit.document, place, visit.sight, named=[chosen]),
        "offers": _with_choices(request, _offers(visit)), "key": str(uuid.uuid4()),
        "then": STALE_PAGE if STALE_PAGE in (request.POST.get("then"), request.GET.get("then")) else "",
    }  # fmt: skip
    response = render(request, "revisions/join.html", context, status=status_of(refusal) if refusal else 200)
    response.headers["X-Stored"] = "nothing"
    return response


def _standing(visit: ClaimVisit, claim: Claim) -> Placement | None:
    live = Placement.objects.live().filter(revision=visit.document.current_id, claim=claim)
    return live.select_related("claim").first()


def _offers(visit: ClaimVisit) -> tuple[Offer, ...]:
    place = _standing(visit, visit.claim)
    return offers_of(visit.project, [place], visit.sight) if place else ()


def _with_choices(request: HttpRequest, offers: tuple[Offer, ...]) -> list[dict[str, Any]]:
    """Put beside each offer whether it is taken along: all of it, unless the form that comes back says otherwise."""
    sent = "offered" in request.POST
    return [{"offer": offer, "is_chosen": not sent or offer.name in request.POST} for offer in offers]


@require_POST
def leave_new(request: HttpRequest, document: int) -> HttpResponse:
    """Say that sentences are none of the claims that the import thought of."""
    visit = get_document(request.user, document, Permission.REPAIR)
    form = LeaveForm(request.POST)

    def act() -> dict[str, Any]:
        claims = form.cleaned_data["claims"]
        joining.leave_new(actor=visit.user, document=visit.document, claims=claims)
        return {"claims": claims}

    back = reverse("web:stale-list", args=[document]) + "#undecided"
    return submitted(request, visit, form, act, done="They are new. Undo takes it back.", back=back)
