"""How people are named: by the key that reports and history use, and by their initials."""

from dataclasses import dataclass

from django.db.models import F

from annotations.models import Membership, Project


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is or was a member; `key` is None for who never changed anything."""

    key: str | None
    initials: str


UNNAMED = Person(None, "")


def people_of(project: Project) -> dict[int, Person]:
    """Return everybody who is or was a member of the project, by user id (1 query)."""
    rows = Membership.objects.filter(project=project).select_related("user")
    keyed = rows.annotate(person_key=F("user__reviewer_key__key"))
    return {
        row.user_id: Person(str(row.person_key) if row.person_key else None, row.initials or row.user.mark)
        for row in keyed
    }
