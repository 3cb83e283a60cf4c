"""The report as JSON: everything the contents hold, in the shape of `factcheck-report.schema.json`."""

import json
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from annotations.reports.contents import AdjudicationEntry, ReportContents
from annotations.reports.text import iso_moment

FORMAT = "factcheck-report"
VERSION = 1
SCHEMA = Path(__file__).with_name("factcheck-report.schema.json")


@dataclass(frozen=True, slots=True)
class JsonWriter:
    """The lossless report: reading it back gives the same contents."""

    slug: str = "json"
    title: str = "Data (JSON)"
    media_type: str = "application/json"
    suffix: str = "json"

    def write(self, contents: ReportContents) -> bytes:
        """Return the report as UTF-8; a lone surrogate, which UTF-8 cannot hold, is written as its escape."""
        text = json.dumps(as_data(contents), ensure_ascii=False, indent=2, allow_nan=False)
        # Python and JSON spell the escape of a surrogate alike.
        return f"{text}\n".encode("utf-8", "backslashreplace")


def as_data(contents: ReportContents) -> dict[str, Any]:
    """Return the report as plain dictionaries and lists, keys in the order of the format."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "profile": contents.profile,
        "document": _plain(contents.document),
        "scale": _plain(contents.scale),
        "people": _plain(contents.people),
        "sources": _plain(contents.sources),
        "revision": _plain(contents.revision),
        "claims": _plain(contents.claims),
        "retired_claims": _plain(contents.retired_claims),
        "notes": _plain(contents.document_notes),
        "history": _plain(contents.history),
        "left_out": _plain(contents.left_out),
    }


def _plain(value: Any) -> Any:
    match value:
        case AdjudicationEntry():
            considered = [{"reviewer": reviewer, "number": number} for reviewer, number in value.considered]
            return _fields(value) | {"considered": considered}
        case datetime():
            return iso_moment(value)
        case date():
            return value.isoformat()
        case list() | tuple():
            return [_plain(item) for item in value]
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            return _fields(value)
        case _:
            return value


def _fields(value: Any) -> dict[str, Any]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
