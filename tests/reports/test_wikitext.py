"""Wikitext: references and tags where the check wants them, and user text that is never markup."""

import html
import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from annotations.reports.cited import records_of
from annotations.reports.text import one_line
from annotations.reports.wiki_words import escaped, escaped_address, escaped_line
from annotations.reports.wikitext import WikitextWriter
from tests.reports.contents import (
    EMPTY,
    SMALL,
    make_citation,
    make_claim,
    make_contents,
    make_document,
    make_part,
    make_revision,
    make_source,
    placed,
)
from tests.reports.nasty import EVERY_NASTY, HOSTILE
from tests.reports.profiles import PROFILES
from tests.reports.renew import GOLDEN

SOURCES = (make_source(),)
TEXT = "Ships are longer now."
TEMPLATE = re.compile(r"\{\{([a-zA-Z ]+?)(?: ?\|[^{}]*)?\}\}")
TAG = re.compile(
    r'<ref name="[A-Za-z0-9_.+-]+"(?: group="against")?(?: />|>)|</ref>|<references(?: group="against")? />'
)
MARKUP = re.compile(r"[\[\]<>{}|~]|''|__|(?i:https?:|mailto:)\S|(?:ISBN|RFC|PMID)\s")
NAMES = {
    "citation", "citation needed", "cite AV media", "cite book", "cite conference", "cite journal", "cite magazine",
    "cite news", "cite report", "cite thesis", "cite web", "dead link", "disputed inline", "failed verification", "rp",
}  # fmt: skip


def written(contents):
    out = io.BytesIO()
    left_out = WikitextWriter().write(contents, out)
    return out.getvalue(), left_out


def page(contents):
    return written(contents)[0].decode()


def holding(*citations, sources=SOURCES, text=TEXT, **changes):
    """Return contents whose text is one claim with the citations, "supported" unless the changes say otherwise."""
    claim = make_claim(
        **({"id": 2, "number": "2", "text": text, "label": "supported", "citations": citations} | changes)
    )
    return make_contents(revision=make_revision(text=text), sources=sources, claims=placed(text, [claim]))


def behind(*citations, **changes):
    """Return what stands behind the only claim, and nothing of the lists."""
    return page(holding(*citations, **changes)).split("\n")[0].removeprefix(TEXT)


def tags(*citations, **changes):
    return re.findall(r"\{\{([a-z ]+)\|date=November 2026\}\}", behind(*citations, **changes))


def test_the_small_document_is_written_as_in_the_golden_file():
    assert written(SMALL)[0] == (GOLDEN / "small.wikitext.golden").read_bytes(), "python -m tests.reports.renew"


def test_the_empty_document_is_an_empty_page():
    assert written(EMPTY) == (b"", ())


@pytest.mark.parametrize("contents", [*PROFILES.values(), *EVERY_NASTY])
def test_beside_templates_and_references_there_is_no_markup(contents):
    text = page(contents)
    assert set(TEMPLATE.findall(text)) <= NAMES
    plain = TAG.sub("", TEMPLATE.sub("", re.sub(r"\A<!-- [^-]*? -->\n\n", "", text)))
    assert not MARKUP.search(plain)
    assert text.count("<ref ") - text.count(" />") + text.count("<references") == text.count("</ref>")
    assert written(contents)[0].decode() == text


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_words_hold_no_markup_and_read_as_themselves(text):
    for words in (escaped(text), escaped_line(text), escaped(text) + escaped(text)):
        assert not MARKUP.search(words)
        assert html.unescape(words) in (one_line(text), one_line(text) * 2)
    assert not re.match(r"[*#:;=|!+\- ]", escaped_line(text))


@pytest.mark.parametrize(
    "text", ["'''bold'''", "''", "__NOTOC__", "~~~~", "ISBN 0123456789", "mailto:a@b.example", "[[a]]"]
)
def test_markup_of_the_wiki_is_words(text):
    assert not MARKUP.search(escaped(text))
    assert html.unescape(escaped(text)) == text


@pytest.mark.parametrize("text", ["Don't ask: at 10:30 it's “5 %”.", "A – b (c) #4; d_e", "R. F. Inger, PMID"])
def test_ordinary_words_stay_as_they_are(text):
    assert escaped(text) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_the_value_of_one_parameter(text):
    source = make_source(title=text, publisher=text, csl={"type": "book", "container-title": text, "edition": text})
    contents = holding(make_citation(locator=text), sources=(source,), text=text if one_line(text) else TEXT)
    found = TEMPLATE.search(page(contents))[0]
    values = dict(part.split("=", 1) for part in found[2:-2].split(" |")[1:])
    assert set(values) <= {"chapter", "title", "publisher", "edition", "url"}
    assert {html.unescape(values[name]) for name in values if name != "url"} == {
        # a record's texts have lost what nobody can see
        html.unescape(escaped(item))
        for item in titles_of(contents)
    }


def titles_of(contents):
    item = records_of(contents)[0]
    return {item[name] for name in ("title", "publisher", "container-title", "edition") if name in item}


def test_an_address_keeps_its_parts_and_loses_its_markup():
    address = "https://a.example/x_y/__b__?c='d'&lt;=e[f]&g=~"
    assert escaped_address(address) == "https://a.example/x_y/%5F%5Fb%5F%5F?c=%27d%27&amp;lt;=e%5Bf%5D&g=%7E"
    assert escaped_address("javascript:alert(1)") == ""


def test_the_kinds_of_claims_become_headings_items_and_lines():
    text = "Title\n\nFirst. Second.\n- One.\n• Two.\n***\n#Last"
    claims = [
        make_claim(id=1, kind="heading", text="Title"), make_claim(id=2, text="First."),
        make_claim(id=3, text="Second."), make_claim(id=4, kind="list-item", text="- One."),
        make_claim(id=5, kind="list-item", text="• Two."), make_claim(id=6, kind="separator", text="***"),
        make_claim(id=7, kind="line", text="#Last"),
    ]  # fmt: skip
    contents = make_contents(revision=make_revision(text=text), claims=placed(text, claims))
    assert page(contents) == "== Title ==\n\nFirst. Second.\n\n* One.\n* Two.\n\n----\n\n&#35;Last\n"


def test_a_source_is_described_once_and_named_where_it_is_used_again():
    again = make_claim(id=3, number="3", text=TEXT, label="supported", citations=(make_citation(id=2, locator=""),))
    first = make_claim(id=2, number="2", text=TEXT, label="supported", citations=(make_citation(),))
    text = f"{TEXT} {TEXT}"
    contents = make_contents(revision=make_revision(text=text), sources=SOURCES, claims=placed(text, [first, again]))
    reference = (
        '<ref name="source-1">{{cite report |title=Harbour statistics 2024 |publisher=Port Office '
        "|url=https://port.example/statistics?year=2024&table=3}}</ref>{{rp|1=12}}"
    )
    assert page(contents) == (f'{TEXT}{reference} {TEXT}<ref name="source-1" />\n\n== References ==\n<references />\n')


def test_a_source_that_speaks_against_the_text_stands_in_a_list_of_its_own():
    text = page(holding(make_citation(stance="refutes"), label="refuted"))
    assert '<ref name="source-1" group="against">{{cite report' in text
    assert text.endswith('\n\n== Sources that speak against the text ==\n<references group="against" />\n')
    assert "== References ==" not in text


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("supported", []), ("mostly-supported", []), ("mixed", ["disputed inline"]), ("refuted", ["disputed inline"]),
        ("mostly-refuted", ["disputed inline"]), ("disputed", ["disputed inline"]), ("unverified", ["citation needed"]),
        ("opinion", []), (None, []),
    ],
)  # fmt: skip
def test_a_label_asks_for_its_tag(label, expected):
    assert tags(make_citation(), label=label) == expected


@pytest.mark.parametrize(("label", "expected"), [("supported", ["citation needed"]), ("opinion", []), (None, [])])
def test_a_claim_that_is_right_but_cites_nothing_needs_a_citation(label, expected):
    assert tags(label=label) == expected
    assert tags(make_citation(withdrawn_at=datetime(2026, 1, 1, tzinfo=UTC)), label=label) == expected


def test_a_source_that_says_something_else_failed_verification():
    assert tags(make_citation(state="says-something-else")) == ["failed verification", "citation needed"]
    assert tags(make_citation(state="says-something-else"), make_citation(id=2)) == ["failed verification"]


def test_a_page_that_nobody_reaches_is_a_dead_link_unless_an_archive_keeps_it():
    unreachable = make_citation(state="unreachable")
    assert "{{dead link|date=November 2026}}</ref>" in behind(unreachable)
    kept = make_source(archive_url="https://web.archive.example/web/20250309101112/https://port.example/")
    text = behind(unreachable, sources=(kept,))
    assert "dead link" not in text
    assert "|archive-date=2025-03-09 |url-status=dead}}" in text
    assert "|url-status=live}}" in behind(make_citation(), sources=(kept,))


@pytest.mark.parametrize("missing", [{"archived_at": None}, {"url": ""}])
def test_a_copy_without_a_date_or_of_a_page_without_an_address_is_not_named_but_told(missing):
    whole = make_source(archive_url="https://archive.example/1", archived_at=datetime(2026, 5, 4, tzinfo=UTC))
    assert "|archive-url=https://archive.example/1 |archive-date=2026-05-04 " in page(
        holding(make_citation(), sources=(whole,))
    )
    content, left_out = written(holding(make_citation(), sources=(replace(whole, **missing),)))
    assert b"archive" not in content
    assert left_out == (
        "Source 1 has an archived copy that is not named, since its date or the address of the page is not known.",
    )


def test_the_parts_of_a_claim_speak_for_it():
    good = make_part(label="supported", citations=(make_citation(id=1),))
    bad = make_part(id=21, label="refuted", citations=(make_citation(id=2, stance="refutes", locator=""),))
    text = behind(label=None, parts=(good, bad, make_part(id=22, label="unverified", retired=True)))
    assert [text.count('<ref name="source-1">'), text.count('group="against">')] == [1, 1]
    assert text.endswith("</ref>{{disputed inline|date=November 2026}}")


def test_the_tags_are_dated_by_the_text():
    contents = holding(label="unverified")
    may, unknown = (replace(contents, document=make_document(as_of=day)) for day in (date(2024, 5, 1), None))
    assert "{{citation needed|date=May 2024}}" in page(may)
    assert "{{citation needed|date=November 2026}}" in page(unknown)


@pytest.mark.parametrize(
    ("csl", "expected"),
    [
        ({"type": "book", "author": [{"family": "Berg", "given": "E.", "non-dropping-particle": "van den"}],
          "editor": [{"literal": "Desk"}], "issued": {"date-parts": [[2020]]}, "ISBN": "978-3", "page": "4-5"},
         "cite book |last1=van den Berg |first1=E. |editor1=Desk |title=T |date=2020 |pages=4-5 |isbn=978-3"),
        ({"type": "chapter", "container-title": "Book"}, "cite book |chapter=T |title=Book"),
        ({"type": "article-journal", "container-title": "Tides", "volume": "3", "issue": "2"},
         "cite journal |title=T |journal=Tides |volume=3 |issue=2"),
        ({"type": "article-newspaper", "container-title": "Daily", "issued": {"date-parts": [[2020, 5, 6]]}},
         "cite news |title=T |newspaper=Daily |date=2020-05-06"),
        ({"type": "interview", "editor": [{"family": "Kern"}]}, "citation |editor-last1=Kern |title=T"),
    ],
)  # fmt: skip
def test_each_type_of_source_has_its_template(csl, expected):
    source = make_source(csl=csl, title="T", publisher="", url="")
    assert TEMPLATE.search(behind(make_citation(locator=""), sources=(source,)))[0] == "{{" + expected + "}}"


def test_told_is_which_claims_have_no_tag():
    assert written(SMALL)[1][:2] == (
        "5 claims are not checked yet, so no tags are suggested: 1, 3, 3.2, 6 and 8.",
        "Claim 4 has no label, since reviewers disagree, so no tag is suggested.",
    )
