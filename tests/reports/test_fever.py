"""FEVER: claims with sets of evidence, each line of which is found in the pages that come with them."""

import io
import json
import zipfile
from dataclasses import replace

import jsonschema
import pytest

from annotations.reports.fever import FeverWriter
from annotations.reports.text import one_line
from annotations.scales import SCALES
from tests.reports.contents import (
    EMPTY,
    SMALL,
    make_citation,
    make_claim,
    make_contents,
    make_part,
    make_source,
)
from tests.reports.nasty import EVERY_NASTY, HOSTILE
from tests.reports.profiles import PROFILES
from tests.reports.renew import GOLDEN

SCHEMA = GOLDEN.parents[2] / "annotations/reports/schemas/fever-line.schema.json"
VALIDATOR = jsonschema.Draft7Validator(json.loads(SCHEMA.read_text("utf-8")))
FILES = ["claims.jsonl", "wiki-pages.jsonl"]
SOURCES = (make_source(),)


def written(contents):
    out = io.BytesIO()
    left_out = FeverWriter().write(contents, out)
    return out.getvalue(), left_out


def files_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.namelist() == FILES
        return [[json.loads(line) for line in package.read(name).decode().split("\n")[:-1]] for name in FILES]


def lines_of(contents):
    return files_of(written(contents)[0])[0]


def holding(*citations, label="supported", sources=SOURCES, **changes):
    given = {"id": 2, "number": "2", "text": "Ships are longer now.", "label": label, "citations": citations}
    return make_contents(sources=sources, claims=(make_claim(**(given | changes)),))


def quotes_of(contents):
    """Return the evidence of each claim with every page and line looked up in the pages."""
    claims, pages = files_of(written(contents)[0])
    texts = {page["id"]: dict(line.split("\t") for line in page["lines"].split("\n")) for page in pages}
    return {
        claim["id"]: [[texts[page][str(line)] for _, _, page, line in together] for together in claim["evidence"]]
        for claim in claims
        if claim["verifiable"] == "VERIFIABLE"
    }


def test_the_small_document_is_written_as_in_the_golden_file():
    with zipfile.ZipFile(io.BytesIO(written(SMALL)[0])) as package:
        texts = [f"{name}\n{package.read(name).decode()}" for name in package.namelist()]
    golden = (GOLDEN / "small.fever.txt.golden").read_text("utf-8")
    assert "".join(texts) == golden, "python -m tests.reports.renew"


@pytest.mark.parametrize("contents", [EMPTY, *PROFILES.values(), *EVERY_NASTY])
def test_every_document_gives_valid_lines_and_the_same_bytes(contents):
    content = written(contents)[0]
    assert not [error for line in files_of(content)[0] for error in VALIDATOR.iter_errors(line)]
    assert written(contents)[0] == content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_where_nothing_qualifies_both_files_are_empty():
    assert files_of(written(EMPTY)[0]) == [[], []]


@pytest.mark.parametrize("text", [text for text in HOSTILE if one_line(text)])
def test_hostile_quotes_and_titles_resolve(text):
    citations = (make_citation(id=1, quote=text, evidence_set=None), make_citation(id=2, evidence_set=None))
    contents = holding(*citations, text=text, sources=(make_source(title=text, publisher=text),))
    assert quotes_of(contents) == {2: [[one_line(text)], ["4.1 million tonnes"]]}
    line = lines_of(contents)[0]
    assert VALIDATOR.is_valid(line)
    assert line["claim"] == one_line(text)
    assert not set(line["evidence"][0][0][2]) & set(" ()[]{}:\t\n")


def test_each_piece_of_evidence_resolves_to_its_quote():
    sources = (make_source(), make_source(id=2, title="Ten years of cranes (2nd ed.)"))
    citations = (
        make_citation(id=1, quote="One.", evidence_set=1),
        make_citation(id=2, quote="Two.", evidence_set=None),
        make_citation(id=3, quote="Three,\n  in two lines.", evidence_set=1, source=2, stance="context"),
        make_citation(id=4, quote="One.", evidence_set=2),
        make_citation(id=5, quote="Five.", evidence_set=None, source=2),
    )
    contents = holding(*citations, sources=sources)
    assert quotes_of(contents) == {2: [["One.", "Three, in two lines."], ["Two."], ["One."], ["Five."]]}
    assert lines_of(contents)[0]["evidence"][:2] == [
        [
            [2, 1, "Harbour_statistics_2024_-LRB-source-1-RRB-", 0],
            [2, 3, "Ten_years_of_cranes_-LRB-2nd_ed.-RRB-_-LRB-source-2-RRB-", 0],
        ],
        [[2, 2, "Harbour_statistics_2024_-LRB-source-1-RRB-", 1]],
    ]


def test_two_sources_of_one_title_are_two_pages():
    citations = tuple(make_citation(id=number, source=number, evidence_set=None) for number in (1, 2))
    contents = holding(*citations, sources=(make_source(), make_source(id=2)))
    assert len(files_of(written(contents)[0])[1]) == 2


@pytest.mark.parametrize(
    "changes",
    [{"stance": "refutes"}, {"quote": " "}, {"state": "says-something-else"}, {"source": 9}],
)
def test_a_set_falls_as_a_whole_if_one_of_it_does_not_bear_out_the_label(changes):
    good = make_citation(id=1, evidence_set=3)
    bad = replace(make_citation(id=2, evidence_set=None), **changes)
    content, left_out = written(holding(bad))
    assert files_of(content) == [[], []]
    assert left_out == ("Claim 2 has no quote that bears out its label.",)
    together = quotes_of(holding(good, replace(bad, evidence_set=3), make_citation(id=3, quote="Alone.")))
    assert together == {
        2: [["4.1 million tonnes"] * 2, ["Alone."]] if changes == {"stance": "context"} else [["Alone."]]
    }


def test_refuting_quotes_prove_a_refuted_claim():
    refuting = make_citation(stance="refutes", quote="Shorter.")
    line = lines_of(holding(refuting, make_citation(id=2, evidence_set=2), label="refuted"))[0]
    assert (line["label"], line["verifiable"], len(line["evidence"])) == ("REFUTES", "VERIFIABLE", 1)


def test_not_enough_info_has_no_evidence():
    content, left_out = written(holding(make_citation(), label="unverified"))
    claims, pages = files_of(content)
    assert [(one["label"], one["verifiable"], one["evidence"]) for one in claims] == [
        ("NOT ENOUGH INFO", "NOT VERIFIABLE", [[[2, None, None, None]]])
    ]
    assert (pages, left_out) == ([], ())


@pytest.mark.parametrize("scale", SCALES.values(), ids=lambda scale: scale.slug)
def test_each_label_is_written_as_its_scale_maps_it_unless_that_loses_something(scale):
    citations = (make_citation(id=1, evidence_set=1), make_citation(id=2, evidence_set=2, stance="refutes"))
    claims = tuple(
        make_claim(id=rank, number=str(rank), text="Words.", label=label.slug, citations=citations)
        for rank, label in enumerate(scale.labels, start=1)
    )
    content, left_out = written(make_contents(scale=scale, sources=(make_source(),), claims=claims))
    exact = [label for label in scale.labels if "fever" in label.mappings and "fever_lossy" not in label.mappings]
    assert [line["label"] for line in files_of(content)[0]] == [label.mappings["fever"] for label in exact]
    lossy = [label for label in scale.labels if "fever_lossy" in label.mappings]
    assert any("more coarsely" in sentence for sentence in left_out) is bool(lossy)


def test_the_parts_of_a_claim_are_claims_under_their_own_serial():
    part = make_part(id=20, label="supported", citations=(make_citation(),))
    assert [line["id"] for line in lines_of(holding(label=None, parts=(part,)))] == [20]


def test_told_is_why_claims_are_not_in_the_file():
    assert written(SMALL)[1] == (
        "5 claims are not checked yet: 1, 3, 3.2, 6 and 8.",
        "Claim 3.1 has no quote that bears out its label.",
        "Claim 4 has no label, since reviewers disagree.",
        "Claim 5 has a label that FEVER has only more coarsely.",
        "Claim 7 is an opinion, a prediction or the like, with nothing to check.",
    )
