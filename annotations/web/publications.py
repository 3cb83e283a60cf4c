"""The public report from inside the desk: publish it, renew it with its corrections, withdraw it."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from annotations.access import DocumentVisit, get_document
from annotations.models import Publication, PublicNames
from annotations.permissions import Permission
from annotations.queries.publications import (
    Changed,
    changed_claims,
    serials_by_number,
    shelf_of,
    standing_publication,
)
from annotations.reports.contents import ReportContents
from annotations.reports.labels import view_of
from annotations.reports.public import public
from annotations.reports.reading import contents_of
from annotations.scales import SCALES
from annotations.services import publications
from annotations.web.forms.publications import PublishForm, RenewForm, WithdrawReportForm
from annotations.web.submissions import submitted

MOST_ASKED = 40  # a form has a bounded number of fields; more corrections go through the API


def publication_context(visit: DocumentVisit, contents: ReportContents) -> dict[str, Any]:
    """Return what the report page says of the public report to this person; `contents` is the report as they see it."""
    if not visit.may(Permission.PUBLISH):
        return {"published": standing_publication(visit.document)}
    shelf = shelf_of(visit.document)
    context: dict[str, Any] = {
        "published": shelf.publication, "shelf": shelf, "may_publish": True, "names": PublicNames.choices,
        "publish_key": str(uuid.uuid4()), "today": timezone.now().date(),
    }  # fmt: skip
    if shelf.can_be_renewed and shelf.edition is not None:
        changed = changed_claims(contents_of(shelf.edition.contents), public(contents, PublicNames.ROLES))
        context["changed"] = [_asked(one) for one in changed[:MOST_ASKED]]
        context["more_changed"] = len(changed[MOST_ASKED:])
    return context


def _asked(one: Changed) -> dict[str, Any]:
    """A claim that the form asks about, with its labels in print."""
    new = one.after
    return {
        "serial": one.serial, "number": one.before.number, "text": one.before.text,
        "old": view_of(one.before.label, SCALES[one.before.scale]),
        "new": view_of(new.label, SCALES[new.scale]) if new else None,
    }  # fmt: skip


@require_POST
def publish(request: HttpRequest, document: int) -> HttpResponse:
    """Give the report a public address."""
    visit = get_document(request.user, document, Permission.PUBLISH)
    form = PublishForm(request.POST)

    def act() -> dict[str, Any]:
        names = form.cleaned_data["names"]
        publications.publish(actor=visit.user, document=visit.document, names=names)
        return {}

    return submitted(request, visit, form, act, done="The report is public.", back=_back(document))


@require_POST
def renew(request: HttpRequest, document: int) -> HttpResponse:
    """Put what is signed off now in the place of the last edition, with its corrections."""
    visit = get_document(request.user, document, Permission.PUBLISH)
    publication, form = _publication(visit), RenewForm(request.POST)

    def act() -> dict[str, Any]:
        told = form.told(serials_by_number(visit.document))
        version = form.cleaned_data["version"]
        edition = publications.renew(actor=visit.user, publication=publication, told=told, version=version)
        return {"edition": edition.number}

    return submitted(request, visit, form, act, done="The public report is renewed.", back=_back(document))


@require_POST
def withdraw(request: HttpRequest, document: int) -> HttpResponse:
    """Take the report from the public."""
    visit = get_document(request.user, document, Permission.PUBLISH)
    publication, form = _publication(visit), WithdrawReportForm(request.POST)

    def act() -> dict[str, Any]:
        data = form.cleaned_data
        publications.withdraw(actor=visit.user, publication=publication, reason=data["reason"], version=data["version"])
        return {}

    return submitted(request, visit, form, act, done="The public report is withdrawn.", back=_back(document))


def _publication(visit: DocumentVisit) -> Publication:
    """Return the last publication: one that was withdrawn meanwhile is told as changed, not as missing."""
    publication = Publication.objects.filter(document=visit.document).order_by("-pk").first()
    if publication is None:
        raise Http404
    return publication


def _back(document: int) -> str:
    return reverse("web:document-report", args=[document])
