"""CSL-JSON to BibTeX, in UTF-8, with the fields that BibLaTeX and reference managers read."""

import re
from collections.abc import Iterator, Sequence

from annotations.references.bibtex_names import written_names
from annotations.references.bibtex_tables import (
    PERIODICALS,
    SUBTYPES,
    TYPES,
    VERBATIM,
    WRITTEN_DATES,
    WRITTEN_FIELDS,
    WRITTEN_NAMES,
    WRITTEN_TYPES,
)
from annotations.references.csl import DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES, Item, clean
from annotations.references.dates import first_parts, written
from annotations.references.gathering import own_key
from annotations.references.latex import encoded

_IN_BOOKS = frozenset(("chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"))
_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9_:.+/-]+")
_FIELD_NAME = re.compile(r"[a-z][a-z0-9_:.+/-]*\Z")
_SUBTYPE_OF = {kind: subtype for subtype, kind in SUBTYPES.items()}


def to_bibtex(items: Sequence[Item]) -> str:
    """Return the records as BibTeX; `read_references` gives them back, variables without a field of BibTeX included.

    The same records give the same text. Raises ValueError for a record of an unknown type.
    """
    keys: dict[str, int] = {}
    return "\n".join(_entry(item, keys) for item in items)


def _entry(item: Item, keys: dict[str, int]) -> str:
    record, _remarks = clean(item)
    fields = dict(_fields(record))
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{WRITTEN_TYPES.get(record['type'], 'misc')}{{{_key(str(record['id']), keys)},\n{lines}}}\n"


def _key(wanted: str, taken: dict[str, int]) -> str:
    return own_key(_NOT_IN_KEYS.sub("-", wanted).strip("-") or "entry", taken)


def _fields(record: Item) -> Iterator[tuple[str, str]]:
    kind = record["type"]
    yield "entrysubtype", _subtype(record)
    for variable, value in record.items():
        if variable in NAME_VARIABLES:
            yield WRITTEN_NAMES.get(variable, variable), written_names(value)
        elif variable == "issued":
            parts = first_parts(value)
            yield "year", str(parts[0]) if parts else encoded(written(value))
            yield "date", written(value) if len(parts) > 1 or "/" in written(value) else ""
        elif variable in DATE_VARIABLES:
            yield WRITTEN_DATES.get(variable, variable), encoded(written(value))
        elif variable in TEXT_VARIABLES:
            yield _field(variable, kind), _text(_field(variable, kind), str(value))
    yield from _others(record)


def _subtype(record: Item) -> str:
    """Return the type where the kind of entry does not tell it already."""
    kind = str(record["type"])
    told = TYPES.get(WRITTEN_TYPES.get(kind, "misc"))
    if kind == "document" and "URL" in record:
        return "document"  # a `misc` with an address reads as a web page
    return "" if told == kind else _SUBTYPE_OF.get(kind, kind)


def _field(variable: str, kind: str) -> str:
    if variable == "container-title":
        return "booktitle" if kind in _IN_BOOKS else "journal"
    if variable == "issue" and kind in PERIODICALS:
        return "number"
    if variable == "number" and kind in PERIODICALS:
        return "articlenumber"
    return WRITTEN_FIELDS.get(variable, variable.lower())


def _text(name: str, value: str) -> str:
    if name in VERBATIM:
        return value.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
    return encoded(value).replace("-", "--") if name == "pages" else encoded(value)


def _others(record: Item) -> Iterator[tuple[str, str]]:
    """Yield what stands in `custom` under names that can be fields."""
    taken = {name.lower() for name in TEXT_VARIABLES | NAME_VARIABLES | DATE_VARIABLES} | {
        "year",
        "month",
        "day",
        "date",
    }
    for name, value in record.get("custom", {}).items():
        if _FIELD_NAME.match(name) and name not in taken and name not in WRITTEN_FIELDS.values():
            yield name, encoded(str(value))
