"""How firm alpha is: the items are drawn again and again, with replacement, and alpha is computed anew.

The draws are seeded by the data, so the same data give the same interval, today and on every machine.
"""

import json
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from math import ceil, floor
from random import Random

from annotations.agreement.figures import Interval
from annotations.agreement.ratings import Pattern, size

REPLICATES, FEWEST_REPLICATES = 1000, 100
EFFORT = 6_000_000  # steps, about a second: where a draw takes many, fewer are made
COVERED = 0.95


def interval(items: Mapping[Pattern, int]) -> Interval:
    """Return the percentile interval of nominal alpha over items whose alpha has a value.

    Resamples without variation have no alpha and are left out. There are 1,000 resamples, and fewer where more would
    take long: from about 5,000 items on, never under 100.
    """
    shapes = sorted(items)
    population = [place for place, shape in enumerate(shapes) for _ in range(items[shape])]
    if len(population) < 2:
        return Interval(None, None, "too-few-items")
    draws = Random(_seed(items))  # noqa: S311 (a resample has to be repeatable, and hides nothing)
    effort = len(population) + 2 * sum(len(shape) for shape in shapes)
    replicates = min(REPLICATES, max(FEWEST_REPLICATES, EFFORT // effort))
    tables = [_table(shape) for shape in shapes]
    resamples = (Counter(draws.choices(population, k=len(population))) for _ in range(replicates))
    alphas = sorted(alpha for resample in resamples if (alpha := _alpha(resample, tables)) is not None)
    if not alphas:
        return Interval(None, None, "no-variation")
    tail = (1 - COVERED) / 2 * len(alphas)
    return Interval(alphas[floor(tail)], alphas[ceil(len(alphas) - tail) - 1], "", len(alphas))


def _seed(items: Mapping[Pattern, int]) -> int:
    content = json.dumps(sorted(items.items()), ensure_ascii=True)
    return int.from_bytes(sha256(content.encode()).digest())


def _table(shape: Pattern) -> tuple[float, Pattern]:
    """Return how much an item of this shape disagrees with itself, twice over, and its values."""
    values = size(shape)
    equal = sum(count * (count - 1) for _label, count in shape)
    return (values * (values - 1) - equal) / (values - 1), shape


def _alpha(resample: Mapping[int, int], tables: list[tuple[float, Pattern]]) -> float | None:
    observed = 0.0
    given: dict[str, int] = {}
    for place, times in resample.items():
        disagreement, shape = tables[place]
        observed += disagreement * times
        for label, count in shape:
            given[label] = given.get(label, 0) + count * times
    values = sum(given.values())
    expected = values * values - sum(count * count for count in given.values())
    return 1 - (values - 1) * observed / expected if expected else None
