"""The workbench: the text, the panel, and what a change in the panel is answered with."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from annotations.access import ClaimVisit, DocumentVisit, get_claim, get_document
from annotations.models import Claim, Placement
from annotations.permissions import Permission
from annotations.queries.disagreements import OpenCase
from annotations.queries.documents import library_choices
from annotations.queries.evidence import RulesShown, evidence_of, rules_shown
from annotations.queries.panel import Panel, panel
from annotations.queries.undo import stacks_of
from annotations.queries.workbench import WorkbenchPage, claim_marks, figures, workbench_page
from annotations.scales import ACTIONS, CITATION_STATES, SCALES, STANCES
from annotations.web.forms import AdjudicationForm, CitationForm, NoteForm, PartForm, VerdictForm
from annotations.web.forms.parts import chips_of


def claim_url(document: int, serial: int) -> str:
    """Return the address of a claim in the workbench."""
    return f"{reverse('web:claim-detail', args=[document, serial])}#c{serial}"


def number_in(request: HttpRequest, name: str, default: int) -> int:
    """Return a whole number of the address, or the default where it is none that can be meant."""
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else default


@require_safe
def detail(request: HttpRequest, document: int) -> HttpResponse:
    """The workbench, at the first claim that the viewer has not read."""
    visit = get_document(request.user, document, Permission.VIEW)
    chosen = request.GET.get("show", "")[:60]
    page = workbench_page(visit.document, visit.sight, chosen=chosen, page=number_in(request, "page", 1))
    unread = page.next_unread(0)
    first = next(iter(page.serials), None)
    selected = unread if page.sentence_of(unread) in page.serials else first
    claim = Claim.objects.filter(document=visit.document, serial=selected).first() if selected else None
    return render(request, "documents/workbench.html", _context(visit, page, claim))


@require_safe
def claim_detail(request: HttpRequest, document: int, serial: int) -> HttpResponse:
    """The workbench at one claim."""
    visit = get_claim(request.user, document, serial, Permission.VIEW)
    sentence = visit.claim.parent.serial if visit.claim.parent else serial
    page = workbench_page(visit.document, visit.sight, around=sentence)
    return render(request, "documents/workbench.html", _context(visit, page, visit.claim))


@require_safe
def claim_panel(request: HttpRequest, document: int, serial: int) -> HttpResponse:
    """The panel of one claim alone, for the page that is open."""
    visit = get_claim(request.user, document, serial, Permission.VIEW)
    return render(request, "claims/_panel.html", panel_context(visit, panel(visit.document, visit.claim, visit.sight)))


@require_safe
def next_unread(request: HttpRequest, document: int, serial: int) -> HttpResponse:
    """Go on to the next claim that the viewer has not read."""
    visit = get_claim(request.user, document, serial, Permission.VIEW)
    page = figures(visit.document, visit.sight)
    return redirect(claim_url(document, page.next_unread(serial) or serial))


@require_safe
def coverage_bar(request: HttpRequest, document: int) -> HttpResponse:
    """Coverage and filters alone: they are asked for anew after a change, and not part of every answer."""
    visit = get_document(request.user, document, Permission.VIEW)
    page = figures(visit.document, visit.sight, chosen=request.GET.get("show", "")[:60])
    return render(request, "documents/_figures.html", {"document": visit.document, "page": page})


def _context(visit: DocumentVisit, page: WorkbenchPage, claim: Claim | None) -> dict[str, Any]:
    shown = panel(visit.document, claim, visit.sight) if claim else None
    context: dict[str, Any] = {
        "document": visit.document, "project": visit.project, "page": page, "coverage": page.coverage,
        "selected": shown.sentence.serial if shown else None, "may_review": visit.may(Permission.REVIEW),
        "may_edit": visit.may(Permission.EDIT_DOCUMENT), "may_see_history": visit.may(Permission.VIEW_HISTORY),
        "role": visit.role, "blind": not visit.sees_all, "labels": SCALES[visit.project.scale].labels,
        "unread": page.next_unread(claim.serial) if claim else None,
        "may_repair_here": visit.may(Permission.REPAIR), "may_assign": visit.may(Permission.ASSIGN),
        "key": str(uuid.uuid4()),
        "stacks": stacks_of(visit.document, visit.user) if visit.may(Permission.REVIEW) else None,
    }  # fmt: skip
    return context | (panel_context(visit, shown) if shown else {})


def panel_context(visit: DocumentVisit, shown: Panel) -> dict[str, Any]:
    """Return what the panel's template needs, forms included."""
    may_review = visit.may(Permission.REVIEW) and shown.is_open
    return {
        "document": visit.document, "panel": shown, "may_review": may_review,
        "may_repair": visit.may(Permission.REPAIR) and shown.can_be_repaired, "scale": SCALES[visit.project.scale],
        "may_adjudicate": visit.may(Permission.ADJUDICATE) and shown.is_open,
        "verdict_form": verdict_form(shown) if may_review else None, "actions": ACTIONS, "rules": _rules(visit, shown),
        "citation_form": CitationForm(library=library_choices(visit.project)) if may_review else None,
        "note_form": NoteForm() if may_review else None,
        "part_form": part_form(visit, shown), "adjudication_form": adjudication_form(shown),
        "key": str(uuid.uuid4()), "blind": not visit.sees_all, "sees_settled_only": not visit.may(Permission.REVIEW),
        "stances": STANCES.items(),
        "states": CITATION_STATES.items(),
    }  # fmt: skip


def _rules(visit: DocumentVisit, shown: Panel) -> RulesShown:
    """Return how far the rules of evidence are met by what the viewer sees and last said."""
    rationale = shown.mine.rationale if shown.mine else ""
    return rules_shown(evidence_of(card.citation for card in shown.citations), rationale, visit.project.rules)


def verdict_form(shown: Panel) -> VerdictForm:
    """Return the verdict form, filled with the viewer's last verdict."""
    mine = shown.mine
    held: dict[str, Any] = {"version": shown.claim.version, "own_number": shown.own_number, "action": "none"}
    if mine is not None and not mine.is_withdrawal:
        held |= {
            "label": mine.label, "rationale": mine.rationale, "tags": mine.tags, "action": mine.action,
            "proposed_wording": mine.proposed_wording, "evidence_override": mine.evidence_override,
        }  # fmt: skip
    elif mine is None and shown.claim.parent_id is None:
        held["label"] = shown.place.suggested_label
    return VerdictForm(initial=held)


def part_form(visit: DocumentVisit, shown: Panel) -> PartForm | None:
    """Return the form of an atomic claim: a new one of the sentence, or the one that this is the panel of."""
    if not visit.may(Permission.REPAIR) or shown.is_retired or not shown.ordinal:
        return None
    claim, text = shown.claim, shown.place.text
    if claim.parent_id is None:
        return PartForm(initial={"wording": text, "version": claim.version})
    held = {"wording": claim.own_wording, "central": claim.central, "version": claim.version}
    return PartForm(initial=held, chosen=chips_of(claim.spans, text))


def adjudication_form(shown: Panel | OpenCase) -> AdjudicationForm:
    """Return the adjudication form, bound to the case as it is shown."""
    last = max((row.number for row in (shown.case.settled, shown.case.overtaken) if row), default=0)
    count = len(shown.adjudications)
    return AdjudicationForm(
        initial={
            "version": shown.claim.version,
            "verdict_rows": shown.verdict_rows,
            "adjudication": max(last, count),
        }
    )


def changed(request: HttpRequest, visit: ClaimVisit) -> HttpResponse:
    """Answer a change: the panel and the claim's mark anew, or the claim's page for who has no script."""
    if not request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return redirect(claim_url(visit.document.pk, visit.claim.serial))
    visit.claim.refresh_from_db()
    sentence = visit.claim.parent_id or visit.claim.pk
    places = Placement.objects.live().filter(revision=visit.document.current_id, claim=sentence)
    context = panel_context(visit, panel(visit.document, visit.claim, visit.sight))
    context["stacks"] = stacks_of(visit.document, visit.user)
    context["marks"] = claim_marks(visit.document, visit.sight, list(places.select_related("claim")))
    response = render(request, "claims/_changed.html", context)
    response.headers["HX-Trigger"] = "claim-changed"
    return response
