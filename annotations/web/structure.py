"""Repair sentences: split, merge, move a boundary; take one's own acts back and do them again."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from annotations.access import ClaimVisit, DocumentVisit, get_claim, get_document
from annotations.models import Claim, Placement
from annotations.permissions import Permission
from annotations.queries.offers import offers_of, part_offers
from annotations.queries.panel import panel
from annotations.queries.parts import work_on
from annotations.queries.signoff import last_signoff
from annotations.queries.undo import stacks_of
from annotations.queries.workbench import workbench_page
from annotations.services import structure, undo
from annotations.services.cuts import words_of
from annotations.services.refusals import Refusal, Superseded, Unconfirmed
from annotations.web.forms import BoundaryForm, MergeForm, SplitForm, UndoForm, take_of
from annotations.web.submissions import check, refused, status_of, submit
from annotations.web.workbench import claim_url, number_in, panel_context

WORDS_SHOWN = 300


@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, document: int, serial: int) -> HttpResponse:
    """Choose where to split a claim and what each part takes over, and split it."""
    visit = get_claim(request.user, document, serial, Permission.REPAIR)
    if request.method != "POST":
        return _split_page(request, visit)
    form = SplitForm(request.POST)

    def act() -> dict[str, Any]:
        data = form.cleaned_data
        left, right = structure.split_claim(
            actor=visit.user, claim=visit.claim, at=data["at"], version=data["version"], take=take_of(request.POST)
        )
        return {"claim": left.serial, "said": f"Split into {' and '.join(_numbers(left, right))}."}

    try:
        check(form)
        done = submit(request, visit, act).body
    except Superseded as refusal:
        return not_cut(request, visit, refusal)
    except Refusal as refusal:
        return _split_page(request, visit, refusal)
    return _repaired(request, visit, done)


def _split_page(request: HttpRequest, visit: ClaimVisit, refusal: Refusal | None = None) -> HttpResponse:
    """Show the sentence word by word; what had been chosen is chosen still."""
    claim = Claim.objects.get(pk=visit.claim.pk)
    place = _standing(visit, claim)
    if place is None or place.kind == "separator":
        return redirect(claim_url(visit.document.pk, claim.serial))
    sent = request.POST.get("at", "")
    chosen = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else None
    after = number_in(request, "after", 0)
    words, chosen = words_of(place, after=after, chosen=chosen)
    first = _window(words, chosen, number_in(request, "from", 0))
    offers = (*part_offers(place, chosen), *offers_of(visit.project, [place], visit.sight))
    context = _dialog(visit, claim, place, refusal) | {
        "words": words[first : first + WORDS_SHOWN], "chosen": chosen, "earlier": max(0, first - WORDS_SHOWN),
        "has_earlier": first > 0, "later": first + WORDS_SHOWN if len(words) > first + WORDS_SHOWN else 0,
        "offers": _with_choices(request, offers),
    }  # fmt: skip
    return _dialog_page(request, "split", context, refusal)


def _window(words: Any, chosen: int | None, first: int) -> int:
    """Return the first word to show: the one asked for, else so that the chosen cut is among those shown."""
    if chosen is not None and not first:
        rank = next((rank for rank, word in enumerate(words) if word.at == chosen), 0)
        return max(0, rank - WORDS_SHOWN // 2) if rank >= WORDS_SHOWN else 0
    return min(first, max(0, len(words) - 1))


@require_POST
def merge(request: HttpRequest, document: int, serial: int) -> HttpResponse:
    """Merge a claim with the next one; what can be taken over is shown first."""
    visit = get_claim(request.user, document, serial, Permission.REPAIR)
    form = MergeForm(request.POST)

    def act() -> dict[str, Any]:
        data = form.cleaned_data
        merged = structure.merge_claims(
            actor=visit.user, claim=visit.claim, following=following.claim, version=data["version"],
            next_version=data["next_version"], take=take_of(request.POST),
        )  # fmt: skip
        return {"claim": merged.serial, "said": f"Merged into {_numbers(merged)[0]}."}

    try:
        check(form)
        following = get_claim(request.user, document, form.cleaned_data["next"], Permission.REPAIR)
        if not form.cleaned_data["offered"]:
            dialog = _merge_page(request, visit, following)
            if dialog is not None:
                return dialog
        done = submit(request, visit, act).body
    except Refusal as refusal:
        return not_cut(request, visit, refusal)
    return _repaired(request, visit, done)


def _merge_page(request: HttpRequest, visit: ClaimVisit, following: ClaimVisit) -> HttpResponse | None:
    """Show both sentences with what can be taken over, or None where there is nothing to choose.

    Where either has been judged or cut into parts, keeping both as parts is preset.
    """
    places = [_standing(visit, visit.claim), _standing(visit, following.claim)]
    standing = [place for place in places if place is not None]
    offers = offers_of(visit.project, standing, visit.sight)
    has_verdicts, has_parts = work_on(place.claim for place in standing)
    if len(standing) < 2 or not (offers or has_verdicts or has_parts):
        return None
    context = _dialog(visit, visit.claim, standing[0], None)
    context |= {
        "following": following.claim, "places": standing, "offers": _with_choices(request, offers),
        "as_parts": has_verdicts or has_parts,
    }  # fmt: skip
    return _dialog_page(request, "merge", context, None)


@require_POST
def boundary(request: HttpRequest, document: int, serial: int) -> HttpResponse:
    """Move the boundary after a claim by words."""
    visit = get_claim(request.user, document, serial, Permission.REPAIR)
    form = BoundaryForm(request.POST)

    def act() -> dict[str, Any]:
        data = form.cleaned_data
        structure.move_boundary(actor=visit.user, claim=visit.claim, words=data["words"], version=data["version"])
        return {"claim": data["at"] or serial, "said": "Boundary moved."}

    try:
        check(form)
        done = submit(request, visit, act).body
    except Refusal as refusal:
        return not_cut(request, visit, refusal)
    return _repaired(request, visit, done)


@require_POST
def take_back(request: HttpRequest, document: int) -> HttpResponse:
    """Undo one's last act."""
    return _taken_back(request, document, undo.undo, "Undone", "redo")


@require_POST
def do_again(request: HttpRequest, document: int) -> HttpResponse:
    """Redo what one undid last."""
    return _taken_back(request, document, undo.redo, "Done again", "undo")


def _taken_back(
    request: HttpRequest, document: int, verb: Callable[..., undo.TakenBack], said: str, offer: str
) -> HttpResponse:
    visit = get_document(request.user, document, Permission.REVIEW)
    form = UndoForm(request.POST)

    def act() -> dict[str, Any]:
        data = form.cleaned_data
        done = verb(actor=visit.user, document=visit.document, seen=data["version"], confirm=data["confirm"])
        claim = done.claim.serial if done.claim else None
        return {"claim": claim, "said": f"{said}: {done.title}.", "on_notes": done.is_note, "offer": offer}

    try:
        check(form)
        done = submit(request, visit, act).body
    except Refusal as refusal:
        return _not_taken_back(request, visit, refusal)
    return _repaired(request, visit, done)


def _not_taken_back(request: HttpRequest, visit: DocumentVisit, refusal: Refusal) -> HttpResponse:
    """Say why not; where others' work would leave the page, ask whether that is meant."""
    context = {
        "document": visit.document, "refusal": refusal, "key": str(uuid.uuid4()), "seen": request.POST.get("version"),
        "asks": isinstance(refusal, Unconfirmed), "address": request.path, "at": _stood_on(request),
    }  # fmt: skip
    template = "claims/_not_undone.html" if _is_partial(request) else "claims/not_undone.html"
    return render(request, template, context, status=status_of(refusal))


def _stood_on(request: HttpRequest) -> str:
    at = request.POST.get("at", "")
    return at if at.isascii() and at.isdigit() else ""


def _numbers(*claims: Claim) -> list[str]:
    """Return what readers call these claims, in text order."""
    places = Placement.objects.live().filter(claim__in=claims).order_by("start")
    return [place.shown_number for place in places]


def _standing(visit: ClaimVisit, claim: Claim) -> Placement | None:
    live = Placement.objects.live().filter(revision=visit.document.current_id, claim=claim)
    return live.select_related("claim").first()


def _is_partial(request: HttpRequest) -> bool:
    return bool(request.htmx)  # type: ignore[attr-defined]  # set by HtmxMiddleware


def _dialog(visit: ClaimVisit, claim: Claim, place: Placement, refusal: Refusal | None) -> dict[str, Any]:
    return {
        "document": visit.document, "claim": claim, "place": place, "refusal": refusal, "key": str(uuid.uuid4()),
    }  # fmt: skip


def _dialog_page(request: HttpRequest, name: str, context: dict[str, Any], refusal: Refusal | None) -> HttpResponse:
    template = f"claims/_structure_{name}.html" if _is_partial(request) else f"claims/structure_{name}.html"
    response = render(request, template, context, status=status_of(refusal) if refusal else 200)
    response.headers["X-Stored"] = "nothing"
    return response


def _with_choices(request: HttpRequest, offers: Any) -> list[dict[str, Any]]:
    """Put beside each offer what was chosen for it, when the form comes back."""
    sent = request.method == "POST" and "offered" in request.POST
    return [{"offer": offer, "chosen": request.POST.get(offer.name, "") if sent else None} for offer in offers]


def not_cut(request: HttpRequest, visit: ClaimVisit, refusal: Refusal) -> HttpResponse:
    """Show what stands there now, and why nothing was done."""
    if not _is_partial(request):
        successors = getattr(refusal, "successors", ())
        back = claim_url(visit.document.pk, successors[0].serial if successors else visit.claim.serial)
        return refused(request, refusal, back=back)
    shown = panel(visit.document, Claim.objects.get(pk=visit.claim.pk), visit.sight)
    context = panel_context(visit, shown) | {
        "refusal": refusal, "successors": getattr(refusal, "successors", ()), "nothing_written": True,
    }  # fmt: skip
    return render(request, "claims/_panel.html", context, status=status_of(refusal))


def _repaired(request: HttpRequest, visit: DocumentVisit, done: dict[str, Any]) -> HttpResponse:
    """Show the text anew around the claim in question, and say what was done, with the way back beside it."""
    done = {**done, "said": done["said"] + _lost_signoff(visit)}
    if done["claim"] is not None and _is_partial(request):
        claim = get_claim(request.user, visit.document.pk, done["claim"], Permission.REVIEW)
        return shown_anew(request, claim, done["said"], offer=done.get("offer", "undo"))
    messages.success(request, done["said"])
    if done["claim"] is not None:
        return redirect(claim_url(visit.document.pk, done["claim"]))
    name = "web:document-notes" if done["on_notes"] else "web:document-detail"
    there = reverse(name, args=[visit.document.pk])
    return HttpResponseClientRedirect(there) if _is_partial(request) else redirect(there)


def _lost_signoff(visit: DocumentVisit) -> str:
    """Say that a text which was signed off is not what was signed any more, as far as this person may know."""
    standing = last_signoff(visit.document, sees_all=visit.sees_all)
    if standing is None or standing.holds:
        return ""
    holds_no_more = standing.holds is False
    return " The sign-off does not hold any more." if holds_no_more else " The text has changed since its sign-off."


def shown_anew(request: HttpRequest, visit: ClaimVisit, said: str, *, offer: str = "undo") -> HttpResponse:
    """Answer with the whole text around a claim and its panel, for a page whose text is no longer what it was."""
    response = render(request, "claims/_repaired.html", _around(request, visit) | {"offer": offer, "said": said})
    response.headers["HX-Trigger"] = "claim-changed"
    response.headers["HX-Replace-Url"] = claim_url(visit.document.pk, visit.claim.serial)
    return response


def _around(request: HttpRequest, visit: ClaimVisit) -> dict[str, Any]:
    """Return the text as it is shown now, filter and page kept, and the panel of the claim."""
    chosen, page = request.POST.get("show", "")[:60], request.POST.get("page", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 10 else 1
    shown = panel(visit.document, visit.claim, visit.sight)
    sentence = shown.sentence.serial
    text = workbench_page(visit.document, visit.sight, chosen=chosen, page=number, around=sentence)
    return panel_context(visit, shown) | {
        "page": text, "selected": sentence, "stacks": stacks_of(visit.document, visit.user),
    }  # fmt: skip
