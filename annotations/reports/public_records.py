"""What of a source's record may be published: the fields that a list of works cited prints, and nothing else."""

from collections.abc import Mapping
from typing import Any

WORDS = frozenset({
    "type", "title", "title-short", "container-title", "container-title-short", "collection-title", "publisher",
    "publisher-place", "volume", "issue", "page", "number", "number-of-pages", "number-of-volumes", "edition",
    "chapter-number", "DOI", "URL", "ISBN", "ISSN", "language", "genre", "medium", "event-title", "event-place",
    "version", "archive", "archive_location",
})  # fmt: skip
PEOPLE = frozenset({"author", "editor", "translator", "container-author", "director", "interviewer", "recipient"})
DATES = frozenset({"issued", "accessed", "original-date", "event-date", "submitted"})
NAME = ("family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle")


def public_record(csl: Mapping[str, Any]) -> dict[str, Any]:
    """Return the public fields of a CSL record: words and numbers, names of authors, dates; no note, no abstract."""
    words = {name: csl[name] for name in csl if name in WORDS and isinstance(csl[name], str | int)}
    people = {name: _people(csl[name]) for name in csl if name in PEOPLE}
    dates = {name: _date(csl[name]) for name in csl if name in DATES}
    return {name: value for name, value in {**words, **people, **dates}.items() if value}


def _people(value: Any) -> list[dict[str, str]]:
    rows = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    named = [{part: row[part] for part in NAME if isinstance(row.get(part), str)} for row in rows]
    return [row for row in named if row]


def _date(value: Any) -> dict[str, Any]:
    """A date in numbers; whatever else a record says of it is words that nobody checked."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    rows = [row for row in parts if isinstance(row, list)] if isinstance(parts, list) else []
    numbers = [
        [part for part in row if isinstance(part, str | int) and str(part).lstrip("-").isdigit()] for row in rows
    ]
    return {"date-parts": numbers} if any(numbers) else {}
