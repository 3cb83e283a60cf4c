"""What differs between two revisions, and what was held of each, for a file."""

from collections.abc import Iterator

from annotations.models import Document, Revision, Sight
from annotations.queries.comparing import Compared, compare_all
from annotations.queries.revisions import Held
from annotations.reports.differences import Difference, Differences


def differences_of(document: Document, before: Revision, after: Revision, sight: Sight) -> Differences:
    """Return every claim of two revisions with what was held of it in each, as far as `sight` may see (9 queries)."""
    found = compare_all(document, before, after, sight)
    return Differences(
        title=document.title, before=before.number, after=after.number,
        sums=tuple((side.fate, side.old, side.new) for side in found.sides),
        rows=tuple(row for compared in found.rows for row in _rows(compared)),
        profile="complete" if sight.sees_all else "mine",
    )  # fmt: skip


def _rows(row: Compared) -> Iterator[Difference]:
    """Yield one row for each person that held something of the claim, or of a part of it, on either side."""
    then, now = (
        {(held.part, held.is_settled, held.by): held for held in side.held} if side else {}
        for side in (row.old, row.new)
    )
    for key in dict.fromkeys([*then, *now]):
        yield _row(row, then.get(key), now.get(key))
    if not then and not now:
        yield _row(row, None, None)


def _row(row: Compared, then: Held | None, now: Held | None) -> Difference:
    held, side = then or now, row.new or row.old
    return Difference(
        fate=row.fate, claim=side.serial if side else 0, number_before=row.old.number if row.old else "",
        number_after=row.new.number if row.new else "", others=", ".join(row.others),
        context_changed=row.context_changed, text_before=row.old.text if row.old else "",
        text_after=row.new.text if row.new else "", part=held.part if held else "", by=held.by if held else "",
        settled=bool(held and held.is_settled), label_before=_label(then), label_after=_label(now),
        counts_before=bool(then and not then.is_grey), counts_after=bool(now and not now.is_grey),
        became=_became(row, then, now),
    )  # fmt: skip


def _label(held: Held | None) -> str:
    return "" if held is None else held.label.title if held.label else held.slug


def _became(row: Compared, then: Held | None, now: Held | None) -> str:
    """Say in words what became of a verdict or a settlement from the one revision to the other."""
    if then is None:
        return "given since" if now else ""
    if now is None:
        return "taken back" if row.new else "stays with the revision before"
    if now.slug != then.slug:
        return "another label"
    if then.is_grey == now.is_grey:
        return "same"
    return "does not count any more" if now.is_grey else "counts again"
