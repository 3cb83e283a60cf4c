"""Whose eyes the admin looks through, and which projects they reach."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from annotations.models import Membership, Project, Role, User
from annotations.permissions import Permission, Standing, can

Row = TypeVar("Row", bound=Model)


def viewer(request: HttpRequest) -> User:
    """Return who is asking; PermissionDenied for who has not signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def within_projects(rows: QuerySet[Row], path: str, user: User) -> QuerySet[Row]:
    """Return the rows whose project, found along `path`, `user` may look at; superusers may look at all."""
    if user.is_superuser:
        return rows
    mine = Membership.objects.filter(user=user, left_at__isnull=True)
    return rows.filter(**{f"{path}__in": mine.values("project")})


def within_desks_led(rows: QuerySet[Row], path: str, user: User) -> QuerySet[Row]:
    """Return the rows whose project `user` leads as editor or manager, or looks after as a superuser and no member."""
    mine = Membership.objects.filter(user=user, left_at__isnull=True)
    led = Q(**{f"{path}__in": mine.filter(role__in=(Role.EDITOR, Role.MANAGER)).values("project")})
    if user.is_superuser:
        led |= ~Q(**{f"{path}__in": mine.values("project")})
    return rows.filter(led)


def own_unless_superuser(rows: QuerySet[Row], user: User) -> QuerySet[Row]:
    """Return rows that belong to one person: superusers look at all, others at their own."""
    return rows if user.is_superuser else rows.filter(user=user)


def may(user: User, permission: Permission, project: Project) -> bool:
    """Say whether `user` may do this in the project, by the same table as on the pages."""
    membership = Membership.objects.filter(project=project, user=user, left_at__isnull=True).first()
    role = Role(membership.role) if membership else None
    return can(Standing(user, role, project.rules), permission)
