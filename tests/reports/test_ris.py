"""RIS: the same records as in CSL-JSON, as far as RIS has tags."""

import io
import json
import re

import pytest

from annotations.references import read_references
from annotations.reports.csljson import CslJsonWriter
from annotations.reports.ris import RisWriter
from tests.reports.contents import EMPTY, SMALL, make_citation, make_claim, make_contents, make_source
from tests.reports.nasty import EVERY_NASTY
from tests.reports.profiles import PROFILES
from tests.reports.renew import GOLDEN

LINE = re.compile(r"[A-Z][A-Z0-9]  - .*")


def written(contents, writer=None):
    out = io.BytesIO()
    left_out = (writer or RisWriter()).write(contents, out)
    return out.getvalue(), left_out


def test_the_small_document_is_written_as_in_the_golden_file():
    assert written(SMALL)[0] == (GOLDEN / "small.ris.golden").read_bytes(), "python -m tests.reports.renew"


@pytest.mark.parametrize("profile", PROFILES)
def test_the_records_read_back_as_they_are_in_csl_json(profile):
    back = read_references(written(PROFILES[profile])[0], "sources.ris")
    expected = json.loads(written(PROFILES[profile], CslJsonWriter())[0])
    assert (back.refused, back.remarks) == ((), ())
    assert [{**item, "custom": {}} for item in back.items] == [{**item, "custom": {}} for item in expected]


def test_without_citations_the_file_is_empty():
    assert written(EMPTY) == (b"", ())


def test_every_line_of_every_document_is_a_tag_with_its_value():
    for contents in (*PROFILES.values(), *EVERY_NASTY):
        content = written(contents)[0]
        lines = [line for line in content.decode().split("\r\n") if line]
        assert all(LINE.fullmatch(line) for line in lines)
        assert content.count(b"TY  - ") == content.count(b"ER  - ") == len({one.source for one in cited_in(contents)})
        assert written(contents)[0] == content


def cited_in(contents):
    entries = [entry for claim in contents.claims for entry in (claim, *claim.parts)]
    return [one for entry in entries for one in entry.citations if not one.withdrawn_at]


def test_told_is_what_has_no_tag():
    source = make_source(csl={"type": "interview", "interviewer": [{"family": "Kern"}], "event-title": "Harbour day"})
    claim = make_claim(id=1, number="1", citations=(make_citation(),))
    content, left_out = written(make_contents(sources=(source,), claims=(claim,)))
    assert b"Kern" not in content
    assert left_out == ("RIS has no tag for custom, event-title and interviewer: look for it in the CSL-JSON file.",)
