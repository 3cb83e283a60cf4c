"""How the people of the desk are named in public: by their roles, or by their initials."""

from collections import Counter
from collections.abc import Iterator

from annotations.reports.contents import ClaimEntry, PartEntry, PersonEntry, ReportContents

INITIALS = "initials"
ROLES = {"reader": "Reader", "reviewer": "Reviewer", "editor": "Editor", "manager": "Manager"}
NO_ROLE = "Reviewer"  # who is no member any more


def named_people(contents: ReportContents, names: str) -> dict[str, PersonEntry]:
    """Return by key who is named, as "p1", "p2" … in the order in which the report comes to speak of them.

    With "initials" they bear those and nothing else; with roles "Editor", or "Reviewer 2" where there are several.
    """
    known = {person.key: person for person in contents.people}
    order = [key for key in dict.fromkeys(_keys(contents)) if key in known]
    if names == INITIALS:
        return {key: _by_initials(known[key], rank) for rank, key in enumerate(order, 1)}
    roles = {key: ROLES.get(known[key].role, NO_ROLE) for key in order}
    all_of, so_far = Counter(roles.values()), Counter[str]()
    found = {}
    for rank, (key, role) in enumerate(roles.items(), 1):
        so_far[role] += 1
        number = str(so_far[role]) if all_of[role] > 1 else ""
        found[key] = PersonEntry(
            key=f"p{rank}", initials=f"{role[0]}{number}", name=f"{role} {number}".strip(), role=""
        )
    return found


def _by_initials(person: PersonEntry, rank: int) -> PersonEntry:
    initials = person.initials or "?"
    return PersonEntry(key=f"p{rank}", initials=initials, name=initials, role="")


def _keys(contents: ReportContents) -> Iterator[str]:
    for claim in contents.claims:
        yield from _of_entry(claim)
        for part in claim.parts:
            yield from _of_entry(part)
    yield from (note.author for note in contents.document_notes)
    yield from (signoff.editor for signoff in contents.signoffs if signoff.valid)


def _of_entry(entry: ClaimEntry | PartEntry) -> Iterator[str]:
    yield from (one.editor for one in entry.adjudications if one.stands)
    yield from (one.reviewer for one in entry.verdicts if one.current and one.label == entry.label)
    yield from (one.added_by for one in entry.citations if one.withdrawn_at is None)
    yield from (note.author for note in entry.notes if not note.internal)
