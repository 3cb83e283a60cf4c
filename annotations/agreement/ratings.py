"""Ratings, and the items they make: the values that count because another value stands beside them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

Pattern = tuple[tuple[str, int], ...]
"""The values of one item without their raters: labels in alphabetical order, each with how often it was given."""


@dataclass(frozen=True, slots=True)
class Rating:
    """The value that one rater gave one unit. A missing value is a rating that is not there."""

    unit: int | str
    rater: str
    value: str


def values_by_unit(ratings: Iterable[Rating]) -> dict[int | str, dict[str, str]]:
    """Return, for each unit, what each rater gave it. Raises ValueError if a rater gave a unit two values."""
    units: dict[int | str, dict[str, str]] = {}
    for rating in ratings:
        values = units.setdefault(rating.unit, {})
        if rating.rater in values:
            raise ValueError(f"{rating.rater} rated {rating.unit} twice")
        values[rating.rater] = rating.value
    return units


def patterns(units: Mapping[int | str, Mapping[str, str]], only: Collection[str] | None = None) -> Counter[Pattern]:
    """Return how many items show each pattern of values. Units with fewer than two values make no item.

    With `only`, all other values are passed over as if they were missing.
    """
    found: Counter[Pattern] = Counter()
    for values in units.values():
        counts = Counter(value for value in values.values() if only is None or value in only)
        if counts.total() >= 2:
            found[tuple(sorted(counts.items()))] += 1
    return found


def size(pattern: Pattern) -> int:
    """Return how many values an item of this pattern has."""
    return sum(count for _label, count in pattern)


def totals(items: Mapping[Pattern, int]) -> Counter[str]:
    """Return how often each label was given on all items."""
    found: Counter[str] = Counter()
    for pattern, times in items.items():
        for label, count in pattern:
            found[label] += count * times
    return found


def in_order(labels: Iterable[str], order: Sequence[str]) -> list[str]:
    """Return labels as `order` has them, and after these the others in alphabetical order."""
    known = {label: place for place, label in enumerate(order)}
    return sorted(labels, key=lambda label: (known.get(label, len(known)), label))
