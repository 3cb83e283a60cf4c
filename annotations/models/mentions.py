"""Mentions in notes: stored by the key of the person, `@[key]`, shown by their initials."""

import re
from collections.abc import Sequence

from annotations.models.notes import Note
from annotations.models.projects import Membership

KEYED = re.compile(r"@\[([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\]")


def with_initials(notes: Sequence[Note]) -> list[Note]:
    """Return the notes with `@initials` for each key of a member of the note's project, for display alone.

    Asks for nothing where nobody is mentioned. Keys of others stay as they are.
    """
    keys = {key for note in notes for key in KEYED.findall(note.text)}
    initials = _initials(notes, keys) if keys else {}
    for note in notes:
        own = initials.get(note.document_id, {})
        note.text = KEYED.sub(lambda found, own=own: f"@{own[found[1]]}" if found[1] in own else found[0], note.text)  # type: ignore[misc]
    return list(notes)


def _initials(notes: Sequence[Note], keys: set[str]) -> dict[int, dict[str, str]]:
    """Return the initials by key for each document that the notes are about."""
    rows = Membership.objects.filter(
        user__reviewer_key__key__in=keys, project__documents__in={note.document_id for note in notes}
    )
    found: dict[int, dict[str, str]] = {}
    named = rows.values_list(
        "project__documents", "user__reviewer_key__key", "initials", "user__initials", "user__username"
    )
    for document, key, initials, own, username in named:
        found.setdefault(document, {})[str(key)] = initials or own or username[:2].upper()
    return found
