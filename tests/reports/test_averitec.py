"""AVeriTeC: claims with questions that people asked, and with answers in the words of the sources."""

import io
import json
from dataclasses import replace
from datetime import date

import jsonschema
import pytest

from annotations.reports.averitec import AveritecWriter
from annotations.reports.text import one_line, printable
from annotations.scales import SCALES, STANDARD
from tests.reports.contents import (
    EMPTY,
    NOON,
    SMALL,
    make_adjudication,
    make_citation,
    make_claim,
    make_contents,
    make_document,
    make_part,
    make_source,
    make_verdict,
)
from tests.reports.nasty import EVERY_NASTY, HOSTILE
from tests.reports.profiles import MINE, PROFILES
from tests.reports.renew import GOLDEN

SCHEMA = GOLDEN.parents[2] / "annotations/reports/schemas/averitec.schema.json"
VALIDATOR = jsonschema.Draft7Validator(json.loads(SCHEMA.read_text("utf-8")))
ALWAYS = {
    "claim", "required_reannotation", "label", "justification", "claim_date", "speaker", "original_claim_url",
    "cached_original_claim_url", "fact_checking_article", "reporting_source", "location_ISO_code", "claim_types",
    "fact_checking_strategies", "questions",
}  # fmt: skip
ANSWER = {"answer", "answer_type", "source_url", "cached_source_url", "source_medium"}
SOURCES = (make_source(),)


def written(contents):
    out = io.BytesIO()
    left_out = AveritecWriter().write(contents, out)
    return out.getvalue(), left_out


def entries_of(contents):
    return json.loads(written(contents)[0])


def holding(*citations, sources=SOURCES, **changes):
    """Return contents with one supported claim that has the citations."""
    given = {"id": 2, "number": "2", "text": "Ships are longer now.", "label": "supported", "citations": citations}
    return make_contents(sources=sources, claims=(make_claim(**(given | changes)),))


def answers_of(*citations, **changes):
    return entries_of(holding(*citations, **changes))[0]["questions"][0]["answers"]


def test_the_small_document_is_written_as_in_the_golden_file():
    assert written(SMALL)[0] == (GOLDEN / "small.averitec.golden").read_bytes(), "python -m tests.reports.renew"


@pytest.mark.parametrize("contents", [EMPTY, *PROFILES.values(), *EVERY_NASTY])
def test_every_document_gives_a_valid_file_with_all_keys(contents):
    entries = entries_of(contents)
    assert not list(VALIDATOR.iter_errors(entries))
    assert all(entry.keys() == ALWAYS for entry in entries)
    assert all(answer.keys() == ANSWER for entry in entries for one in entry["questions"] for answer in one["answers"])
    assert written(contents) == written(contents)


@pytest.mark.parametrize("text", [text for text in HOSTILE if one_line(text)])
def test_hostile_texts_are_data(text):
    contents = replace(
        holding(make_citation(quote=text, question=text), text=text, verdicts=(make_verdict(rationale=text),)),
        document=make_document(author=text, publisher=text, url=text),
    )
    entry = entries_of(contents)[0]
    assert VALIDATOR.is_valid([entry])
    assert (entry["claim"], entry["speaker"], entry["reporting_source"]) == (one_line(text),) * 3
    assert entry["questions"][0]["question"] == one_line(text)
    assert entry["questions"][0]["answers"][0]["answer"] == entry["justification"] == printable(text).strip()
    assert entry["original_claim_url"] is None


def test_nothing_is_written_that_nobody_recorded():
    entry = entries_of(replace(holding(make_citation()), document=make_document(author="", publisher="", url="")))[0]
    nobody_said = (
        "speaker",
        "original_claim_url",
        "cached_original_claim_url",
        "reporting_source",
        "location_ISO_code",
    )
    assert [entry[name] for name in nobody_said] == [None] * 5
    assert (entry["claim_types"], entry["fact_checking_strategies"], entry["fact_checking_article"]) == ([], [], "")


def test_the_date_is_that_of_the_text_or_of_its_import():
    dated, undated = make_document(as_of=date(2025, 3, 9)), make_document(as_of=None)
    claim_dates = [entries_of(replace(SMALL, document=one))[0]["claim_date"] for one in (dated, undated)]
    assert claim_dates == ["9-3-2025", "19-11-2026"]


def test_the_published_report_is_the_article():
    assert [entry["fact_checking_article"] for entry in entries_of(SMALL)] == [SMALL.public_url]
    assert [entry["fact_checking_article"] for entry in entries_of(MINE)] == [""]


def test_one_question_has_the_answers_of_all_who_asked_it():
    citations = (
        make_citation(id=1, question="How much?", quote="Four."),
        make_citation(id=2, question="When?", quote="In May."),
        make_citation(id=3, question=" How  much? ", quote="Five."),
        make_citation(id=4, question="How much?", quote="Six.", withdrawn_at=NOON),
    )
    questions = entries_of(holding(*citations))[0]["questions"]
    found = {one["question"]: [answer["answer"] for answer in one["answers"]] for one in questions}
    assert found == {"How much?": ["Four.", "Five."], "When?": ["In May."]}


def test_a_question_is_never_made_up():
    content, left_out = written(holding(make_citation(question="  ")))
    assert json.loads(content) == []
    assert left_out == ("Claim 2 has no citation with a question.",)


def test_a_quote_is_the_answer_with_its_source_and_the_copy_in_the_archive():
    source = make_source(url="https://port.example/yearbook.PDF", archive_url="https://archive.example/1")
    assert answers_of(make_citation(), sources=(source,)) == [
        {
            "answer": "4.1 million tonnes",
            "answer_type": "Extractive",
            "source_url": "https://port.example/yearbook.PDF",
            "cached_source_url": "https://archive.example/1",
            "source_medium": "PDF",
        }
    ]


def test_a_source_without_an_address_is_named_by_its_doi_if_it_has_one():
    book = make_source(url="", doi="10.1000/book")
    answer = answers_of(make_citation(), sources=(book,))[0]
    assert (answer["source_url"], answer["source_medium"]) == ("https://doi.org/10.1000/book", "Other")
    assert answers_of(make_citation(), sources=(replace(book, doi=""),))[0]["source_url"] == ""


@pytest.mark.parametrize("state", ["unreachable", "says-something-else"])
def test_a_question_that_was_looked_into_in_vain_is_unanswerable(state):
    assert answers_of(make_citation(quote="", state=state)) == [
        {
            "answer": "No answer could be found.",
            "answer_type": "Unanswerable",
            "source_url": "",
            "cached_source_url": None,
            "source_medium": "",
        }
    ]
    found = answers_of(make_citation(id=1, quote="", state=state), make_citation(id=2, quote="Four."))
    assert [answer["answer"] for answer in found] == ["Four."]


def test_a_question_without_words_of_a_source_is_left_out_and_told():
    content, left_out = written(holding(make_citation(quote=" ", state="says-so")))
    assert json.loads(content) == []
    assert left_out == ("Claim 2 has a question that no quote answers, so the question is not in the file.",)


def test_more_questions_than_are_scored_are_written_and_told():
    citations = [make_citation(id=number, question=f"Question {number}?") for number in range(1, 12)]
    content, left_out = written(holding(*citations))
    assert len(json.loads(content)[0]["questions"]) == 11
    assert left_out == ("Claim 2 has more than 10 questions, of which scorers read the first 10.",)
    assert written(holding(*citations[:10]))[1] == ()


def test_the_justification_is_the_editors_reason_or_else_the_rationales_that_carry_the_label():
    verdicts = (
        make_verdict(rationale="First."), make_verdict(reviewer="p-2", rationale="Second."),
        make_verdict(reviewer="p-3", label="mixed", rationale="Not so."), make_verdict(rationale="Old.", current=False),
    )  # fmt: skip
    claim = holding(make_citation(), verdicts=verdicts)
    assert entries_of(claim)[0]["justification"] == "First.\n\nSecond."
    settled = holding(make_citation(), verdicts=verdicts, adjudications=(make_adjudication(label="supported"),))
    assert entries_of(settled)[0]["justification"] == "The later table counts."


@pytest.mark.parametrize("scale", SCALES.values(), ids=lambda scale: scale.slug)
def test_each_label_is_written_as_its_scale_maps_it_or_left_out(scale):
    citation = make_citation()
    claims = tuple(
        make_claim(id=rank, number=str(rank), text="Words.", label=label.slug, citations=(citation,))
        for rank, label in enumerate(scale.labels, start=1)
    )
    content, left_out = written(make_contents(scale=scale, sources=(make_source(),), claims=claims))
    mapped = [label.mappings["averitec"] for label in scale.labels if "averitec" in label.mappings]
    assert [entry["label"] for entry in json.loads(content)] == mapped
    assert any("opinions, predictions" in sentence for sentence in left_out)
    assert any("counterpart in AVeriTeC" in sentence for sentence in left_out) is (
        len(mapped) < sum(label.is_checkable for label in scale.labels)
    )


def test_the_parts_of_a_claim_are_claims_of_their_own():
    part = make_part(wording="It has a grain terminal.", label="refuted", citations=(make_citation(),))
    contents = holding(label=None, parts=(part, make_part(id=21, retired=True, label="refuted")))
    assert [(entry["claim"], entry["label"]) for entry in entries_of(contents)] == [
        ("It has a grain terminal.", "Refuted")
    ]


def test_told_is_why_claims_are_not_in_the_file():
    assert written(SMALL)[1] == (
        "5 claims are not checked yet: 1, 3, 3.2, 6 and 8.",
        "2 claims have no citation with a question: 3.1 and 5.",
        "Claim 4 has no label, since reviewers disagree.",
        "Claim 7 is an opinion, a prediction or the like, with nothing to check.",
    )


def test_of_many_claims_the_first_twenty_are_named():
    claims = tuple(make_claim(id=number, number=str(number), text="Words.") for number in range(1, 24))
    content, left_out = written(make_contents(claims=claims, scale=STANDARD))
    named = ", ".join(map(str, range(1, 21)))
    assert (content, left_out) == (b"[]\n", (f"23 claims are not checked yet: {named} and 3 more.",))
