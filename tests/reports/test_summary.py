"""The figures of a report."""

import dataclasses

from annotations.reports.summary import percent, summarise
from annotations.scales import STANDARD
from tests.reports.contents import EMPTY, SMALL, make_claim, make_contents


def test_the_figures_of_the_small_document():
    summary = summarise(SMALL)
    figures = dataclasses.asdict(summary)
    del figures["labels"]
    assert figures == {
        "claims": 8,
        "read": 4,
        "unread": 4,
        "disagreements": 1,
        "adjudicated": 1,
        "verdicts": 7,
        "reviewers": 2,
        "citations": 3,
        "sources": 2,
        "weak_sources": 1,
        "open_notes": 5,
    }
    assert summary.coverage == 50


def test_every_label_of_the_scale_is_counted_in_its_order():
    labels = summarise(SMALL).labels
    assert [row.label.slug for row in labels] == [label.slug for label in STANDARD.labels]
    counts = {row.label.slug: row.count for row in labels if row.count}
    assert counts == {"supported": 1, "mostly-refuted": 1, "common-knowledge": 1}


def test_the_rows_add_up_to_all_claims():
    rows = summarise(SMALL).rows
    assert [row.label.title for row in rows][-2:] == ["Disagreement", "Not checked yet"]
    assert sum(row.count for row in rows) == 8


def test_a_settled_disagreement_is_no_longer_open():
    settled = make_contents(claims=(make_claim(label="mixed", disagreement=True),))
    assert summarise(settled).disagreements == 0


def test_a_separator_is_not_counted():
    contents = make_contents(claims=(make_claim(kind="separator", text="***"),))
    assert summarise(contents).claims == 0


def test_a_label_the_scale_does_not_know_is_counted_all_the_same():
    summary = summarise(make_contents(claims=(make_claim(label="from-elsewhere"),)))
    assert [(row.label.title, row.count) for row in summary.rows] == [("from-elsewhere", 1)]


def test_a_document_without_claims_has_no_coverage():
    summary = summarise(EMPTY)
    assert (summary.claims, summary.coverage, summary.rows) == (0, 0, ())
    assert percent(0, 0) == 0


def test_one_unread_sentence_of_many_keeps_the_coverage_below_a_hundred():
    claims = tuple(make_claim(label="supported") for _ in range(999))
    assert summarise(make_contents(claims=(*claims, make_claim()))).coverage == 99
