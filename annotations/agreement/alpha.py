"""Krippendorff's alpha for any number of raters and missing values, nominal and ordinal.

After Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): alpha is 1 - D_o / D_e, where D_o is the
disagreement observed within the items and D_e the one expected if the same values were thrown together at random.
Sums are exact (`fsum`), so that the order of the data never shows in the last digit.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, combinations
from math import fsum

from annotations.agreement.figures import Figure
from annotations.agreement.ratings import Pattern, size, totals

Distance = Callable[[str, str], float]


def nominal(items: Mapping[Pattern, int]) -> Figure:
    """Return alpha over labels without an order: any two different labels differ by 1."""
    return _figure(items, lambda one, other: 1.0)


def ordinal(items: Mapping[Pattern, int], order: Sequence[str]) -> Figure:
    """Return alpha over labels in an order. Raises KeyError for a value that is not in `order`.

    The distance of two labels is the square of how many values lie between them, each end counted by half; labels that
    nobody gave take no room.
    """
    given = totals(items)
    ends = accumulate(given[label] for label in order)
    middle = {label: end - given[label] / 2 for label, end in zip(order, ends, strict=True)}
    return _figure(items, lambda one, other: (middle[one] - middle[other]) ** 2)


def _figure(items: Mapping[Pattern, int], distance: Distance) -> Figure:
    number = sum(items.values())
    if not number:
        return Figure(None, "no-pairs")
    given = totals(items)
    expected = fsum(given[one] * given[other] * distance(one, other) for one, other in combinations(sorted(given), 2))
    if not expected:
        return Figure(None, "no-variation", number)
    return Figure(1 - (given.total() - 1) * _observed(items, distance) / expected, "", number)


def _observed(items: Mapping[Pattern, int], distance: Distance) -> float:
    """Add up the distances of the pairs within items; an item of m values weighs its pairs by 1 / (m - 1)."""
    pairs: Counter[tuple[int, str, str]] = Counter()
    for pattern, times in items.items():
        for (one, count), (other, others) in combinations(pattern, 2):
            pairs[size(pattern) - 1, one, other] += count * others * times
    return fsum(number * distance(one, other) / share for (share, one, other), number in pairs.items())
