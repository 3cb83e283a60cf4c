"""Exact wordings: which claim a new unit is when its wording is known, and where only a guess could say.

One claim and one unit with a wording belong together. Where a wording is repeated, evidence decides, round by round:
both neighbours equal in any revision in which the claim stood, then one neighbour, then that nothing else is left; in
each round claims of the current revision come before others. A claim and a unit are matched if each is the only one for
the other; everything else with evidence in that round is tied and is matched in no later one. What is tied because a
whole stretch of repeats stands there as before, no copy more and no copy less, is then matched in order. A whole text
that is there again, as in any revision, is matched in order at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from annotations.alignment.outcomes import Key, Placed, Review

Neighbours = tuple[str | None, str | None]  # wordings to the left and right; None at the ends of a text
Evidence = tuple[str | None, ...]
Name = TypeVar("Name")
Member = TypeVar("Member")


@dataclass(slots=True)
class Matches:
    """The claim of each new unit by its index, as far as wordings decide, and who is tied."""

    claims: dict[int, Key] = field(default_factory=dict)
    tied_new: dict[int, None] = field(default_factory=dict)
    tied_old: dict[Key, None] = field(default_factory=dict)
    even: set[int] = field(default_factory=set)  # tied units of which there are as many as claims with their evidence
    reviews: list[Review] = field(default_factory=list)

    def take(self, found: Mapping[int, Key]) -> None:
        """Add matches, whose units and claims are then no longer tied."""
        self.claims.update(found)
        for place, key in found.items():
            self.tied_new.pop(place, None)
            self.tied_old.pop(key, None)


@dataclass(slots=True)
class Past:
    """What is known of a claim that is not matched yet: all its wordings, the newest first, and all its neighbours."""

    is_current: bool
    wordings: dict[str, None] = field(default_factory=dict)
    neighbours: dict[Neighbours, None] = field(default_factory=dict)

    @property
    def current_wording(self) -> tuple[str, ...]:
        """The wording in the current revision, if the claim stands there."""
        return tuple(islice(self.wordings, 1)) if self.is_current else ()

    @property
    def former_wordings(self) -> tuple[str, ...]:
        """The other wordings."""
        return tuple(islice(self.wordings, 1 if self.is_current else 0, None))


def match_exactly(old: Sequence[Placed], new: Sequence[Placed], earlier: Sequence[Sequence[Placed]]) -> Matches:
    """Match the units whose wording some claim has or had; time in proportion to the length of all revisions."""
    matches = Matches()
    matches.take(_whole_text(old, new, earlier))
    if matches.claims:
        return matches
    matches.take(_single_ones(old, new, earlier))
    pasts = _pasts(old, new, earlier, matches)
    around = neighbours_of(new)
    for level in (2, 1, 0):
        for current in (True, False):
            _settle(level, current, pasts, new, around, matches)
    matches.take(_identical_stretches(old, new, matches))
    _review(pasts, new, matches)
    return matches


def neighbours_of(placed: Sequence[Placed]) -> list[Neighbours]:
    """Return the wordings to the left and right of each unit."""
    wordings = [None, *(unit.wording for unit in placed), None]
    return list(zip(wordings, wordings[2:], strict=False))


def _whole_text(old: Sequence[Placed], new: Sequence[Placed], earlier: Sequence[Sequence[Placed]]) -> dict[int, Key]:
    """Match in order the units of a text that is there again, word for word: then repeats need no guess either."""
    wordings = [unit.wording for unit in new]
    for revision in (old, *earlier):
        if [unit.wording for unit in revision] == wordings:
            return {place: unit.key for place, unit in enumerate(revision)}
    return {}


def _single_ones(old: Sequence[Placed], new: Sequence[Placed], earlier: Sequence[Sequence[Placed]]) -> dict[int, Key]:
    """Match each wording that one unit, one current claim and no claim of earlier revisions alone has."""
    current = {unit.key for unit in old}
    askers = _groups((unit.wording, place) for place, unit in enumerate(new))
    holders = _groups((unit.wording, unit.key) for unit in old)
    former = {unit.wording for revision in earlier for unit in revision if unit.key not in current}
    return {
        places[0]: holders[wording][0]
        for wording, places in askers.items()
        if len(places) == 1 and len(holders.get(wording, ())) == 1 and wording not in former
    }


def _pasts(
    old: Sequence[Placed], new: Sequence[Placed], earlier: Sequence[Sequence[Placed]], matches: Matches
) -> dict[Key, Past]:
    """Return the claims that have or had a wording which is still to be matched, current ones first."""
    wanted = {unit.wording for place, unit in enumerate(new) if place not in matches.claims}
    done = set(matches.claims.values())
    current = {unit.key for unit in old}
    candidates = {
        unit.key: Past(unit.key in current)
        for revision in (old, *earlier)
        for unit in revision
        if unit.wording in wanted and unit.key not in done
    }
    for revision in (old, *earlier):
        for unit, around in zip(revision, neighbours_of(revision), strict=True):
            if unit.key in candidates:
                candidates[unit.key].wordings[unit.wording] = None
                candidates[unit.key].neighbours[around] = None
    return candidates


def _settle(
    level: int, current: bool, pasts: Mapping[Key, Past], new: Sequence[Placed], around: Sequence[Neighbours],
    matches: Matches,
) -> None:  # fmt: skip
    """Go one round: match who has only one another by the evidence of this level, note who is tied."""
    done = set(matches.claims.values())
    olds = {
        key: tuple(_evidence(level, past.current_wording if current else past.former_wordings, past.neighbours))
        for key, past in pasts.items()
        # A claim of the current revision takes back a wording of before only between both neighbours of before.
        if key not in done and (current or level == 2 or not past.is_current)
    }
    wanted = {evidence[0] for held in olds.values() for evidence in held}
    news = {
        place: tuple(_evidence(level, (unit.wording,), (around[place],)))
        for place, unit in enumerate(new)
        if unit.wording in wanted and place not in matches.claims
    }
    _match_only_ones(olds, news, matches)


def _evidence(level: int, wordings: Iterable[str], neighbours: Iterable[Neighbours]) -> Iterator[Evidence]:
    """Yield what two that belong together must have in common at a level; the wording always comes first."""
    for wording in wordings:
        if level == 0:
            yield (wording,)
            continue
        for left, right in neighbours:
            if level == 2:
                yield (wording, left, right)
            else:
                yield (wording, "left", left)
                yield (wording, "right", right)


def _match_only_ones(
    olds: Mapping[Key, tuple[Evidence, ...]], news: Mapping[int, tuple[Evidence, ...]], matches: Matches
) -> None:
    holders = _groups((item, key) for key, held in olds.items() for item in dict.fromkeys(held))
    askers = _groups((item, place) for place, held in news.items() for item in dict.fromkeys(held))
    found = {}
    for place, held in news.items():
        rivals = _first_two(holders, held)
        is_free = place not in matches.tied_new and matches.tied_old.keys().isdisjoint(rivals)
        if is_free and len(rivals) == 1 and _first_two(askers, olds[rivals[0]]) == [place]:
            found[place] = rivals[0]
        elif rivals:
            matches.tied_new[place] = None
            if all(len(holders.get(item, ())) == len(askers[item]) for item in held):
                matches.even.add(place)
    matched = set(found.values())
    for key, held in olds.items():
        if key not in matched and any(item in askers for item in held):
            matches.tied_old[key] = None
    matches.take(found)


def _identical_stretches(old: Sequence[Placed], new: Sequence[Placed], matches: Matches) -> dict[int, Key]:
    """Match in order what stands, word for word the same, between two matches that follow one another on both sides.

    Nothing was added to such a stretch or taken from it, so that its repeats need no guess, provided that there are as
    many of them in the old text as in the new one. The ends of both texts count as matches.
    """
    indexes = {unit.key: index for index, unit in enumerate(old)}
    anchors = [(indexes[key], place) for place, key in sorted(matches.claims.items()) if key in indexes]
    following = dict(zip([(-1, -1), *anchors], [*anchors, (len(old), len(new))], strict=True))
    by_old = sorted(following)
    found = {}
    for (first, place), after in zip(by_old, [*by_old[1:], (len(old), len(new))], strict=True):
        if following[first, place] != after or after[0] - first != after[1] - place:
            continue
        pairs = [(old[first + step], new[place + step], place + step) for step in range(1, after[0] - first)]
        if all(left.wording == right.wording and there in matches.even for left, right, there in pairs):
            found.update({there: left.key for left, _right, there in pairs})
    return found


def _review(pasts: Mapping[Key, Past], new: Sequence[Placed], matches: Matches) -> None:
    """Note one review for each wording that is still tied on both sides; whatever is tied on one side only is free."""
    units = _groups((new[place].wording, place) for place in sorted(matches.tied_new))
    claims = _groups((wording, key) for key in matches.tied_old for wording in pasts[key].wordings)
    tied = [(claims[wording], places) for wording, places in units.items() if wording in claims]
    matches.reviews = [
        Review("repeat", tuple(keys), tuple(new[place].key for place in places)) for keys, places in tied
    ]
    matches.tied_old = dict.fromkeys(key for keys, _places in tied for key in keys)
    matches.tied_new = dict.fromkeys(place for _keys, places in tied for place in places)


def _groups(pairs: Iterable[tuple[Name, Member]]) -> dict[Name, list[Member]]:
    groups: dict[Name, list[Member]] = {}
    for name, member in pairs:
        groups.setdefault(name, []).append(member)
    return groups


def _first_two(groups: Mapping[Evidence, Sequence[Member]], held: Iterable[Evidence]) -> list[Member]:
    """Return up to two different members of some groups: enough to know whether there is one only."""
    found = dict.fromkeys(member for item in held for member in groups.get(item, ())[:2])
    return list(islice(found, 2))
