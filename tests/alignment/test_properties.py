"""What holds for every alignment and every word diff, shown on texts that Hypothesis makes up."""

from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.alignment import NEW_FATES, OLD_FATES, align, paragraphs, reuse, similarity, word_diff
from tests.alignment.revisions import SENTENCES, claims_of, units

SIDES = {"unchanged", "moved", "changed", "split", "merged"}
PIECES = [
    "The dam failed in 1975", "and eleven villages were drowned", "although nobody had warned them",
    "The dam failed in 1976", "The harbour is deep", "The harbour was never deep", "prices doubled", "Prices fell",
]  # fmt: skip

sentences = st.sampled_from(sorted(SENTENCES.values())) | st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map(
    lambda pieces: ", ".join(pieces) + "."
)
texts = st.lists(sentences, max_size=12)
different = st.lists(sentences, max_size=12, unique=True)
quick = settings(max_examples=200, deadline=None)


@quick
@given(texts, texts, st.lists(texts, max_size=2))
def test_counts_add_up_on_both_sides(old, new, earlier):
    found = align(units(old), units(new), [units(text) for text in earlier])

    assert tuple(found.old_counts) == OLD_FATES
    assert tuple(found.new_counts) == NEW_FATES
    assert sum(found.old_counts.values()) == len(old)
    assert sum(found.new_counts.values()) == len(new)
    for fate in ("unchanged", "moved", "changed"):
        assert found.old_counts[fate] == found.new_counts[fate]


@quick
@given(texts, texts, st.lists(texts, max_size=2))
def test_both_sides_tell_the_same_story(old, new, earlier):
    found = align(units(old), units(new), [units(text) for text in earlier])

    new_side = {(key, arrival.key, arrival.fate) for arrival in found.new for key in arrival.old}
    old_side = {(departure.key, key, departure.fate) for departure in found.old for key in departure.new}
    assert {told for told in new_side if told[2] != "returned"} == old_side


@quick
@given(texts, texts, st.lists(texts, max_size=2))
def test_no_claim_goes_to_two_units_unless_it_is_split(old, new, earlier):
    found = align(units(old), units(new), [units(text) for text in earlier])

    used = Counter(key for arrival in found.new if arrival.fate != "split" for key in arrival.old)
    split = {key for arrival in found.new if arrival.fate == "split" for key in arrival.old}
    assert all(count == 1 for count in used.values())
    assert split.isdisjoint(used)


@quick
@given(texts, texts, st.lists(texts, max_size=2))
def test_unchanged_moved_and_returned_mean_the_same_wording(old, new, earlier):
    current, coming = units(old), units(new)
    past = [units(text, [f"past{place}" for place in range(len(text))]) for text in earlier]
    wordings = {}
    for revision in (*reversed(past), current):
        for unit in revision:
            wordings.setdefault(unit.key, set()).add(unit.wording)
    arrivals = align(current, coming, past).new

    for unit, arrival in zip(coming, arrivals, strict=True):
        if arrival.fate in ("unchanged", "moved"):
            assert current[arrival.old[0]].wording == unit.wording
        elif arrival.fate == "returned":
            assert unit.wording in wordings[arrival.old[0]]


@quick
@given(texts, texts, st.lists(texts, max_size=2))
def test_what_is_under_review_is_matched_with_nothing(old, new, earlier):
    found = align(units(old), units(new), [units(text) for text in earlier])

    under_review = {key for review in found.reviews for key in review.new}
    assert {arrival.fate for arrival in found.new if arrival.key in under_review} <= {"new"}
    assert all(review.old and review.new for review in found.reviews)
    shared = Counter(key for review in found.reviews for key in review.new)
    assert not shared or max(shared.values()) == 1


@quick
@given(texts)
def test_a_text_aligned_with_itself_is_unchanged(text):
    found = align(units(text), units(text))

    assert [(arrival.fate, arrival.old) for arrival in found.new] == [("unchanged", (n,)) for n in range(len(text))]
    assert not any(arrival.context_changed for arrival in found.new)


@quick
@given(different, st.randoms(use_true_random=False))
def test_other_order_of_different_sentences_is_unchanged_and_moved_alone(text, source):
    shuffled = source.sample(text, len(text))

    found = align(units(text), units(shuffled))

    assert {arrival.fate for arrival in found.new} <= {"unchanged", "moved"}
    assert [text[arrival.old[0]] for arrival in found.new] == shuffled


@quick
@given(different, texts)
def test_the_first_text_after_another_brings_every_claim_back(first, second):
    v1 = units(first, [f"claim {n}" for n in range(len(first))])
    there = align(v1, units(second))
    v2 = units(second, claims_of(there))

    back = align(v2, units(first), [v1])

    if not there.reviews:
        assert [arrival.old for arrival in back.new] == [(unit.key,) for unit in v1]


@quick
@given(texts, texts, st.lists(texts, max_size=2))
def test_the_same_texts_are_aligned_the_same_way_twice(old, new, earlier):
    past = [units(text) for text in earlier]

    assert align(units(old), units(new), past) == align(units(old), units(new), past)


letters = st.text(st.sampled_from("ab 字,\n") | st.characters(exclude_categories=["Cs"]), max_size=60)
phrases = st.lists(st.sampled_from(["the", " ", "  ", "5", "%", "not", "Berlin", "“", ".", "字", "\n"]), max_size=30)
writings = letters | phrases.map("".join)


@quick
@given(writings, writings)
def test_both_texts_can_be_rebuilt_from_their_word_diff(old, new):
    changes = word_diff(old, new)

    assert "".join(change.text for change in changes if change.kind != "inserted") == old
    assert "".join(change.text for change in changes if change.kind != "deleted") == new
    assert all(change.tokens for change in changes)


@quick
@given(writings, writings)
def test_nothing_equal_carries_a_weight_and_no_two_runs_of_a_kind_meet(old, new):
    changes = word_diff(old, new)

    assert not any(change.weights for change in changes if change.kind == "equal")
    kinds = [change.kind for change in changes]
    assert all(left != right for left, right in pairwise(kinds))


@quick
@given(writings, writings)
def test_similarity_is_symmetrical_and_between_0_and_1(first, second):
    assert similarity(first, second) == similarity(second, first)
    assert 0 <= similarity(first, second) <= 1
    assert similarity(first, first) == 1


@quick
@given(writings, writings)
def test_a_paragraph_is_reused_exactly_where_it_stood(old, new):
    olds, news = paragraphs(old), paragraphs(new)

    for paragraph, found in zip(news, reuse([olds], news), strict=True):
        text = new[paragraph.start : paragraph.end]
        if found:
            assert old[found.start : found.end] == text
        else:
            assert text not in [old[other.start : other.end] for other in olds]
