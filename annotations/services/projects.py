"""Projects and their members."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from annotations.models import Membership, Policy, Project, Role, User
from annotations.scales import SCALES
from annotations.services import history
from annotations.services.refusals import Duplicate, Invalid, Stale
from annotations.services.transactions import writing

DESK = "desk"


def create_project(
    *,
    actor: User,
    slug: str,
    name: str,
    scale: str = "standard-1",
    guidelines: str = "",
    policy: Policy | None = None,
) -> Project:
    """Create a project with `actor` as its manager and return it. Raises Duplicate if the slug is taken."""
    _check_scale(scale)
    with writing():
        fields = {"name": name, "scale": scale, "guidelines": guidelines, "policy": (policy or Policy()).to_json()}
        project, made = Project.objects.get_or_create(slug=slug, defaults=fields)
        if not made:
            raise Duplicate("project_exists", f"There is a project “{slug}” already.", project)
        _add(project, actor, Role.MANAGER)
        body = {"slug": slug, "name": name, "scale": scale, "policy": project.policy}
        history.record(actor=actor, code="project.created", project=project, body=body)
        return project


def desk(actor: User) -> Project:
    """Return the command line's project, created on first use, with `actor` as a member."""
    project = Project.objects.filter(slug=DESK).first()
    return project or create_project(actor=actor, slug=DESK, name="Desk")


def add_member(*, actor: User, project: Project, person: User, role: Role) -> Membership:
    """Make somebody a member, or take somebody back who left, and return the membership."""
    with writing():
        _lock_members(project.pk)
        membership = Membership.objects.select_for_update().filter(project=project, user=person).first()
        if membership is not None and membership.left_at is None:
            raise Duplicate("member_exists", f"{person} is a member already.", membership)
        if membership is None:
            membership = _add(project, person, role)
        else:
            _change(membership, role=role, left_at=None)
        body = {"person": str(history.key_of(person)), "role": role.value}
        history.record(actor=actor, code="member.added", project=project, body=body, subject=body["person"])
        return membership


def change_role(*, actor: User, membership: Membership, role: Role, version: int) -> Membership:
    """Give a member another role. Raises Stale if the membership changed since `version`."""
    with writing():
        current = _locked(membership, version)
        _keep_a_manager(current, role)
        body = {"person": str(history.key_of(current.user)), "before": current.role, "after": role.value}
        _change(current, role=role)
        history.record(
            actor=actor, code="member.role_changed", project=current.project, body=body, subject=body["person"]
        )
        return current


def remove_member(*, actor: User, membership: Membership, version: int) -> Membership:
    """Let a member leave; what they entered stays, with their initials. Raises Stale as above."""
    with writing():
        current = _locked(membership, version)
        _keep_a_manager(current, None)
        _change(current, left_at=timezone.now())
        body = {"person": str(history.key_of(current.user)), "role": current.role}
        history.record(actor=actor, code="member.left", project=current.project, body=body, subject=body["person"])
        return current


def change_project(*, actor: User, project: Project, version: int, changes: Mapping[str, Any]) -> Project:
    """Change name, scale, guidelines or rules of the policy; rules that `changes` leaves out stay.

    Raises Stale if the project changed since `version`, Invalid for what cannot be meant.
    """
    with writing():
        current = Project.objects.select_for_update().get(pk=project.pk)
        if current.version != version:
            raise Stale("project_changed", "Somebody changed the project since you opened it.")
        _check_scale(str(changes.get("scale", current.scale)))
        if "policy" in changes:
            changes = {**changes, "policy": _checked_policy({**current.policy, **changes["policy"]})}
        before = {name: getattr(current, name) for name in changes}
        for name, value in changes.items():
            setattr(current, name, value)
        current.version += 1
        current.save(update_fields=[*changes, "version"])
        body = {"before": before, "after": dict(changes)}
        history.record(actor=actor, code="project.changed", project=current, body=body, content="scale" in changes)
        return current


def _checked_policy(policy: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return Policy.from_json(policy).to_json()
    except (TypeError, ValueError) as error:
        raise Invalid("policy_invalid", str(error)) from error


def _check_scale(slug: str) -> None:
    if slug not in SCALES:
        raise Invalid("scale_unknown", f"There is no scale “{slug}”.")


def _add(project: Project, person: User, role: Role) -> Membership:
    taken = project.memberships.count()
    return Membership.objects.create(
        project=project, user=person, role=role, initials=person.mark, pseudonym=f"R{taken + 1}"
    )


def _lock_members(project: int) -> None:
    """Let one at a time change a project's members: the last manager and the pseudonyms hang on all of them."""
    Project.objects.select_for_update(no_key=True).get(pk=project)


def _locked(membership: Membership, version: int) -> Membership:
    _lock_members(membership.project_id)
    current = Membership.objects.select_for_update(of=("self",)).select_related("project", "user").get(pk=membership.pk)
    if current.version != version or current.left_at is not None:
        raise Stale("member_changed", "Somebody changed this membership since you opened it.")
    return current


def _keep_a_manager(membership: Membership, role: Role | None) -> None:
    if membership.role != Role.MANAGER or role is Role.MANAGER:
        return
    others = Membership.objects.filter(project=membership.project, role=Role.MANAGER, left_at__isnull=True)
    if not others.exclude(pk=membership.pk).exists():
        raise Invalid("last_manager", "A project keeps at least one manager.")


def _change(membership: Membership, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(membership, name, value)
    membership.version += 1
    membership.save(update_fields=[*changes, "version"])
