"""What label an entry of the history says was before, and which after, with its words: verdicts and adjudications."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotations.models import HistoryEntry, Sight
from annotations.queries.history_words import OF_SETTLEMENTS, OF_VERDICTS, Changed, words_changed, words_hidden
from annotations.scales import SCALES, Label

GIVEN = ("verdict.recorded", "verdict.withdrawn")
SETTLED = ("claim.adjudicated", "claim.case_reopened")
ACCEPTED = "verdict.suggestions_accepted"
NO_VERDICT, WITHDRAWN, NOT_SETTLED, OPEN_AGAIN, HIDDEN = (
    "no verdict", "withdrawn", "not settled", "open again", "not shown",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What was said: a label, or the word for there being none. `claims` is how many it was said of, if of several."""

    label: Label | None
    word: str
    claims: int = 0


@dataclass(frozen=True, slots=True)
class LabelChange:
    """One label before and another after; the same where it was given again. `said` is what else changed with it."""

    before: Told
    after: Told
    said: tuple[Changed, ...] = ()


Row = Mapping[str, Any]
Spoken = dict[tuple[int, int | None], list[Row]]


def label_changes(
    entries: Sequence[HistoryEntry], sight: Sight, *, scale: str = ""
) -> dict[int, tuple[LabelChange, ...]]:
    """Return what these entries changed of labels, by their ids (at most 2 queries, whatever their number).

    Of an entry whose body was emptied, is withheld or names no label, nothing; what was before comes through the door
    of blindness. `scale` is the project's, of which suggested labels are.
    """
    telling = [entry for entry in entries if entry.body and {"label", "number"} <= entry.body.keys()]
    given = [entry for entry in telling if entry.code in GIVEN]
    settled = [entry for entry in telling if entry.code in SETTLED]
    verdicts, adjudications = _verdicts(given, sight), _adjudications(settled, sight)
    found: dict[int, tuple[LabelChange, ...]] = {}
    for entry in given:
        own = verdicts.get((entry.claim_id or 0, entry.actor_id), [])
        found[entry.pk] = (_change(entry.body or {}, own, NO_VERDICT, WITHDRAWN),)
    for entry in settled:
        rows = adjudications.get((entry.claim_id or 0, None), [])
        found[entry.pk] = (_change(entry.body or {}, rows, NOT_SETTLED, OPEN_AGAIN),)
    for entry in entries:
        if entry.code == ACCEPTED and entry.body and "given" in entry.body:
            found[entry.pk] = _accepted(entry.body, scale)
    return found


def in_words(told: Told) -> str:
    """Return what was said as a file says it."""
    title = told.label.title if told.label else told.word
    return f"{title} ({told.claims} claim{'' if told.claims == 1 else 's'})" if told.claims else title


def _verdicts(entries: Sequence[HistoryEntry], sight: Sight) -> Spoken:
    if not entries:
        return {}
    rows = sight.verdicts().filter(claim__in={entry.claim_id for entry in entries}).order_by("number")
    return _spoken(rows.values("claim_id", "reviewer_id", "number", "label", "scale", *OF_VERDICTS))


def _adjudications(entries: Sequence[HistoryEntry], sight: Sight) -> Spoken:
    if not entries:
        return {}
    rows = sight.adjudications().filter(claim__in={entry.claim_id for entry in entries}).order_by("number")
    return _spoken(rows.values("claim_id", "number", "label", "scale", *OF_SETTLEMENTS))


def _spoken(rows: Iterable[Row]) -> Spoken:
    spoken: Spoken = {}
    for row in rows:
        spoken.setdefault((row["claim_id"], row.get("reviewer_id")), []).append(row)
    return spoken


def _change(body: Row, rows: Sequence[Row], never: str, ended: str) -> LabelChange:
    """Return the change from the row before; an undo may have written several rows, from the `first` on."""
    first = int(body.get("first") or body["number"])
    earlier = [row for row in rows if row["number"] < first]
    after = _told(body["label"], body.get("scale", ""), ended)
    if earlier:
        last = earlier[-1]
        return LabelChange(_told(last["label"], last["scale"], ended), after, words_changed(last, body))
    if first == 1:
        return LabelChange(Told(None, never), after, words_changed(None, body))
    return LabelChange(Told(None, HIDDEN), after, words_hidden(body, HIDDEN))


def _told(label: str, scale: str, without: str) -> Told:
    known = scale in SCALES and label in SCALES[scale]
    return Told(SCALES[scale].label(label) if known else None, label or without)


def _accepted(body: dict[str, Any], scale: str) -> tuple[LabelChange, ...]:
    """Return how many claims got which label at once, or lost it when that was taken back."""
    counts = Counter(str(item["label"]) for item in body["given"])
    ways = {label: _told(label, scale, WITHDRAWN) for label in counts}
    before = {label: Told(None, NO_VERDICT if label else "the suggested label") for label in counts}
    return tuple(LabelChange(before[label], Told(told.label, told.word, counts[label])) for label, told in ways.items())
