"""The change list: for the desk as a page and a file, with links for the author and the editor's word on answers."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from annotations.access import DocumentVisit, get_document
from annotations.models import AuthorAnswer, AuthorLink
from annotations.permissions import Permission
from annotations.queries.changes import author_links, changes_page, desk_list
from annotations.queries.members import initials_of
from annotations.reports import UnknownFormat
from annotations.reports.change_files import CHANGE_FILES, write_changes
from annotations.reports.changes import Change
from annotations.services import author_answers
from annotations.services.author_links import make_link, revoke_link, signed
from annotations.services.limits import exporting
from annotations.services.refusals import TooMany
from annotations.web.docbar import bar_of
from annotations.web.errors import not_found
from annotations.web.forms.base import StrictForm
from annotations.web.forms.changes import DecisionForm, LinkForm
from annotations.web.submissions import refused, submitted


@require_safe
def page(request: HttpRequest, document: int) -> HttpResponse:
    """What the verdicts that one may see ask the author for."""
    visit = get_document(request.user, document, Permission.EXPORT)
    shown = changes_page(visit.document, visit.sight)
    initials = initials_of(visit.project)

    def with_more(change: Change) -> dict[str, Any]:
        return {
            "change": change, "by": initials.get(shown.reviewers[change.key], ""),
            "waiting": shown.waiting.get(change.key) if visit.may(Permission.ASK_AUTHOR) else None,
        }  # fmt: skip

    context = {
        "document": visit.document, "project": visit.project, "key": str(uuid.uuid4()),
        "urgent": [with_more(change) for change in shown.list.urgent],
        "others": [with_more(change) for change in shown.list.others],
        "may_ask": visit.may(Permission.ASK_AUTHOR), **bar_of(visit),
        "links": _links(request, visit), "link_form": LinkForm(), "blind": not visit.sees_all,
        "files": CHANGE_FILES.values(),
    }  # fmt: skip
    return render(request, "changes/page.html", context)


def _links(request: HttpRequest, visit: DocumentVisit) -> list[dict[str, Any]]:
    if not visit.may(Permission.ASK_AUTHOR):
        return []
    return [
        {
            "link": link, "is_open": link.revoked_at is None and link.expires_at > timezone.now(),
            "address": request.build_absolute_uri(reverse("web:author-answers", args=[signed(link)])),
        }
        for link in author_links(visit.document)
    ]  # fmt: skip


@require_safe
def download(request: HttpRequest, document: int, format: str) -> HttpResponse:
    """The change list as a file, to be sent by mail."""
    visit = get_document(request.user, document, Permission.EXPORT)
    try:
        with exporting(visit.user):
            file = write_changes(desk_list(visit.document, visit.sight), format)
    except UnknownFormat as error:
        return not_found(request, error)
    except TooMany as refusal:
        return refused(request, refusal, back=reverse("web:document-changes", args=[document]))
    response = HttpResponse(file.content, content_type=file.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_POST
def add_link(request: HttpRequest, document: int) -> HttpResponse:
    """Make a link for the author."""
    visit = get_document(request.user, document, Permission.ASK_AUTHOR)
    form, back = LinkForm(request.POST), reverse("web:document-changes", args=[document])

    def act() -> dict[str, Any]:
        data = form.cleaned_data
        return {"link": make_link(actor=visit.user, document=visit.document, name=data["name"], days=data["days"]).pk}

    return submitted(request, visit, form, act, done="The link is made.", back=back)


@require_POST
def revoke(request: HttpRequest, document: int, link: int) -> HttpResponse:
    """Take a link back: from now on it opens nothing."""
    visit = get_document(request.user, document, Permission.ASK_AUTHOR)
    row = AuthorLink.objects.filter(document=visit.document, pk=link).first()
    if row is None:
        raise Http404
    found = row

    def act() -> dict[str, Any]:
        return {"revoked": revoke_link(actor=visit.user, link=found)}

    form, back = StrictForm(request.POST), reverse("web:document-changes", args=[document])
    return submitted(request, visit, form, act, done="The link opens nothing any more.", back=back)


@require_POST
def decide(request: HttpRequest, document: int, answer: int) -> HttpResponse:
    """Say the editor's word on an answer."""
    visit = get_document(request.user, document, Permission.ASK_AUTHOR)
    rows = AuthorAnswer.objects.select_related("verdict__claim")
    row = rows.filter(document=visit.document, pk=answer).first()
    if row is None:
        raise Http404
    form, back, given = DecisionForm(request.POST), reverse("web:document-changes", args=[document]), row

    def act() -> dict[str, Any]:
        data = form.cleaned_data
        upheld = data["upheld"] == "yes"
        author_answers.decide(actor=visit.user, answer=given, upheld=upheld, reason=data["reason"])
        return {"upheld": upheld}

    return submitted(request, visit, form, act, done="Your word is noted.", back=back)
