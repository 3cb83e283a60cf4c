"""RIS to CSL-JSON."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from annotations.references.csl import TYPES as CSL_TYPES
from annotations.references.dates import date_of
from annotations.references.gathering import Gathering, place
from annotations.references.ris_tables import BOOKISH, DATES, NAMES, SEVERAL, TEXTS, TYPE_TAG, TYPES
from annotations.references.text import plain

_TAG = re.compile(r"([A-Z][A-Z0-9]) {0,2}-(?: (.*)|\s*)\Z", re.DOTALL)
_DATE = re.compile(r"(\d{1,4})/(\d{0,2})/(\d{0,2})(?:/(.*))?\Z")


@dataclass(slots=True)
class _Record:
    line: int
    lines: list[tuple[str, list[str]]] = field(default_factory=list)
    is_closed: bool = False

    @property
    def tags(self) -> list[tuple[str, str]]:
        """Each tag with its value, lines joined."""
        return [(tag, plain(" ".join(lines))) for tag, lines in self.lines]


def read_ris(text: str, gathering: Gathering) -> None:
    """Read a file into `gathering`, record by record. Lines without a tag go on with the value before them."""
    for number, record in enumerate(_records(text), 1):
        tags = record.tags
        key = next((value for tag, value in tags if tag == "ID"), "")
        told = place(number, key, record.line)
        if not tags or tags[0][0] != "TY":
            gathering.refuse(told, "it does not begin with TY")
            continue
        kind = tags[0][1].upper()
        if kind not in TYPES:
            gathering.refuse(told, f"there is no type of source “{kind[:40]}”")
            continue
        gathering.take(told, _item(tags[1:], TYPES[kind]))
        if not record.is_closed:
            gathering.remark(told, "it does not end with ER")


def _records(text: str) -> Iterator[_Record]:
    record: _Record | None = None
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        match = _TAG.match(line)
        if record is None or (match and match[1] == "TY"):
            if record:
                yield record
            record = _Record(number) if line.strip() else None
        if record is None:
            continue
        if match and match[1] == "ER":
            record.is_closed = True
            yield record
            record = None
        elif match:
            record.lines.append((match[1], [match[2] or ""]))
        elif record.lines:
            record.lines[-1][1].append(line)
    if record:
        yield record


def _item(tags: list[tuple[str, str]], kind: str) -> dict[str, Any]:
    """Return what the tags say; of two values for one variable the first is kept, the other goes to custom."""
    said = next((value for tag, value in tags if tag == TYPE_TAG and value in CSL_TYPES), "")
    item: dict[str, Any] = {"id": "", "type": said or kind}
    several: dict[str, list[str]] = {}
    custom: dict[str, list[str]] = {}
    for tag, text in tags:
        if not text or (tag == TYPE_TAG and said):
            continue
        if tag in NAMES:
            item.setdefault(NAMES[tag], []).append(_name(text))
        elif tag in DATES:
            _date(item, DATES[tag], text)
        elif tag in SEVERAL:
            several.setdefault(SEVERAL[tag][0], []).append(text)
        else:
            _put(item, custom, tag, text)
    item |= {variable: link.join(several[variable]) for variable, link in SEVERAL.values() if variable in several}
    return {**item, "custom": {name: "; ".join(texts) for name, texts in custom.items()}}


def _put(item: dict[str, Any], custom: dict[str, list[str]], tag: str, text: str) -> None:
    variable = {"ID": "id", "SN": "ISBN" if item["type"] in BOOKISH else "ISSN"}.get(tag) or TEXTS.get(tag, "")
    if variable and not item.get(variable):
        item[variable] = text
    elif item.get(variable) != text:
        custom.setdefault(tag.lower(), []).append(text)


def _date(item: dict[str, Any], variable: str, text: str) -> None:
    """Keep the more exact of two dates: DA has the day where PY has the year."""
    found = _DATE.match(text)
    date = date_of("-".join(filter(None, found.groups()[:3]))) if found else date_of(text)
    known = item.get(variable)
    if not known or len(str(date.get("date-parts", ""))) > len(str(known.get("date-parts", ""))):
        item[variable] = date


def _name(text: str) -> dict[str, str]:
    """Read "Family, Given, Suffix"; without a comma it is the name of an organisation, or of somebody with one name."""
    family, *rest = [part.strip() for part in text.split(",")]
    if not any(rest):
        return {"literal": family}
    parts = {"family": family, "given": rest[0], "suffix": " ".join(rest[1:])}
    return {name: part for name, part in parts.items() if part}
