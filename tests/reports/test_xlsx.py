"""The workbook: typed cells in four sheets to sort and filter, and no cell that runs."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
from lxml import etree

from annotations.reports.public import public
from annotations.reports.text import printable
from annotations.reports.xlsx import XlsxWriter
from annotations.reports.xlsx_cells import LONGEST, fitting
from annotations.reports.xlsx_rows import NO_AGREEMENT, SHEETS
from tests.reports.contents import (
    EMPTY,
    NOON,
    PEOPLE,
    SMALL,
    SOURCES,
    make_claim,
    make_contents,
    make_verdict,
)
from tests.reports.nasty import EVERY_NASTY, nasty

INTERNAL = (
    *(person.name for person in PEOPLE), "Keep out of print.", "This one is done.", "rose by more than a third",
    "harbour.txt", "So the plaque says.", "withdrawn quotation",
)  # fmt: skip
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def written(contents):
    out = io.BytesIO()
    XlsxWriter().write(contents, out)
    return out.getvalue()


def read(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def table(book, title):
    """Return the rows of a sheet, each as a dictionary by the titles of its columns."""
    header, *rows = read(book)[title].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def column(book, title, name):
    return [row[name] for row in table(book, title)]


BOOK = written(SMALL)


def test_there_is_a_sheet_for_each_kind_of_thing():
    book = read(BOOK)
    assert book.sheetnames == ["Claims", "Verdicts", "Citations", "Agreement", "About"]
    for sheet, given in zip(book, SHEETS, strict=True):
        assert [cell.value for cell in sheet[1]] == [title for title, _ in given.columns]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]] == [
            width for _, width in given.columns
        ]


def test_the_sheet_of_claims_has_a_row_for_each_claim_and_part():
    rows = [(row["number"], row["part"], row["retired"], row["label"], row["settled"]) for row in table(BOOK, "Claims")]
    assert rows == [
        (1, None, False, None, None),
        (2, None, False, "Supported", None),
        (3, None, False, None, None),
        (3, 20, False, "Refuted", None),
        (3, 21, False, None, None),
        (None, None, False, None, None),
        (4, None, False, None, None),
        (5, None, False, "Mostly refuted", "Mostly refuted"),
        (6, None, False, None, None),
        (7, None, False, "Common knowledge", None),
        (8, None, False, None, None),
        (7, None, True, None, None),
        ("7a", None, True, None, None),
    ]
    settled = table(BOOK, "Claims")[7]
    assert settled["settled by"] == "Eda Dahl"
    assert settled["settled because"] == "The later table counts."
    assert settled["settled at (UTC)"] == (NOON + timedelta(days=1)).replace(tzinfo=None)
    assert (settled["verdicts that count"], settled["citations"], settled["start"], settled["page"]) == (2, 2, 164, 2)


def test_the_sheet_of_verdicts_has_every_verdict_once():
    rows = [(row["claim"], row["part"], row["reviewer"], row["verdict number"]) for row in table(BOOK, "Verdicts")]
    entries = [
        (claim.id, part.id if part else None, part or claim)
        for claim in (*SMALL.claims, *SMALL.retired_claims)
        for part in (None, *claim.parts)
    ]
    initials = {person.key: person.initials for person in SMALL.people}
    given = [
        (claim, part, initials[one.reviewer], one.number) for claim, part, entry in entries for one in entry.verdicts
    ]
    assert rows == given
    refuted = next(row for row in table(BOOK, "Verdicts") if row["claim"] == 6)
    assert refuted["verdict"] == "Refuted"
    assert refuted["issues"] == "Wrong number, Exaggerated"
    assert refuted["rationale"] == "It rose by 38 per cent.\n\nThe table has all ten years."
    assert (refuted["action"], refuted["counts now"]) == ("Must change", True)


def test_the_sheet_of_citations_leads_to_the_sources():
    sheet, withdrawn = read(BOOK)["Citations"], NOON + timedelta(hours=1)
    assert column(BOOK, "Citations", "stance") == ["Supports", "Supports", "Refutes", "Context"]
    assert column(BOOK, "Citations", "withdrawn at (UTC)") == [None, withdrawn.replace(tzinfo=None), None, None]
    assert column(BOOK, "Citations", "authors")[0] == "Port Office and Eva Lind"
    links = {cell.hyperlink.target for row in sheet for cell in row if cell.hyperlink}
    assert links == {
        SOURCES[0].url,
        "https://doi.org/10.1000/harbour.2024",
        "https://archive.example/2026/port",
        "http://cranes.example/",
    }


def test_agreement_is_numbers_or_one_line_that_says_why_there_are_none():
    assert table(BOOK, "Agreement") == [
        {
            "figure": "Krippendorff’s alpha", "value": 0.5, "claims": 12, "low (95 %)": 0.25, "high (95 %)": 0.75,
            "caution": "Fewer than 30 claims.",
        }
    ]  # fmt: skip
    assert [list(row.values()) for row in table(written(EMPTY), "Agreement")] == [[NO_AGREEMENT, *[None] * 5]]


def test_cells_have_their_own_types_and_texts_are_wrapped():
    book = read(BOOK)
    row = {cell.value: book["Verdicts"].cell(2, cell.column) for cell in book["Verdicts"][1]}
    types = [row[title].data_type for title in ("number", "text", "counts now", "revision", "at (UTC)")]
    assert types == ["n", "s", "b", "n", "d"]
    assert row["at (UTC)"].value == NOON.replace(tzinfo=None)
    assert row["at (UTC)"].number_format == "yyyy-mm-dd hh:mm:ss"
    assert row["text"].alignment.wrap_text


def test_a_row_is_as_high_as_its_longest_text():
    claims = (make_claim(text="short"), make_claim(id=2, text="word " * 30), make_claim(id=3, text="桥" * 61))
    claims += (make_claim(id=4, text="a\nb\nc\nd"), make_claim(id=5, text="x" * 9000))
    sheet = read(written(make_contents(claims=claims)))["Claims"]
    assert [sheet.row_dimensions[row].height for row in range(1, 7)] == [45, None, 45, 45, 60, 300]


def test_the_empty_document_has_headers_alone():
    book = read(written(EMPTY))
    assert [sheet.max_row for sheet in book][:4] == [1, 1, 1, 2]
    assert XlsxWriter().write(EMPTY, io.BytesIO()) == ()


def test_what_has_no_sheet_is_told():
    assert XlsxWriter().write(SMALL, io.BytesIO()) == (
        "Notes (7): the workbook has no sheet for them.",
        "Settlements that no longer stand (1): the sheet of claims has those that do.",
    )


def test_a_partial_report_says_so():
    facts = {row["fact"]: row["value"] for row in table(written(replace(SMALL, profile="mine")), "About")}
    assert facts["Partial"].startswith("This report is partial")
    assert facts["Profile"] == "mine"
    assert facts["Revision"] == 1
    assert set(column(written(replace(SMALL, profile="mine")), "Claims", "profile")) == {"mine"}


@pytest.mark.parametrize("contents", [SMALL, EMPTY, *EVERY_NASTY])
def test_every_part_is_sound_and_no_cell_is_a_formula_or_leads_elsewhere_than_to_the_web(contents):
    package = zipfile.ZipFile(io.BytesIO(written(contents)))
    assert package.testzip() is None
    assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    trees = {name: etree.fromstring(package.read(name)) for name in package.namelist()}
    assert not [name for name, tree in trees.items() for _ in tree.iter(f"{MAIN}f")]
    kinds = {cell.get("t") for tree in trees.values() for cell in tree.iter(f"{MAIN}c")}
    assert kinds <= {"inlineStr", "b", None}
    targets = [one.get("Target") for tree in trees.values() for one in tree if one.get("TargetMode") == "External"]
    assert all(target.startswith(("http://", "https://")) for target in targets)


def test_hostile_texts_come_back_as_they_were():
    for contents in EVERY_NASTY:
        content = written(contents)
        every = (*contents.claims, *contents.retired_claims)
        entries = [entry for claim in every for entry in (claim, *claim.parts)]
        verdicts = [verdict for entry in entries for verdict in entry.verdicts]
        for name in ("rationale", "proposed_wording", "evidence_override"):
            titles = {
                "evidence_override": "rules of evidence overridden because",
                "proposed_wording": "proposed wording",
            }
            found = column(content, "Verdicts", titles.get(name, name))
            assert found == [printable(getattr(verdict, name)) for verdict in verdicts]
        citations = [citation for entry in entries for citation in entry.citations]
        assert column(content, "Citations", "quote") == [printable(one.quote) for one in citations]


def test_what_begins_like_a_formula_stays_a_text_also_when_it_is_edited():
    claims = tuple(make_claim(id=rank, text=text) for rank, text in enumerate(("=1+1", "plain", " @SUM(A1)", "-1")))
    cells = [row[6] for row in read(written(make_contents(claims=claims)))["Claims"].iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in cells] == [
        ("=1+1", "s", True), ("plain", "s", False), (" @SUM(A1)", "s", True), ("-1", "s", True)
    ]  # fmt: skip


def test_the_code_of_a_character_is_not_taken_for_the_character():
    claims = (make_claim(text="_x0041_ and _x41_"),)
    sheet = zipfile.ZipFile(io.BytesIO(written(make_contents(claims=claims)))).read("xl/worksheets/sheet1.xml")
    assert b">_x005F_x0041_ and _x41_<" in sheet


@pytest.mark.parametrize("letter", ["x", "é", "桥", "𝄞"])
def test_a_text_that_no_cell_holds_is_cut_and_told(letter):
    longest = LONGEST * 2 // len(letter.encode("utf-16-le"))
    assert fitting(letter * longest) == (letter * longest, False)
    text, was_cut = fitting(letter * (longest + 1))
    assert was_cut
    assert text.endswith(f"{letter} …")
    assert LONGEST - 2 < len(text.encode("utf-16-le")) // 2 <= LONGEST


def test_a_cut_names_its_sheet_and_cell():
    long = make_claim(text="y" * 40_000, verdicts=(make_verdict(rationale="x" * 40_000),))
    contents = make_contents(claims=(long,))
    assert XlsxWriter().write(contents, io.BytesIO()) == (
        "Claims: the end of 1 cell beyond 32,767 characters: G2.",
        "Verdicts: the end of 2 cells beyond 32,767 characters: D2, L2.",
    )
    assert column(written(contents), "Verdicts", "rationale") == ["x" * 32_765 + " …"]


def test_a_sheet_has_as_many_links_as_programs_take(monkeypatch):
    monkeypatch.setattr("annotations.reports.xlsx_cells.MOST_LINKS", 2)
    assert XlsxWriter().write(SMALL, io.BytesIO())[2:] == (
        "Citations: the links of 8 addresses beyond the first 65,530; the words are there.",
    )


def test_dates_before_spreadsheets_begin_are_texts():
    early = datetime(999, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
    claims = (make_claim(verdicts=(make_verdict(at=early),)),)
    assert column(written(make_contents(claims=claims)), "Verdicts", "at (UTC)") == ["0999-01-02T03:04:05.000678Z"]


def test_the_same_contents_give_the_same_bytes_without_a_clock():
    assert written(SMALL) == BOOK
    assert written(nasty()) == written(nasty())
    properties = read(BOOK).properties
    moment = SMALL.revision.imported_at.replace(tzinfo=None)
    assert (properties.creator, properties.title, properties.created, properties.modified) == (
        "factcheck", "The harbour grows", moment, moment
    )  # fmt: skip


def test_the_public_workbook_has_no_internal_thing():
    content = written(public(SMALL, "roles"))
    package = zipfile.ZipFile(io.BytesIO(content))
    whole = b"".join(map(package.read, package.namelist())).decode()
    assert not [word for word in INTERNAL if word in whole]
    assert [row["claim"] for row in table(content, "Claims") if not row["part"]] == [claim.id for claim in SMALL.claims]
    assert set(column(content, "Claims", "profile")) == {"public"}
