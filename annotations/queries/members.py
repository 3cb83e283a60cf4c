"""How people are named on pages of a project."""

from annotations.models import Membership, Project


def initials_of(project: Project) -> dict[int, str]:
    """Return the initials of everybody who is or was a member, by user id."""
    rows = Membership.objects.filter(project=project).select_related("user")
    return {row.user_id: row.initials or row.user.mark for row in rows}


def initials_by_key(project: Project) -> dict[str, str]:
    """Return the initials of everybody who is or was a member, by the key that the history names them by."""
    rows = Membership.objects.filter(project=project).select_related("user__reviewer_key")
    named = rows.filter(user__reviewer_key__isnull=False)
    return {str(row.user.reviewer_key.key): row.initials or row.user.mark for row in named}
