"""Mentions: `@name` in a note is stored as `@[key]`, so that a name that changes or is erased stays in no text."""

import re

from annotations.models import Membership, Project, User
from annotations.services.history import key_of

NAME = re.compile(r"(?<![\w@.])@([\w][\w.+-]*)")


def keyed(text: str, project: Project) -> tuple[str, list[User]]:
    """Return the text with each member's `@name` as `@[key]`, and who was mentioned, each once.

    A name is an account name, whatever its case, or initials that one member alone has. Others stay as they are.
    """
    if "@" not in text:
        return text, []
    members = _members(project)
    mentioned: dict[int, User] = {}

    def replaced(found: re.Match[str]) -> str:
        said = found[1]
        name = said.rstrip(".+-")
        person = members.get(said.casefold()) or members.get(name.casefold())
        if person is None:
            return found[0]
        mentioned[person.pk] = person
        return f"@[{key_of(person)}]" + ("" if said.casefold() in members else said[len(name) :])

    return NAME.sub(replaced, text), list(mentioned.values())


def _members(project: Project) -> dict[str, User]:
    """Return the members by account name, and by initials where these are of one member alone."""
    rows = list(Membership.objects.filter(project=project, left_at__isnull=True).select_related("user"))
    marks = [(row.initials or row.user.mark).casefold() for row in rows]
    by_mark = {mark: row.user for mark, row in zip(marks, rows, strict=True) if marks.count(mark) == 1}
    return by_mark | {row.user.username.casefold(): row.user for row in rows}
