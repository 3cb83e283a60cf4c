"""Choosing among pairings: the best first, and none at all where the second best is nearly as good."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from annotations.alignment.gaps import Pairing

CLEAR = 0.1  # by how much a pairing has to be better than its rivals

Unit = tuple[str, int]


@dataclass(slots=True)
class Choice:
    """What was chosen of a gap's pairings, and for each unit in doubt those among which only a guess could choose."""

    chosen: list[Pairing] = field(default_factory=list)
    groups: dict[Unit, dict[Unit, None]] = field(default_factory=dict)

    def doubt(self, units: Iterable[Unit]) -> None:
        """Put units into one group, together with the groups that they are in already."""
        group: dict[Unit, None] = {}
        for unit in units:
            other = self.groups.get(unit, {unit: None})
            if other is group:
                continue
            small, group = sorted((other, group), key=len)
            group.update(small)
            self.groups.update(dict.fromkeys(small, group))

    @property
    def doubtful(self) -> list[dict[Unit, None]]:
        """The groups, each once."""
        return list({id(group): group for group in self.groups.values()}.values())


def choose(pairings: Sequence[Pairing]) -> Choice:
    """Choose from pairings that are sorted, the best first. No unit is chosen twice, or both chosen and in doubt.

    A pairing that shares a unit with one nearly as good is in doubt, unless one of the two is a part of the other; so
    is everything else that shares a unit with what is in doubt.
    """
    choice = Choice()
    of_unit: dict[Unit, list[Pairing]] = {}
    for pairing in pairings:
        for unit in pairing.units:
            of_unit.setdefault(unit, []).append(pairing)
    taken: set[Unit] = set()
    for pairing in pairings:
        if not taken.isdisjoint(pairing.units):
            continue
        rivals = [rival for unit in pairing.units for rival in _rivals(pairing, of_unit[unit], taken)]
        if rivals or not choice.groups.keys().isdisjoint(pairing.units):
            choice.doubt(unit for doubtful in (pairing, *rivals) for unit in doubtful.units)
        else:
            choice.chosen.append(pairing)
            taken.update(pairing.units)
    return choice


def _rivals(pairing: Pairing, others: Sequence[Pairing], taken: set[Unit]) -> Iterator[Pairing]:
    """Yield those of the others that are nearly as good as a pairing, and neither impossible by now nor a part of it.

    The others are sorted, the best first.
    """
    for other in others:
        if other.score <= pairing.score - CLEAR:
            break
        is_part = pairing.members >= other.members or pairing.members <= other.members
        if not is_part and taken.isdisjoint(other.units):
            yield other
