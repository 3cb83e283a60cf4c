"""What the check of a text cites: its claims with their standing citations, and a clean record of each source."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from annotations.references import TYPES, Item
from annotations.references.csl import clean
from annotations.references.dates import first_parts
from annotations.references.gathering import own_key
from annotations.reports.contents import CitationEntry, ClaimEntry, PartEntry, ReportContents, SourceEntry
from annotations.reports.summary import counted
from annotations.reports.text import one_line, web_address

_WORD = re.compile(r"[A-Za-z0-9]+")
_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9_.+-]+")
_SMALL_WORDS = frozenset(
    ("a", "an", "and", "das", "der", "des", "die", "el", "la", "las", "le", "les", "los", "of", "on", "the", "und")
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A claim, or an atomic claim inside one, with the number that readers see: '3' or '3.1'."""

    number: str
    entry: ClaimEntry | PartEntry


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source that standing citations use. `key` is ASCII and unique in the report; `item` is clean CSL-JSON."""

    key: str
    source: SourceEntry
    item: Item


def checked(contents: ReportContents) -> Iterator[Numbered]:
    """Yield the live claims but separators, each followed by its live parts, in reading order."""
    for claim in counted(contents):
        yield numbered(claim)
        yield from live_parts(claim)


def numbered(claim: ClaimEntry) -> Numbered:
    """Return a claim with its number; one that has none is named by its serial."""
    return Numbered(one_line(claim.number) or str(claim.id), claim)


def live_parts(claim: ClaimEntry) -> Iterator[Numbered]:
    """Yield the parts of a live claim that are in use, under the numbers that the findings give them."""
    number = numbered(claim).number
    printed = [part for part in claim.parts if not part.retired or part.verdicts]
    yield from (Numbered(f"{number}.{rank}", part) for rank, part in enumerate(printed, 1) if not part.retired)


def standing(entry: ClaimEntry | PartEntry) -> tuple[CitationEntry, ...]:
    """Return the citations that were not withdrawn, in order of creation."""
    return tuple(citation for citation in entry.citations if not citation.withdrawn_at)


def cited_sources(contents: ReportContents) -> dict[int, CitedSource]:
    """Return the sources that standing citations on live claims use, by the number that a citation gives.

    A source that was merged into another stands under its own number as that other one.
    """
    sources = {source.id: source for source in contents.sources}
    used: dict[int, list[str]] = {}
    merged: dict[int, int] = {}
    for each in checked(contents):
        for citation in standing(each.entry):
            if citation.source in sources:
                into = sources[citation.source].merged_into
                merged[citation.source] = into if into in sources else citation.source
                used.setdefault(merged[citation.source], []).append(each.number)
    keys: dict[str, int] = {}
    found = {number: _cited(sources[number], used[number], keys) for number in sorted(used)}
    return {number: found[into] for number, into in sorted(merged.items())}


def records_of(contents: ReportContents) -> tuple[Item, ...]:
    """Return the clean records of the cited sources, each once, in the order of their numbers."""
    found = {cited.source.id: cited.item for cited in cited_sources(contents).values()}
    return tuple(found[number] for number in sorted(found))


def uncited(contents: ReportContents) -> tuple[str, ...]:
    """Return the sentence that names the sources which no standing citation on a live claim uses, if there are any."""
    cited = {one.source.id for one in cited_sources(contents).values()}
    numbers = [str(one.id) for one in contents.sources if one.id not in cited and one.merged_into is None]
    if not numbers:
        return ()
    which = f"Source {numbers[0]} is" if len(numbers) == 1 else f"{len(numbers)} sources are"
    return (f"{which} cited nowhere in the text as it stands" + (f": {', '.join(numbers)}." if numbers[1:] else "."),)


def _cited(source: SourceEntry, claims: list[str], keys: dict[str, int]) -> CitedSource:
    item, _remarks = clean(_raw(source))
    if not web_address(item.get("URL", "")):
        item.pop("URL", None)  # a link that no report may offer: one with a password in it, say
    own = {
        "claims": ", ".join(dict.fromkeys(claims)), "kind": one_line(source.kind),
        "reliability": one_line(source.reliability), "confidential": "yes" if source.confidential else "",
    }  # fmt: skip
    item["custom"] = {**item.get("custom", {}), **{name: value for name, value in own.items() if value}}
    item["id"] = key = own_key(_wanted_key(source.id, item), keys)
    return CitedSource(key, source, item)


def _raw(source: SourceEntry) -> dict[str, Any]:
    """Return the record with what the library says of the source over what came with the record."""
    kind = source.csl.get("type")
    known = isinstance(kind, str) and kind in TYPES
    said = {"title": source.title, "publisher": source.publisher, "URL": source.url, "DOI": source.doi}
    copy = web_address(source.archive_url)
    archive = {"archive": source.csl.get("archive") or "Web archive", "archive_location": copy}
    return {
        **source.csl,
        **{name: value for name, value in said.items() if value},
        **(archive if copy else {}),
        "type": kind if known else "webpage" if source.url else "document",
    }


def _wanted_key(number: int, item: Item) -> str:
    """Return the key that came with the record, else one of author, year and word, else 'source-12'."""
    own = _NOT_IN_KEYS.sub("-", _ascii(str(item.get("citation-key", "")))).strip("-.+_")
    if own:
        return own[:60] if own[0].isalpha() else f"source-{own[:60]}"  # a wiki takes no number for a name
    people = item.get("author") or item.get("editor") or [{}]
    author = _word(people[0].get("family") or people[0].get("literal", ""))
    year = first_parts(item.get("issued"))[:1]
    return f"{author}{year[0]}{_word(str(item.get('title', '')))}" if author and year else f"source-{number}"


def _word(text: str) -> str:
    words = [word.lower() for word in _WORD.findall(_ascii(text))]
    return next((word for word in words if word not in _SMALL_WORDS), "")[:30]


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).replace("'", "").encode("ascii", "ignore").decode()
