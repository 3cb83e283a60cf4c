"""CSL-JSON to RIS."""

from collections.abc import Iterator, Sequence
from typing import Any

from annotations.references.csl import Item, clean
from annotations.references.dates import first_parts, written
from annotations.references.ris_tables import TYPE_TAG, TYPES, WRITTEN_NAMES, WRITTEN_TEXTS, WRITTEN_TYPES

Lines = Iterator[tuple[str, str]]


def to_ris(items: Sequence[Item]) -> str:
    """Return the records as RIS, lines ending in CR LF as the format wants.

    RIS has no tag for some variables of CSL (such as an interviewer or an event): they are left out. The same records
    give the same text. Raises ValueError for a record of an unknown type.
    """
    return "".join(_record(clean(item)[0]) for item in items)


def _record(record: Item) -> str:
    lines = [("TY", WRITTEN_TYPES.get(record["type"], "GEN")), *_lines(record), ("ER", "")]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value or tag == "ER") + "\r\n"


def _lines(record: Item) -> Lines:
    yield "ID", str(record["id"])
    kind = record["type"]
    yield TYPE_TAG, "" if TYPES[WRITTEN_TYPES.get(kind, "GEN")] == kind else kind
    for variable, tag in WRITTEN_NAMES.items():
        yield from ((tag, _name(person)) for person in record.get(variable, ()))
    yield from ((tag, str(record[variable])) for variable, tag in WRITTEN_TEXTS.items() if variable in record)
    yield from _dates(record)
    first, _, last = str(record.get("page", "")).partition("-")
    yield from (("SP", first), ("EP", last))
    yield "SN", str(record.get("ISBN", record.get("ISSN", "")))
    yield from (("KW", word.strip()) for word in str(record.get("keyword", "")).split(","))
    yield "N1", str(record.get("note", ""))


def _dates(record: Item) -> Lines:
    issued = record.get("issued", {})
    parts = first_parts(issued)
    yield "PY", str(parts[0]) if parts else written(issued)
    yield "DA", _day(issued) if len(parts) > 1 else ""
    yield "Y2", _day(record.get("accessed", {}))
    yield "OP", _day(record.get("original-date", {}))


def _day(value: Any) -> str:
    """Return a date as year/month/day/, with the strokes standing where a part is unknown."""
    parts = first_parts(value)
    if not parts:
        return written(value)
    year, month, day = (*(f"{part:02}" for part in parts), "", "")[:3]
    return f"{year}/{month}/{day}/" if month else year


def _name(person: dict[str, str]) -> str:
    if "literal" in person:
        return person["literal"].replace(",", "")
    particles = [person.get("dropping-particle", ""), person.get("non-dropping-particle", "")]
    family = " ".join(filter(None, [*particles, person.get("family", "")]))
    parts = [family, person.get("given", ""), person.get("suffix", "")]
    return ", ".join(filter(None, parts)) if parts[1] else f"{family},"
