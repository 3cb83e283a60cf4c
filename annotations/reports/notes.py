"""Open notes in print."""

from dataclasses import dataclass

from annotations.reports.contents import NoteEntry, ReportContents
from annotations.reports.people import PersonView, person
from annotations.reports.text import minute, one_line, printable


@dataclass(frozen=True, slots=True)
class NoteView:
    """A remark in an open thread; `is_answer` is False for the first."""

    author: PersonView
    by_author: bool
    said_by: str
    text: str
    when: str
    is_internal: bool
    is_answer: bool

    @property
    def who(self) -> str:
        """Whose words they are: somebody's name, or the author's file with the name that the comment bears there."""
        if not self.by_author:
            return self.author.name
        return f"Author’s file: {self.said_by}" if self.said_by else "Author’s file"


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
    return NoteView(
        author=person(note.author, contents),
        by_author=note.by_author,
        said_by=one_line(note.said_by),
        text=printable(note.text).strip(),
        when=f"imported {minute(note.at)}" if note.by_author else minute(note.at),
        is_internal=note.internal,
        is_answer=is_answer,
    )
