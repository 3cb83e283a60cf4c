"""Open notes in print."""

from dataclasses import dataclass

from annotations.reports.contents import NoteEntry, ReportContents
from annotations.reports.people import PersonView, person
from annotations.reports.text import minute, printable


@dataclass(frozen=True, slots=True)
class NoteView:
    """A remark in an open thread; `is_answer` is False for the first."""

    author: PersonView
    text: str
    when: str
    is_internal: bool
    is_answer: bool


def open_notes(notes: tuple[NoteEntry, ...], contents: ReportContents) -> tuple[NoteView, ...]:
    """Return the threads that nobody has resolved, each note after the one that opened its thread."""
    standing = [note for note in notes if not note.withdrawn_at]
    present = {note.id for note in standing}
    # An answer whose first note is withdrawn still stands: it then opens what is left of the thread.
    firsts = [note for note in standing if note.thread not in present]
    threads = [
        [first, *(note for note in standing if note.thread == first.id)] for first in firsts if not first.resolved_by
    ]
    return tuple(_note(note, note is not thread[0], contents) for thread in threads for note in thread)


def _note(note: NoteEntry, is_answer: bool, contents: ReportContents) -> NoteView:
    author = person(note.author, contents)
    return NoteView(author, printable(note.text).strip(), minute(note.at), note.internal, is_answer)
