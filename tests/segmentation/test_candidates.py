"""How far the rules look around a candidate: far enough for every table, and no further."""

import pytest

from annotations.segmentation import segment
from annotations.segmentation.candidates import is_quotation_open, next_candidate, token_before
from annotations.segmentation.languages import LANGUAGES, tables_for
from annotations.segmentation.languages.base import CLASSES

PARTING = frozenset("\"'“”«»()[]„‘’/—–<>*_ ")


@pytest.mark.parametrize("length", [1, 59, 60])
def test_a_token_of_up_to_sixty_characters_is_seen_whole(length):
    text = "so " + "x" * length + "."
    assert token_before(text, 0, len(text) - 1) == "x" * length


def test_of_a_longer_token_the_last_sixty_characters_are_seen():
    text = "so " + "y" * 40 + "x" * 60 + "."
    assert token_before(text, 0, len(text) - 1) == "x" * 60


def test_no_token_reaches_into_the_unit_before():
    assert token_before("one.two.", 4, 7) == "two"


@pytest.mark.parametrize(
    ("text", "token"),
    [("(e.g.", "e.g"), ("“No.", "No"), ("a/b.", "b"), ("it—so.", "so"), ("--x.", "x"), ("he said”.", ""), ("so .", "")],
)
def test_quotes_and_brackets_are_no_part_of_a_token(text, token):
    assert token_before(text, 0, len(text) - 1) == token


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_every_abbreviation_of_a_language_is_found_in_its_class(code):
    tables = tables_for(code)
    language = LANGUAGES[code]
    for word in {word for name in CLASSES for word in getattr(language, name)}:
        if PARTING.isdisjoint(word) and not ("-" in word and "." not in word):
            text = f"x {word}. Y"
            candidate = next_candidate(text, 0, 2 + len(word), len(text), tables)
            candidate.look_behind()
            assert candidate.abbreviation == tables.classes[word.lower()], word


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\n"])
@pytest.mark.parametrize("word", ["z.B", "i.d.R", "v.l.n.r"])
def test_the_pieces_of_an_abbreviation_are_joined_over_blanks(word, blank):
    tables = tables_for("de")
    text = "x " + ("." + blank).join(word.split(".")) + ". Y"
    candidate = next_candidate(text, 0, len(text) - 3, len(text), tables)
    candidate.look_behind()
    assert candidate.joinings[0] == word.lower()


def test_pieces_further_away_are_not_joined():
    text = "z." + " " * 30 + "B. Y"
    candidate = next_candidate(text, 0, len(text) - 3, len(text), tables_for("de"))
    candidate.look_behind()
    assert candidate.joinings == ()


def test_of_pieces_with_many_blanks_between_those_twenty_characters_behind_are_joined():
    tables = tables_for("de")
    near, far = (f"v.{' ' * blanks}l. n. r. Y" for blanks in (5, 30))
    for text, joined in ((near, "v.l.n.r"), (far, "l.n.r")):
        candidate = next_candidate(text, 0, len(text) - 3, len(text), tables)
        candidate.look_behind()
        assert candidate.joinings[0] == joined


@pytest.mark.parametrize(("distance", "is_open"), [(150, True), (199, True), (201, False)])
def test_an_opening_quote_is_looked_for_two_hundred_characters_back(distance, is_open):
    text = '"' + "x" * (distance - 1) + "."
    assert is_quotation_open(text, distance) is is_open


def test_a_quote_of_the_line_before_opens_nothing():
    assert not is_quotation_open('a "b\nc.', 6)


def test_dots_far_behind_blanks_open_a_sentence_all_the_same():
    text = "They left." + " " * 100 + "... and so it ended."
    assert len(segment(text)) == 2
