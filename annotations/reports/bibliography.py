"""The sources of a report, as a list of works cited."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from annotations.reports.contents import ReportContents, SourceEntry
from annotations.reports.text import MONTHS, doi_address, listed, one_line, web_address
from annotations.scales import RELIABILITIES, SOURCE_KINDS


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source in print. An address that may not be linked is printed as words in `address`, with `href` ''."""

    number: str
    authors: str
    title: str
    publisher: str
    issued: str
    accessed: str
    kind: str
    reliability: str
    is_weak: bool
    address: str
    href: str
    doi: str
    doi_href: str
    archive: str
    archive_href: str


def bibliography(contents: ReportContents) -> tuple[SourceView, ...]:
    """Return the sources in the order of their numbers."""
    return tuple(source_view(source) for source in contents.sources)


def source_view(source: SourceEntry) -> SourceView:
    """Return one source in print; what its record does not say is ''."""
    return SourceView(
        number=str(source.id),
        authors=_names(source.csl.get("author")),
        title=one_line(source.title) or one_line(source.url) or "Untitled source",
        publisher=one_line(source.publisher),
        issued=_date(source.csl.get("issued")),
        accessed=_date(source.csl.get("accessed")),
        kind=SOURCE_KINDS.get(source.kind, one_line(source.kind)),
        reliability=RELIABILITIES.get(source.reliability, one_line(source.reliability)),
        is_weak=source.reliability == "weak",
        address=one_line(source.url),
        href=web_address(source.url),
        doi=one_line(source.doi),
        doi_href=doi_address(source.doi),
        archive=one_line(source.archive_url),
        archive_href=web_address(source.archive_url),
    )


def _names(people: Any) -> str:
    """Read a CSL list of names; anything else is ''."""
    if not isinstance(people, list):
        return ""
    return listed([name for name in map(_name, people) if name])


def _name(person: Any) -> str:
    if not isinstance(person, dict):
        return ""
    words = [person.get("literal")] if person.get("literal") else [person.get("given"), person.get("family")]
    return one_line(" ".join(str(word) for word in words if word))


def _date(value: Any) -> str:
    """Read a CSL date: 2026, November 2026 or 22 November 2026; anything else is ''."""
    try:
        parts = [int(part) for part in value["date-parts"][0]]
        date(*[*parts, 1, 1][:3])
    except (KeyError, IndexError, TypeError, ValueError, OverflowError):
        return ""
    year, month, day = (*parts, 0, 0)[:3]
    return " ".join(filter(None, [str(day or ""), MONTHS[month - 1] if month else "", str(year)]))
