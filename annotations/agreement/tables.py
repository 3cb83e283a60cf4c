"""The tables beside the figures: each pair of raters, and which labels meet which."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations, combinations_with_replacement

from annotations.agreement.figures import Confusion, Figure, Pair
from annotations.agreement.kappa import cohen
from annotations.agreement.ratings import Pattern, in_order, totals


def pairs(units: Mapping[int | str, Mapping[str, str]]) -> tuple[Pair, ...]:
    """Return a row for every two raters with a unit in common, in alphabetical order."""
    shared: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for values in units.values():
        for first, second in combinations(sorted(values), 2):
            shared.setdefault((first, second), []).append((values[first], values[second]))
    return tuple(_pair(first, second, shared[first, second]) for first, second in sorted(shared))


def _pair(first: str, second: str, values: Sequence[tuple[str, str]]) -> Pair:
    items, agreed = len(values), sum(one == other for one, other in values)
    return Pair(first, second, items, agreed, Figure(agreed / items, "", items), cohen(values))


def confusion(items: Mapping[Pattern, int], order: Sequence[str]) -> Confusion:
    """Return which labels meet which on the items: first the labels of `order` that occur, then the others."""
    met: Counter[tuple[str, str]] = Counter()
    for pattern, times in items.items():
        for (one, count), (other, others) in combinations_with_replacement(pattern, 2):
            met[one, other] += times * (count * (count - 1) // 2 if one == other else count * others)
    labels = tuple(in_order(totals(items), order))
    counts = tuple(tuple(met[min(one, other), max(one, other)] for other in labels) for one in labels)
    return Confusion(labels, counts, met.total())
