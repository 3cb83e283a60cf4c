"""Paragraphs and marks of the text."""

import pytest

from annotations.reports.article import article, initials_of
from tests.reports.contents import PEOPLE, SMALL, make_claim, make_contents, make_revision, make_verdict, placed


def blocks_of(text, *sentences):
    claims = placed(text, [make_claim(id=rank, text=one) for rank, one in enumerate(sentences, start=1)])
    blocks = article(make_contents(revision=make_revision(text=text), claims=claims))
    return ["".join(mark.gap + mark.text for mark in block.marks) for block in blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A. B.", ["A. B."]),
        ("A.   B.", ["A. B."]),
        ("A.\u00a0B.", ["A. B."]),
        ("A.B.", ["A.B."]),
        ("A.\nB.", ["A.", "B."]),
        ("A.\r\n\r\nB.", ["A.", "B."]),
        ("A.\u2028B.", ["A.", "B."]),
        ("\n\n A. B.\n", ["A. B."]),
    ],
)
def test_a_line_break_between_claims_begins_a_paragraph(text, expected):
    assert blocks_of(text, "A.", "B.") == expected


def test_a_line_break_inside_a_claim_does_not():
    assert blocks_of("one\ntwo. B.", "one\ntwo.", "B.") == ["one\ntwo. B."]


def test_a_block_of_one_kind_has_that_kind():
    assert [block.kind for block in article(SMALL)] == [
        "heading", "sentence", "separator", "sentence", "list-item", "sentence",
    ]  # fmt: skip


def test_a_separator_has_no_finding():
    marks = [mark for block in article(SMALL) for mark in block.marks]
    assert [mark.text for mark in marks if not mark.counts] == ["* * *"]


def test_many_reviewers_are_shown_as_a_number():
    verdicts = tuple(make_verdict(reviewer=f"p-{n}") for n in range(1, 8))
    assert initials_of(make_claim(verdicts=verdicts), make_contents(people=PEOPLE)) == "AK·MR·ED·?+3"
