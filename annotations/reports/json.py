"""The report as JSON: everything the contents hold, in the shape of `factcheck-report.schema.json`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from annotations.reports.contents import AdjudicationEntry, ReportContents
from annotations.reports.text import iso_moment

FORMAT = "factcheck-report"
VERSION = 2
SCHEMA = Path(__file__).with_name("factcheck-report.schema.json")


@dataclass(frozen=True, slots=True)
class JsonWriter:
    """The lossless report: reading it back gives the same contents."""

    slug: str = "json"
    title: str = "Data (JSON)"
    media_type: str = "application/json"
    suffix: str = "json"

    def write(self, contents: ReportContents, out: BinaryIO) -> tuple[str, ...]:
        """Write the report as UTF-8, claim by claim; a lone surrogate, which UTF-8 cannot hold, as its escape."""
        for piece in _pieces(_sections(contents)):
            # Python and JSON spell the escape of a surrogate alike.
            out.write(piece.encode("utf-8", "backslashreplace"))
        return ()


def as_data(contents: ReportContents) -> dict[str, Any]:
    """Return the report as plain dictionaries and lists, keys in the order of the format."""
    return {name: _plain(value) for name, value in _sections(contents).items()}


def _pieces(sections: dict[str, Any]) -> Iterator[str]:
    """Yield the object as `json.dumps` would indent it, the items of its lists one at a time."""
    opening = "{\n"
    for name, value in sections.items():
        yield f'{opening}  "{name}": '
        yield from _items(value) if isinstance(value, tuple) and value else [_dumped(value, 1)]
        opening = ",\n"
    yield "\n}\n"


def _items(values: tuple[Any, ...]) -> Iterator[str]:
    for rank, item in enumerate(values):
        yield f"{',' if rank else '['}\n    {_dumped(item, 2)}"
    yield "\n  ]"


def _dumped(value: Any, depth: int) -> str:
    # A line break inside a string is escaped, so that each one that is left ends a line of the layout.
    text = json.dumps(_plain(value), ensure_ascii=False, indent=2, allow_nan=False)
    return text.replace("\n", "\n" + "  " * depth)


def _sections(contents: ReportContents) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "profile": contents.profile,
        "document": contents.document,
        "project": contents.room,
        "scale": contents.scale,
        "people": contents.people,
        "sources": contents.sources,
        "revision": contents.revision,
        "earlier_revisions": contents.earlier_revisions,
        "claims": contents.claims,
        "retired_claims": contents.retired_claims,
        "notes": contents.document_notes,
        "signoffs": contents.signoffs,
        "author_links": contents.author_links,
        "history": contents.history,
        "publisher": contents.publisher,
        "public_url": contents.public_url,
        "corrections": contents.corrections,
        "agreement": contents.agreement,
        "left_out": contents.left_out,
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
            return {key: _plain(value[key]) for key in sorted(value)}  # no database keeps their order
        case _ if is_dataclass(value) and not isinstance(value, type):
            return _fields(value)
        case _:
            return value


def _fields(value: Any) -> dict[str, Any]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
