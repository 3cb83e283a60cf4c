"""What became of every claim from one revision to another: who stayed, who changed, who came and who went."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from annotations.alignment import refers_back
from annotations.alignment.order import longest_rise
from annotations.models import Document, Lineage
from annotations.queries.revisions import Stood

Neighbours = tuple[str | None, str | None]


class Pair(NamedTuple):
    """A claim in two revisions; one side is None where it does not stand.

    `others` are the numbers of the claims that it was split or merged into, or comes from.
    """

    fate: str
    old: Stood | None
    new: Stood | None
    others: tuple[str, ...] = ()
    context_changed: bool = False

    @property
    def differs(self) -> bool:
        """Whether its text or its context is to be looked at."""
        return self.fate != "unchanged" or self.context_changed


def pairs_of(document: Document, old: Sequence[Stood], new: Sequence[Stood]) -> list[Pair]:
    """Return all claims in the order of the new text, each that is gone behind its neighbour of before (1 query)."""
    olds, news = {place.claim_id: place for place in old}, {place.claim_id: place for place in new}
    links = links_of(document)
    gone = _gone(old, news, reached(links, olds, news))
    up = reached([(below, above) for above, below in links], news, olds)
    moved = _moved(old, new)
    around = dict(zip(olds, _neighbours(old), strict=True))
    found = list(gone[None])
    for place, now in zip(new, _neighbours(new), strict=True):
        before = olds.get(place.claim_id)
        if before is None:
            found.append(_come(place, [olds[claim] for claim in up.get(place.claim_id, ())]))
        else:
            same_context = around[place.claim_id] == now
            found.append(_kept(before, place, place.claim_id in moved, same_context, document.language))
        found += gone.get(place.claim_id, ())
    return found


def links_of(document: Document) -> list[tuple[int, int]]:
    """Return which sentence came of which, as ids of ancestor and descendant (1 query)."""
    links = Lineage.objects.filter(ancestor__document=document, ancestor__parent=None, descendant__parent=None)
    return list(links.values_list("ancestor_id", "descendant_id"))


def reached(
    steps: Sequence[tuple[int, int]], starts: Collection[int], ends: Collection[int]
) -> dict[int, tuple[int, ...]]:
    """Return for each start that leads somewhere the ends that it leads to, in the order of their ids.

    A start that is an end itself leads nowhere.
    """
    onward: dict[int, list[int]] = defaultdict(list)
    for here, there in steps:
        onward[here].append(there)
    found: dict[int, tuple[int, ...]] = {}
    for start in onward.keys() & starts:
        if start not in ends:
            seen: set[int] = set()
            edge = onward[start]
            while edge:
                seen.update(edge)
                edge = [there for here in edge for there in onward.get(here, ()) if there not in seen]
            if own := tuple(sorted(claim for claim in seen if claim in ends)):
                found[start] = own
    return found


def _kept(before: Stood, place: Stood, is_moved: bool, same_context: bool, language: str) -> Pair:
    if before.wording != place.wording:
        return Pair("changed", before, place)
    flagged = not same_context and refers_back(place.text, language)
    return Pair("moved" if is_moved else "unchanged", before, place, context_changed=flagged)


def _gone(
    old: Sequence[Stood], news: Mapping[int, Stood], down: Mapping[int, Sequence[int]]
) -> dict[int | None, list[Pair]]:
    """Return the claims that are gone, by the one before each that is still there."""
    gone: dict[int | None, list[Pair]] = defaultdict(list)
    last = None
    for place in old:
        if place.claim_id in news:
            last = place.claim_id
            continue
        others = [news[claim] for claim in down.get(place.claim_id, ())]
        fate = "deleted" if not others else "split" if len(others) > 1 else "merged"
        gone[last].append(Pair(fate, place, None, _numbers(others)))
    return gone


def _come(place: Stood, others: Sequence[Stood]) -> Pair:
    fate = "new" if not others else "merged" if len(others) > 1 else "split"
    return Pair(fate, None, place, _numbers(others))


def _numbers(places: Sequence[Stood]) -> tuple[str, ...]:
    return tuple(place.shown_number for place in places)


def _moved(old: Sequence[Stood], new: Sequence[Stood]) -> set[int]:
    """Return the claims that stand in both and in another order, as few as there can be."""
    ranks = {place.claim_id: rank for rank, place in enumerate(old)}
    both = [place.claim_id for place in new if place.claim_id in ranks]
    staying = {both[index] for index in longest_rise([ranks[claim] for claim in both])}
    return set(both) - staying


def _neighbours(places: Sequence[Stood]) -> Iterator[Neighbours]:
    wordings = [None, *(place.wording for place in places), None]
    return zip(wordings, wordings[2:], strict=False)
