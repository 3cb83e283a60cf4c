"""People and projects of an imported report: found by key and slug, else made without a way to sign in."""

import uuid
from collections.abc import Iterable, Sequence

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from annotations.models import Membership, Policy, Project, ReviewerKey, Role, User
from annotations.reports.contents import PersonEntry, ReportContents
from annotations.scales import SCALES
from annotations.services import history
from annotations.services.erasure import initials_from, is_erased
from annotations.services.inserting import insert
from annotations.services.refusals import Invalid

MAX_NAME = 150


def require_scale(contents: ReportContents, project: Project | None) -> None:
    """Raise Invalid unless the report's scale is known here, as it is there, and is that of the project."""
    scale = contents.scale
    if SCALES.get(scale.slug) != scale:
        raise Invalid("scale_unknown", f"The scale “{scale.title}” of the report is not known here in this form.")
    if project is not None and project.scale != scale.slug:
        mine = SCALES[project.scale].title
        raise Invalid(
            "scale_differs", f"The project judges by “{mine}”, the report by “{scale.title}”: choose another project."
        )


def make_project(contents: ReportContents, actor: User, slug: str) -> Project:
    """Make the project of a report, for now without members, and return it. Raises Invalid for an unknown policy."""
    room = contents.room
    if room is None:
        raise Invalid("report_partial", "The report does not say of which project it is.")
    try:
        policy = Policy.from_json(room.policy).to_json()
    except (TypeError, ValueError) as error:
        raise Invalid("policy_invalid", f"The policy of the project cannot be taken over: {error}") from error
    now = timezone.now()
    project = Project(
        slug=slug or room.slug, name=room.name, scale=contents.scale.slug, guidelines=room.guidelines, policy=policy,
        created_at=now,
    )  # fmt: skip
    insert([project])
    body = {"slug": project.slug, "name": room.name, "scale": project.scale, "policy": policy}
    history.record(actor=actor, code="project.created", project=project, body=body)
    return project


def settle_people(people: Sequence[PersonEntry], project: Project) -> tuple[dict[str, User], list[str]]:
    """Return the account for each key, and the keys of those that were made; each keeps role, initials, pseudonym.

    Somebody who was known here and is no member of the project becomes one who has left: readable, without rights.
    """
    entries = {_canonical(entry.key): entry for entry in people}
    rows = ReviewerKey.objects.filter(key__in=entries).select_related("user")
    found = {str(row.key): row.user for row in rows}
    missing = [entry for key, entry in entries.items() if key not in found]
    made = insert([_account(entry) for entry in missing])
    now = timezone.now()
    keys = [_canonical(entry.key) for entry in missing]
    insert([ReviewerKey(user=user, key=uuid.UUID(key), created_at=now) for key, user in zip(keys, made, strict=True)])
    people_by_key = found | dict(zip(keys, made, strict=True))
    _join(project, [(people_by_key[key], entry, key in found) for key, entry in entries.items()])
    return people_by_key, keys


def join_as_manager(project: Project, actor: User) -> None:
    """Make the actor a manager of a project that has just been made, unless the report brought them along."""
    members = Membership.objects.filter(project=project)
    if members.filter(user=actor, role=Role.MANAGER, left_at__isnull=True).exists():
        return
    taken = set(members.values_list("pseudonym", flat=True))
    Membership.objects.update_or_create(
        project=project, user=actor, defaults={"role": Role.MANAGER, "left_at": None},
        create_defaults={"role": Role.MANAGER, "initials": actor.mark, "pseudonym": _free(taken)},
    )  # fmt: skip


def _canonical(key: str) -> str:
    try:
        return str(uuid.UUID(key))
    except ValueError as error:
        raise Invalid("report_malformed", "A person in the report has a key that is none.") from error


def _account(entry: PersonEntry) -> User:
    """An account that nobody can sign in to; its name is the key, so that no other has it."""
    first, rest = entry.name[:MAX_NAME], entry.name[MAX_NAME : 2 * MAX_NAME]
    return User(
        username=f"imported-{_canonical(entry.key)}", first_name=first, last_name=rest.strip(),
        initials=entry.initials, is_active=False, password=make_password(None),
    )  # fmt: skip


def _join(project: Project, people: Iterable[tuple[User, PersonEntry, bool]]) -> None:
    rows = Membership.objects.filter(project=project)
    members, taken = set(rows.values_list("user_id", flat=True)), set(rows.values_list("pseudonym", flat=True))
    now, joining = timezone.now(), []
    for user, entry, was_known in people:
        if not entry.role or user.pk in members:
            continue
        pseudonym = entry.pseudonym if entry.pseudonym and entry.pseudonym not in taken else _free(taken)
        taken.add(pseudonym)
        left_at = entry.left_at or (now if was_known else None)
        initials = initials_from(pseudonym) if is_erased(user) else entry.initials
        joining.append(
            Membership(
                project=project, user=user, role=entry.role, initials=initials, pseudonym=pseudonym,
                left_at=left_at, created_at=now,
            )
        )  # fmt: skip
    insert(joining)


def _free(taken: set[str]) -> str:
    return next(name for name in (f"R{number}" for number in range(1, len(taken) + 2)) if name not in taken)
