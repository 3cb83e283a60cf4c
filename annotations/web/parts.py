"""Atomic claims: cut a sentence into parts, change and remove them, confirm what one held of them before."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from annotations.access import ClaimVisit, get_claim
from annotations.models import Claim
from annotations.permissions import Permission
from annotations.queries.panel import panel
from annotations.queries.parts import sentence_text
from annotations.services import parts
from annotations.services.passages import whole_of
from annotations.services.refusals import Refusal
from annotations.web.forms import PartForm, VersionForm
from annotations.web.structure import not_cut, shown_anew
from annotations.web.submissions import check, refused, status_of, submit
from annotations.web.workbench import claim_url, panel_context


@require_POST
def add(request: HttpRequest, document: int, serial: int) -> HttpResponse:
    """Add an atomic claim to a sentence."""
    visit = get_claim(request.user, document, serial, Permission.REPAIR)
    form = PartForm(request.POST)

    def act() -> int:
        text = _text(visit)
        data = form.cleaned_data
        part = parts.add_part(
            actor=visit.user, claim=visit.claim, wording=data["wording"], spans=form.spans(text, whole_of(text)),
            version=data["version"], central=data["central"],
        )  # fmt: skip
        return part.serial

    return _done(request, visit, form, act, "Atomic claim added.", stays=True)


@require_POST
def change(request: HttpRequest, document: int, serial: int) -> HttpResponse:
    """Give an atomic claim another wording, or let it be about other words."""
    visit = get_claim(request.user, document, serial, Permission.REPAIR)
    form = PartForm(request.POST)

    def act() -> int:
        data = form.cleaned_data
        part = parts.change_part(
            actor=visit.user, part=visit.claim, wording=data["wording"],
            spans=form.spans(_text(visit), visit.claim.spans), version=data["version"], central=data["central"],
        )  # fmt: skip
        return part.serial

    return _done(request, visit, form, act, "Atomic claim changed.")


@require_POST
def remove(request: HttpRequest, document: int, serial: int) -> HttpResponse:
    """Take an atomic claim out of use."""
    visit = get_claim(request.user, document, serial, Permission.REPAIR)
    form = VersionForm(request.POST)

    def act() -> int:
        version = form.cleaned_data["version"]
        return parts.remove_part(actor=visit.user, part=visit.claim, version=version).serial

    return _done(request, visit, form, act, "Atomic claim removed.")


@require_POST
def confirm(request: HttpRequest, document: int, serial: int) -> HttpResponse:
    """Let one's verdict on the sentence that a part was made of count for the part."""
    visit = get_claim(request.user, document, serial, Permission.REVIEW)
    form = VersionForm(request.POST)

    def act() -> int:
        version = form.cleaned_data["version"]
        return parts.confirm_for_part(actor=visit.user, part=visit.claim, version=version).claim.serial

    return _done(request, visit, form, act, "Verdict confirmed.")


def _text(visit: ClaimVisit) -> str:
    """Return the sentence's text now; that of a sentence that stands nowhere is the service's to refuse."""
    return sentence_text(visit.document, visit.claim) or visit.claim.own_wording or "?"


def _done(
    request: HttpRequest, visit: ClaimVisit, form: Form, act: Callable[[], int], said: str, *, stays: bool = False
) -> HttpResponse:
    """Do it once for the form's key, and show text and panel anew: the part's, or the sentence's if it `stays`."""
    try:
        check(form)
        serial = submit(request, visit, act).body
    except Refusal as refusal:
        return _refused(request, visit, form, refusal)
    shown = visit.claim.serial if stays else serial
    if not request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return redirect(claim_url(visit.document.pk, shown))
    claim = Claim.objects.get(document=visit.document, serial=shown)
    there = ClaimVisit(visit.user, visit.project, visit.role, visit.document, claim)
    return shown_anew(request, there, said)


def _refused(request: HttpRequest, visit: ClaimVisit, form: Form, refusal: Refusal) -> HttpResponse:
    """Show what stands there now and why nothing was done; what was written into the form of a part stands in it."""
    if not request.htmx or not isinstance(form, PartForm):  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return not_cut(request, visit, refusal)
    shown = panel(visit.document, Claim.objects.get(pk=visit.claim.pk), visit.sight)
    context = panel_context(visit, shown) | {
        "refusal": refusal, "successors": getattr(refusal, "successors", ()), "nothing_written": True,
    }  # fmt: skip
    if context["part_form"] is None:
        return refused(request, refusal, back=claim_url(visit.document.pk, visit.claim.serial))
    context["part_form"] = PartForm.again(request.POST, shown.claim.version, shown.place.text)
    return render(request, "claims/_panel.html", context, status=status_of(refusal))
