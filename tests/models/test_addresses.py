"""Web addresses that may become links, and those that may not."""

import pytest
from django.core.exceptions import ValidationError

from annotations.models.addresses import clean_doi, clean_web_address, normalised

REFUSED = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)",
    "vbscript:msgbox(1)", "data:text/html,<script>", "//evil.example", 'https://e.com/"onmouseover=x',
    "https://u:p@e.com", "https://u@e.com", "https://e.com\\@evil.example", "https://e.com/\u202eexe",
    "blob:https://e.com/1", "filesystem:https://e.com/1", "file:///etc/passwd", "ftp://e.com", "https:evil.example",
    "https:///evil.example", "http://", "https://", "https://e com/", "https://e.com/<b>", "https://e.com/a\nb",
    "https://e.com/\x00", "https://e.com/\u200b", "https://e.com:99999/", "https://e.com:port/", "e.com", "/local",
    "https://[::1", "https://-/", "https://e.com/'x", "https://e.com/`x", "ht\u200btps://e.com", "https://\u2100.com/x",
]  # fmt: skip
TAKEN = {
    "https://e.com": "https://e.com",
    "HTTPS://E.COM/Path": "https://e.com/Path",
    " https://e.com/a ": "https://e.com/a",
    "http://e.com:8080/a?b=c#d": "http://e.com:8080/a?b=c#d",
    "https://müller.example/ö": "https://xn--mller-kva.example/ö",
    "https://[2001:db8::1]/a": "https://[2001:db8::1]/a",
    "https://en.wikipedia.org/wiki/A_(b)": "https://en.wikipedia.org/wiki/A_(b)",
    "": "",
}


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_that_could_do_harm_is_refused(address):
    with pytest.raises(ValidationError):
        clean_web_address(address)


@pytest.mark.parametrize(("address", "written"), TAKEN.items())
def test_an_ordinary_address_is_taken_in_its_written_form(address, written):
    assert clean_web_address(address) == written
    assert clean_web_address(written) == written


def test_letters_beyond_ascii_count_by_their_bytes():
    stem = "https://e.com/"
    assert clean_web_address(stem + "я" * 993)
    with pytest.raises(ValidationError, match="2000"):
        clean_web_address(stem + "я" * 994)


def test_an_address_has_at_most_2000_characters():
    longest = "https://e.com/" + "a" * (2000 - len("https://e.com/"))
    assert clean_web_address(longest) == longest
    with pytest.raises(ValidationError, match="2000"):
        clean_web_address(longest + "a")


@pytest.mark.parametrize(
    "same",
    [
        "http://www.e.com/a",
        "https://e.com/a/",
        "https://e.com/a#top",
        "https://e.com/a?utm_source=x",
        "https://E.com/a",
    ],
)
def test_records_of_one_page_are_found(same):
    assert normalised(same) == normalised("https://e.com/a")


@pytest.mark.parametrize("other", ["https://e.com/b", "https://e.com/a?id=1", "https://f.com/a", "https://e.com/A"])
def test_other_pages_are_not_taken_for_the_same(other):
    assert normalised(other) != normalised("https://e.com/a")


@pytest.mark.parametrize(
    "doi", ["10.1000/182", "doi:10.1000/182", "https://doi.org/10.1000/182", "http://dx.doi.org/10.1000/182"]
)
def test_a_doi_is_taken_in_any_of_its_ways(doi):
    assert clean_doi(doi) == "10.1000/182"


@pytest.mark.parametrize("doi", ["11.1000/182", "10.1/182", "10.1000/", "10.1000/a b", "javascript:1", '10.1000/"x'])
def test_what_is_no_doi_is_refused(doi):
    with pytest.raises(ValidationError):
        clean_doi(doi)
