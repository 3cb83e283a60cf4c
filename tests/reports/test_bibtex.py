"""BibTeX: the same records as in CSL-JSON, in a file that LaTeX reads."""

import io
import json
import re
from unicodedata import normalize

import pytest

from annotations.references import read_references
from annotations.reports.bibtex import BibTeXWriter
from annotations.reports.csljson import CslJsonWriter
from tests.reports.contents import EMPTY, SMALL, make_citation, make_claim, make_contents, make_source
from tests.reports.nasty import EVERY_NASTY, HOSTILE
from tests.reports.profiles import PROFILES
from tests.reports.renew import GOLDEN


def written(contents, writer=None):
    out = io.BytesIO()
    left_out = (writer or BibTeXWriter()).write(contents, out)
    return out.getvalue(), left_out


def test_the_small_document_is_written_as_in_the_golden_file():
    assert written(SMALL)[0] == (GOLDEN / "small.bibtex.golden").read_bytes(), "python -m tests.reports.renew"


@pytest.mark.parametrize("profile", PROFILES)
def test_the_records_read_back_as_they_are_in_csl_json(profile):
    content = written(PROFILES[profile])[0]
    back = read_references(content, "sources.bib")
    assert (back.refused, back.remarks) == ((), ())
    assert list(back.items) == json.loads(written(PROFILES[profile], CslJsonWriter())[0])


def test_without_citations_the_file_is_empty():
    assert written(EMPTY) == (b"", ())


def test_no_hostile_text_opens_or_closes_an_entry():
    for contents in EVERY_NASTY:
        text = written(contents)[0].decode()
        assert len(re.findall("^@", text, re.MULTILINE)) == text.count("\n}\n") == 1
        assert len(read_references(text.encode(), "sources.bib").items) == 1


def test_hostile_titles_read_back_as_themselves():
    sources = tuple(make_source(id=rank, title=text, csl={"type": "report"}) for rank, text in enumerate(HOSTILE, 1))
    citations = tuple(make_citation(id=one.id, source=one.id) for one in sources)
    contents = make_contents(sources=sources, claims=(make_claim(id=1, number="1", citations=citations),))
    items = json.loads(written(contents, CslJsonWriter())[0])
    titles = {item["id"]: normalize("NFC", item["title"]) for item in items}
    back = read_references(written(contents)[0], "sources.bib")
    assert {item["id"]: item["title"] for item in back.items} == titles
    assert len(titles) == len(HOSTILE)


def test_told_are_the_sources_that_nothing_cites():
    left_out = written(make_contents(sources=(make_source(),)))[1]
    assert left_out == ("Source 1 is cited nowhere in the text as it stands.",)


def test_the_same_contents_give_the_same_bytes():
    assert written(SMALL) == written(SMALL)
