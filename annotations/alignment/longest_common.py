"""The longest common subsequence of two sequences, exactly, with whole rows of the table as bits of one integer."""

from collections.abc import Hashable, Sequence

LARGEST_TABLE = 400_000_000  # bits: 20,000 × 20,000, which take 50 MB for less than a second


def common(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the index pairs of a longest common subsequence, in order; the same one each time.

    What is equal at both ends is found at once. Of what is left, a table of more than LARGEST_TABLE bits is not made:
    then nothing between the ends is common.
    """
    head = 0
    shorter = min(len(first), len(second))
    while head < shorter and first[head] == second[head]:
        head += 1
    tail = 0
    while tail < shorter - head and first[-1 - tail] == second[-1 - tail]:
        tail += 1
    ends = (len(first) - tail, len(second) - tail)
    middle = _in_table(first[head : ends[0]], second[head : ends[1]])
    return [
        *((index, index) for index in range(head)),
        *((head + a, head + b) for a, b in middle),
        *((ends[0] + step, ends[1] + step) for step in range(tail)),
    ]


def _in_table(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[tuple[int, int]]:
    if not first or not second or len(first) * len(second) > LARGEST_TABLE:
        return []
    return _followed_back(first, _rows(first, second))


def _rows(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[int]:
    """Return one row for each element of the second: bit i is 0 where element i of the first makes it one longer."""
    places: dict[Hashable, int] = {}
    for index, element in enumerate(first):
        places[element] = places.get(element, 0) | 1 << index
    mask = (1 << len(first)) - 1
    row = mask
    rows = []
    for element in second:
        hits = row & places.get(element, 0)
        row = (row + hits | row - hits) & mask
        rows.append(row)
    return rows


def _followed_back(first: Sequence[Hashable], rows: Sequence[int]) -> list[tuple[int, int]]:
    pairs = []
    a, b = len(first) - 1, len(rows) - 1
    while a >= 0 and b >= 0:
        if rows[b] >> a & 1:
            a -= 1
        elif b and not rows[b - 1] >> a & 1:
            b -= 1
        else:
            pairs.append((a, b))
            a, b = a - 1, b - 1
    return pairs[::-1]
