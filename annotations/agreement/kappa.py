"""Percent agreement, and the kappas of Cohen and Fleiss.

Jacob Cohen, "A Coefficient of Agreement for Nominal Scales" (1960): two raters, each with a distribution of their own.
Joseph L. Fleiss, "Measuring Nominal Scale Agreement Among Many Raters" (1971): a fixed number of values on each item,
not necessarily by the same raters; with two values on each item it is Scott's pi.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from annotations.agreement.figures import Figure
from annotations.agreement.ratings import Pattern, size, totals


def percent(items: Mapping[Pattern, int]) -> Figure:
    """Return the share of equal pairs among all pairs of values on the same item."""
    pairs = sum(times * size(pattern) * (size(pattern) - 1) for pattern, times in items.items())
    if not pairs:
        return Figure(None, "no-pairs")
    return Figure(_equal_pairs(items) / pairs, "", sum(items.values()))


def fleiss(items: Mapping[Pattern, int]) -> Figure:
    """Return Fleiss' kappa over the items; it has no value where these differ in their number of values."""
    sizes = {size(pattern) for pattern in items}
    number = sum(items.values())
    if not number:
        return Figure(None, "no-pairs")
    if len(sizes) > 1:
        return Figure(None, "uneven-items", number)
    each = sizes.pop()
    observed = _equal_pairs(items) / (number * each * (each - 1))
    expected = sum(count * count for count in totals(items).values()) / (number * each) ** 2
    return _kappa(observed, expected, number)


def cohen(values: Sequence[tuple[str, str]]) -> Figure:
    """Return Cohen's kappa over what a first and a second rater gave the same items."""
    number = len(values)
    if not number:
        return Figure(None, "no-pairs")
    first, second = Counter(one for one, _ in values), Counter(other for _, other in values)
    observed = sum(one == other for one, other in values) / number
    expected = sum(first[label] * second[label] for label in first) / number**2
    return _kappa(observed, expected, number)


def _kappa(observed: float, expected: float, items: int) -> Figure:
    if expected == 1:
        return Figure(None, "no-variation", items)
    return Figure((observed - expected) / (1 - expected), "", items)


def _equal_pairs(items: Mapping[Pattern, int]) -> int:
    """Count the equal pairs, each in both directions."""
    return sum(times * count * (count - 1) for pattern, times in items.items() for _label, count in pattern)
