"""How alike two claims are, and in what that matters they differ."""

import pytest

from annotations.alignment import differences, similarity


@pytest.mark.parametrize(
    ("closer", "further"),
    [
        ("The dam failed in 1976.", "The dam was repaired in 1980."),
        ("THE DAM FAILED IN 1975", "The dam failed in 1976."),
        ("In 1975 the dam failed.", "The dam failed in May."),
    ],
)
def test_the_closer_wording_is_the_more_alike(closer, further):
    claim = "The dam failed in 1975."
    assert similarity(claim, closer) > similarity(claim, further)


def test_other_forms_of_a_word_are_more_alike_than_other_words():
    claim = "The dam was repaired."
    assert similarity(claim, "Repairing the dam.") > similarity(claim, "Fishing the dam.")


def test_nothing_shared_is_nothing_alike():
    assert similarity("The dam failed.", "Cats sleep.") == 0
    assert similarity("…", "!") == 0
    assert similarity("", "") == similarity("…", "…") == 1


def test_who_did_it_to_whom_counts():
    assert similarity("Belarus attacked Russia.", "Russia attacked Belarus.") < 0.9


@pytest.mark.parametrize(
    ("language", "first", "second", "only_first", "only_second"),
    [
        ("en", "It cost 5 million.", "It cost 6 million.", {"number": "5"}, {"number": "6"}),
        ("en", "It cost 5,000.", "It cost 5000.", {}, {}),
        ("en", "It cost 1.500.000.", "It cost 1,500,000.", {}, {}),
        ("en", "Two men came.", "2 men came.", {}, {}),
        ("en", "It rose 5 %.", "It rose 5.", {"number": "%"}, {}),
        ("en", "On 5 May 2016 it fell.", "On 6th May 2017 it fell.", {"date": "5 2016"}, {"date": "6th 2017"}),
        ("en", "On May 5th it fell.", "On 5 May it fell.", {}, {}),
        ("en", "It fell on 12.05.2020.", "It fell on 13.05.2020.", {"date": "12.05.2020"}, {"date": "13.05.2020"}),
        ("en", "It did not fall.", "It fell.", {"negation": "not"}, {}),
        ("en", "It did not fall.", "It didn’t fall.", {}, {}),
        ("en", "It is no dam.", "It is never a dam.", {"negation": "no"}, {"negation": "never"}),
        ("en", "Serbia is an ally.", "Belarus is an ally.", {"name": "Serbia"}, {"name": "Belarus"}),
        ("en", "Russia’s allies left.", "The allies of Russia left.", {}, {}),
        ("en", "The dam failed.", "A dam failed.", {}, {}),
        ("en", "Mr. Smith and J. Brown met.", "Mr. Smith and J. Green met.", {"name": "Brown"}, {"name": "Green"}),
        ("en", "5 of 5 came.", "5 came.", {"number": "5"}, {}),
        ("de", "Sie kam am 3. Mai nicht.", "Sie kam am 4. Mai.", {"date": "3", "negation": "nicht"}, {"date": "4"}),
        ("fr", "Il n’est pas venu.", "Il est venu.", {"negation": "n’est pas"}, {}),
        ("ru", "Пять лет.", "5 лет.", {}, {}),
        ("zh", "他有三只猫。", "他有四只猫。", {"number": "三"}, {"number": "四"}),
    ],
)
def test_what_only_one_of_two_claims_says_is_marked(language, first, second, only_first, only_second):
    found = differences(first, second, language)

    assert by_kind(found.first) == only_first
    assert by_kind(found.second) == only_second
    assert set(found.kinds) == only_first.keys() | only_second.keys()


def by_kind(marks):
    return {kind: " ".join(m.text for m in marks if m.kind == kind) for kind in {mark.kind for mark in marks}}


def test_marks_say_where_they_stand():
    first, second = "👍 In Serbia, 5 men came.", "In Serbia, 50 men came."

    found = differences(first, second, "en")

    assert [first[mark.start : mark.end] for mark in found.first] == ["5"]
    assert [second[mark.start : mark.end] for mark in found.second] == ["50"]


def test_claims_that_agree_in_all_that_weighs_have_no_differences():
    found = differences("The old dam failed.", "A dam failed again.", "en")

    assert (found.first, found.second, found.kinds) == ((), (), ())
