"""The history of a document: what happened, narrowed down as one likes, and what can be brought back."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from annotations.access import get_document
from annotations.permissions import Permission
from annotations.queries.history import entries_of, history_page, title_of
from annotations.queries.members import initials_of
from annotations.services import restoring
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
    lines = [
        {
            "entry": entry, "what": title_of(entry), "by": initials.get(entry.actor_id) or entry.actor.mark,
            "version": versions.get(entry.pk) if may_edit or entry.code != "document.changed" else None,
        }
        for entry in shown.entries
    ]  # fmt: skip
    query = request.GET.copy()
    query["before"] = str(shown.older)
    context = {
        "document": visit.document, "project": visit.project, "lines": lines, "form": form, "key": uuid.uuid4(),
        "older": query.urlencode() if shown.older else "", "blind": not visit.sees_all, "may_see_history": True,
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
    }  # fmt: skip
    return render(request, "documents/history.html", context)


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
