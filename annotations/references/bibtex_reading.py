"""BibTeX and BibLaTeX to CSL-JSON."""

from typing import Any

from annotations.references.bibtex_entries import MOST_REPEATED, Entry, entries
from annotations.references.bibtex_names import names_of
from annotations.references.bibtex_tables import DATES, FIELDS, GENRES, NAMES, PERIODICALS, SUBTYPES, TYPES, VERBATIM
from annotations.references.csl import DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES
from annotations.references.csl import TYPES as CSL_TYPES
from annotations.references.dates import date_of, month_of, parts_of
from annotations.references.gathering import Gathering, place
from annotations.references.latex import decoded, verbatim
from annotations.references.text import plain

_OWN_NAMES = {variable.lower(): variable for variable in NAME_VARIABLES | DATE_VARIABLES | TEXT_VARIABLES}
_DATED = frozenset(("date", "year", "month", "day"))  # taken over together or not at all
_INHERITED = (*FIELDS, *NAMES, *DATES, "editor", "translator", "subtitle", "year", "month", "day")
_READ_APART = frozenset(("year", "month", "day", "subtitle", "booksubtitle", "entrysubtype", "crossref"))


def read_bibtex(text: str, gathering: Gathering) -> None:
    """Read a file into `gathering`, entry by entry; what a cross reference says is taken over."""
    found = list(entries(text))
    _inherit(found)
    for number, entry in enumerate(found, 1):
        told = place(number, plain(entry.key), entry.line)
        if entry.fault:
            gathering.refuse(told, entry.fault)
            continue
        raw, taken = _item(entry), len(gathering.items)
        gathering.take(told, raw)
        if len(gathering.items) > taken:
            for remark in entry.remarks:
                gathering.remark(told, remark)


def _inherit(found: list[Entry]) -> None:
    """Let entries take over from the one named by `crossref` what they do not say themselves."""
    by_key = {entry.key: entry for entry in found if not entry.fault}
    left = MOST_REPEATED
    for entry in found:
        named = verbatim(entry.fields.get("crossref", ""))
        parent = by_key.get(named)
        if named and parent is None:
            entry.remarks.append(f"it refers to “{plain(named)[:60]}”, which is not there")
        if parent is None or entry.fault:
            continue
        passed_over = _DATED if _DATED & entry.fields.keys() else frozenset[str]()
        said = {_below(name): parent.fields[name] for name in _INHERITED if name in parent.fields.keys() - passed_over}
        left -= sum(map(len, said.values()))
        if left < 0:
            entry.remarks.append("it refers to another entry, and the file repeats more text so than is read")
            continue
        entry.fields = {**said, **entry.fields}


def _below(name: str) -> str:
    """Return what a field of a book is called in a chapter of it."""
    return f"book{name}" if name in ("title", "subtitle") else name


def _item(entry: Entry) -> dict[str, Any]:
    kind = _type(entry)
    item: dict[str, Any] = {"id": plain(decoded(entry.key)), "type": kind}
    custom: dict[str, str] = {}
    for name, value in entry.fields.items():
        if name not in _READ_APART:
            _put(item, custom, name, value, kind)
    _titles(item, entry)
    _issued(item, entry)
    if entry.kind in GENRES:
        item.setdefault("genre", GENRES[entry.kind])
    if entry.kind not in TYPES:
        entry.remarks.append(f"“@{entry.kind[:40]}” is no known type of entry and was read as “{kind}”")
    if custom:
        item["custom"] = custom
    return item


def _type(entry: Entry) -> str:
    subtype = plain(decoded(entry.fields.get("entrysubtype", "")))
    if subtype in SUBTYPES or subtype in CSL_TYPES:
        return SUBTYPES.get(subtype, subtype)
    if entry.kind == "misc" and "url" in entry.fields:
        return "webpage"
    return TYPES.get(entry.kind, "document")


def _put(item: dict[str, Any], custom: dict[str, str], name: str, value: str, kind: str) -> None:
    """Put one field where CSL has it; of two fields for one variable the first is kept, the other goes to custom."""
    variable = _variable(name, kind)
    if variable in NAME_VARIABLES:
        item.setdefault(variable, names_of(value))
        return
    text = plain(verbatim(value) if name in VERBATIM else decoded(value))
    if variable == "genre":
        text = GENRES.get(text.lower(), text)
    if variable == "page":
        text = text.replace("–", "-").replace("--", "-")
    if variable == "medium" and "URL" not in item and text.startswith(("http://", "https://")):
        variable = "URL"
    if variable in DATE_VARIABLES:
        item.setdefault(variable, date_of(text))
    elif variable and variable not in item:
        item[variable] = text
    else:
        custom[name] = text


def _variable(name: str, kind: str) -> str:
    if name == "number" and kind in PERIODICALS:
        return "issue"
    own = _OWN_NAMES.get(name, "")
    return NAMES.get(name) or DATES.get(name) or FIELDS.get(name) or own


def _titles(item: dict[str, Any], entry: Entry) -> None:
    for name, variable in (("subtitle", "title"), ("booksubtitle", "container-title")):
        below = plain(decoded(entry.fields.get(name, "")))
        if below:
            item[variable] = f"{item[variable]}: {below}" if item.get(variable) else below


def _issued(item: dict[str, Any], entry: Entry) -> None:
    """Join year, month and day to a date where the entry does not give it in one."""
    year = plain(decoded(entry.fields.get("year", "")))
    if not year or "issued" in item:
        return
    month = month_of(decoded(entry.fields.get("month", "")))
    day = plain(decoded(entry.fields.get("day", "")))
    parts = parts_of("-".join([year, str(month), day] if month and day else [year, str(month)] if month else [year]))
    item["issued"] = {"date-parts": [list(parts)]} if parts else {"literal": year}
