"""CSL-JSON: its types and variables, and how a record becomes clean.

After the schema of the Citation Style Language, version 1.0: dates are `date-parts`, names are lists, all else is text.
"""

import re
from collections.abc import Iterable
from typing import Any

from annotations.references.dates import clean_date
from annotations.references.text import plain

Item = dict[str, Any]

TYPES = frozenset(
    (
        "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
        "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
        "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map",
        "motion_picture", "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
        "personal_communication", "post", "post-weblog", "regulation", "report", "review", "review-book", "software",
        "song", "speech", "standard", "thesis", "treaty", "webpage",
    )
)  # fmt: skip
NAME_VARIABLES = frozenset(
    (
        "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor", "curator",
        "director", "editor", "editorial-director", "executive-producer", "guest", "host", "illustrator",
        "interviewer", "narrator", "organizer", "original-author", "performer", "producer", "recipient",
        "reviewed-author", "script-writer", "series-creator", "translator",
    )
)  # fmt: skip
DATE_VARIABLES = frozenset(("accessed", "available-date", "event-date", "issued", "original-date", "submitted"))
TEXT_VARIABLES = frozenset(
    (
        "DOI", "ISBN", "ISSN", "PMCID", "PMID", "URL", "abstract", "annote", "archive", "archive-place",
        "archive_collection", "archive_location", "authority", "call-number", "chapter-number", "citation-key",
        "citation-label", "collection-number", "collection-title", "container-title", "container-title-short",
        "dimensions", "division", "edition", "event", "event-place", "event-title", "first-reference-note-number",
        "genre", "issue", "jurisdiction", "keyword", "language", "locator", "medium", "note",
        "number", "number-of-pages", "number-of-volumes", "original-publisher", "original-publisher-place",
        "original-title", "page", "page-first", "part", "part-title", "printing", "publisher", "publisher-place",
        "references", "reviewed-genre", "reviewed-title", "scale", "section", "source", "status",
        "supplement", "title", "title-short", "version", "volume", "volume-title", "year-suffix",
    )
)  # fmt: skip
_OLD_NAMES = {"journalAbbreviation": "container-title-short", "shortTitle": "title-short"}
_NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{3,9}/\S+)\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s/<>\"\\^`{|}]+(?:/[^\s<>\"\\^`{|}]*)?\Z", re.IGNORECASE)
_LONGEST_SHOWN = 60


def clean(raw: dict[str, Any]) -> tuple[Item, list[str]]:
    """Return a record with known variables in their proper form, its type and id first, and remarks about the rest.

    What has no place among the variables is kept in `custom`. Raises ValueError for an unknown type.
    """
    kind = raw.get("type")
    if not isinstance(kind, str) or kind.strip() not in TYPES:
        raise ValueError(f"there is no type of source “{_shown(kind)}”" if kind else "it has no type")
    item: Item = {"id": plain(raw.get("id", "")), "type": kind.strip()}
    custom: dict[str, Any] = {}
    remarks: list[str] = []
    for name, value in raw.items():
        if name in ("id", "type") or value is None or value == "":
            continue
        variable = _OLD_NAMES.get(name, name)
        cleaned = _cleaned(variable, value, custom, remarks)
        if cleaned:
            item.setdefault(variable, cleaned)
    if custom:
        item["custom"] = custom
    return item, remarks


def is_empty(item: Item) -> bool:
    """Return whether a record says nothing by which a source could be found."""
    return not any(name in item for name in ("title", "container-title", "URL", "DOI", "note", *NAME_VARIABLES))


def _cleaned(name: str, value: Any, custom: dict[str, Any], remarks: list[str]) -> Any:
    if name in NAME_VARIABLES:
        return names(value)
    if name in DATE_VARIABLES:
        return clean_date(value)
    if name == "categories" and isinstance(value, list):
        return [plain(word) for word in value if isinstance(word, str) and plain(word)]
    if name == "custom" and isinstance(value, dict):
        custom |= {plain(key): plain(word) for key, word in value.items() if _is_simple(word)}
        return None
    if not _is_simple(value):
        remarks.append(f"“{_shown(name)}” is not a text and was left out")
        return None
    text = plain(value)
    if name == "URL" and not _ADDRESS.match(text):
        remarks.append(f"the address “{_shown(text)}” does not begin with http:// or https:// and is no link")
        name = "address"
    if name == "DOI":
        match = _DOI.match(text)
        if match:
            return match[1]
        remarks.append(f"“{_shown(text)}” is no DOI")
        name = "doi"
    if name in TEXT_VARIABLES:
        return text
    custom[plain(name)] = text
    return None


def names(value: Any) -> list[dict[str, str]]:
    """Return a list of CSL names, of which each has at least a family name or a literal; anything else is left out."""
    people = value if isinstance(value, list) else [value]
    return [name for name in map(_name, people) if name]


def _name(person: Any) -> dict[str, str]:
    if isinstance(person, str):
        return {"literal": plain(person)} if plain(person) else {}
    if not isinstance(person, dict):
        return {}
    parts = {part: plain(person[part]) for part in _NAME_PARTS if _is_simple(person.get(part)) and plain(person[part])}
    if "literal" in parts:
        return {"literal": parts["literal"]}
    if "family" not in parts and "given" in parts:
        return {"literal": parts["given"]}
    return parts if "family" in parts else {}


def _is_simple(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _shown(value: Any) -> str:
    text = plain(str(value)[: 4 * _LONGEST_SHOWN])
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def first_of(item: Item, variables: Iterable[str]) -> str:
    """Return the first of some text variables that the record has, or ''."""
    return next((str(item[name]) for name in variables if item.get(name)), "")
