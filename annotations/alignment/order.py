"""Order: which of the matched units stay where they are when the others are taken to have moved."""

from bisect import bisect_left
from collections.abc import Sequence


def longest_rise(places: Sequence[int]) -> list[int]:
    """Return the indexes of a longest strictly rising subsequence, in order; time n log n, the same one each time."""
    lasts: list[int] = []  # the smallest value that ends a rise of each length
    ends: list[int] = []  # the index of that value
    before: list[int] = []
    for index, place in enumerate(places):
        length = bisect_left(lasts, place)
        before.append(ends[length - 1] if length else -1)
        lasts[length : length + 1] = [place]
        ends[length : length + 1] = [index]
    return _followed_back(ends[-1] if ends else -1, before)


def _followed_back(index: int, before: Sequence[int]) -> list[int]:
    rise: list[int] = []
    while index >= 0:
        rise.append(index)
        index = before[index]
    return rise[::-1]
