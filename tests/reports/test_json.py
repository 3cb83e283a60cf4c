"""The lossless report: it fits its schema, and gives the contents back."""

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import jsonschema
import pytest

from annotations.reports import write
from annotations.reports.json import SCHEMA
from annotations.reports.reading import NotAReport, is_report, read_report
from tests.reports.contents import EMPTY, SMALL, make_contents, make_revision
from tests.reports.nasty import EVERY_NASTY, NASTY

FORMAT = json.loads(SCHEMA.read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(FORMAT, format_checker=jsonschema.FormatChecker())
PAGE = Path(__file__).parents[2] / "docs" / "formats" / "json.md"


def data_of(contents):
    return json.loads(write(contents, "json").content)


@pytest.mark.parametrize("contents", [EMPTY, SMALL, *EVERY_NASTY])
def test_the_report_fits_its_schema(contents):
    errors = [f"{list(error.absolute_path)}: {error.message}" for error in VALIDATOR.iter_errors(data_of(contents))]
    assert errors == []


@pytest.mark.parametrize("contents", [EMPTY, SMALL, *EVERY_NASTY])
def test_reading_the_report_gives_the_same_contents(contents):
    assert read_report(write(contents, "json").content) == contents


def test_the_keys_stand_in_the_order_of_the_format():
    expected = (
        "format version profile document project scale people sources revision earlier_revisions claims retired_claims "
        "notes signoffs author_links history publisher public_url corrections agreement left_out"
    )
    assert list(data_of(SMALL)) == expected.split()
    assert list(FORMAT["properties"]) == expected.split()


def objects_in(schema):
    """Yield every object description of the schema that closes its properties."""
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for value in schema.values():
            yield from objects_in(value)


def test_the_schema_describes_and_requires_every_field_and_allows_no_other():
    found = list(objects_in(FORMAT))
    assert len(found) == 29
    for one in found:
        assert one["additionalProperties"] is False
        assert one["required"] == list(one["properties"])
        assert one["description"]
        for name, field in one["properties"].items():
            assert field.get("description"), name


def test_the_schema_has_the_fields_of_the_dataclasses():
    """Compared by name through a written report: what is written must be exactly what is described."""

    def compare(schema, value):
        schema = FORMAT["$defs"][schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema
        if isinstance(value, dict) and "properties" in schema:
            assert list(value) == list(schema["properties"])
            for name, inner in value.items():
                compare(schema["properties"][name], inner)
        elif isinstance(value, list) and isinstance(schema.get("items"), dict):
            for inner in value:
                compare(schema["items"], inner)

    compare(FORMAT, data_of(NASTY))


def test_the_schema_itself_is_valid():
    jsonschema.Draft202012Validator.check_schema(FORMAT)


def test_an_unknown_or_missing_field_does_not_fit_the_schema():
    data = data_of(SMALL)
    assert VALIDATOR.is_valid(data)
    assert not VALIDATOR.is_valid(data | {"more": 1})
    del data["claims"][0]["basis"]
    assert not VALIDATOR.is_valid(data)


def test_times_are_written_in_utc_with_a_z():
    moment = datetime(2026, 11, 22, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    contents = make_contents(revision=make_revision(imported_at=moment))
    assert data_of(contents)["revision"]["imported_at"] == "2026-11-21T23:30:00Z"


def test_the_file_is_indented_utf8_with_a_line_feed_at_the_end():
    content = write(SMALL, "json").content
    assert content.startswith(b'{\n  "format": "factcheck-report",\n  "version": 2,\n  "profile": "complete",')
    assert content.endswith(b"}\n")
    assert b"\\u" not in content
    assert "Å".encode() in write(make_contents(revision=make_revision(text="Å")), "json").content


def test_a_claim_is_found_in_the_text_by_its_offsets():
    data = data_of(SMALL)
    for claim in data["claims"]:
        assert data["revision"]["text"][claim["start"] : claim["end"]] == claim["text"]


def test_the_page_about_the_format_names_every_part():
    page = PAGE.read_text(encoding="utf-8")
    for name in FORMAT["properties"]:
        assert f"`{name}`" in page


def test_a_report_says_what_it_is_in_its_first_bytes():
    assert is_report(write(EMPTY, "json").content)
    assert not is_report(b'{"format": "something else"}')
    assert not is_report(b"A text about the factcheck-report format.")


def changed(**changes):
    return json.dumps(data_of(SMALL) | changes).encode()


WITHOUT_BASIS = [{name: value for name, value in data_of(SMALL)["claims"][0].items() if name != "basis"}]
TEXT_FOR_NUMBER = [data_of(SMALL)["claims"][0] | {"id": "1"}]


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b"\x00\xff", "report_unreadable", "The file is not a factcheck report: it is no sound JSON."),
        (b"[" * 100_000, "report_unreadable", "The file is not a factcheck report: it is no sound JSON."),
        (b'{"a": 1, "a": 2}', "report_unreadable", "The file is not a factcheck report: it is no sound JSON."),
        (b'{"a": NaN}', "report_unreadable", "The file is not a factcheck report: it is no sound JSON."),
        (b'{"format": "other"}', "report_unknown", "The file is not a factcheck report."),
        (changed(version=3), "report_too_new", "The report has version 3; this program reads version 2."),
        (changed(version=1), "report_too_old", "The report is of an older version, which did not hold everything."),
        (changed(more=1), "report_malformed", "The report does not have its shape: the report is not what it must be."),
        (
            changed(claims=WITHOUT_BASIS),
            "report_malformed",
            "The report does not have its shape: claims[0] is not what it must be.",
        ),
        (
            changed(claims=TEXT_FOR_NUMBER),
            "report_malformed",
            "The report does not have its shape: claims[0].id is not what it must be.",
        ),
    ],
)
def test_what_is_no_report_is_refused_in_one_sentence(data, code, message):
    with pytest.raises(NotAReport) as refusal:
        read_report(data)
    assert (refusal.value.code, str(refusal.value)) == (code, message)
