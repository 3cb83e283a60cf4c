"""Ballots: a member's vote on a case."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from annotations.access import get_claim
from annotations.permissions import Permission
from annotations.services import ballots
from annotations.web.forms import AdjudicationForm
from annotations.web.submissions import submitted


@require_POST
def vote(request: HttpRequest, document: int, serial: int) -> HttpResponse:
    """Cast a ballot, and go back to the disagreements."""
    visit = get_claim(request.user, document, serial, Permission.REVIEW)
    form = AdjudicationForm(request.POST)

    def act() -> dict[str, Any]:
        data = form.cleaned_data
        settled = ballots.vote(
            actor=visit.user, claim=visit.claim, label=data["label"], reason=data["reason"], seen=form.seen
        )
        return {"settled": settled is not None}

    back = reverse("web:document-disagreements", args=[document])
    return submitted(request, visit, form, act, done="Your vote is cast.", back=back)
