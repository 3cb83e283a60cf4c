"""One source: have a web archive keep its page, bring an earlier record back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from annotations.access import get_project
from annotations.models import HistoryEntry
from annotations.permissions import Permission
from annotations.services import archiving, restoring
from annotations.services.refusals import Invalid
from annotations.web.forms import VersionForm
from annotations.web.forms.library import RestoreSourceForm
from annotations.web.library import source_of, source_url
from annotations.web.submissions import submitted


@require_POST
def archive(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Have the installation's web archive asked to keep the page of a source."""
    visit = get_project(request.user, slug, Permission.REVIEW)
    source, form = source_of(visit, pk), VersionForm(request.POST)

    def act() -> dict[str, Any]:
        archiving.ask_again(actor=visit.user, source=source, version=form.cleaned_data["version"])
        return {}

    done = "The web archive is being asked. Its answer appears here."
    return submitted(request, visit, form, act, done=done, back=source_url(visit, pk))


@require_POST
def restore(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Bring the record of a source back as it was before a change."""
    visit = get_project(request.user, slug, Permission.REVIEW)
    source, form = source_of(visit, pk), RestoreSourceForm(request.POST)

    def act() -> dict[str, Any]:
        data = form.cleaned_data
        entry = HistoryEntry.objects.filter(chain__project=visit.project, pk=data["entry"]).first()
        if entry is None:
            raise Invalid("nothing_to_restore", "There is nothing that this entry could bring back.")
        restoring.restore_source(actor=visit.user, source=source, entry=entry, version=data["version"])
        return {}

    return submitted(request, visit, form, act, done="It is as it was before.", back=source_url(visit, pk))
