"""From one revision to the next: what became of every claim, and what every new unit is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from annotations.alignment.choosing import Choice, choose
from annotations.alignment.exact import Matches, Neighbours, match_exactly, neighbours_of
from annotations.alignment.gaps import Pairing, pairings
from annotations.alignment.order import longest_rise
from annotations.alignment.outcomes import (
    Alignment,
    Arrival,
    Departure,
    Fate,
    Key,
    Placed,
    Review,
    require_order,
)
from annotations.alignment.referring import refers_back

SEPARATOR = "separator"
SAME_WORDING = frozenset({"unchanged", "moved", "returned"})


@dataclass(slots=True)
class Fates:
    """What is known so far, by index; whoever is missing is new or deleted."""

    new: dict[int, tuple[Fate, tuple[Key, ...]]] = field(default_factory=dict)
    old: dict[int, tuple[Fate, tuple[Key, ...]]] = field(default_factory=dict)
    reviews: list[Review] = field(default_factory=list)


def align(
    old: Sequence[Placed], new: Sequence[Placed], earlier: Sequence[Sequence[Placed]] = (), *, language: str = "en"
) -> Alignment:
    """Say which claims of the current revision the units of a new one are; the same answer each time.

    `old` are the live placements of the current revision, `earlier` those of the revisions before it, the newest first,
    all in the order of their texts. Equal wordings are matched first, repeats by their neighbours; between what stayed,
    similar wordings are paired. What only a guess could match is new and deleted, and listed for review. The language
    decides which first words refer to a neighbour. Raises ValueError if an order or a key is wrong.
    """
    for placed in (old, new, *earlier):
        require_order(placed)
    matches = match_exactly(old, new, earlier)
    indexes = {unit.key: index for index, unit in enumerate(old)}
    kept = [(indexes[key], place) for place, key in sorted(matches.claims.items()) if key in indexes]
    stays = [kept[index] for index in longest_rise([index for index, _place in kept])]
    fates = Fates(reviews=list(matches.reviews))
    _tell_matched(old, new, matches, kept, stays, fates)
    for choice in _choices(old, new, matches, stays):
        _tell_chosen(old, new, choice, fates)
    return _alignment(old, new, earlier, fates, language)


def _tell_matched(
    old: Sequence[Placed], new: Sequence[Placed], matches: Matches, kept: Sequence[tuple[int, int]],
    stays: Sequence[tuple[int, int]], fates: Fates,
) -> None:  # fmt: skip
    """Note who is unchanged, moved, changed back to a wording of before, or returned from an earlier revision."""
    staying = set(stays)
    for index, place in kept:
        same: Fate = "unchanged" if (index, place) in staying else "moved"
        fate: Fate = same if old[index].wording == new[place].wording else "changed"
        fates.old[index] = (fate, (new[place].key,))
    in_current = {place: index for index, place in kept}
    for place, key in matches.claims.items():
        there = in_current.get(place)
        fates.new[place] = ("returned", (key,)) if there is None else (fates.old[there][0], (key,))


def _choices(
    old: Sequence[Placed], new: Sequence[Placed], matches: Matches, stays: Sequence[tuple[int, int]]
) -> Iterator[Choice]:
    """Pair the free units of each gap between two that stayed."""
    settled_old = {*matches.claims.values(), *matches.tied_old}
    settled_new = {*matches.claims, *matches.tied_new}
    free_old = {i: unit.text for i, unit in enumerate(old) if unit.key not in settled_old and unit.kind != SEPARATOR}
    free_new = {i: unit.text for i, unit in enumerate(new) if i not in settled_new and unit.kind != SEPARATOR}
    for (first, place), (last, after) in pairwise([(-1, -1), *stays, (len(old), len(new))]):
        olds = {index: free_old[index] for index in range(first + 1, last) if index in free_old}
        news = {index: free_new[index] for index in range(place + 1, after) if index in free_new}
        if olds and news:
            yield choose(pairings(olds, news))


def _tell_chosen(old: Sequence[Placed], new: Sequence[Placed], choice: Choice, fates: Fates) -> None:
    """Note what was paired in a gap, and what a person has to look at."""
    for pairing in choice.chosen:
        fate = _fate_of(pairing)
        olds, news = tuple(old[i].key for i in pairing.old), tuple(new[i].key for i in pairing.new)
        fates.old.update(dict.fromkeys(pairing.old, (fate, news)))
        fates.new.update(dict.fromkeys(pairing.new, (fate, olds)))
    for group in choice.doubtful:
        olds = tuple(old[index].key for side, index in sorted(group) if side == "old")
        news = tuple(new[index].key for side, index in sorted(group) if side == "new")
        fates.reviews.append(Review("look-alike", olds, news))


def _fate_of(pairing: Pairing) -> Fate:
    if len(pairing.new) > 1:
        return "split"
    return "merged" if len(pairing.old) > 1 else "changed"


def _alignment(
    old: Sequence[Placed], new: Sequence[Placed], earlier: Sequence[Sequence[Placed]], fates: Fates, language: str
) -> Alignment:
    before = _neighbours_before(old, earlier, fates)
    arrivals = []
    for place, (unit, around) in enumerate(zip(new, neighbours_of(new), strict=True)):
        fate, keys = fates.new.get(place, ("new", ()))
        flagged = fate in SAME_WORDING and before[keys[0]] != around and refers_back(unit.text, language)
        arrivals.append(Arrival(unit.key, fate, keys, flagged))
    departures = [Departure(unit.key, *fates.old.get(index, ("deleted", ()))) for index, unit in enumerate(old)]
    return Alignment(tuple(arrivals), tuple(departures), tuple(fates.reviews))


def _neighbours_before(
    old: Sequence[Placed], earlier: Sequence[Sequence[Placed]], fates: Fates
) -> Mapping[Key, Neighbours]:
    """Return the neighbours of every claim of the current revision, and of those that return where they stood last."""
    before = {unit.key: around for unit, around in zip(old, neighbours_of(old), strict=True)}
    missing = {keys[0] for fate, keys in fates.new.values() if fate == "returned"}
    for revision in earlier if missing else ():
        for unit, around in zip(revision, neighbours_of(revision), strict=True):
            if unit.key in missing:
                before.setdefault(unit.key, around)
    return before
