"""The small document as three kinds of reader get it."""

from dataclasses import replace

from annotations.reports.contents import CitationEntry, NoteEntry, VerdictEntry
from tests.reports.contents import SMALL

KEYS = {person.key: f"p{rank}" for rank, person in enumerate(SMALL.people, start=1)}
ROLES = tuple(
    replace(person, key=KEYS[person.key], initials="", name=f"{person.role.capitalize()} {rank}")
    for rank, person in enumerate(SMALL.people, start=1)
)


def _entry(entry):
    held = [one for one in entry.verdicts if one.current and one.label == entry.label]
    changes = {
        "verdicts": tuple(_verdict(one) for one in held),
        "adjudications": tuple(replace(one, editor=KEYS[one.editor]) for one in entry.adjudications if one.stands),
        "citations": tuple(_citation(one) for one in entry.citations if not one.withdrawn_at),
        "notes": tuple(_note(one) for one in entry.notes if not one.internal),
    }
    return replace(entry, **changes)


def _verdict(verdict: VerdictEntry) -> VerdictEntry:
    return replace(
        verdict, reviewer=KEYS[verdict.reviewer], proposed_wording="", action="none", evidence_override="", answers=()
    )


def _citation(citation: CitationEntry) -> CitationEntry:
    return replace(citation, added_by=KEYS[citation.added_by])


def _note(note: NoteEntry) -> NoteEntry:
    return replace(note, author=KEYS[note.author], resolved_by=KEYS.get(note.resolved_by))


PUBLIC = replace(
    SMALL,
    profile="public",
    people=ROLES,
    claims=tuple(
        replace(_entry(claim), parts=tuple(_entry(part) for part in claim.parts), ballots=(), assignments=(), places=())
        for claim in SMALL.claims
    ),
    retired_claims=(),
    document_notes=(),
    history=(),
    room=None,
    earlier_revisions=(),
    author_links=(),
)
MINE = replace(SMALL, profile="mine", signoffs=(), publisher=None, public_url="", corrections=())
PROFILES = {"complete": SMALL, "mine": MINE, "public": PUBLIC}
