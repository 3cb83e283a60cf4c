"""Projects: their page, settings and members."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annotations.access import Visit, get_project, signed_in
from annotations.models import Membership, Role, User
from annotations.permissions import Permission, Standing, can
from annotations.queries.projects import project_page
from annotations.services import projects
from annotations.services.refusals import Invalid, Refusal
from annotations.web.forms import MemberForm, ProjectForm, ProjectSettingsForm, RoleForm, VersionForm
from annotations.web.submissions import submitted


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Documents, members, guidelines, scale, policy and the source library."""
    visit = get_project(request.user, slug, Permission.VIEW)
    context = {
        "page": project_page(visit.project, visit.user, confidential=visit.may(Permission.REVIEW)),
        "project": visit.project, "roles": Role.choices,
        "may_manage": visit.may(Permission.MANAGE), "may_import": visit.may(Permission.IMPORT),
        "sees_all": visit.sees_all,
        "settings_form": _settings_form(visit), "member_form": MemberForm(), "key": str(uuid.uuid4()),
    }  # fmt: skip
    return render(request, "projects/detail.html", context)


def _settings_form(visit: Visit) -> ProjectSettingsForm:
    project = visit.project
    shown = {"name": project.name, "scale": project.scale, "guidelines": project.guidelines, "version": project.version}
    rules = project.rules.to_json()
    return ProjectSettingsForm(initial={**shown, **rules, "embedding_sites": "\n".join(rules["embedding_sites"])})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new project; its maker is its manager."""
    user = signed_in(request.user)
    if not can(Standing(user), Permission.CREATE_PROJECT):
        raise PermissionDenied
    form = ProjectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            project = projects.create_project(actor=user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("slug", refusal.message)
        else:
            return redirect(reverse("web:project-detail", args=[project.slug]))
    status = 422 if request.method == "POST" else 200
    return render(request, "projects/new.html", {"form": form}, status=status)


@require_POST
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the settings."""
    visit = get_project(request.user, slug, Permission.MANAGE)
    form = ProjectSettingsForm(request.POST)

    def act() -> dict[str, Any]:
        version = form.cleaned_data["version"]
        projects.change_project(actor=visit.user, project=visit.project, version=version, changes=form.changes)
        return {}

    back = reverse("web:project-detail", args=[slug])
    return submitted(request, visit, form, act, done="The settings are saved.", back=back)


@require_POST
def add_member(request: HttpRequest, slug: str) -> HttpResponse:
    """Make somebody a member."""
    visit = get_project(request.user, slug, Permission.MANAGE)
    form = MemberForm(request.POST)

    def act() -> dict[str, Any]:
        name = form.cleaned_data["username"].strip()
        person = User.objects.filter(username__iexact=name, is_active=True).first()
        if person is None:
            raise Invalid("person_unknown", f"There is no account “{name}”.")
        projects.add_member(
            actor=visit.user, project=visit.project, person=person, role=Role(form.cleaned_data["role"])
        )
        return {}

    back = reverse("web:project-detail", args=[slug])
    return submitted(request, visit, form, act, done="The member is added.", back=back)


def _membership(visit: Visit, pk: int) -> Membership:
    return get_object_or_404(Membership, pk=pk, project=visit.project)


@require_POST
def change_role(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give a member another role."""
    visit = get_project(request.user, slug, Permission.MANAGE)
    membership, form = _membership(visit, pk), RoleForm(request.POST)

    def act() -> dict[str, Any]:
        data = form.cleaned_data
        projects.change_role(actor=visit.user, membership=membership, role=Role(data["role"]), version=data["version"])
        return {}

    back = reverse("web:project-detail", args=[slug])
    return submitted(request, visit, form, act, done="The role is changed.", back=back)


@require_POST
def remove_member(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let a member leave; what they entered stays."""
    visit = get_project(request.user, slug, Permission.MANAGE)
    membership, form = _membership(visit, pk), VersionForm(request.POST)

    def act() -> dict[str, Any]:
        projects.remove_member(actor=visit.user, membership=membership, version=form.cleaned_data["version"])
        return {}

    back = reverse("web:project-detail", args=[slug])
    return submitted(request, visit, form, act, done="The member has left; what they entered stays.", back=back)
