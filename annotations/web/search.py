"""Search: claims, notes and sources in all projects that the viewer may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotations.access import projects_of, signed_in
from annotations.queries.search import search
from annotations.web.forms.search import SearchForm

PROJECTS_SHOWN = 200


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The form, and what was found."""
    user = signed_in(request.user)
    projects = projects_of(user)
    form = SearchForm(request.GET if "q" in request.GET else None)
    found = search(form.wanted, user, projects) if form.is_valid() else ()
    context = {
        "form": form, "found": found, "asked": form.is_bound, "projects": projects[:PROJECTS_SHOWN],
        "any": any(part.hits for part in found),
    }  # fmt: skip
    return render(request, "search/page.html", context, status=422 if form.errors and request.GET.get("q") else 200)
