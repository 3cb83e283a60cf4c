"""The page: what stands on it, and what must never stand on it."""

import dataclasses
import re

import pytest
from bs4 import BeautifulSoup

from annotations.reports import write
from annotations.reports.html import SECURITY_POLICY, present
from annotations.reports.stylesheet import stylesheet
from tests.reports.contents import (
    EMPTY,
    PEOPLE,
    SMALL,
    make_claim,
    make_contents,
    make_document,
    make_revision,
    make_source,
    make_verdict,
)
from tests.reports.nasty import EVERY_NASTY, NASTY

ALL = [pytest.param(EMPTY, id="empty"), pytest.param(SMALL, id="small"), pytest.param(NASTY, id="nasty")]


def page_of(contents):
    return BeautifulSoup(write(contents, "html").content, "html.parser")


def text_of(tag):
    return " ".join(tag.get_text().split())


def assert_is_inert(page):
    assert not page.select("script, iframe, object, embed, link, base, form, img, audio, video, foreignObject")
    for tag in page.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on") or name in ("style", "src", "srcdoc")]
        for name in ("href", "xlink:href", "action"):
            assert re.match(r"https?://|#", tag.get(name, "#")), tag


@pytest.mark.parametrize("contents", ALL)
def test_the_file_has_no_script_and_loads_nothing(contents):
    page = page_of(contents)
    assert_is_inert(page)
    assert page.select_one('meta[http-equiv="Content-Security-Policy"]')["content"] == SECURITY_POLICY
    assert len(page.select("style")) == 1
    assert not re.search(r"@import|url\((?!data:)", page.style.string)


def test_no_hostile_text_becomes_an_element_in_any_field():
    for contents in EVERY_NASTY:
        page = page_of(contents)
        assert_is_inert(page)
        assert len(page.select("svg")) == 1
        assert not page.find_all(string=lambda text: type(text).__name__ == "Comment")


@pytest.mark.parametrize("contents", ALL)
def test_links_lead_to_the_web_or_to_a_place_on_the_page(contents):
    page = page_of(contents)
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    for link in page.select("a[href]"):
        if link["href"].startswith("#"):
            assert link["href"][1:] in ids
        else:
            assert link["rel"] == ["noopener", "noreferrer", "nofollow"]


def test_the_policy_allows_only_what_lies_in_the_file():
    assert SECURITY_POLICY.startswith("default-src 'none';")
    assert "script-src" not in SECURITY_POLICY


def test_each_verdict_that_counts_stands_on_the_page_once():
    words = text_of(page_of(SMALL))
    shown = [verdict for claim in SMALL.claims for verdict in claim.verdicts if verdict.current and verdict.rationale]
    shown += [verdict for claim in SMALL.claims for part in claim.parts for verdict in part.verdicts]
    assert len(shown) == 6
    for verdict in shown:
        assert words.count(" ".join(verdict.rationale.split())) == 1


def test_a_superseded_or_withdrawn_verdict_does_not_stand_on_the_page():
    words = text_of(page_of(SMALL))
    assert "Not found yet." not in words
    assert "Taken back at once." not in words
    assert "withdrawn quotation" not in words
    assert "This one is done." not in words


def test_a_verdict_on_an_earlier_wording_is_marked():
    stale = page_of(SMALL).select_one("#finding-7 .report-verdict--stale")
    assert "So the plaque says." in text_of(stale)
    assert "the wording has changed since" in text_of(stale)


def test_the_text_reads_as_in_the_revision():
    article = page_of(SMALL).select_one(".report-article")
    for mark in article.select(".report-ref"):
        mark.decompose()
    read = " ".join(article.get_text().replace("\u2060", "").split())
    assert read == " ".join(SMALL.revision.text.split())


def test_every_mark_has_sign_number_and_initials_and_leads_to_its_finding():
    page = page_of(SMALL)
    marks = {mark["href"]: text_of(mark) for mark in page.select(".report-ref")}
    assert marks["#finding-2"] == "✓2AK"
    assert marks["#finding-5"] == "⇄4AK≠MR"
    assert marks["#finding-11"] == "○8"
    assert len(marks) == 8
    assert text_of(page.select_one("#finding-5 h3")).endswith("Disagreement")
    assert text_of(page.select_one("#finding-11 h3")).endswith("Not checked yet")


def test_a_settled_claim_shows_the_reason_and_both_verdicts():
    words = text_of(page_of(SMALL).select_one("#finding-6"))
    for expected in (
        "Settled",
        "Mostly refuted",
        "Eda Dahl",
        "The later table counts.",
        "Doubled for containers only.",
    ):
        assert expected in words
    for expected in ("Wrong number", "Must change", "Traffic rose by more than a third in ten years."):
        assert expected in words


def test_a_weak_source_and_one_not_yet_read_are_marked():
    citations = page_of(SMALL).select("#finding-6 .report-citation")
    assert [text_of(tag) for tag in citations[1].select(".report-tag--weak")] == ["Weak source"]
    assert "Not yet read" in text_of(citations[1])
    assert "Weak source" not in text_of(citations[0])


def test_a_retired_claim_with_verdicts_is_reached_from_its_successor():
    page = page_of(SMALL)
    origins = [text_of(line) for line in page.select("#finding-10 > .report-meta")]
    assert origins == ["From 7 (retired)", "From 7a (retired)"]
    assert page.select_one('#finding-10 a[href="#finding-8"]')
    assert "Which mayor?" in text_of(page.select_one("#finding-8"))
    assert not page.select("#finding-9")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        'https://e.example/"onmouseover=x',
        "https://u:p@e.example/",
        "https://e.example\\@evil.example/",
        "https://e.example/\u202egpj",
        "https://",
        "https://[broken/",
        "blob:https://e.example/1",
        "\x01https://e.example/",
    ],
)
def test_an_address_that_is_not_plain_web_is_printed_but_not_linked(address):
    source = make_source(url=address, archive_url=address, doi="10.1/<x>")
    page = page_of(make_contents(sources=(source,), document=make_document(url=address), people=PEOPLE))
    assert not page.select("a[href^='https'], a[href*='javascript']")
    assert page.select_one(".report-addresses").get_text().strip()


def test_text_of_people_has_a_direction_of_its_own():
    contents = make_contents(
        revision=make_revision(text="שלום."),
        people=PEOPLE,
        claims=(make_claim(end=5, text="שלום.", label="supported", verdicts=(make_verdict(rationale="كما هو"),)),),
    )
    page = page_of(contents)
    for selector in (".report-mark", ".report-block", ".report-finding__quote", ".report-words", "h1"):
        assert page.select_one(selector)["dir"] == "auto"


def test_the_chart_says_in_words_what_it_draws():
    chart = page_of(SMALL).select_one("svg.report-chart")
    assert chart["role"] == "img"
    assert chart.title.string == (
        "4 of 8 sentences checked: 1 supported, 1 mostly refuted, 1 common knowledge, 1 disagreement, 4 not checked yet"
    )
    assert [text_of(text) for text in chart.select("text")] == ["✓", "≉", "=", "⇄", "○"]
    widths = [float(bar["width"]) for bar in chart.select(".report-chart__bar")]
    assert widths == [78, 78, 78, 78, 318]


def test_the_empty_document_says_that_there_is_nothing():
    page = page_of(EMPTY)
    assert "0 of 0 sentences checked" in text_of(page)
    assert not page.select("svg, .report-finding")
    assert "The text has no sentences." in text_of(page)


def test_the_style_holds_the_fonts_the_page_needs_and_no_others():
    latin = stylesheet("Plain words")
    cyrillic = stylesheet("Слова")
    assert latin.count("data:font/woff2") == 3
    assert cyrillic.count("data:font/woff2") == 2
    assert "/fonts/" not in latin
    assert "</" not in latin


def test_what_the_templates_get_are_words_only():
    """A number or a date would follow the language of the reader's session when a template prints it."""

    def numbers_in(value):
        if dataclasses.is_dataclass(value):
            fields = [getattr(value, field.name) for field in dataclasses.fields(value) if field.name != "summary"]
            return [number for field in fields for number in numbers_in(field)]
        if isinstance(value, tuple):
            return [number for item in value for number in numbers_in(item)]
        return [] if isinstance(value, str | bool | None) else [value]

    assert numbers_in(present(SMALL)) == []
