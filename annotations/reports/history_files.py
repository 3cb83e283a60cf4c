"""The history as a file, in the formats of `HISTORY_FILES`: a line for each entry, written as it is read."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from annotations.reports.csv import guarded
from annotations.reports.text import carriable, iso_moment


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """What happened: when (UTC), by whose initials, what, on which claim, before and after in words, the entry's body.

    `body` is None once it was emptied; `commitment` and `hash` are empty for who does not see all.
    """

    number: int
    at: datetime
    by: str
    code: str
    what: str
    claim: int | None
    subject: str
    before: str
    after: str
    body: dict[str, Any] | None
    commitment: str
    hash: str


@dataclass(frozen=True, slots=True)
class HistoryFile:
    """One format; `write` yields the file in pieces."""

    media_type: str
    write: Callable[[Iterable[HistoryLine]], Iterator[bytes]]


def csv_pieces(lines: Iterable[HistoryLine]) -> Iterator[bytes]:
    """Yield a table as spreadsheets like it, UTF-8 with BOM; the body is a cell of JSON, and no cell is a formula."""
    yield b"\xef\xbb\xbf"
    yield _row([field.name for field in fields(HistoryLine)])
    for line in lines:
        yield _row([guarded(carriable(cell)) for cell in _cells(line)])


def _cells(line: HistoryLine) -> Iterator[str]:
    for name, value in _plain(line).items():
        if name == "body" and value is not None:
            yield _json(value)
        else:
            yield "" if value is None else str(value)


def _row(cells: list[str]) -> bytes:
    row = io.StringIO(newline="")
    csv.writer(row, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return row.getvalue().encode()


def json_pieces(lines: Iterable[HistoryLine]) -> Iterator[bytes]:
    """Yield an array of objects, one in a line."""
    opening = "[\n"
    for line in lines:
        yield f"{opening}{_json(_plain(line))}".encode()
        opening = ",\n"
    yield b"\n]\n" if opening == ",\n" else b"[]\n"


def _plain(line: HistoryLine) -> dict[str, Any]:
    return asdict(line) | {"at": iso_moment(line.at)}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=False)


HISTORY_FILES: dict[str, HistoryFile] = {
    "csv": HistoryFile("text/csv; charset=utf-8", csv_pieces),
    "json": HistoryFile("application/json", json_pieces),
}
