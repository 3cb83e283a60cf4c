"""Revisions made to be slow: the work grows with their length and no faster."""

import random
import sys

import pytest

from annotations.alignment import align, paragraphs, word_diff
from tests.alignment.revisions import units

NOUNS = [
    "army",
    "bridge",
    "court",
    "dam",
    "fleet",
    "harbour",
    "judge",
    "minister",
    "port",
    "river",
    "school",
    "senate",
    "treaty",
    "union",
    "village",
]


def prose(size, seed=0):
    source = random.Random(seed)
    return [f"The {' '.join(source.choices(NOUNS, k=6))} in {source.randrange(1900, 2026)}." for _ in range(size)]


CASES = {
    "equal": lambda n: (prose(n), prose(n)),
    "one sentence again and again": lambda n: (["The same."] * n, ["The same."] * n),
    "one copy more": lambda n: (["The same."] * n, ["The same."] * (n + 1)),
    "two by turns": lambda n: (["Yes.", "No."] * (n // 2), ["No.", "Yes."] * (n // 2)),
    "reversed": lambda n: (prose(n), prose(n)[::-1]),
    "all changed": lambda n: (prose(n), [f"{text} Perhaps." for text in prose(n)]),
    "all split": lambda n: (prose(n), [part for text in prose(n) for part in (text[:20], text[20:])]),
    "another text": lambda n: (prose(n), prose(n, 1)),
    "nothing shared": lambda n: (prose(n), [f"x{i} y{i} z{i}" for i in range(n)]),
    "look-alikes": lambda n: (["It is the same as it was."] * n, ["It is the same as then."] * n),
    "no words": lambda n: (["…"] * n, ["!"] * n),
}


def count_steps(work, *arguments):
    """Return how many lines of Python a piece of work runs."""
    steps = 0

    def trace(frame, event, _argument):
        nonlocal steps
        steps += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work(*arguments)
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_twice_the_units_take_little_more_than_twice_the_steps(case):
    short, long = (count_steps(align, *map(units, case(size))) for size in (200, 400))
    assert long <= 2.5 * short + 500


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_fates_of_long_revisions_add_up(case):
    old, new = case(2_000)
    found = align(units(old), units(new))
    assert sum(found.old_counts.values()) == len(old)
    assert sum(found.new_counts.values()) == len(new)


def test_an_edited_text_in_one_gap_is_paired_all_the_same():
    old, new = CASES["all changed"](1_000)
    found = align(units(old), units(new))
    assert [arrival.old for arrival in found.new if arrival.fate == "changed"] == [(n,) for n in range(1_000)]


@pytest.mark.parametrize("pattern", ["a ", "?!", "字", "1,", "'a", "\u00a0123", " \n", "\u0301"])
def test_long_runs_are_compared_and_cut_without_quadratic_work(pattern):
    short, long = pattern * 1_000, pattern * 2_000
    assert count_steps(word_diff, long, long + "b") <= 2.5 * count_steps(word_diff, short, short + "b") + 500
    assert count_steps(paragraphs, long) <= 2.5 * count_steps(paragraphs, short) + 500
