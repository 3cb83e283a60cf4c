"""References in wikitext: the templates of Wikipedia's citation style, filled from clean CSL-JSON."""

import re
from datetime import date, datetime
from typing import Any

from annotations.references import Item
from annotations.references.dates import first_parts
from annotations.reports.cited import CitedSource
from annotations.reports.text import MONTHS, web_address
from annotations.reports.wiki_words import escaped, escaped_address, template

TEMPLATES = {
    "article-journal": "cite journal", "article-magazine": "cite magazine", "article-newspaper": "cite news",
    "book": "cite book", "chapter": "cite book", "paper-conference": "cite conference", "report": "cite report",
    "thesis": "cite thesis", "motion_picture": "cite AV media", "broadcast": "cite AV media",
}  # fmt: skip
CONTAINERS = {
    "cite journal": "journal", "cite magazine": "magazine", "cite news": "newspaper", "cite book": "title",
    "cite conference": "book-title",
}  # fmt: skip
PLAIN = {
    "publisher": "publisher", "publisher-place": "location", "volume": "volume", "issue": "issue", "edition": "edition",
    "page": "pages", "DOI": "doi", "ISBN": "isbn", "ISSN": "issn", "PMID": "pmid",
}  # fmt: skip
_STAMPED = re.compile(r"/(\d{4})(\d\d)(\d\d)\d{6}(?:[a-z]{2}_)?/")  # how web archives date an address


def cite(cited: CitedSource, *, is_dead: bool) -> str:
    """Return the template that describes a source; `is_dead` says that its address was found unreachable."""
    item = cited.item
    address = escaped_address(item.get("URL", ""))
    name = TEMPLATES.get(item["type"]) or ("cite web" if address else "citation")
    values = {**_people(item), **_titles(item, name), "date": _date(item.get("issued"))}
    values |= {parameter: escaped(str(item.get(variable, ""))) for variable, parameter in PLAIN.items()}
    values |= {"url": address, "access-date": _day(item.get("accessed")) if address else ""}
    return template(name, values | _archive(cited, is_dead=is_dead))


def archive_day(cited: CitedSource) -> date | None:
    """Return when the copy in the web archive was made, as far as the library or the copy's address tells."""
    moment: datetime | None = cited.source.archived_at
    if moment:
        return moment.date()
    stamp = _STAMPED.search(cited.source.archive_url)
    try:
        return date(*map(int, stamp.groups())) if stamp else None
    except ValueError:
        return None


def is_archived(cited: CitedSource) -> bool:
    """Whether the reference can name a copy: the style wants its date, and the address of the page itself."""
    known = web_address(cited.source.archive_url) and web_address(cited.item.get("URL", ""))
    return bool(known) and archive_day(cited) is not None


def _archive(cited: CitedSource, *, is_dead: bool) -> dict[str, str]:
    made = archive_day(cited)
    if made is None or not is_archived(cited):
        return {}
    state = "dead" if is_dead else "live"
    address = escaped_address(cited.source.archive_url)
    return {"archive-url": address, "archive-date": made.isoformat(), "url-status": state}


def _people(item: Item) -> dict[str, str]:
    values: dict[str, str] = {}
    for kind, word in (("author", ""), ("editor", "editor-")):
        for rank, person in enumerate(item.get(kind, ()), 1):
            if "literal" in person:
                values[f"{word or 'author'}{rank}".replace("-", "")] = escaped(person["literal"])
            else:
                particles = [person.get("dropping-particle", ""), person.get("non-dropping-particle", "")]
                family = " ".join(filter(None, [*particles, person.get("family", "")]))
                given = ", ".join(filter(None, [person.get("given", ""), person.get("suffix", "")]))
                values |= {f"{word}last{rank}": escaped(family), f"{word}first{rank}": escaped(given)}
    return values


def _titles(item: Item, name: str) -> dict[str, str]:
    title, container = escaped(item.get("title", "")), escaped(item.get("container-title", ""))
    if name == "cite book" and container:
        return {"chapter": title, "title": container}
    return {"title": title, CONTAINERS.get(name, "work"): container} if container else {"title": title}


def _date(value: Any) -> str:
    """Return a date as the style writes it: 2025-03-09, March 2025 or 2025."""
    parts = first_parts(value)
    if len(parts) == 2:
        return f"{MONTHS[parts[1] - 1]} {parts[0]}"
    return _day(value) or "".join(map(str, parts))


def _day(value: Any) -> str:
    parts = first_parts(value)
    return date(*parts).isoformat() if len(parts) == 3 else ""
