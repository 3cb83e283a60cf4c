"""Units of a revised text: a paragraph that stood before keeps its boundaries, repairs and all; others are cut anew."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from annotations.alignment import Paragraph, Placed, Reuse, paragraphs, reuse
from annotations.models import Document, Placement, Revision
from annotations.models.digests import digest
from annotations.segmentation import Unit

KEPT_DOUBT = "kept"  # why a kept boundary is doubtful is not stored, only that it is


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands in a revision, in code points, end exclusive."""

    claim: int
    start: int
    end: int
    kind: str
    rule: str
    doubtful: bool
    wording: str


@dataclass(frozen=True, slots=True)
class Past:
    """A stored revision: its text, its paragraphs, and its live placements in text order."""

    text: str
    paragraphs: list[Paragraph]
    places: list[Place]

    @property
    def placed(self) -> list[Placed]:
        """The placements as the alignment takes them."""
        return [
            Placed(place.claim, place.wording, place.start, self.text[place.start : place.end], place.kind)
            for place in self.places
        ]

    @property
    def placed_bare(self) -> list[Placed]:
        """The same without texts and kinds, which are not read of earlier revisions."""
        return [Placed(place.claim, place.wording, place.start) for place in self.places]

    def touching(self, start: int, end: int) -> list[Place]:
        """Return the placements that share a character with this stretch."""
        first = bisect_right(self.places, start, key=lambda place: place.end)
        last = bisect_left(self.places, end, key=lambda place: place.start)
        return self.places[first:last]


def pasts_of(document: Document) -> list[Past]:
    """Return all revisions of a document, the newest first (2 queries)."""
    fields = ("revision_id", "claim_id", "start", "end", "kind", "rule", "doubtful", "wording")
    live = Placement.objects.live().filter(revision__document=document).order_by("start")
    places: dict[int, list[Place]] = defaultdict(list)
    for revision, *facts in live.values_list(*fields).iterator(chunk_size=5000):
        places[revision].append(Place(*facts))
    texts = Revision.objects.filter(document=document).order_by("-number").values_list("pk", "text")
    return [Past(text, paragraphs(text), places[pk]) for pk, text in texts]


def recut(pasts: Sequence[Past], text: str, units: Sequence[Unit]) -> list[Unit]:
    """Return the units of a new text, given those of a cut that knows nothing of earlier revisions.

    A paragraph equal to one of an earlier revision, the newest first, has the boundaries that claims have there. Where
    a claim reaches over paragraphs, all of them must have come along as they stood.
    """
    fresh = paragraphs(text)
    kept = _kept(pasts, text, fresh)
    starts = [paragraph.start for paragraph in fresh]
    anew = [unit for unit in units if bisect_right(starts, unit.start) - 1 not in kept]
    moved = {unit.start: unit for own in kept.values() for unit in own}
    return sorted([*anew, *moved.values()], key=lambda unit: unit.start)


@dataclass(frozen=True, slots=True)
class _Crossing:
    """A placement that reaches over its paragraph's edge, and the new paragraphs over which it reaches."""

    reaches: range
    source: tuple[int, int]
    is_whole: bool


def _kept(pasts: Sequence[Past], text: str, fresh: Sequence[Paragraph]) -> dict[int, list[Unit]]:
    """Return the units of each new paragraph, by its index, that keeps its boundaries."""
    sources: dict[int, tuple[int, int]] = {}  # the revision it comes from, and by how much it moved
    units: dict[int, list[Unit]] = {}
    crossings: list[_Crossing] = []
    for index, found in enumerate(reuse([past.paragraphs for past in pasts], fresh)):
        if found is None:
            continue
        shift = fresh[index].start - found.start
        sources[index] = (found.revision, shift)
        touching = pasts[found.revision].touching(found.start, found.end)
        units[index] = [_shifted(place, shift) for place in touching]
        crossings += _crossings(touching, found, shift, text, fresh)
    for index in _torn(crossings, sources):
        del units[index]
    return units


def _shifted(place: Place, shift: int) -> Unit:
    unit = Unit(place.start + shift, place.end + shift, place.kind, place.rule)
    return replace(unit, doubt=KEPT_DOUBT) if place.doubtful and not unit.doubtful else unit


def _crossings(
    touching: Sequence[Place], found: Reuse, shift: int, text: str, fresh: Sequence[Paragraph]
) -> Iterator[_Crossing]:
    for place in touching:
        if found.start <= place.start and place.end <= found.end:
            continue
        start, end = place.start + shift, place.end + shift
        first = bisect_right(fresh, start, key=lambda paragraph: paragraph.end)
        last = bisect_left(fresh, end, key=lambda paragraph: paragraph.start)
        is_whole = start >= 0 and digest(text[start:end]) == place.wording
        yield _Crossing(range(first, last), (found.revision, shift), is_whole)


def _torn(crossings: Sequence[_Crossing], sources: dict[int, tuple[int, int]]) -> set[int]:
    """Return the paragraphs that cannot keep their boundaries, because a claim that reaches into them is torn."""
    torn: set[int] = set()
    while True:
        found = {
            index
            for crossing in crossings
            if not crossing.is_whole or any(i in torn or sources.get(i) != crossing.source for i in crossing.reaches)
            for index in crossing.reaches
            if sources.get(index) == crossing.source
        }
        if found <= torn:
            return torn
        torn |= found
