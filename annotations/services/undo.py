"""Undo and redo: each person takes back their own acts in a document, the last one first, also after a reload.

Import, sign-off, adjudications and members are not undone. What an undo does is an act of its own in the history.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from annotations.models import Citation, Claim, Document, HistoryEntry, Note, ReviewerKey, User, Verdict
from annotations.queries.history import title_of
from annotations.queries.members import initials_of
from annotations.queries.undo import PARTS, STRUCTURAL, Stacks, stacks_of, standing_since, title_of_act
from annotations.services import citations, joining, marking, notes, parts, structure
from annotations.services.history import Undoing
from annotations.services.locks import lock_document
from annotations.services.refusals import Blocked, Invalid, Stale, Unconfirmed
from annotations.services.restating import restate_suggestions, restate_verdict
from annotations.services.transactions import writing

UNDO, REDO = "undo", "redo"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was taken back or done again, in words, and the claim to look at; None for the document as a whole."""

    title: str
    claim: Claim | None
    is_note: bool


def undo(*, actor: User, document: Document, seen: int, confirm: bool = False) -> TakenBack:
    """Take the actor's last act in the document back; `seen` is the number of its entry in the history.

    Raises Invalid if there is none, Stale if it is another one by now, Blocked if somebody's later act stands in
    the way, Unconfirmed if others' work would leave the page and that was not said to be meant.
    """
    return _take_back(actor, document, seen, confirm, UNDO)


def redo(*, actor: User, document: Document, seen: int, confirm: bool = False) -> TakenBack:
    """Do again what the actor took back last; `seen` is the number of the undo's entry. Raises as `undo` does."""
    return _take_back(actor, document, seen, confirm, REDO)


def _take_back(actor: User, document: Document, seen: int, confirm: bool, way: str) -> TakenBack:
    with writing():
        locked = lock_document(document)
        entry = _top(stacks_of(locked, actor), way)
        if entry.number != seen:
            raise Stale(f"{way}_changed", "You did something else since, in this window or in another one. Look again.")
        _check_untouched(locked, entry)
        if not confirm:
            _check_others(actor, entry)
        claim = _INVERSES[entry.code](actor, locked, Undoing(entry, way))
        return TakenBack(title_of_act(entry), claim, entry.code.startswith("note."))


def _top(stacks: Stacks, way: str) -> HistoryEntry:
    entry = stacks.undo if way == UNDO else stacks.redo
    if entry is None:
        raise Invalid(f"nothing_to_{way}", f"There is nothing of yours to {way} here.")
    return entry


def _check_untouched(document: Document, entry: HistoryEntry) -> None:
    """Raise Blocked if the claims were rearranged, or the citation or note changed, since and still are."""
    same = Q(code__in=STRUCTURAL)
    if entry.citation_id:
        same |= Q(citation=entry.citation_id)
    if entry.note_id:
        same |= Q(note=entry.note_id)
    if entry.code in PARTS:
        same |= Q(code__in=PARTS, body__part=(entry.body or {})["part"])
    if entry.code == joining.JOINED:
        # A deleted claim goes back to what it was: parts that were made or changed since would not fit it.
        same |= Q(code__in=PARTS, claim__serial=(entry.body or {})["earlier"]["claim"])
    later = HistoryEntry.objects.filter(same, document=document, number__gt=entry.number).order_by("number")
    touched = _serials(entry)
    for other in standing_since(later.select_related("actor", "claim")):
        if other.code not in STRUCTURAL:
            raise Blocked("It was changed again since, so that it cannot be taken back.", other.number)
        if touched & _serials(other):
            by = initials_of(document.project).get(other.actor_id) or other.actor.mark
            what = f"{by} {title_of(other)} ({other.subject}) since: entry {other.number} of the history"
            raise Blocked(f"This cannot be taken back: {what}.", other.number)


def _serials(entry: HistoryEntry) -> set[int]:
    """Return the serials of the claims that an entry is about."""
    told = entry.body or {}
    if entry.code in STRUCTURAL:
        return {item["claim"] for side in ("before", "after") for item in told.get(side, ())}
    if "given" in told:
        return {item["claim"] for item in told["given"]}
    return {entry.claim.serial} if entry.claim else set()


def _check_others(actor: User, entry: HistoryEntry) -> None:
    """Raise Unconfirmed, naming how much of others' work would leave the page: what the actor may know of it."""
    if entry.code not in (*STRUCTURAL, *PARTS):
        return
    before, after = _stood(entry)
    here = Claim.objects.filter(document=entry.document_id)
    gone = Q(serial__in=after - before) | Q(parent__serial__in=after - before, retired_at__isnull=True)
    leaving = here.filter(gone)
    said = [_verdicts_of_others(actor, leaving, here.filter(serial__in=after & before))]
    rows: tuple[tuple[str, QuerySet[Any]], ...] = (
        ("citation", Citation.objects.visible_to(actor).standing().filter(by_author=False).exclude(added_by=actor)),
        ("note", Note.objects.visible_to(actor).standing().filter(by_author=False).exclude(author=actor)),
    )
    said += [_counted(rows.filter(claim__in=leaving, origin=None).count(), word) for word, rows in rows]
    if any(said):
        listed = " and ".join(filter(None, said))
        raise Unconfirmed("undo_needs_confirmation", f"{listed} would leave the page, and come back if it is redone.")


def _stood(entry: HistoryEntry) -> tuple[set[int], set[int]]:
    """Return the serials of the claims and parts that stood there before an act, and after it."""
    told = entry.body or {}
    if entry.code in STRUCTURAL:
        return {item["claim"] for item in told["before"]}, {item["claim"] for item in told["after"]}
    sentence = {entry.claim.serial} if entry.claim else set()
    before, after = ({told["part"]} if told[side] else set() for side in ("before", "after"))
    return sentence | before, sentence | after


def _verdicts_of_others(actor: User, leaving: QuerySet[Claim], moved: QuerySet[Claim]) -> str:
    """Count readings on what would leave, or whose wording would change; only visible ones say whose they are."""
    concerned = Q(claim__in=leaving) | Q(claim__in=moved, basis=F("claim__basis"))
    rows = Verdict.objects.filter(concerned).exclude(reviewer=actor)
    readings = set(rows.values_list("claim_id", "reviewer_id"))
    visible = Verdict.objects.visible_to(actor).filter(concerned).exclude(reviewer=actor)
    known = set(visible.values_list("claim_id", "reviewer_id"))
    if not readings:
        return ""
    names = initials_of(rows[0].document.project) if known == readings else {}
    by = " and ".join(sorted({names.get(reviewer, "") for _, reviewer in known})) if names else "others"
    return f"{_counted(len(readings), 'verdict')} by {by}"


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}" if count else ""


def _rearrange_back(actor: User, document: Document, undoing: Undoing) -> Claim | None:
    return structure.revert(actor=actor, document=document, undoing=undoing)


def _join_back(actor: User, document: Document, undoing: Undoing) -> Claim | None:
    return joining.join_back(actor=actor, document=document, undoing=undoing)


def _leave_back(actor: User, document: Document, undoing: Undoing) -> Claim | None:
    return joining.leave_back(actor=actor, document=document, undoing=undoing)


def _restate(actor: User, document: Document, undoing: Undoing) -> Claim | None:
    return restate_verdict(actor=actor, document=document, undoing=undoing)


def _restate_suggestions(actor: User, document: Document, undoing: Undoing) -> Claim | None:
    return restate_suggestions(actor=actor, document=document, undoing=undoing)


def _lift_mark(actor: User, document: Document, undoing: Undoing) -> Claim | None:
    return marking.lift_mark(actor=actor, document=document, undoing=undoing)


def _put_mark_back(actor: User, document: Document, undoing: Undoing) -> Claim | None:
    return marking.put_mark_back(actor=actor, document=document, undoing=undoing)


def _part(undoing: Undoing) -> Claim:
    entry = undoing.entry
    return Claim.objects.get(document=entry.document_id, serial=(entry.body or {})["part"])


def _remove_part(actor: User, document: Document, undoing: Undoing) -> Claim | None:
    row = _part(undoing)
    return parts.remove_part(actor=actor, part=row, version=row.version, undoing=parts.Back(undoing, document))


def _restore_part(actor: User, document: Document, undoing: Undoing) -> Claim | None:
    return parts.restore_part(actor=actor, part=_part(undoing), undoing=parts.Back(undoing, document))


def _change_part_back(actor: User, document: Document, undoing: Undoing) -> Claim | None:
    row, before = _part(undoing), (undoing.entry.body or {})["before"]
    return parts.change_part(
        actor=actor, part=row, wording=before["wording"], spans=before["spans"], version=row.version,
        central=before.get("central", False), undoing=parts.Back(undoing, document),
    )  # fmt: skip


def _citation(undoing: Undoing) -> Citation:
    return Citation.objects.get(pk=undoing.entry.citation_id or 0)


def _note(undoing: Undoing) -> Note:
    return Note.objects.get(pk=undoing.entry.note_id or 0)


def _withdraw_citation(actor: User, document: Document, undoing: Undoing) -> Claim | None:
    row = _citation(undoing)
    return citations.withdraw_citation(actor=actor, citation=row, version=row.version, undoing=undoing).claim


def _restore_citation(actor: User, document: Document, undoing: Undoing) -> Claim | None:
    row = _citation(undoing)
    return citations.restore_citation(actor=actor, citation=row, version=row.version, undoing=undoing).claim


def _change_citation_back(actor: User, document: Document, undoing: Undoing) -> Claim | None:
    row = _citation(undoing)
    use = citations.Use(**(undoing.entry.body or {})["before"])
    return citations.change_citation(actor=actor, citation=row, use=use, version=row.version, undoing=undoing).claim


def _withdraw_note(actor: User, document: Document, undoing: Undoing) -> Claim | None:
    row = _note(undoing)
    return notes.withdraw_note(actor=actor, note=row, version=row.version, undoing=undoing).claim


def _restore_note(actor: User, document: Document, undoing: Undoing) -> Claim | None:
    row = _note(undoing)
    return notes.restore_note(actor=actor, note=row, version=row.version, undoing=undoing).claim


def _settle_back(actor: User, document: Document, undoing: Undoing) -> Claim | None:
    """Let the thread be resolved by whom it was before, or open; one may be resolved or reopened that was already."""
    row = _note(undoing)
    key = (undoing.entry.body or {}).get("resolved_by")
    held = ReviewerKey.objects.select_related("user").filter(key=key).first() if key else None
    if held is None:
        return notes.reopen(actor=actor, note=row, version=row.version, undoing=undoing).claim
    return notes.resolve(actor=actor, note=row, version=row.version, by=held.user, undoing=undoing).claim


_INVERSES: dict[str, Callable[[User, Document, Undoing], Claim | None]] = {
    **dict.fromkeys(STRUCTURAL, _rearrange_back),
    "claim.joined": _join_back,
    "claim.left_new": _leave_back,
    "verdict.recorded": _restate,
    "verdict.withdrawn": _restate,
    "verdict.marked_for_checking": _lift_mark,
    "verdict.mark_lifted": _put_mark_back,
    "verdict.suggestions_accepted": _restate_suggestions,
    "part.added": _remove_part,
    "part.changed": _change_part_back,
    "part.removed": _restore_part,
    "citation.added": _withdraw_citation,
    "citation.changed": _change_citation_back,
    "citation.withdrawn": _restore_citation,
    "citation.restored": _withdraw_citation,
    "note.added": _withdraw_note,
    "note.answered": _withdraw_note,
    "note.withdrawn": _restore_note,
    "note.restored": _withdraw_note,
    "note.resolved": _settle_back,
    "note.reopened": _settle_back,
}
