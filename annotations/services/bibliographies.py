"""Records of sources between the library and those who write them: as texts in a form, as CSL-JSON in a file."""

from collections.abc import Mapping
from typing import Any

from annotations.models import Source
from annotations.references import Item
from annotations.references.csl import TYPES, first_of
from annotations.references.dates import parts_of, written
from annotations.services.refusals import Invalid
from annotations.services.sources import Bibliography, entered_archive

# Variables of CSL-JSON that the other fields of a record are written into.
DERIVED = frozenset(("id", "type", "title", "publisher", "URL", "DOI", "archive", "archive_location"))
SOURCE_TYPES = tuple(sorted(TYPES))
DATES = ("issued", "accessed")
LONGEST_TITLE, LONGEST_PUBLISHER, LONGEST_DOI = 500, 300, 200
_SAME = ("title", "publisher", "url", "doi", "kind", "reliability")


def written_fields(source: Source) -> dict[str, Any]:
    """Return a record as a form shows it: all texts, authors with semicolons between them."""
    fields: dict[str, Any] = {name: getattr(source, name) for name in _SAME}
    dates = {name: written(source.csl.get(name)) for name in DATES}
    people = "; ".join(_person(name) for name in source.csl.get("author", ()))
    return {
        **fields,
        **dates,
        "archive_url": entered_archive(source),
        "author": people,
        "type": source.csl.get("type", ""),
        "confidential": source.confidential,
    }


def _person(name: Mapping[str, str]) -> str:
    parts = (name.get("family", ""), name.get("given", ""))
    return name.get("literal", "") or ", ".join(filter(None, parts))


def bibliography_of(fields: Mapping[str, Any], before: Source | None = None) -> Bibliography:
    """Return a form's fields as a record.

    Authors and dates that stand as `before` keep their form, and so does what no field shows. Raises Invalid for a
    date that is none, or an unknown type.
    """
    held = written_fields(before) if before else {}
    extra = {name: value for name, value in before.csl.items() if name not in DERIVED} if before else {}
    if fields["type"] not in TYPES and fields["type"] != held.get("type"):
        raise Invalid("source_type_unknown", f"There is no type of source “{fields['type']}”.")
    for name in DATES:
        if fields[name] != held.get(name, ""):
            extra[name] = _date(fields[name])
    author = ""
    if fields["author"] != held.get("author", ""):
        extra.pop("author", None)
        author = fields["author"]
    same = {name: fields[name] for name in (*_SAME, "archive_url", "type", "confidential")}
    same["title"] = same["title"] or same["url"] or same["doi"]
    return Bibliography(**same, author=author, extra={name: value for name, value in extra.items() if value})


def _date(text: str) -> dict[str, Any]:
    parts = parts_of(text)
    if text and not parts:
        raise Invalid("date_invalid", f"“{text[:40]}” is no date. Write 2020, 2020-05 or 2020-05-12.")
    return {"date-parts": [list(parts)]} if parts else {}


def bibliography_from(item: Item) -> Bibliography:
    """Return a record of a file as the library takes it. Raises Invalid for a text that is too long."""
    entry = Bibliography(
        title=first_of(item, ("title", "container-title", "URL", "DOI")) or "Untitled", type=item["type"],
        publisher=item.get("publisher", ""), url=item.get("URL", ""), doi=item.get("DOI", ""),
        archive_url=_archived(item), extra={name: value for name, value in item.items() if name not in DERIVED},
    )  # fmt: skip
    bounds = (("title", LONGEST_TITLE), ("publisher", LONGEST_PUBLISHER), ("doi", LONGEST_DOI))
    for name, most in bounds:
        if len(getattr(entry, name)) > most:
            raise Invalid("text_too_long", f"Its {name} has more than {most} characters.")
    if not entry.archive_url:
        entry.extra.update({name: item[name] for name in ("archive", "archive_location") if name in item})
    return entry


def _archived(item: Item) -> str:
    place = str(item.get("archive_location", ""))
    return place if place.startswith(("https://", "http://")) else ""
