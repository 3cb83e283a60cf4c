"""The stale queue: one's verdicts on other wordings, to be confirmed, given anew or dropped."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from annotations.access import ClaimVisit, get_claim, get_document
from annotations.models import Verdict
from annotations.permissions import Permission
from annotations.queries.contexts import changed_contexts
from annotations.queries.parted import parted_verdicts
from annotations.queries.stale import stale_queue
from annotations.queries.undo import stacks_of
from annotations.services import verdicts
from annotations.services.confirming import confirm_verdict
from annotations.services.parting import drop_parted
from annotations.web.forms import WithdrawForm
from annotations.web.submissions import submitted
from annotations.web.workbench import number_in


@require_safe
def queue(request: HttpRequest, document: int) -> HttpResponse:
    """My verdicts on other wordings; for those who see all, also those of others, which only these can confirm."""
    visit = get_document(request.user, document, Permission.VIEW)
    page = stale_queue(visit.document, visit.sight, page=number_in(request, "page", 1))
    context = {
        "document": visit.document, "project": visit.project, "queue": page, "key": str(uuid.uuid4()),
        "parted": parted_verdicts(visit.document, visit.sight),
        "contexts": changed_contexts(visit.document, visit.sight), "stacks": stacks_of(visit.document, visit.user),
        "may_review": visit.may(Permission.REVIEW), "may_see_history": visit.may(Permission.VIEW_HISTORY),
        "may_repair": visit.may(Permission.REPAIR), "may_assign": visit.may(Permission.ASSIGN),
    }  # fmt: skip
    return render(request, "revisions/stale.html", context)


@require_POST
def confirm(request: HttpRequest, document: int, serial: int) -> HttpResponse:
    """Let one's verdict stand for the wording of now."""
    visit = get_claim(request.user, document, serial, Permission.REVIEW)

    def act(version: int, own_number: int) -> Verdict:
        return confirm_verdict(actor=visit.user, claim=visit.claim, version=version, own_number=own_number)

    return _settled(request, visit, act, "Confirmed: your verdict counts for the new wording.")


@require_POST
def drop(request: HttpRequest, document: int, serial: int) -> HttpResponse:
    """Take one's verdict back, because of another wording, or because its claim went by a revision."""
    visit = get_claim(request.user, document, serial, Permission.REVIEW)

    def act(version: int, own_number: int) -> Verdict:
        if visit.claim.retired_at is not None:
            return drop_parted(actor=visit.user, claim=visit.claim, own_number=own_number)
        nothing = verdicts.Judgement(label="")
        return verdicts.record_verdict(
            actor=visit.user, claim=visit.claim, judgement=nothing, version=version, own_number=own_number
        )

    return _settled(request, visit, act, "Dropped: your verdict is taken back.")


def _settled(request: HttpRequest, visit: ClaimVisit, act: Callable[[int, int], Verdict], done: str) -> HttpResponse:
    form = WithdrawForm(request.POST)

    def once() -> dict[str, Any]:
        return {"verdict": act(form.cleaned_data["version"], form.cleaned_data["own_number"]).number}

    back = reverse("web:stale-list", args=[visit.document.pk])
    return submitted(request, visit, form, once, done=done, back=back)
