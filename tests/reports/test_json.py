"""The lossless report: it fits its schema, and gives the contents back."""

import dataclasses
import json
import types
import typing
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import jsonschema
import pytest

from annotations.reports import write
from annotations.reports.contents import AdjudicationEntry, ReportContents
from annotations.reports.json import SCHEMA
from annotations.scales import Label
from tests.reports.contents import EMPTY, SMALL, make_contents, make_revision
from tests.reports.nasty import EVERY_NASTY, NASTY

FORMAT = json.loads(SCHEMA.read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(FORMAT, format_checker=jsonschema.FormatChecker())
PAGE = Path(__file__).parents[2] / "docs" / "formats" / "json.md"
RENAMED = {"document_notes": "notes"}


def data_of(contents):
    return json.loads(write(contents, "json").content)


def read_back(hint, value):
    """Build the dataclass again from what was written."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return None if value is None else read_back(typing.get_args(hint)[0], value)
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return hint(**{name: read_field(hint, name, hints[name], value) for name in hints})
    if typing.get_origin(hint) is tuple:
        kinds = typing.get_args(hint)
        kinds = [kinds[0]] * len(value) if kinds[-1] is Ellipsis else kinds
        return tuple(read_back(kind, item) for kind, item in zip(kinds, value, strict=True))
    if hint in (date, datetime):
        return hint.fromisoformat(value)
    return hint(value) if hint in (str, int, bool) else value


def read_field(owner, name, hint, value):
    written = value[RENAMED.get(name, name)] if owner is ReportContents else value[name]
    if owner is AdjudicationEntry and name == "considered":
        return tuple((one["reviewer"], one["number"]) for one in written)
    if owner is Label and name in ("group", "tone"):
        return hint(written)
    return read_back(hint, written)


@pytest.mark.parametrize("contents", [EMPTY, SMALL, *EVERY_NASTY])
def test_the_report_fits_its_schema(contents):
    errors = [f"{list(error.absolute_path)}: {error.message}" for error in VALIDATOR.iter_errors(data_of(contents))]
    assert errors == []


@pytest.mark.parametrize("contents", [EMPTY, SMALL, *EVERY_NASTY])
def test_reading_the_report_gives_the_same_contents(contents):
    assert read_back(ReportContents, data_of(contents)) == contents


def test_the_keys_stand_in_the_order_of_the_format():
    expected = (
        "format version profile document scale people sources revision claims retired_claims notes history left_out"
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
    assert len(found) == 16
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
    assert content.startswith(b'{\n  "format": "factcheck-report",\n  "version": 1,\n  "profile": "complete",')
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
