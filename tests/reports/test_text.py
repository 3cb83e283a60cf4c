"""Words, dates and addresses in print."""

from datetime import UTC, date, datetime

import pytest

from annotations.reports.bibliography import source_view
from annotations.reports.text import carriable, day, doi_address, listed, minute, one_line, printable, web_address
from tests.reports.contents import make_source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x00b\x1bc", "a\ufffdb\ufffdc"),
        ("a\x0bb\x0cc\u2028d", "a\nb\nc\nd"),
        ("a\r\nb\rc\td", "a\nb\nc\td"),
        ("\ud800", "\ufffd"),
        ("é👩‍👧 漢\u202e", "é👩‍👧 漢\u202e"),
    ],
)
def test_control_characters_are_shown_and_letters_kept(text, expected):
    assert printable(text) == expected


def test_carriage_returns_are_carried_as_they_are():
    assert carriable("a\r\nb") == "a\r\nb"


def test_one_line_keeps_blanks_that_are_not_plain():
    assert one_line("  « 5\u00a0km »\n\t x ") == "« 5\u00a0km » x"


def test_dates_are_words_and_never_local():
    assert day(date(2026, 11, 2)) == "2 November 2026"
    assert day(None) == ""
    assert minute(datetime(2026, 1, 2, 3, 4, tzinfo=UTC)) == "2 January 2026, 03:04 UTC"


@pytest.mark.parametrize(
    "address",
    ["https://a.example/x?y=1&z=(2)'#top", "http://a.example:8080/%20", "https://пример.рф/страница"],
)
def test_a_plain_web_address_may_be_linked(address):
    assert web_address(address) == address


@pytest.mark.parametrize(
    "address", ["", "ftp://a.example/", "HTTPS:a", "https:///x", "https://a.example/ b", "https://a@b.example"]
)
def test_any_other_address_may_not(address):
    assert web_address(address) == ""


def test_a_doi_is_resolved_only_if_it_is_one():
    assert doi_address("10.1000/1") == "https://doi.org/10.1000/1"
    assert doi_address("doi:10.1000/1") == ""


@pytest.mark.parametrize(
    ("words", "expected"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_a_list_is_a_sentence(words, expected):
    assert listed(words) == expected


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ({"date-parts": [[2026, 11, 22]]}, "22 November 2026"),
        ({"date-parts": [["2026", "11"]]}, "November 2026"),
        ({"date-parts": [[2026]]}, "2026"),
        ({"date-parts": [[2026, 13]]}, ""),
        ({"date-parts": [[]]}, ""),
        ({"raw": "spring"}, ""),
        ("2026", ""),
        (None, ""),
    ],
)
def test_a_date_of_a_source_is_read_or_left_out(issued, expected):
    assert source_view(make_source(csl={"issued": issued})).issued == expected


@pytest.mark.parametrize("authors", ["A. Writer", [1, None, {}], {"literal": "x"}, None])
def test_authors_in_no_known_shape_are_left_out(authors):
    assert source_view(make_source(csl={"author": authors})).authors == ""
