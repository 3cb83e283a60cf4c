"""The table: one row per claim and verdict, and no cell that runs."""

import csv
import io

import pytest

from annotations.reports import write
from annotations.reports.csv import COLUMNS, guarded, unguarded
from annotations.reports.text import carriable
from tests.reports.contents import EMPTY, SMALL
from tests.reports.nasty import EVERY_NASTY, HOSTILE

DANGEROUS = tuple("=+-@\t\r\n|%＝＋－＠")


def rows_of(contents):
    text = write(contents, "csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_table_has_one_row_per_claim_and_verdict():
    rows = [(row["number"], row["part"], row["reviewer"], row["verdict"]) for row in rows_of(SMALL)]
    assert rows == [
        ("1", "", "", ""),
        ("2", "", "AK", "Supported"),
        ("3", "", "", ""),
        ("3", "20", "AK", "Refuted"),
        ("3", "21", "", ""),
        ("", "", "", ""),
        ("4", "", "AK", "Prediction"),
        ("4", "", "MR", "Opinion"),
        ("5", "", "AK", "Refuted"),
        ("5", "", "MR", "Mixed or missing context"),
        ("6", "", "AK", "Supported"),
        ("7", "", "AK", "Common knowledge"),
        ("8", "", "", ""),
        ("7", "", "AK", "Too vague"),
        ("7a", "", "", ""),
    ]


def test_a_settled_claim_names_label_editor_and_reason_in_each_row():
    rows = [row for row in rows_of(SMALL) if row["number"] == "5"]
    assert {row["label"] for row in rows} == {"Mostly refuted"}
    assert {row["open_disagreement"] for row in rows} == {""}
    assert {row["settled_by"] for row in rows} == {"Eda Dahl"}
    assert {row["settled_reason"] for row in rows} == {"The later table counts."}
    assert rows[0]["citations"].splitlines()[1].endswith("Not yet read · supplied by the author · weak source")


def test_an_open_disagreement_has_no_label():
    row = next(row for row in rows_of(SMALL) if row["number"] == "4")
    assert (row["label"], row["open_disagreement"]) == ("", "yes")


def test_the_empty_document_has_a_heading_only():
    assert write(EMPTY, "csv").content == (
        b"\xef\xbb\xbf" + ",".join(f'"{column}"' for column in COLUMNS).encode() + b"\r\n"
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_guarded_cell_runs_nowhere_and_gives_its_text_back(text):
    assert not guarded(text).startswith(DANGEROUS)
    assert not guarded(text).lstrip().startswith(DANGEROUS)
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["'tis", "plain", "", "a=1", "''quoted''"])
def test_a_harmless_cell_stays_as_it_is(text):
    assert guarded(text) == text == unguarded(text)


def test_no_cell_of_a_hostile_document_is_a_formula():
    for contents in EVERY_NASTY:
        rows = rows_of(contents)
        assert rows
        for row in rows:
            assert None not in row
            assert not [cell for cell in row.values() if cell.lstrip().startswith(DANGEROUS)]


def test_the_texts_come_back_as_they_were():
    for contents in EVERY_NASTY:
        rows = [row for row in rows_of(contents) if not row["part"]]
        given = {carriable(claim.text) for claim in (*contents.claims, *contents.retired_claims)}
        assert {unguarded(row["text"]) for row in rows} == given
        rationales = {carriable(one.rationale) for claim in contents.claims for one in claim.verdicts}
        assert rationales <= {unguarded(row["rationale"]) for row in rows}


def test_every_field_is_quoted_and_lines_end_as_spreadsheets_like_it():
    content = write(SMALL, "csv").content
    assert content.startswith(b'\xef\xbb\xbf"number",')
    assert content.endswith(b'"\r\n')
    assert b",," not in content
