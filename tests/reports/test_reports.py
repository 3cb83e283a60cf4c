"""What every report format must keep."""

import dataclasses
import io

import pytest
from bs4 import BeautifulSoup

from annotations.reports import WRITERS, ReportFile, UnknownFormat, file_name, write, write_into
from tests.reports.contents import EMPTY, SMALL, make_contents, make_document
from tests.reports.nasty import EVERY_NASTY, NASTY
from tests.reports.profiles import PROFILES
from tests.reports.renew import GOLDEN, readable

DOCUMENTS = {"empty": EMPTY, "small": SMALL, "nasty": NASTY}
CHEAP = sorted(set(WRITERS) - {"docx", "pdf", "xlsx"})  # what the others do with hostile text is tested in their files
PACKAGES = {"docx", "xlsx"}  # which are read back in their tests, and have no golden file
MAY_BE_EMPTY = {"bibtex", "ris", "wikitext"}  # where a file without a byte is a valid one


@pytest.mark.parametrize("format", WRITERS)
@pytest.mark.parametrize("document", ["empty", "small"])
def test_every_format_writes_every_document(document, format):
    report = write(DOCUMENTS[document], format)
    assert isinstance(report, ReportFile)
    assert report.content or (document == "empty" and format in MAY_BE_EMPTY)
    assert report.name.endswith(f".{WRITERS[format].suffix}")
    assert report.media_type == WRITERS[format].media_type
    assert all(line.strip() for line in report.left_out)


@pytest.mark.parametrize("format", CHEAP)
def test_every_format_survives_every_hostile_text_in_every_field(format):
    for contents in EVERY_NASTY:
        assert write(contents, format).content


@pytest.mark.parametrize(
    ("document", "format"),
    [("small", format) for format in WRITERS] + [(name, format) for name in ("empty", "nasty") for format in CHEAP],
)
def test_the_same_contents_give_the_same_bytes(document, format):
    contents = DOCUMENTS[document]
    again = dataclasses.replace(contents, claims=tuple(dataclasses.replace(claim) for claim in contents.claims))
    assert write(contents, format) == write(again, format)


@pytest.mark.parametrize("format", sorted(set(WRITERS) - PACKAGES))
def test_the_small_document_is_written_as_in_the_golden_file(format):
    name, text = readable(format)
    assert text == (GOLDEN / name).read_bytes(), "python -m tests.reports.renew"


def test_every_golden_file_is_of_a_format():
    assert {path.name.split(".")[1] for path in GOLDEN.glob("small.*.golden")} == set(WRITERS) - PACKAGES


def test_a_writer_leaves_the_file_open_and_tells_what_the_contents_leave_out_first():
    partial = dataclasses.replace(SMALL, left_out=("Citations of confidential sources: 1.",))
    for format in CHEAP:
        out = io.BytesIO()
        told = write_into(partial, format, out)
        assert not out.closed
        assert told[0] == "Citations of confidential sources: 1."
        assert out.getvalue() == write(partial, format).content


@pytest.mark.parametrize("format", CHEAP)
def test_the_words_do_not_follow_the_language_of_the_reader(format, settings):
    expected = write(SMALL, format).content
    settings.LANGUAGE_CODE = "de"
    settings.USE_THOUSAND_SEPARATOR = True
    assert write(SMALL, format).content == expected


@pytest.mark.parametrize("format", ["csv", "html", "md"])
def test_control_characters_do_not_reach_a_file_for_people(format):
    for contents in EVERY_NASTY:
        text = write(contents, format).content.decode()
        assert not [letter for letter in text if ord(letter) < 32 and letter not in "\t\n\r"]
        assert not {"\x7f", "\ufffe"} & set(text)


def test_the_formats_are_sorted_and_named_by_their_slugs():
    assert list(WRITERS) == sorted(WRITERS) == [writer.slug for writer in WRITERS.values()]


def test_no_two_files_of_a_document_share_a_name():
    names = {file_name(contents, format) for contents in PROFILES.values() for format in WRITERS}
    assert len(names) == len(PROFILES) * len(WRITERS)
    assert "the-harbour-grows-revision-1.json" in names
    assert "the-harbour-grows-revision-1-partial.claimreview.json" in names
    assert "the-harbour-grows-revision-1-public.bib" in names


@pytest.mark.parametrize("format", ["", "HTML", "changes", "../html"])
def test_an_unknown_format_is_refused_with_the_known_ones_named(format):
    with pytest.raises(UnknownFormat, match="csv, docx, fever, html, json, md"):
        write(SMALL, format)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Who are Russia’s allies?", "who-are-russias-allies-revision-1.csv"),
        ("Ärger in Łódź", "arger-in-odz-revision-1.csv"),
        ("../../etc/passwd\x00\r\n", "etc-passwd-revision-1.csv"),
        ("مرحبا", "document-revision-1.csv"),
        ("", "document-revision-1.csv"),
        ("word " * 50, "word-word-word-word-word-word-word-word-word-word-word-word-revision-1.csv"),
    ],
)
def test_the_file_is_named_after_the_document_in_plain_ascii(title, name):
    assert write(make_contents(document=make_document(title=title)), "csv").name == name


def test_a_partial_report_says_so_in_its_name_and_on_its_face():
    partial = dataclasses.replace(SMALL, profile="mine")
    assert write(partial, "html").name == "the-harbour-grows-revision-1-partial.html"
    page = BeautifulSoup(write(partial, "html").content, "html.parser")
    assert "partial" in page.select_one(".report-stamp").text
    assert "This report is partial" in write(partial, "md").content.decode()
    assert "This report is partial" not in write(SMALL, "html").content.decode()
