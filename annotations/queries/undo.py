"""What somebody can take back and do again in a document: their own acts, read off the history.

Nothing else keeps it, so it outlives a closed page. An undo takes back an act or a redo; a redo takes back an undo.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from annotations.models import Document, HistoryEntry, User
from annotations.queries.history import act_of

KEPT = 200
STRUCTURAL = ("claim.split", "claim.merged", "claim.boundary_moved", "claim.joined")
PARTS = ("part.added", "part.changed", "part.removed")
UNDOABLE = frozenset({
    *STRUCTURAL, *PARTS, "claim.left_new", "verdict.recorded", "verdict.withdrawn", "verdict.suggestions_accepted",
    "verdict.marked_for_checking", "verdict.mark_lifted",
    "citation.added", "citation.changed", "citation.withdrawn", "citation.restored",
    "note.added", "note.answered", "note.withdrawn", "note.restored", "note.resolved", "note.reopened",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stacks:
    """What can be taken back and what done again, the next one last."""

    acts: tuple[HistoryEntry, ...]
    undone: tuple[HistoryEntry, ...]

    @property
    def undo(self) -> HistoryEntry | None:
        """The entry that an undo takes back."""
        return self.acts[-1] if self.acts else None

    @property
    def redo(self) -> HistoryEntry | None:
        """The entry that a redo takes back: an undo."""
        return self.undone[-1] if self.undone else None

    @property
    def undo_title(self) -> str:
        """What an undo takes back, in words."""
        return title_of_act(self.undo)

    @property
    def redo_title(self) -> str:
        """What a redo does again, in words."""
        return title_of_act(self.redo)


def title_of_act(entry: HistoryEntry | None) -> str:
    """Return what an act was and where, such as “split, claims 12 → 12, 12a”."""
    if entry is None:
        return ""
    return ", ".join(part for part in (act_of(entry), entry.subject) if part)


def stacks_of(document: Document, user: User) -> Stacks:
    """Return what `user` can take back and do again, of their last 200 acts (1 query)."""
    mine = HistoryEntry.objects.filter(document=document, actor=user, code__in=UNDOABLE, body__isnull=False)
    rows = mine.select_related("claim").order_by("-number")[:KEPT]
    return replay(reversed(rows))


def replay(entries: Iterable[HistoryEntry]) -> Stacks:
    """Go through one's acts, oldest first; a new act clears what could be done again."""
    acts: list[HistoryEntry] = []
    undone: list[HistoryEntry] = []
    for entry in entries:
        if _taken(acts, entry.undoes_id):
            undone.append(entry)
        elif _taken(undone, entry.undoes_id):
            acts.append(entry)
        elif entry.undoes_id is None:
            acts.append(entry)
            undone.clear()
    return Stacks(tuple(acts), tuple(undone))


def _taken(stack: list[HistoryEntry], pk: int | None) -> bool:
    for rank, entry in enumerate(stack):
        if entry.pk == pk:
            del stack[rank]
            return True
    return False


def standing_since(entries: Iterable[HistoryEntry]) -> list[HistoryEntry]:
    """Return the entries that still have an effect: an act and the undo that took it back cancel out."""
    standing: dict[int, HistoryEntry] = {}
    for entry in entries:
        if standing.pop(entry.undoes_id or 0, None) is None:
            standing[entry.pk] = entry
    return list(standing.values())
