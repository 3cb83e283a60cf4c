"""Somebody named in the report, in print."""

from dataclasses import dataclass

from annotations.reports.contents import ReportContents
from annotations.reports.text import one_line


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody in print."""

    initials: str
    name: str
    role: str


def person(key: str | None, contents: ReportContents) -> PersonView:
    """Return the person of the people list; somebody who is not on it is 'unnamed'."""
    for entry in contents.people:
        if entry.key == key:
            return PersonView(one_line(entry.initials), one_line(entry.name), one_line(entry.role))
    return PersonView("?", "unnamed", "")
