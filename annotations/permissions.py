"""Who may do what: names, one table, pure predicates. Rights are asked once, at the door (`access`)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotations.models import Policy, Role, User


class Permission(StrEnum):
    """What somebody may be allowed to do, in a project or anywhere."""

    CREATE_PROJECT = "create a project"
    SEE_STYLEGUIDE = "look at the style guide"
    VIEW = "look at a project and its documents"
    VIEW_HISTORY = "look at the history"
    EXPORT = "download reports"
    DOWNLOAD_ORIGINAL = "download the original file"
    IMPORT = "import a document"
    REVIEW = "give verdicts, cite and note"
    REPAIR = "repair the boundaries of claims"
    SEE_ALL = "see what others entered before having read"
    EDIT_DOCUMENT = "change a document's details"
    ADJUDICATE = "settle a label"
    ASSIGN = "give claims to readers"
    SIGN_OFF = "sign off a revision"
    PUBLISH = "publish, renew and withdraw the public report"
    ASK_AUTHOR = "send the change list and decide on answers"
    MANAGE = "change members, scale, guidelines and policy"


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to a project; `role` is None for who is no member, `policy` None outside any project."""

    user: User
    role: Role | None = None
    policy: Policy | None = None


Predicate = Callable[[Standing], bool]


def _is_active(standing: Standing) -> bool:
    return standing.user.is_authenticated and standing.user.is_active


def is_staff(standing: Standing) -> bool:
    """Staff of the installation."""
    return _is_active(standing) and standing.user.is_staff


def is_caretaker(standing: Standing) -> bool:
    """A superuser who is not a member: may look after every project, but gives no verdicts."""
    return _is_active(standing) and standing.user.is_superuser and standing.role is None


def is_member(standing: Standing) -> bool:
    """Any member of the project."""
    return _is_active(standing) and standing.role is not None


def is_reviewer(standing: Standing) -> bool:
    """A member who gives verdicts: reviewer, editor or manager."""
    return is_member(standing) and standing.role is not Role.READER


def is_editor(standing: Standing) -> bool:
    """An editor or a manager."""
    return is_member(standing) and standing.role in (Role.EDITOR, Role.MANAGER)


def is_manager(standing: Standing) -> bool:
    """A manager."""
    return is_member(standing) and standing.role is Role.MANAGER


def is_reviewer_without_blindness(standing: Standing) -> bool:
    """A reviewer of a project whose policy is not blind."""
    return is_reviewer(standing) and standing.policy is not None and not standing.policy.blind


PERMISSIONS: Mapping[Permission, tuple[Predicate, ...]] = {
    Permission.CREATE_PROJECT: (is_staff,),
    Permission.SEE_STYLEGUIDE: (is_staff,),
    Permission.VIEW: (is_member, is_caretaker),
    Permission.VIEW_HISTORY: (is_reviewer, is_caretaker),
    Permission.EXPORT: (is_member, is_caretaker),
    Permission.DOWNLOAD_ORIGINAL: (is_member, is_caretaker),
    Permission.IMPORT: (is_reviewer,),
    Permission.REVIEW: (is_reviewer,),
    Permission.REPAIR: (is_reviewer,),
    Permission.SEE_ALL: (is_editor, is_caretaker, is_reviewer_without_blindness),
    Permission.EDIT_DOCUMENT: (is_editor,),
    Permission.ADJUDICATE: (is_editor,),
    Permission.ASSIGN: (is_editor,),
    Permission.SIGN_OFF: (is_editor,),
    Permission.PUBLISH: (is_editor,),
    Permission.ASK_AUTHOR: (is_editor,),
    Permission.MANAGE: (is_manager, is_caretaker),
}


def can(standing: Standing, permission: Permission) -> bool:
    """Say whether any predicate of the permission's row holds."""
    return any(predicate(standing) for predicate in PERMISSIONS[permission])
