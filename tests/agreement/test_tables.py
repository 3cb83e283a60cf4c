"""The tables beside the figures, the cautions, and the interval."""

import pytest

from annotations.agreement import CAUTIONS, Caution, Rating, agreement


def readings(**values_by_rater):
    """Return ratings from one string of values for each rater; a dot is a missing value."""
    return [
        Rating(unit, rater, value)
        for rater, row in values_by_rater.items()
        for unit, value in enumerate(row)
        if value != "."
    ]


def test_each_pair_of_raters_has_a_row_over_the_units_they_share():
    found = agreement(readings(bo="aab.", ada="ab.b", cy="..aa"), "ab")
    assert [(pair.first, pair.second, pair.items, pair.agreed) for pair in found.pairs] == [
        ("ada", "bo", 2, 1),
        ("ada", "cy", 1, 0),
        ("bo", "cy", 1, 0),
    ]
    assert found.pairs[0].percent.value == 0.5
    assert found.raters == ("ada", "bo", "cy")


def test_the_kappa_of_a_pair_is_that_of_the_two_alone():
    two = agreement(readings(ada="aabbab", bo="aabaab"), "ab")
    three = agreement(readings(ada="aabbab", bo="aabaab", cy="bbbbbb"), "ab")
    assert three.pairs[0].cohen == two.cohen
    assert three.cohen.reason == "not-two-raters"


def test_the_confusion_table_counts_each_pair_once_and_is_symmetric():
    found = agreement(readings(ada="aab", bo="abb", cy="ac."), "ab").confusion
    assert found.labels == ("a", "b", "c")
    assert found.counts == ((3 + 0, 1, 1), (1, 1, 1), (1, 1, 0))
    upper = sum(found.counts[row][column] for row in range(3) for column in range(row, 3))
    assert upper == found.pairs == 3 + 3 + 1
    assert found.count("b", "a") == found.count("a", "b") == 1
    assert found.count("a", "z") == 0


def test_labels_of_the_confusion_table_keep_the_order_of_the_scale():
    found = agreement(readings(ada="qzmab", bo="qzmba"), "zab")
    assert found.confusion.labels == ("z", "a", "b", "m", "q")


def test_few_items_are_cautioned_about():
    assert Caution("few-items") in agreement(readings(ada="ab" * 14 + "a", bo="ab" * 14 + "b"), "ab").cautions
    assert agreement(readings(ada="ab" * 15, bo="ab" * 15), "ab").cautions == ()


def test_a_label_that_dominates_is_cautioned_about_by_name():
    found = agreement(readings(ada="a" * 33 + "b" * 7, bo="a" * 33 + "b" * 7), "ab")
    assert found.commonest == "a"
    assert found.commonest_share == pytest.approx(33 / 40)
    assert found.cautions == (Caution("one-label-dominates", "a"),)


def test_four_fifths_of_one_label_are_not_yet_too_many():
    assert agreement(readings(ada="a" * 32 + "b" * 8, bo="a" * 32 + "b" * 8), "ab").cautions == ()


def test_values_without_a_second_one_do_not_count_for_the_commonest_label():
    assert agreement(readings(ada="abbb", bo="a..."), "ab").commonest == "a"


def test_every_caution_has_its_sentence():
    found = agreement(readings(ada="aaaaaaaaaa", bo="aaaaaaaaaa"), "ab").cautions
    assert {caution.code for caution in found} == set(CAUTIONS)


def test_the_interval_lies_around_alpha_and_is_the_same_each_time():
    data = readings(ada="aabbcabcab" * 6, bo="aabbcabcba" * 6)
    found, again = agreement(data, "abc"), agreement(list(reversed(data)), "abc")
    assert found.interval == again.interval
    assert found.interval.low < found.nominal.value < found.interval.high
    assert found.interval.replicates == 1000


def test_more_items_make_the_interval_narrower():
    few = agreement(readings(ada="aabbcabcab" * 3, bo="aabbcabcba" * 3), "abc").interval
    many = agreement(readings(ada="aabbcabcab" * 30, bo="aabbcabcba" * 30), "abc").interval
    assert many.high - many.low < (few.high - few.low) / 2


def test_the_interval_is_near_the_one_that_theory_gives():
    """400 items, 90 % equal, both labels alike: the error of alpha is about 2 · sqrt(0.9 · 0.1 / 400) = 0.03."""
    found = agreement(readings(ada="a" * 200 + "b" * 200, bo="a" * 180 + "b" * 200 + "a" * 20), "ab")
    assert found.interval.low == pytest.approx(0.8 - 1.96 * 0.03, abs=0.012)
    assert found.interval.high == pytest.approx(0.8 + 1.96 * 0.03, abs=0.012)


def test_one_item_has_no_interval():
    assert agreement(readings(ada="a", bo="b"), "ab").interval.reason == "too-few-items"


def test_resamples_without_variation_are_left_out_of_the_interval():
    found = agreement(readings(ada="ab", bo="ab"), "ab")
    assert (found.interval.low, found.interval.high) == (1, 1)
    assert 400 < found.interval.replicates < 600


def test_very_many_items_get_fewer_resamples():
    found = agreement(readings(ada="aabbcabcab" * 1200, bo="aabbcabcba" * 1200), "abc")
    assert found.interval.replicates == 499
