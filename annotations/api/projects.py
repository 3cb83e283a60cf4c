"""Projects: those of the caller, and one with its scale and rules."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import get_project, projects_of, signed_in
from annotations.api import parameters
from annotations.api.endpoints import Endpoint, caller
from annotations.api.etags import of_version
from annotations.api.project_serializers import ProjectDetailSerializer
from annotations.api.schema import page_of, reading
from annotations.api.serializers import ProjectSerializer
from annotations.models import Membership, Project
from annotations.permissions import Permission
from annotations.scales import SCALES

PAGE_SIZE, MOST = 50, 200
AFTER = parameters.cursor_parameter("after", "Only projects whose slug comes after this one.", "string")


class ProjectList(Endpoint):
    """The projects of the caller, by slug."""

    @reading(
        "projects_list",
        page_of(ProjectSerializer),
        parameters=[AFTER, parameters.page_size_parameter(PAGE_SIZE, MOST)],
    )
    def get(self, request: Request) -> Response:
        """List the projects that you are a member of."""
        user = signed_in(caller(request))
        parameters.check_known(request, "after", "page_size")
        size = parameters.page_size(request, default=PAGE_SIZE, most=MOST)
        projects = projects_of(user).filter(slug__gt=parameters.slug(request, "after")).order_by("slug")
        rows = list(projects[: size + 1])
        memberships = Membership.objects.filter(user=user, left_at__isnull=True)
        roles: dict[int, str] = dict(memberships.values_list("project_id", "role"))
        facts = [_facts(project, roles.get(project.pk)) for project in rows[:size]]
        following = {"after": rows[size - 1].slug} if len(rows) > size else None
        return Response(parameters.page(request, ProjectSerializer(facts, many=True).data, following))


class ProjectDetail(Endpoint):
    """One project."""

    @reading("projects_read", ProjectDetailSerializer)
    def get(self, request: Request, slug: str) -> Response:
        """Read a project with the labels of its scale."""
        visit = get_project(caller(request), slug, Permission.VIEW)
        parameters.check_known(request)
        scale = SCALES[visit.project.scale]
        more = {
            "scale_title": scale.title, "labels": scale.labels, "guidelines": visit.project.guidelines,
            "policy": visit.project.rules if visit.sees_all else replace(visit.project.rules, second_labels=()),
        }  # fmt: skip
        role = visit.role.value if visit.role else None
        return Response(ProjectDetailSerializer({**_facts(visit.project, role), **more}).data)


def _facts(project: Project, role: str | None) -> Mapping[str, Any]:
    return {
        "slug": project.slug, "name": project.name, "role": role, "scale": project.scale,
        "etag": of_version(project.version), "created_at": project.created_at,
    }  # fmt: skip
