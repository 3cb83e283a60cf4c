"""What every report format must keep."""

import dataclasses

import pytest
from bs4 import BeautifulSoup

from annotations.reports import WRITERS, ReportFile, UnknownFormat, write
from tests.reports.contents import EMPTY, SMALL, make_contents, make_document
from tests.reports.nasty import EVERY_NASTY, NASTY
from tests.reports.renew import GOLDEN, without_style

DOCUMENTS = {"empty": EMPTY, "small": SMALL, "nasty": NASTY}


@pytest.mark.parametrize("format", WRITERS)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_format_writes_every_document(document, format):
    report = write(DOCUMENTS[document], format)
    assert isinstance(report, ReportFile)
    assert report.content
    assert report.name.endswith(f".{WRITERS[format].suffix}")
    assert report.media_type == WRITERS[format].media_type
    report.content.decode("utf-8")


@pytest.mark.parametrize("format", WRITERS)
def test_every_format_survives_every_hostile_text_in_every_field(format):
    for contents in EVERY_NASTY:
        assert write(contents, format).content


@pytest.mark.parametrize("format", WRITERS)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_same_contents_give_the_same_bytes(document, format):
    contents = DOCUMENTS[document]
    again = dataclasses.replace(contents, claims=tuple(dataclasses.replace(claim) for claim in contents.claims))
    assert write(contents, format) == write(again, format)


@pytest.mark.parametrize("format", WRITERS)
def test_the_small_document_is_written_as_in_the_golden_file(format):
    golden = GOLDEN / f"small.{WRITERS[format].suffix}.golden"
    assert without_style(write(SMALL, format).content) == golden.read_bytes(), "python -m tests.reports.renew"


@pytest.mark.parametrize("format", WRITERS)
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
    assert len({writer.suffix for writer in WRITERS.values()}) == len(WRITERS)


@pytest.mark.parametrize("format", ["", "HTML", "docx", "../html"])
def test_an_unknown_format_is_refused_with_the_known_ones_named(format):
    with pytest.raises(UnknownFormat, match="csv, html, json, md"):
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
