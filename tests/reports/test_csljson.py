"""CSL-JSON: the sources that the check cites, each once, under a key that stays."""

import io
import json
from dataclasses import replace

import jsonschema
import pytest

from annotations.reports.csljson import CslJsonWriter
from tests.reports.contents import EMPTY, SMALL, make_citation, make_claim, make_contents, make_part, make_source
from tests.reports.nasty import EVERY_NASTY
from tests.reports.profiles import PROFILES
from tests.reports.renew import GOLDEN

SCHEMA = GOLDEN.parents[2] / "annotations/reports/schemas/csl-items.schema.json"
VALIDATOR = jsonschema.Draft7Validator(json.loads(SCHEMA.read_text("utf-8")))


def written(contents):
    out = io.BytesIO()
    left_out = CslJsonWriter().write(contents, out)
    return out.getvalue(), left_out


def items_of(contents):
    return json.loads(written(contents)[0])


def citing(*sources, **changes):
    """Return contents whose only claim cites the sources."""
    citations = tuple(make_citation(id=rank, source=one.id) for rank, one in enumerate(sources, start=1))
    claim = make_claim(id=2, number="2", text="Ships are longer.", citations=citations)
    return make_contents(sources=sources, claims=(claim,), **changes)


def record(**csl):
    return make_source(csl={"type": "report", **csl}, title=csl.get("title", "Harbour statistics"), publisher="")


def test_the_small_document_is_written_as_in_the_golden_file():
    assert written(SMALL)[0] == (GOLDEN / "small.csljson.golden").read_bytes(), "python -m tests.reports.renew"


@pytest.mark.parametrize("contents", [EMPTY, *PROFILES.values(), *EVERY_NASTY])
def test_every_document_gives_a_valid_file(contents):
    items = items_of(contents)
    assert not list(VALIDATOR.iter_errors(items))
    assert len({item["id"] for item in items}) == len(items)
    assert written(contents) == written(replace(contents, claims=tuple(replace(one) for one in contents.claims)))


def test_the_schema_refuses_what_csl_refuses():
    good = {"id": "a", "type": "webpage"}
    assert VALIDATOR.is_valid([good])
    for fault in ({"archive_url": "https://a.example/"}, {"issued": "2026-11-22"}, {"type": "web"}, {"author": "A"}):
        assert not VALIDATOR.is_valid([{**good, **fault}])


def test_without_citations_the_file_is_an_empty_array():
    assert written(EMPTY) == (b"[]\n", ())


def test_the_copy_in_an_archive_stands_where_csl_has_room_and_our_own_words_apart():
    port, cranes = items_of(SMALL)
    assert (port["archive"], port["archive_location"]) == ("Web archive", "https://archive.example/2026/port")
    assert port["custom"] == {"claims": "2, 5", "kind": "primary", "reliability": "strong"}
    assert "archive" not in cranes
    assert cranes["title"] == "Ten years of cranes"


def test_only_standing_citations_on_live_claims_bring_a_source():
    withdrawn = make_citation(source=1, withdrawn_at=SMALL.revision.imported_at)
    of_part = make_part(citations=(make_citation(source=2),))
    off_part = make_part(id=21, retired=True, citations=(make_citation(source=3),))
    claims = (make_claim(id=2, number="2", citations=(withdrawn,), parts=(of_part, off_part)),)
    retired = (make_claim(id=3, number="3", retired=True, citations=(make_citation(source=4),)),)
    sources = tuple(make_source(id=number) for number in range(1, 5))
    content, left_out = written(make_contents(sources=sources, claims=claims, retired_claims=retired))
    assert [item["custom"]["claims"] for item in json.loads(content)] == ["2.1"]
    assert left_out == ("3 sources are cited nowhere in the text as it stands: 1, 3, 4.",)


def test_a_key_is_made_of_author_year_and_word_and_never_given_twice():
    author = [{"family": "Łukasiewicz-Ørsted", "given": "A."}]
    lind = {"author": [{"family": "Lind"}], "issued": {"date-parts": [[2020]]}, "title": "The “quay” of 1911"}
    sources = [
        replace(record(**lind), id=1),
        replace(record(**lind), id=2),
        replace(record(title="No author"), id=3),
        replace(record(author=author, issued={"date-parts": [[2021]]}, title="Ébauche"), id=4),
        replace(record(**{"citation-key": "own key{}"}), id=5),
        replace(record(**{"citation-key": "1911"}), id=6),
        replace(record(author=[{"literal": "日本"}], issued={"date-parts": [[2020]]}), id=7),
    ]
    assert [item["id"] for item in items_of(citing(*sources))] == [
        "lind2020quay", "lind2020quay-2", "source-3", "ukasiewicz2021ebauche", "own-key", "source-1911", "source-7",
    ]  # fmt: skip


def test_a_key_does_not_change_when_another_source_comes_after():
    first, second = replace(record(title="One"), id=1), replace(record(title="Two"), id=2)
    assert items_of(citing(first, second))[0]["id"] == items_of(citing(first))[0]["id"]


def test_a_record_without_a_type_of_csl_becomes_a_web_page_or_a_document():
    page = make_source(csl={"type": "tweet"})
    paper = make_source(id=2, csl={}, url="")
    assert [item["type"] for item in items_of(citing(page, paper))] == ["webpage", "document"]


def test_dates_are_in_parts_and_what_cannot_be_read_is_a_literal():
    source = record(issued={"raw": "12 May 2020"}, accessed={"literal": "last spring"})
    item = items_of(citing(source))[0]
    assert (item["issued"], item["accessed"]) == ({"date-parts": [[2020, 5, 12]]}, {"literal": "last spring"})


def test_a_merged_source_gives_way_to_the_one_it_was_merged_into():
    old, new = make_source(id=1, merged_into=2), make_source(id=2, title="The record that stayed")
    contents = make_contents(sources=(old, new), claims=citing(old).claims)
    assert [item["title"] for item in items_of(contents)] == ["The record that stayed"]
    assert written(contents)[1] == ()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://user:pw@evil.example/", "ftp://a.example/"])
def test_an_address_that_may_not_be_linked_is_no_link_here(address):
    item = items_of(citing(make_source(url=address, archive_url=address, csl={"type": "webpage", "URL": address})))[0]
    assert "URL" not in item
    assert "archive_location" not in item


def test_a_confidential_source_says_so_inside_the_desk():
    assert items_of(citing(make_source(confidential=True)))[0]["custom"]["confidential"] == "yes"
