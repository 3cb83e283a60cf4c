"""What holds for any ratings."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.agreement import Rating, agreement

quick = settings(deadline=None)
LABELS = "abcde"
grids = st.lists(
    st.lists(st.sampled_from([*LABELS, None]), min_size=3, max_size=3), min_size=1, max_size=12
)  # one row for each unit, one column for each rater


def ratings_of(grid):
    return [
        Rating(unit, f"rater {number}", value)
        for unit, row in enumerate(grid)
        for number, value in enumerate(row)
        if value is not None
    ]


@quick
@given(grids, st.randoms(use_true_random=False))
def test_the_order_of_ratings_changes_nothing(grid, chance):
    ratings = ratings_of(grid)
    shuffled = list(ratings)
    chance.shuffle(shuffled)
    assert agreement(shuffled, LABELS) == agreement(ratings, LABELS)


@quick
@given(grids, st.permutations(range(3)))
def test_exchanging_raters_and_units_changes_no_figure(grid, places):
    found = agreement(ratings_of(grid), LABELS)
    changed = agreement(ratings_of([[row[place] for place in places] for row in reversed(grid)]), LABELS)
    assert replace(changed, raters=found.raters, pairs=found.pairs) == found


@quick
@given(grids, st.permutations(LABELS))
def test_renaming_labels_leaves_nominal_figures_alone(grid, names):
    renamed = [[None if value is None else names[LABELS.index(value)] for value in row] for row in grid]
    found, other = agreement(ratings_of(grid), LABELS), agreement(ratings_of(renamed), LABELS)
    assert (other.nominal, other.percent, other.fleiss) == (found.nominal, found.percent, found.fleiss)


@quick
@given(grids)
def test_turning_the_scale_round_leaves_ordinal_alpha_alone(grid):
    ratings = ratings_of(grid)
    found, turned = agreement(ratings, LABELS).ordinal, agreement(ratings, LABELS[::-1]).ordinal
    assert turned == found


@quick
@given(st.lists(st.sampled_from(LABELS), min_size=2, max_size=12).filter(lambda values: len(set(values)) > 1))
def test_perfect_agreement_is_one(values):
    found = agreement(ratings_of([[value, value, value] for value in values]), LABELS)
    assert found.nominal.value == found.ordinal.value == found.fleiss.value == found.percent.value == 1
    assert (found.interval.low, found.interval.high) == (1, 1)
    assert all(pair.cohen.value == 1 for pair in found.pairs)


@quick
@given(grids)
def test_figures_keep_their_bounds_and_tables_add_up(grid):
    found = agreement(ratings_of(grid), LABELS)
    for figure in (found.nominal, found.ordinal, found.fleiss):
        assert (figure.value is None) == bool(figure.reason)
        assert figure.value is None or figure.value <= 1
    assert found.confusion.pairs == sum(pair.items for pair in found.pairs)
    equal = sum(found.confusion.count(label, label) for label in found.confusion.labels)
    assert equal == sum(pair.agreed for pair in found.pairs)
    assert found.percent.value is None or found.percent.value == equal / found.confusion.pairs
