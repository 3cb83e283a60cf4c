"""The soft flag: a sentence that is the same while what it refers to is not."""

import pytest

from annotations.alignment import align, refers_back
from annotations.alignment.languages import LANGUAGES
from tests.alignment.revisions import units

FIRST_WORDS = [
    ("en", "The two sides have even negotiated.", True),
    ("en", "This caused consequences.", True),
    ("en", "He won.", True),
    ("en", "“They’ll see,” he said.", True),
    ("en", "But they lost.", True),
    ("en", "The sides negotiated.", False),
    ("en", "Heather won.", False),
    ("en", "Thisbe died.", False),
    ("en", "Belarus is its ally.", False),
    ("de", "Diese Zahl ist falsch.", True),
    ("de", "Die beiden Seiten reden.", True),
    ("de", "Aber er kam.", True),
    ("de", "Die Seiten reden.", False),
    ("fr", "C’est faux.", True),
    ("fr", "Les deux pays se taisent.", True),
    ("fr", "Les pays se taisent.", False),
    ("es", "Los dos países callan.", True),
    ("es", "Esto es falso.", True),
    ("es", "Los países callan.", False),
    ("it", "Quest’ultimo mente.", True),
    ("it", "I due paesi tacciono.", True),
    ("it", "I paesi tacciono.", False),
    ("pt", "Isso é falso.", True),
    ("pt", "Os dois países calam.", True),
    ("pt", "Os países calam.", False),
    ("nl", "De twee landen zwijgen.", True),
    ("nl", "Daarom zweeg hij.", True),
    ("nl", "De landen zwijgen.", False),
    ("pl", "Ten kraj milczy.", True),
    ("pl", "On milczy.", True),
    ("pl", "Onet milczy.", False),
    ("ru", "Эти две страны молчат.", True),
    ("ru", "Но он молчит.", True),
    ("ru", "Страны молчат.", False),
    ("uk", "Ці дві країни мовчать.", True),
    ("uk", "Він мовчить.", True),
    ("uk", "Країни мовчать.", False),
    ("xx", "This is unknown.", False),
    ("en", "", False),
    ("en", "…", False),
]


@pytest.mark.parametrize(("language", "sentence", "wanted"), FIRST_WORDS)
def test_first_words_that_refer_to_a_neighbour(language, sentence, wanted):
    assert refers_back(sentence, language) is wanted
    assert refers_back(sentence, f"{language}-XX") is wanted


def test_every_language_with_a_table_is_tried_both_ways():
    assert {(code, wanted) for code, _, wanted in FIRST_WORDS} >= {(c, w) for c in LANGUAGES for w in (True, False)}


@pytest.mark.parametrize(
    ("old", "new", "flagged"),
    [
        pytest.param(["Two met.", "They agreed."], ["Two met.", "They agreed."], [], id="nothing changed"),
        pytest.param(["Two met.", "They agreed."], ["Ten met.", "They agreed."], [1], id="the sentence before"),
        pytest.param(["They agreed.", "Two met."], ["They agreed.", "Ten met."], [0], id="the sentence after"),
        pytest.param(["Two met.", "Rain fell."], ["Ten met.", "Rain fell."], [], id="no referring word"),
        pytest.param(["They agreed."], ["Two met.", "They agreed."], [1], id="a new neighbour"),
        pytest.param(["Two met.", "They agreed."], ["They agreed."], [0], id="a neighbour gone"),
        pytest.param(["Two met.", "They agreed."], ["They agreed.", "Two met."], [0], id="moved"),
        pytest.param(
            ["Two met.", "They agreed on peace."], ["Ten met.", "They agreed on war."], [], id="changed itself"
        ),
    ],
)
def test_a_referring_sentence_is_flagged_when_a_neighbour_differs(old, new, flagged):
    found = align(units(old), units(new), language="en")

    assert [arrival.key for arrival in found.new if arrival.context_changed] == flagged


def test_a_claim_that_returns_is_compared_with_where_it_stood_last():
    first = units(["Two met.", "They agreed."], ["a", "b"])
    second = units(["Two met."], ["a"])

    same = align(second, units(["Two met.", "They agreed."]), [first])
    other = align(second, units(["Ten met.", "They agreed."]), [first])

    assert [(arrival.fate, arrival.context_changed) for arrival in same.new][1] == ("returned", False)
    assert [(arrival.fate, arrival.context_changed) for arrival in other.new][1] == ("returned", True)


def test_the_language_decides():
    found = align(units(["Zwei.", "Diese kamen."]), units(["Drei.", "Diese kamen."]), language="de")

    assert found.new[1].context_changed
