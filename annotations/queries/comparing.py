"""Two revisions of a document side by side: what became of every claim, and what was held of it then and now."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotations.alignment import Alignment, Change, refers_back, word_diff
from annotations.alignment.order import longest_rise
from annotations.models import Document, Lineage, Placement, Revision, Sight
from annotations.queries.revisions import Holdings, Standing, holdings, standing_of

PAGE_SIZE = 200
PROPOSED = 100
WEIGHTS = {
    "number": "a number", "date": "a date", "negation": "a negation", "name": "a name",
    "quotation-mark": "a quotation mark",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Diff:
    """A word diff, and in words what in it a checker must not overlook."""

    changes: tuple[Change, ...]
    weights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A claim in two revisions; one side is None where it does not stand.

    `others` are the numbers of the claims that it was split or merged into, or comes from. `skipped` counts the
    unchanged claims before it that are not shown.
    """

    fate: str
    old: Standing | None
    new: Standing | None
    others: tuple[str, ...] = ()
    context_changed: bool = False
    diff: Diff | None = None
    skipped: int = 0

    @property
    def differs(self) -> bool:
        """Whether anything of it is to be looked at: the text, the context, or what was held of it."""
        return self.fate != "unchanged" or self.context_changed or self.holds_otherwise

    @property
    def holds_otherwise(self) -> bool:
        """Whether what is held of it differs between the two."""
        return self.old is not None and self.new is not None and self.old.held != self.new.held


@dataclass(frozen=True, slots=True)
class Comparison:
    """A page of what differs between two revisions. `counts` are of all claims, by fate; `page` counts from 1."""

    before: Revision
    after: Revision
    rows: tuple[Compared, ...]
    counts: tuple[tuple[str, int], ...]
    rest: int
    page: int
    pages: int

    @property
    def previous_page(self) -> int:
        """The number of the page before."""
        return self.page - 1

    @property
    def next_page(self) -> int:
        """The number of the page after."""
        return self.page + 1


def diff_of(old: str, new: str, language: str) -> Diff:
    """Return the word diff of two wordings, with the weights of all that changed."""
    changes = tuple(word_diff(old, new, language))
    found = {weight for change in changes for weight in change.weights}
    return Diff(changes, tuple(title for weight, title in WEIGHTS.items() if weight in found))


def compare(document: Document, before: Revision, after: Revision, sight: Sight, *, page: int = 1) -> Comparison:
    """Compare two revisions, as far as `sight` may see what was held (8 queries, whatever the length)."""
    held = holdings(document, sight, [before, after])
    places: dict[int, list[Placement]] = {before.pk: [], after.pk: []}
    live = Placement.objects.live().filter(revision__in=places).select_related("claim").order_by("start")
    for place in live.iterator(chunk_size=2000):
        places[place.revision_id].append(place)
    sides = _Sides(before, after, places[before.pk], places[after.pk], held)
    rows = list(_rows(sides, _links(document), document.language))
    shown, rest = _folded(rows)
    pages = max(1, -(-len(shown) // PAGE_SIZE))
    page = min(max(1, page), pages)
    on_page = shown[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return Comparison(
        before, after, tuple(_with_diff(row, document.language) for row in on_page), _counted(rows),
        rest if page == pages else 0, page, pages,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sides:
    before: Revision
    after: Revision
    old: Sequence[Placement]
    new: Sequence[Placement]
    held: Holdings

    def standing(self, place: Placement, revision: Revision) -> Standing:
        return standing_of(place, self.held.at(revision, place))


def _links(document: Document) -> list[tuple[int, int]]:
    links = Lineage.objects.filter(ancestor__document=document, ancestor__parent=None, descendant__parent=None)
    return list(links.values_list("ancestor_id", "descendant_id"))


def _rows(sides: _Sides, links: Sequence[tuple[int, int]], language: str) -> Iterator[Compared]:
    """Yield the claims in the order of the new text, each claim that is gone behind its neighbour of before."""
    olds = {place.claim_id: place for place in sides.old}
    news = {place.claim_id: place for place in sides.new}
    gone: dict[int | None, list[Placement]] = defaultdict(list)
    last = None
    for place in sides.old:
        if place.claim_id in news:
            last = place.claim_id
        else:
            gone[last].append(place)
    down, up = _reached(links, olds, news), _reached([(b, a) for a, b in links], news, olds)
    moved = _moved(sides.old, sides.new)
    around = {place.claim_id: pair for place, pair in zip(sides.old, _neighbours(sides.old), strict=True)}
    yield from (_gone(sides, place, down, news) for place in gone[None])
    for place, pair in zip(sides.new, _neighbours(sides.new), strict=True):
        old = olds.get(place.claim_id)
        if old is None:
            yield _come(sides, place, up, olds)
        else:
            same = old.wording == place.wording
            flagged = same and around[place.claim_id] != pair and refers_back(place.text, language)
            fate = ("moved" if place.claim_id in moved else "unchanged") if same else "changed"
            standings = sides.standing(old, sides.before), sides.standing(place, sides.after)
            yield Compared(fate, *standings, context_changed=flagged)
        yield from (_gone(sides, other, down, news) for other in gone[place.claim_id])


def _gone(
    sides: _Sides, place: Placement, down: Mapping[int, Sequence[int]], news: Mapping[int, Placement]
) -> Compared:
    others = down.get(place.claim_id, ())
    fate = "deleted" if not others else "split" if len(others) > 1 else "merged"
    numbers = tuple(news[claim].shown_number for claim in others)
    return Compared(fate, sides.standing(place, sides.before), None, numbers)


def _come(sides: _Sides, place: Placement, up: Mapping[int, Sequence[int]], olds: Mapping[int, Placement]) -> Compared:
    others = up.get(place.claim_id, ())
    fate = "new" if not others else "merged" if len(others) > 1 else "split"
    numbers = tuple(olds[claim].shown_number for claim in others)
    return Compared(fate, None, sides.standing(place, sides.after), numbers)


def _reached(
    steps: Sequence[tuple[int, int]], starts: Collection[int], ends: Collection[int]
) -> dict[int, tuple[int, ...]]:
    """Return for each start that leads somewhere the ends that it leads to, in the order of their ids."""
    onward: dict[int, list[int]] = defaultdict(list)
    for here, there in steps:
        onward[here].append(there)
    found: dict[int, tuple[int, ...]] = {}
    for start in starts:
        if start in onward and start not in ends:
            seen: set[int] = set()
            edge = onward[start]
            while edge:
                seen.update(edge)
                edge = [there for here in edge for there in onward.get(here, ()) if there not in seen]
            if reached := tuple(sorted(claim for claim in seen if claim in ends)):
                found[start] = reached
    return found


def _moved(old: Sequence[Placement], new: Sequence[Placement]) -> set[int]:
    """Return the claims that stand in both and in another order, as few as there can be."""
    ranks = {place.claim_id: rank for rank, place in enumerate(old)}
    both = [place.claim_id for place in new if place.claim_id in ranks]
    staying = {both[index] for index in longest_rise([ranks[claim] for claim in both])}
    return set(both) - staying


def _neighbours(places: Sequence[Placement]) -> list[tuple[str | None, str | None]]:
    wordings = [None, *(place.wording for place in places), None]
    return list(zip(wordings, wordings[2:], strict=False))


def _folded(rows: Sequence[Compared]) -> tuple[list[Compared], int]:
    """Return the rows that differ, each with how many were left out before it, and how many after the last."""
    shown: list[Compared] = []
    skipped = 0
    for row in rows:
        if row.differs:
            shown.append(_changed(row, skipped=skipped))
            skipped = 0
        else:
            skipped += 1
    return shown, skipped


def _changed(row: Compared, *, skipped: int | None = None, diff: Diff | None = None) -> Compared:
    told = row.skipped if skipped is None else skipped
    return Compared(row.fate, row.old, row.new, row.others, row.context_changed, diff, told)


def _with_diff(row: Compared, language: str) -> Compared:
    if row.old is None or row.new is None or row.fate != "changed":
        return row
    return _changed(row, diff=diff_of(row.old.text, row.new.text, language))


def _counted(rows: Sequence[Compared]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = dict.fromkeys(("unchanged", "moved", "changed", "split", "merged", "deleted", "new"), 0)
    for row in rows:
        counts[row.fate] += 1
    return tuple((fate, count) for fate, count in counts.items() if count)


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
