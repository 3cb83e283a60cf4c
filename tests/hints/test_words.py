"""Words, and phrases among them."""

import pytest

from annotations.hints import Reason
from annotations.hints.words import lexicon, words_of


def found(table, text):
    return [text[hint.start : hint.end] for hint in lexicon({Reason.CAUSE: table}).matches(words_of(text))]


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        ("because of, because", "Because of it, because", ["Because of", "because"]),
        ("because, because of", "Because of it, because", ["Because of", "because"]),
        ("caus*", "cause causing because", ["cause", "causing"]),
        ("*ing, !king", "The king was going", ["going"]),
        ("*ing", "ing xing", []),
        ("more * than", "more than, more often than", ["more often than"]),
        ("as *ly as", "as quickly as, as quick as", ["as quickly as"]),
        ("led to", "led", []),
        ("a a", "a a a a a", ["a a", "a a"]),
        ("isn't", "It isn’t, isn't", ["isn’t", "isn't"]),
        ("straße", "STRASSE", ["STRASSE"]),
    ],
)
def test_the_lexicon_finds_the_longest_phrase_and_no_two_that_overlap(table, text, expected):
    assert found(table, text) == expected


def test_phrases_of_two_reasons_may_overlap():
    tables = lexicon({Reason.CAUSE: "because of", Reason.OPINION: "of course"})
    assert [hint.reason for hint in tables.matches(words_of("because of course"))] == ["cause", "opinion"]


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("One two. Three four", ["One", "Three"]),
        ("Mr. Roe and J. Doe", ["Mr"]),
        ("He said: “No way”", ["He", "No"]),
        ("one\ntwo", ["one", "two"]),
        ("It cost 3.5 or so", ["It"]),
    ],
)
def test_words_know_where_sentences_and_quotations_begin(text, opening):
    assert [word.shape for word in words_of(text) if word.opens] == opening
