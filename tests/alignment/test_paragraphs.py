"""Paragraphs that stood before keep what was repaired in them."""

import pytest

from annotations.alignment import Reuse, paragraphs, reuse
from annotations.segmentation.lines import blocks


def cut(text):
    return [text[paragraph.start : paragraph.end] for paragraph in paragraphs(text)]


TEXTS = [
    ("", []),
    (" \n\t\n", []),
    ("One.", ["One."]),
    ("One.\n\nTwo.", ["One.", "Two."]),
    ("\n\n  One.\nStill one. \n \n\nTwo.\n", ["One.\nStill one.", "Two."]),
    ("One.\r\nStill one.\r\n\r\nTwo.", ["One.\r\nStill one.", "Two."]),
    ("One.\rStill one.\r\rTwo.", ["One.\rStill one.", "Two."]),
    ("One.\u2028Still one.\u2029Two.", ["One.\u2028Still one.", "Two."]),
    ("\ufeffOne.\n\u200b\nTwo.\u2060", ["One.", "Two."]),
]


@pytest.mark.parametrize(("text", "wanted"), TEXTS)
def test_a_text_is_cut_at_blank_lines(text, wanted):
    assert cut(text) == wanted


@pytest.mark.parametrize(("text", "_wanted"), TEXTS)
def test_paragraphs_end_where_they_end_for_segmentation(text, _wanted):
    found = [text[block[0][0] : block[-1][1]].strip().strip("\ufeff\u200b\u2060") for block in blocks(text)]
    assert cut(text) == found


def test_a_paragraph_that_stood_before_is_found_with_its_place_there():
    old, new = "One.\n\nTwo.\n\nThree.", "Three.\n\nFour.\n\nTwo."

    assert reuse([paragraphs(old)], paragraphs(new)) == [Reuse(0, 12, 18), None, Reuse(0, 6, 10)]


def test_the_newest_revision_that_has_a_paragraph_serves_it():
    newest, oldest = "Other.\n\nOne.", "One.\n\nOld."

    found = reuse([paragraphs(newest), paragraphs(oldest)], paragraphs("One.\n\nOld."))

    assert found == [Reuse(0, 8, 12), Reuse(1, 6, 10)]


def test_equal_paragraphs_serve_in_their_order_and_the_last_one_as_often_as_needed():
    old, new = "One.\n\nOne.", "One.\n\nOne.\n\nOne."

    assert reuse([paragraphs(old)], paragraphs(new)) == [Reuse(0, 0, 4), Reuse(0, 6, 10), Reuse(0, 6, 10)]


def test_copies_in_an_older_revision_do_not_serve_beside_the_newest():
    newest, oldest = "One.\n\nNew.", "Old.\n\nOne.\n\nOne."

    assert reuse([paragraphs(newest), paragraphs(oldest)], paragraphs("One.\n\nOne.")) == [Reuse(0, 0, 4)] * 2


@pytest.mark.parametrize("other", ["one.", "One .", "One", "“One.”", "One.\nTwo."])
def test_a_paragraph_with_any_difference_is_not_reused(other):
    assert reuse([paragraphs("One.")], paragraphs(other)) == [None]


def test_without_an_earlier_revision_nothing_is_reused():
    assert reuse([], paragraphs("One.")) == [None]
