"""What an import would make of the claims of a document, before it is confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotations.alignment import Alignment
from annotations.models import Document, Placement
from annotations.queries.comparing import Diff, diff_of

PROPOSED = 100


@dataclass(frozen=True, slots=True)
class Proposed:
    """What an import would make of a claim: its old and its new text, empty where there is none."""

    fate: str
    old: str
    new: str
    diff: Diff | None


def proposed(alignment: Alignment, new_texts: Sequence[str], document: Document) -> tuple[list[Proposed], int]:
    """Return up to 100 claims that would not stay as they are, in text order, and how many more there are."""
    arrivals = [row for row in alignment.new if row.fate not in ("unchanged", "moved")]
    departures = [row for row in alignment.old if row.fate == "deleted"]
    shown, lost = arrivals[:PROPOSED], departures[: PROPOSED - min(PROPOSED, len(arrivals))]
    named = {int(key) for arrival in shown for key in arrival.old} | {int(row.key) for row in lost}
    stood = Placement.objects.live().filter(claim__in=named).order_by("revision__number")
    olds = dict(stood.values_list("claim_id", "text"))
    found = []
    for arrival in shown:
        old = " ".join(olds[int(key)] for key in arrival.old)
        new = new_texts[int(arrival.key)]
        diff = diff_of(old, new, document.language) if arrival.fate == "changed" else None
        found.append(Proposed(arrival.fate, old, new, diff))
    found += [Proposed("deleted", olds[int(row.key)], "", None) for row in lost]
    return found, len(arrivals) + len(departures) - len(found)
