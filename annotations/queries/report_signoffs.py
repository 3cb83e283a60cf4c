"""The sign-offs of a document as its report tells them, for those who see all."""

from annotations.models import Document, HistoryEntry, SignOff
from annotations.queries.signoff import changes_since, last_signoff
from annotations.queries.undo import standing_since
from annotations.reports.records import OverrideEntry, SignOffEntry


def signoffs_of(document: Document) -> list[SignOff]:
    """Return the sign-offs of all revisions, the oldest first."""
    rows = SignOff.objects.filter(document=document).select_related("revision", "at_entry").defer("revision__text")
    return list(rows.order_by("pk"))


def signoff_entries(document: Document, rows: list[SignOff], keys: dict[int, str]) -> tuple[SignOffEntry, ...]:
    """Return each with whether it holds, as the page of the report says it; `keys` names people by their ids.

    What voided an earlier one is the first change after it that still has an effect.
    """
    if not rows:
        return ()
    last = last_signoff(document, sees_all=True)
    changes = changes_since(document, rows[0])
    found = []
    for row in rows:
        is_last = last is not None and row.pk == last.signoff.pk
        since = [change for change in changes if change.pk > row.at_entry_id]
        voided_by = last.voided_by if last and is_last else next(iter(standing_since(since)), None)
        found.append(_entry(row, keys, valid=bool(last and is_last and last.holds), voided_by=voided_by))
    return tuple(found)


def _entry(row: SignOff, keys: dict[int, str], *, valid: bool, voided_by: HistoryEntry | None) -> SignOffEntry:
    return SignOffEntry(
        revision=row.revision.number, number=row.number, editor=keys[row.editor_id], at=row.created_at,
        content_hash=row.content_hash, valid=valid, voided_by=str(voided_by.actor_key) if voided_by else None,
        voided_at=voided_by.at if voided_by else None,
        overrides=tuple(OverrideEntry(one["code"], one["subject"], one["reason"]) for one in row.overrides),
        hash_version=row.hash_version, entry=row.at_entry.number,
    )  # fmt: skip
