"""The history of a document and of a project: what happened, narrowed down, as a file, and what can be brought back."""

import uuid
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from annotations.access import get_document, get_project
from annotations.models import Sight
from annotations.permissions import Permission
from annotations.queries.history import (
    changes_in,
    changes_of,
    entries_of,
    entries_of_project,
    history_page,
    lines_of,
    page_of,
    title_of,
)
from annotations.queries.history_labels import label_changes
from annotations.queries.members import initials_by_key, initials_of
from annotations.reports.history_files import HISTORY_FILES, HistoryLine
from annotations.reports.text import file_stem
from annotations.services import restoring
from annotations.web.docbar import bar_of
from annotations.web.forms.history import HistoryForm, RestoreForm
from annotations.web.submissions import submitted
from annotations.web.workbench import number_in


@require_safe
def page(request: HttpRequest, document: int) -> HttpResponse:
    """What happened, newest first, as far as one may know it."""
    visit = get_document(request.user, document, Permission.VIEW_HISTORY)
    initials = initials_of(visit.project)
    form = HistoryForm(request.GET, people=initials)
    before = number_in(request, "before", 0) or None
    shown = history_page(visit.document, visit.sight, before=before, chosen=form.chosen)
    versions = {}
    if visit.may(Permission.REVIEW):
        versions = restoring.versions_to_restore(list(shown.entries), visit.document, visit.user)
    may_edit = visit.may(Permission.EDIT_DOCUMENT)
    labels = label_changes(shown.entries, visit.sight, scale=visit.project.scale)
    lines = [
        {
            "entry": entry, "what": title_of(entry), "by": initials.get(entry.actor_id) or entry.actor.mark,
            "version": versions.get(entry.pk) if may_edit or entry.code != "document.changed" else None,
            "labels": labels.get(entry.pk, ()), "changes": changes_of(entry, labels.get(entry.pk, ())),
        }
        for entry in shown.entries
    ]  # fmt: skip
    query = request.GET.copy()
    query["before"] = str(shown.older)
    context = {
        "document": visit.document, "project": visit.project, "lines": lines, "form": form, "key": uuid.uuid4(),
        "older": query.urlencode() if shown.older else "", "blind": not visit.sees_all, **bar_of(visit),
        "is_narrowed": any(request.GET.get(name) for name in form.fields), "narrowed": request.GET.urlencode(),
        "formats": HISTORY_FILES,
    }  # fmt: skip
    return render(request, "documents/history.html", context)


@require_safe
def download(request: HttpRequest, document: int, format: str) -> HttpResponseBase:
    """What happened as a file, oldest first, by the filters of the page and as far as one may know it."""
    visit = get_document(request.user, document, Permission.VIEW_HISTORY)
    initials = initials_of(visit.project)
    chosen = HistoryForm(request.GET, people=initials).chosen
    entries = chosen.of(entries_of(visit.document, visit.sight))
    lines = lines_of(entries, initials, visit.sight, scale=visit.project.scale)
    return _file(lines, format, f"{file_stem(visit.document.title)}-history")


def _file(lines: Iterator[HistoryLine], format: str, stem: str) -> HttpResponseBase:
    if format not in HISTORY_FILES:
        raise Http404
    kind = HISTORY_FILES[format]
    response = StreamingHttpResponse(kind.write(lines), content_type=kind.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{stem}.{format}") or "attachment"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_safe
def of_project(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened to a project beside its documents: members, roles, settings, sources."""
    visit = get_project(request.user, slug, Permission.SEE_ALL)
    initials, keys = initials_of(visit.project), initials_by_key(visit.project)
    shown = page_of(entries_of_project(visit.project), before=number_in(request, "before", 0) or None)
    lines = [
        {
            "entry": entry, "what": title_of(entry), "by": initials.get(entry.actor_id) or entry.actor.mark,
            "subject": keys.get(entry.subject, entry.subject), "changes": changes_in(entry),
        }
        for entry in shown.entries
    ]  # fmt: skip
    context = {"project": visit.project, "lines": lines, "older": shown.older, "formats": HISTORY_FILES}
    return render(request, "projects/history.html", context)


@require_safe
def download_of_project(request: HttpRequest, slug: str, format: str) -> HttpResponseBase:
    """What happened to a project as a file, oldest first."""
    visit = get_project(request.user, slug, Permission.SEE_ALL)
    initials, keys = initials_of(visit.project), initials_by_key(visit.project)
    lines = lines_of(entries_of_project(visit.project), initials, Sight(visit.user, sees_all=True), keys=keys)
    return _file(lines, format, f"{visit.project.slug}-history")


@require_POST
def restore(request: HttpRequest, document: int, pk: int) -> HttpResponse:
    """Bring back what was before an entry that one may see."""
    visit = get_document(request.user, document, Permission.REVIEW)
    entry = entries_of(visit.document, visit.sight).select_related("document").filter(pk=pk).first()
    if entry is None:
        raise Http404
    if entry.code == "document.changed":
        visit = get_document(request.user, document, Permission.EDIT_DOCUMENT)
    form = RestoreForm(request.POST)

    def act() -> dict[str, int]:
        restoring.restore(actor=visit.user, entry=entry, version=form.cleaned_data["version"])
        return {"entry": entry.number}

    back = reverse("web:document-history", args=[document])
    return submitted(request, visit, form, act, done="It is as it was before.", back=back)
