"""Read the JSON report back: strict, so that whatever is read is exactly what the program could have written."""

import json
import math
import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any

from annotations.reports.contents import AdjudicationEntry, ReportContents
from annotations.reports.json import FORMAT, VERSION

START = 64  # bytes, within which a report of ours says what it is
RENAMED = {"document_notes": "notes", "room": "project"}
_AROUND = ("format", "version")

Reading = Callable[[Any, str], Any]


class NotAReport(ValueError):
    """The file is no report that can be read; `code` is stable, the message a sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def is_report(data: bytes) -> bool:
    """Say whether a file calls itself a report of this format, by its first bytes."""
    start = data[: START * 2].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and f'"{FORMAT}"'.encode() in start[:START]


def read_report(data: bytes) -> ReportContents:
    """Return the contents that `JsonWriter` wrote as `data`. Raises NotAReport for anything else."""
    return contents_of(parsed(data))


def parsed(data: bytes) -> dict[str, Any]:
    """Return the file as a dictionary, once it is known to be of this format and version. Raises NotAReport."""
    try:
        value = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_once_each, parse_constant=_no_number, parse_float=_finite
        )
    except (ValueError, RecursionError) as error:
        raise NotAReport("report_unreadable", "The file is not a factcheck report: it is no sound JSON.") from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise NotAReport("report_unknown", "The file is not a factcheck report.")
    _require_version(value.get("version"))
    return value


def _require_version(version: object) -> None:
    if version == VERSION and type(version) is int:
        return
    if type(version) is int and version > VERSION:
        raise NotAReport("report_too_new", f"The report has version {version}; this program reads version {VERSION}.")
    raise NotAReport("report_too_old", "The report is of an older version, which did not hold everything.")


def contents_of(value: dict[str, Any]) -> ReportContents:
    """Return the contents of a parsed report; every field must be there, of its kind, and no other."""
    names = {RENAMED.get(field.name, field.name) for field in fields(ReportContents)}
    _require_names(value, {*names, *_AROUND}, "the report")
    hints = typing.get_type_hints(ReportContents)
    read = {name: reading(hint)(value[RENAMED.get(name, name)], name) for name, hint in hints.items()}
    return ReportContents(**read)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("an object has the same key twice")
    return found


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is not a number of JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number is too large")
    return number


@cache
def reading(hint: Any) -> Reading:
    """Return what reads a value of this type."""
    origin, kinds = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = reading(kinds[0])
        return lambda value, where: None if value is None else inner(value, where)
    if origin is tuple:
        return _several(kinds)
    if origin is dict:
        return _plain(dict)
    if is_dataclass(hint) and isinstance(hint, type):
        return _entry(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _converted(hint)
    return {datetime: _moment, date: _converted(date.fromisoformat)}.get(hint) or _plain(hint)


def _several(kinds: tuple[Any, ...]) -> Reading:
    """Read a list as a tuple: of any length with an ellipsis, else of just these kinds."""
    if kinds[-1] is Ellipsis:
        inner = reading(kinds[0])
        return lambda value, where: tuple(
            inner(one, f"{where}[{rank}]") for rank, one in enumerate(_list(value, where))
        )
    each = [reading(kind) for kind in kinds]

    def read(value: Any, where: str) -> tuple[Any, ...]:
        if len(_list(value, where)) != len(each):
            raise _wrong(where)
        return tuple(inner(one, where) for inner, one in zip(each, value, strict=True))

    return read


def _entry(kind: type) -> Reading:
    """Read an object as a dataclass, with all of its fields and no other."""
    hints = typing.get_type_hints(kind)
    each = {field.name: reading(hints[field.name]) for field in fields(kind)}
    if kind is AdjudicationEntry:
        each["considered"] = _considered
    names = set(each)

    def read(value: Any, where: str) -> Any:
        _require_names(value, names, where)
        return kind(**{name: inner(value[name], f"{where}.{name}") for name, inner in each.items()})

    return read


def _considered(value: Any, where: str) -> tuple[tuple[str, int], ...]:
    for one in _list(value, where):
        _require_names(one, {"reviewer", "number"}, where)
    return tuple((_plain(str)(one["reviewer"], where), _plain(int)(one["number"], where)) for one in value)


def _plain(kind: type) -> Reading:
    def read(value: Any, where: str) -> Any:
        if type(value) is not kind:
            raise _wrong(where)
        return value

    return read


def _converted(make: Callable[[str], Any]) -> Reading:
    def read(value: Any, where: str) -> Any:
        try:
            return make(_plain(str)(value, where))
        except ValueError as error:
            raise _wrong(where) from error

    return read


def _moment(value: Any, where: str) -> datetime:
    moment: datetime = _converted(datetime.fromisoformat)(value, where)
    if not value.endswith("Z"):
        raise _wrong(where)
    return moment.astimezone(UTC)


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise _wrong(where)
    return value


def _require_names(value: Any, names: set[str], where: str) -> None:
    if not isinstance(value, dict) or set(value) != names:
        raise _wrong(where)


def _wrong(where: str) -> NotAReport:
    return NotAReport("report_malformed", f"The report does not have its shape: {where} is not what it must be.")
