"""Which claim is which in the next revision."""

from dataclasses import replace

import pytest

from annotations.alignment import Placed, Review, align
from tests.alignment.revisions import SENTENCES, departures, fates, revision, units

WALK_V1 = "A B C D E F"
WALK_V2 = "A B' D2 E F C E"


def test_the_walk_an_edit_a_move_a_replacement_and_a_repeat():
    found = align(revision(WALK_V1, "a b c d e f"), revision(WALK_V2))

    assert fates(found) == "unchanged a, changed b, new, unchanged e, unchanged f, moved c, new"
    assert departures(found) == "unchanged 0, changed 1, moved 5, deleted, unchanged 3, unchanged 4"
    assert found.reviews == ()


def test_the_sums_of_the_walk_add_up():
    found = align(revision(WALK_V1, "a b c d e f"), revision(WALK_V2))

    old, new = found.old_counts, found.new_counts
    assert (old["unchanged"] + old["moved"], old["changed"], old["deleted"]) == (4, 1, 1)
    assert (new["unchanged"] + new["moved"], new["changed"], new["new"]) == (4, 1, 2)
    assert (sum(old.values()), sum(new.values())) == (6, 7)


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        pytest.param(WALK_V2, "a b d2 e f c e2", id="as told"),
        pytest.param("A B' D2 E E F C", "a b d2 e2 e f c", id="with the copies adjacent"),
    ],
)
def test_the_walk_back_to_the_first_text_brings_every_claim_back(line, keys):
    first = revision(WALK_V1, "a b c d e f")
    there = align(first, revision(line, keys))
    kept = [there.keeps.get(key, key) for key in keys.split()]

    back = align(revision(line, " ".join(kept)), revision(WALK_V1), [first])

    assert kept == keys.split()
    assert fates(back) == "unchanged a, changed b, moved c, returned d, unchanged e, unchanged f"
    assert back.reviews == ()


def test_copies_with_equal_neighbours_go_to_review_and_not_to_a_guess():
    found = align(revision("D E F", "d e f"), revision("D E F G D E F"))

    assert [arrival.fate for arrival in found.new if arrival.key in (1, 5)] == ["new", "new"]
    assert found.reviews == (Review("repeat", ("e",), (1, 5)),)
    assert departures(found).split(", ")[1] == "deleted"


def test_two_equal_claims_and_one_unit_between_equal_neighbours_go_to_review():
    found = align(revision("A E F G A E F H", "a e f g a2 e2 f2 h"), revision("G A E F H"))

    assert Review("repeat", ("e", "e2"), (2,)) in found.reviews
    assert found.new[2].fate == "new"


def test_a_repeat_is_known_by_the_one_neighbour_that_is_left():
    assert fates(align(revision("A E B", "a e b"), revision("E C A E D"))) == "new, new, unchanged a, unchanged e, new"


def test_a_repeat_is_known_by_neighbours_that_it_had_in_an_earlier_revision():
    first = revision("A E B C", "a e b c")
    second = revision("G E C", "g e c")

    assert fates(align(second, revision("A E B E D"), [first])) == "returned a, unchanged e, returned b, new, new"


def test_two_neighbours_of_an_earlier_revision_speak_louder_than_one_of_the_current():
    first = revision("A E B C D", "a e b c d")
    second = revision("C E D", "c e2 d")

    assert fates(align(second, revision("A E B G"), [first])) == "returned a, returned e, returned b, new"


def test_with_equal_evidence_the_current_claim_comes_before_one_of_earlier_revisions():
    found = align(revision("C E D", "c e2 d"), revision("E"), [revision("A E B", "a e b")])

    assert fates(found) == "unchanged e2"


def test_the_newest_of_two_wordings_of_the_past_does_not_hide_the_older():
    past = [revision("A D2 C", "a b c"), revision("A B C", "a b c")]

    assert fates(align(revision("A C", "a c"), revision("A B C"), past)) == "unchanged a, returned b, unchanged c"
    assert fates(align(revision("A C", "a c"), revision("A D2 C"), past)) == "unchanged a, returned b, unchanged c"


def test_a_claim_that_is_wanted_under_two_of_its_wordings_goes_to_review():
    past = [revision("A D2 C", "a b c"), revision("A B C", "a b c")]

    found = align(revision("G", "g"), revision("A B C H A D2 C"), past)

    assert "b" not in found.keeps.values()
    assert [review.old for review in found.reviews if "b" in review.old] == [("b",), ("b",)]


def test_a_claim_takes_back_a_wording_of_before_and_its_copy_elsewhere_is_new():
    found = align(revision("A B' C", "a b c"), revision("A B C B"), [revision("A B C", "a b c")])

    assert fates(found) == "unchanged a, changed b, unchanged c, new"


def test_a_wording_of_before_between_its_neighbours_of_before_comes_back_however_different_it_is():
    found = align(revision("A G C", "a b c"), revision("A B C"), [revision("A B C", "a b c")])

    assert fates(found) == "unchanged a, changed b, unchanged c"


def test_repeats_in_a_stretch_that_is_the_same_word_for_word_need_no_guess():
    line = "A E E E E B E E C"
    found = align(revision(line, "a e1 e2 e3 e4 b e5 e6 c"), revision(f"G {line} H"))

    assert fates(found) == (
        "new, unchanged a, unchanged e1, unchanged e2, unchanged e3, unchanged e4, unchanged b, unchanged e5,"
        " unchanged e6, unchanged c, new"
    )


def test_one_copy_more_in_a_row_of_repeats_leaves_open_which():
    found = align(revision("A E E E E B", "a e1 e2 e3 e4 b"), revision("A E E E E E B"))

    assert fates(found) == "unchanged a, unchanged e1, new, new, new, unchanged e4, unchanged b"
    assert found.reviews == (Review("repeat", ("e2", "e3"), (2, 3, 4)),)


def test_the_fewest_units_are_said_to_have_moved():
    assert fates(align(revision("A B C D", "a b c d"), revision("D A B C"))) == (
        "moved d, unchanged a, unchanged b, unchanged c"
    )


LONG = "The dam was built in 1975 by prisoners, and the lake behind it drowned eleven villages of the valley."
LEFT, LEFT_EDITED = "The dam was built in 1975 by prisoners.", "The dam was built in 1976 by prisoners."
RIGHT, RIGHT_EDITED = (
    "The lake behind it drowned eleven villages of the valley.",
    "The lake behind it drowned twelve villages of the valley.",
)
CATS, RAIN = SENTENCES["C"], SENTENCES["E"]


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        pytest.param([CATS, LONG], [CATS, LEFT, RIGHT], "unchanged 0, split 1, split 1", id="split"),
        pytest.param([CATS, LEFT, RIGHT], [CATS, LONG], "unchanged 0, merged 1+2", id="merged"),
        pytest.param([LEFT, CATS], [LEFT_EDITED, RIGHT, CATS], "changed 0, new, unchanged 1", id="a new neighbour"),
        pytest.param([LEFT, RIGHT], [RIGHT, CATS, LEFT_EDITED], "unchanged 1, new, new", id="edited and moved away"),
        pytest.param([LEFT, RIGHT], [RIGHT_EDITED, LEFT_EDITED], "changed 1, changed 0", id="edited and swapped"),
        pytest.param([CATS, RAIN], [CATS, LEFT, RAIN], "unchanged 0, new, unchanged 1", id="new"),
        pytest.param([CATS, LEFT, RAIN], [CATS, RAIN], "unchanged 0, unchanged 2", id="deleted"),
        pytest.param([LEFT], [RIGHT], "new", id="replaced"),
        pytest.param([LEFT], ["The dam of 1975 is empty in summer."], "new", id="replaced by one on the same matter"),
    ],
)
def test_what_stands_between_matches_is_paired_by_likeness(old, new, wanted):
    assert fates(align(units(old), units(new))) == wanted


def test_what_moved_out_of_a_gap_is_not_looked_for_elsewhere():
    moved_and_edited = align(revision("A B C D", "a b c d"), revision("A C D B'"))

    assert fates(moved_and_edited) == "unchanged a, unchanged c, unchanged d, new"


def test_two_look_alikes_of_one_claim_go_to_review_and_not_to_a_guess():
    old = units(["The bridge has 12 arches of stone."], ["x"])
    new = units(["The bridge has 13 arches of stone.", "The bridge has 14 arches of stone."])

    found = align(old, new)

    assert fates(found) == "new, new"
    assert departures(found) == "deleted"
    assert found.reviews == (Review("look-alike", ("x",), (0, 1)),)


def test_a_pairing_that_is_clearly_better_than_its_rival_is_no_guess():
    old = units(["The bridge has 12 arches of stone.", "The tower has 40 rooms of stone."])
    new = units(["The tower has 41 rooms of stone.", "The bridge has 13 arches of stone."])

    assert fates(align(old, new)) == "changed 1, changed 0"


def test_separators_are_matched_by_their_wording_alone():
    old = [Placed(1, "o o o o", 0, "o o o o", "separator")]
    new = [Placed(2, "o o o", 0, "o o o", "separator")]

    assert fates(align(old, new)) == "new"
    assert fates(align(old, [replace(old[0], key=2)])) == "unchanged 1"


def test_only_free_sentences_of_the_same_gap_are_paired_in_a_large_gap_too():
    old = units([f"House number {n} in the street of {n * 7} trees belongs to family {n * 13}." for n in range(200)])
    new = units([f"House number {n} in the street of {n * 7} trees was sold by family {n * 13}." for n in range(200)])

    assert fates(align(old, new)) == ", ".join(f"changed {n}" for n in range(200))


def test_an_empty_revision_on_either_side():
    assert align([], []).new == ()
    assert fates(align([], revision("A B"))) == "new, new"
    assert departures(align(revision("A B"), [])) == "deleted, deleted"


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param([Placed(1, "a", 5, "a"), Placed(2, "b", 0, "b")], id="out of order"),
        pytest.param([Placed(1, "a", 0, "a"), Placed(1, "b", 5, "b")], id="the same key twice"),
    ],
)
def test_a_wrong_order_or_key_is_refused(wrong):
    for sides in ((wrong, []), ([], wrong), ([], [], [wrong])):
        with pytest.raises(ValueError, match=r"order of its text|stands twice"):
            align(*sides)


def test_the_newest_wording_of_a_claim_is_the_one_it_changes_from():
    """A claim that returns keeps its key even if it stood under several revisions, unchanged in all of them."""
    past = [revision("A D", "a d"), revision("A D", "a d"), revision("D A", "d a")]

    assert fates(align(revision("A", "a"), revision("A D"), past)) == "unchanged a, returned d"
