"""How people are named on pages of a project."""

from annotations.models import Membership, Project


def initials_of(project: Project) -> dict[int, str]:
    """Return the initials of everybody who is or was a member, by user id."""
    rows = Membership.objects.filter(project=project).select_related("user")
    return {row.user_id: row.initials or row.user.mark for row in rows}
