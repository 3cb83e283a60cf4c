"""Figures against published and hand-worked examples."""

import pytest

from annotations.agreement import REASONS, Rating, agreement


def table(*rows):
    """Read one row of values for each rater, one character a unit; a dot is a missing value."""
    return [
        Rating(unit, f"rater {number}", value)
        for number, row in enumerate(rows, 1)
        for unit, value in enumerate(row.replace(" ", ""))
        if value != "."
    ]


def counted(counts):
    """Return the ratings of two raters who gave these pairs of values so many times."""
    pairs = [pair for pair, times in counts.items() for _ in range(times)]
    return table("".join(one for one, _ in pairs), "".join(other for _, other in pairs))


# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: four observers, twelve units.
FOUR_OBSERVERS = table("1233 2141 2...", "1233 2241 25.3", ".333 2342 251.", "1233 2441 251.")

# Fleiss' kappa as worked in many textbooks: 14 raters, ten items, five categories.
FOURTEEN_RATERS = [
    (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
]  # fmt: skip


def test_krippendorffs_four_observers():
    found = agreement(FOUR_OBSERVERS, "12345")
    assert found.nominal.value == pytest.approx(0.743, abs=0.0005)
    assert found.ordinal.value == pytest.approx(0.815, abs=0.0005)
    assert (found.items, found.values) == (11, 40)  # the twelfth unit has one value alone


def test_krippendorffs_two_observers_of_a_yes_or_no():
    """The binary example of section A: ten units, alpha 0.095."""
    assert agreement(table("0100000010", "1110010000"), "01").nominal.value == pytest.approx(0.095, abs=0.0005)


def test_krippendorffs_two_observers_of_five_categories():
    """The nominal example of section B: twelve units, alpha 0.692."""
    found = agreement(table("aabbdcccedda", "babbbccceddd"), "abcde")
    assert found.nominal.value == pytest.approx(0.692, abs=0.0005)


def test_cohens_example_of_1960():
    """Two judges, 200 patients, three diagnoses: 0.70 observed, 0.41 by chance."""
    counts = {"11": 88, "12": 14, "13": 18, "21": 10, "22": 40, "23": 10, "31": 2, "32": 6, "33": 12}
    found = agreement(counted(counts), "123")
    assert found.percent.value == pytest.approx(0.70)
    assert found.cohen.value == pytest.approx((0.70 - 0.41) / (1 - 0.41))
    assert found.cohen.items == 200


def test_fleiss_kappa_of_fourteen_raters():
    ratings = [
        Rating(unit, f"rater {place:02}", str(category))
        for unit, row in enumerate(FOURTEEN_RATERS)
        for place, category in enumerate(category for category, times in enumerate(row) for _ in range(times))
    ]
    found = agreement(ratings, "01234")
    assert found.fleiss.value == pytest.approx(0.210, abs=0.0005)
    assert found.cohen.reason == "not-two-raters"


def test_alpha_by_hand():
    """Values aa, ab, bb: of six values three are a. Observed 2/6 · 1/1 ordered pairs, expected 2·3·3/(6·5) = 0.6."""
    found = agreement(table("aab", "abb"), "ab")
    assert found.nominal.value == pytest.approx(1 - (2 / 6) / 0.6)
    assert found.percent.value == pytest.approx(2 / 3)


def test_ordinal_alpha_by_hand():
    """Values aa, bc, cc: two a, one b, three c. From b to c lie 0.5 + 1.5 values, from a to b 1.5, from a to c 3.5."""
    found = agreement(table("abc", "acc"), "abc")
    expected = (2 * 1 * 1.5**2 + 2 * 3 * 3.5**2 + 1 * 3 * 2.0**2) / (6 * 5)
    assert found.ordinal.value == pytest.approx(1 - (1 * 2.0**2 / 6) / expected)


def test_a_near_miss_costs_ordinal_alpha_less_than_a_far_one():
    near = agreement(table("12345 1", "12345 2"), "12345").ordinal.value
    far = agreement(table("12345 1", "12345 5"), "12345").ordinal.value
    assert near > far


def test_values_off_the_scale_are_missing_for_ordinal_alpha_alone():
    with_off_scale = agreement(table("1233 x2", "1223 13"), "123")
    without = agreement(table("1233 .2", "1223 13"), "123")
    assert with_off_scale.ordinal == without.ordinal
    assert with_off_scale.nominal != without.nominal


def test_a_rater_who_always_disagrees_gets_less_than_nothing():
    found = agreement(table("abab", "baba"), "ab")
    assert found.nominal.value < 0
    assert found.cohen.value == -1
    assert found.percent.value == 0


def test_without_two_values_on_an_item_nothing_has_a_value():
    for ratings in ([], table("ab.", "..a")):
        found = agreement(ratings, "ab")
        figures = [found.nominal, found.ordinal, found.percent, found.cohen, found.fleiss, found.interval]
        assert {figure.reason for figure in figures} == {"no-pairs"}
        assert {getattr(figure, "value", None) for figure in figures} == {None}
        assert (found.items, found.values, found.commonest, found.commonest_share) == (0, 0, "", 0)
        assert found.pairs == ()
        assert found.confusion.labels == ()


def test_without_variation_alpha_and_kappa_have_no_value():
    found = agreement(table("aaaa", "aaaa"), "ab")
    for figure in (found.nominal, found.ordinal, found.cohen, found.fleiss, found.interval):
        assert figure.reason == "no-variation"
    assert found.percent.value == 1


def test_two_raters_who_each_keep_to_another_label_agree_by_chance_alone():
    assert agreement(table("aaa", "bbb"), "ab").cohen.value == 0


def test_fleiss_kappa_needs_as_many_values_on_each_item():
    found = agreement(table("aab", "abb", "a.b"), "ab")
    assert found.fleiss.reason == "uneven-items"
    assert found.nominal.value is not None


def test_units_with_one_value_do_not_make_items_uneven():
    assert agreement(table("aab", "ab."), "ab").fleiss.value is not None


def test_a_rater_with_two_values_on_one_unit_is_refused():
    with pytest.raises(ValueError, match="twice"):
        agreement([Rating(1, "ada", "a"), Rating(1, "ada", "a")], "a")


def test_every_reason_has_its_sentence():
    samples = [[], table("aa", "aa"), table("aab", "abb", "a.b"), table("a", "b")]
    found = [agreement(sample, "ab") for sample in samples]
    reasons = {
        figure.reason
        for each in found
        for figure in (each.nominal, each.ordinal, each.cohen, each.fleiss, each.interval, each.percent)
    }
    assert reasons - {""} == set(REASONS)
