"""Where claims stand: close some placements of a stretch and open others, so that no character of it changes.

Every structural act, and every undo of one, is such a rearrangement. The document must be locked.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Self

from django.utils import timezone

from annotations.models import Claim, Document, Placement
from annotations.models.digests import digest
from annotations.segmentation import is_blank

Spans = list[list[int]]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a claim is to stand in the revision, in code points, and what readers see of it there.

    `parts` holds the spans of its atomic claims by serial, where they are not to be worked out anew.
    """

    start: int
    end: int
    number: int
    suffix: str
    kind: str
    rule: str
    doubtful: bool = False
    suggested_label: str = ""
    page: int | None = None
    parts: dict[str, Spans] = field(default_factory=dict)

    @classmethod
    def of(cls, place: Placement, **changed: Any) -> Self:
        """Return where a placement stands, with what is `changed`."""
        names = ("start", "end", "number", "suffix", "kind", "rule", "doubtful", "suggested_label", "page")
        return cls(**{name: getattr(place, name) for name in names} | changed)

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Self:
        """Read what the history keeps."""
        return cls(**{name: value for name, value in told.items() if name != "claim"})


Standing = tuple[Claim, Stand]


@dataclass(frozen=True, slots=True)
class Rearranged:
    """What was closed and what was opened, as the history keeps it."""

    before: list[dict[str, Any]]
    after: list[dict[str, Any]]


def rearrange(document: Document, before: Sequence[Placement], after: Sequence[Standing]) -> Rearranged:
    """Close neighbouring placements and open others on the same stretch, both in text order, their claims locked.

    Claims that stand no longer are retired with their parts; a retired one that stands again comes back with the
    parts that went with it; a claim that is not stored yet is stored. Basis and version are rewritten.
    """
    now = timezone.now()
    parts = _parts([*(place.claim for place in before), *(claim for claim, _ in after)])
    told = [_told(place.claim, Stand.of(place), parts[place.claim_id]) for place in before]
    starts = {place.claim_id: place.start for place in before}
    Placement.objects.filter(pk__in=[place.pk for place in before]).update(closed_at=now)
    staying = {claim.pk for claim, _ in after}
    for place in before:
        if place.claim_id not in staying:
            _retire(place.claim, parts[place.claim_id], now)
    placed = _placed(before, after)
    for place, (claim, stand) in zip(placed, after, strict=True):
        _bring(claim, stand, place.text, parts[claim.pk], starts.get(claim.pk, stand.start))
        place.claim, place.wording = claim, digest(place.text)
        place.save(force_insert=True)
    return Rearranged(told, [_told(claim, stand, parts[claim.pk]) for claim, stand in after])


def _placed(before: Sequence[Placement], after: Sequence[Standing]) -> list[Placement]:
    """Cut the stretch anew; assert that it is the same text and that only blanks lie between the claims."""
    offset, end = before[0].start, before[0].start
    text = before[0].text + "".join(place.gap + place.text for place in before[1:])
    placed = []
    for rank, (_, stand) in enumerate(after):
        gap = text[end - offset : stand.start - offset] if rank else before[0].gap
        own = text[stand.start - offset : stand.end - offset]
        facts = {name: value for name, value in asdict(stand).items() if name != "parts"}
        placed.append(Placement(revision_id=before[0].revision_id, text=own, gap=gap, **facts))
        end = stand.end
    same = "".join(place.gap + place.text for place in placed) == before[0].gap + text
    if not same or any(not _is_sound(place) for place in placed):
        raise AssertionError("Repairing a sentence must not change the text.")
    return placed


def _is_sound(place: Placement) -> bool:
    edges = bool(place.text) and not is_blank(place.text[0]) and not is_blank(place.text[-1])
    return edges and len(place.text) == place.end - place.start and all(map(is_blank, place.gap))


def _parts(claims: Sequence[Claim]) -> dict[int | None, list[Claim]]:
    grouped: dict[int | None, list[Claim]] = defaultdict(list)
    parents = [claim.pk for claim in claims if claim.pk]
    for part in Claim.objects.select_for_update(no_key=True).filter(parent__in=parents).order_by("pk"):
        grouped[part.parent_id].append(part)
    return grouped


def _told(claim: Claim, stand: Stand, parts: Sequence[Claim]) -> dict[str, Any]:
    spans = {str(part.serial): part.spans for part in parts if part.retired_at is None}
    return {"claim": claim.serial, **asdict(stand), "parts": spans}


def _retire(claim: Claim, parts: Sequence[Claim], now: datetime) -> None:
    for row in (claim, *(part for part in parts if part.retired_at is None)):
        row.retired_at = now
        row.save(update_fields=["retired_at"])


def _bring(claim: Claim, stand: Stand, text: str, parts: Sequence[Claim], start_before: int) -> None:
    """Let the claim stand with this text; parts that were retired in the same moment as it come back."""
    live = [part for part in parts if part.retired_at in (None, claim.retired_at)]
    claim.basis = basis_of(text, live)
    claim.retired_at = None
    if claim._state.adding:
        claim.save(force_insert=True)
        return
    claim.version += 1
    claim.save(update_fields=["basis", "version", "retired_at"])
    for part in live:
        moved = shifted(part.spans, start_before - stand.start, len(text))
        part.spans = stand.parts.get(str(part.serial), moved)
        part.basis, part.retired_at = digest(text, part.own_wording), None
        part.version += 1
        part.save(update_fields=["spans", "basis", "version", "retired_at"])


def shifted(spans: Spans, by: int, length: int) -> Spans:
    """Move spans along with the text they lie in; what lies outside now is lost."""
    moved = [[max(0, start + by), min(length, end + by)] for start, end in spans]
    return [span for span in moved if span[0] < span[1]]


def basis_of(text: str, parts: Sequence[Claim]) -> str:
    """Return what a verdict on a sentence is about: its wording, and those of its live parts in serial order."""
    return digest(text, *(part.own_wording for part in sorted(parts, key=lambda part: part.serial)))
