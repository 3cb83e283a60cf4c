"""The source library: its list, one source with where it is used, and the library as a file."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from annotations.models import Citation, HistoryEntry, Placement, Project, Sight, Source
from annotations.models.addresses import doi_in
from annotations.models.sources import ArchiveState
from annotations.queries.members import initials_of
from annotations.references import STYLES, TYPES, Formatted, Item, formatted, to_bibtex, to_ris
from annotations.scales import CITATION_STATES, SOURCE_KINDS, STANCES

USES_SHOWN = 200
TWINS_SHOWN = 20
CHANGES_SHOWN = 50
RECORD_WORDS = {
    "URL": "web address", "issued": "published", "accessed": "last looked at", "archive": "archive",
    "archive_location": "address in an archive",
}  # fmt: skip
ON_THE_WEB = ("webpage", "post", "post-weblog")  # the publisher of these is the site, by which the styles call them
EXPORTS: dict[str, tuple[str, str, Callable[[list[Item]], str]]] = {
    "json": ("application/vnd.citationstyles.csl+json", "json", lambda items: f"{json.dumps(items, indent=2)}\n"),
    "bibtex": ("application/x-bibtex; charset=utf-8", "bib", to_bibtex),
    "ris": ("application/x-research-info-systems; charset=utf-8", "ris", to_ris),
}
"""Formats of the library as a file: media type, suffix, writer."""


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """A source in the list; `uses` counts the citations that the viewer may see, those of merged records too."""

    source: Source
    kind: str
    uses: int


@dataclass(frozen=True, slots=True)
class SourceUse:
    """Where a source is used: the claim as its document numbers it."""

    citation: Citation
    number: str
    text: str
    stance: str
    state: str


@dataclass(frozen=True, slots=True)
class EarlierRecord:
    """A change of a source that the history knows: who made it, the title before, and which variables differ."""

    entry: HistoryEntry
    by: str
    title: str
    changed: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """Everything about one source; `more_uses` says that not all are listed."""

    source: Source
    kind: str
    styles: tuple[tuple[str, Formatted], ...]
    uses: tuple[SourceUse, ...]
    more_uses: bool
    twins: tuple[Source, ...]
    merged: tuple[Source, ...]
    others: dict[int, str]
    archive: str


def open_sources(project: Project, *, confidential: bool) -> QuerySet[Source]:
    """Return the project's sources; the confidential ones are for those who may review."""
    rows = Source.objects.filter(project=project)
    return rows if confidential else rows.filter(confidential=False)


def library(sources: QuerySet[Source], *, text: str, kind: str) -> QuerySet[Source]:
    """Return the sources that are offered and hold a text in title, publisher, address or DOI, by title."""
    rows = sources.filter(merged_into__isnull=True).order_by("title", "pk")
    if kind:
        rows = rows.filter(kind=kind)
    for word in text.split()[:10]:
        held = Q(title__icontains=word) | Q(publisher__icontains=word) | Q(url__icontains=word)
        rows = rows.filter(held | Q(doi__icontains=word))
    return rows


def library_rows(sources: list[Source], sight: Sight) -> list[LibraryRow]:
    """Return these sources with how often each is used, as far as this person may see."""
    cited = Q(source__in=sources) | Q(source__merged_into__in=sources)
    counted = sight.citations().standing().filter(cited, document__erased_at=None).order_by()
    uses: dict[int, int] = {}
    for pk, successor, count in counted.values_list("source", "source__merged_into").annotate(count=Count("pk")):
        uses[successor or pk] = uses.get(successor or pk, 0) + count
    return [LibraryRow(source, SOURCE_KINDS.get(source.kind, ""), uses.get(source.pk, 0)) for source in sources]


def source_page(source: Source, sources: QuerySet[Source], sight: Sight) -> SourcePage:
    """Return what the page of a source shows; `sources` are those that the viewer may know of."""
    cited = Q(source=source) | Q(source__merged_into=source)
    rows = sight.citations().standing().filter(cited, document__erased_at=None)
    found = sight.read_citations(rows.select_related("document", "claim").order_by("-pk")[: USES_SHOWN + 1])
    offered = library(sources, text="", kind="").exclude(pk=source.pk)
    return SourcePage(
        source=source, kind=SOURCE_KINDS.get(source.kind, ""), styles=styles_of(source),
        uses=_uses(found[:USES_SHOWN]), more_uses=len(found) > USES_SHOWN,
        twins=tuple(twins_of(source, sources)[:TWINS_SHOWN]),
        merged=tuple(sources.filter(merged_into=source).order_by("pk")),
        others=dict(offered.values_list("pk", "title")[:500]),
        archive=archive_word(source),
    )  # fmt: skip


def archive_word(source: Source) -> str:
    """Return how far the request to the web archive is, as a word; '' where nobody asked."""
    return str(ArchiveState(source.archive_state).label) if source.archive_state else ""


def earlier_records(source: Source) -> tuple[EarlierRecord, ...]:
    """Return what the record was before each of its last fifty changes, the newest first."""
    entries = HistoryEntry.objects.filter(chain__project=source.project_id, code="source.changed")
    rows = list(entries.filter(body__source=source.pk).select_related("actor").order_by("-number")[:CHANGES_SHOWN])
    initials = initials_of(source.project) if rows else {}
    return tuple(_earlier(row, initials.get(row.actor_id) or row.actor.mark) for row in rows)


def _earlier(entry: HistoryEntry, by: str) -> EarlierRecord:
    body = entry.body or {}
    before, after = ({**side["csl"], **side, "csl": None} for side in (body["before"], body["after"]))
    changed = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    words = ", ".join(RECORD_WORDS.get(name, name.replace("-", " ")) for name in changed)
    return EarlierRecord(entry, by, str(before.get("title", "")), words)


def _uses(citations: list[Citation]) -> tuple[SourceUse, ...]:
    claims = {row.claim.parent_id or row.claim_id for row in citations}
    places = {place.claim_id: place for place in Placement.objects.filter(claim__in=claims).order_by("pk")}
    found = []
    for row in citations:
        place = places.get(row.claim.parent_id or row.claim_id)
        stance, state = STANCES.get(row.stance, row.stance), CITATION_STATES.get(row.state, row.state)
        found.append(SourceUse(row, place.shown_number if place else "", place.text if place else "", stance, state))
    return tuple(found)


def twins_of(source: Source, sources: QuerySet[Source]) -> QuerySet[Source]:
    """Return the other records of the same DOI or page that are still offered."""
    same, doi = Q(pk__in=[]), source.doi or doi_in(source.url)
    if doi:
        same |= same_by_doi(doi)
    if source.url_normalised:
        same |= Q(url_normalised=source.url_normalised)
    return sources.filter(same, merged_into__isnull=True).exclude(pk=source.pk).order_by("pk")


def same_by_doi(doi: str) -> Q:
    """Return the filter for records of a bare DOI, whether they name it or only its address at doi.org."""
    named = Q(doi__iexact=doi)
    for host in ("doi.org", "dx.doi.org"):  # of older records the host is kept as it was written
        named |= Q(url_normalised__iexact=f"{host}/{doi}")
    return named


def item_of(source: Source) -> Item:
    """Return the record as CSL-JSON with an id of its own; a type that CSL does not have becomes a document.

    A copy that a web archive keeps is told as one that somebody entered.
    """
    kind = source.csl.get("type")
    kept = {"archive": "Web archive", "archive_location": source.archive_url} if source.archive_url else {}
    return {**kept, **source.csl, "id": f"source-{source.pk}", "type": kind if kind in TYPES else "document"}


def styles_of(source: Source) -> tuple[tuple[str, Formatted], ...]:
    """Return the source as an entry in each style, with the style's title."""
    item = item_of(source)
    if item["type"] in ON_THE_WEB and item.get("publisher"):
        item.setdefault("container-title", item["publisher"])
    return tuple((title, formatted(item, slug)) for slug, title in STYLES.items())


def exported(sources: QuerySet[Source], format: str) -> str:
    """Return the sources that are offered as a file's text. Raises KeyError for an unknown format."""
    write = EXPORTS[format][2]
    return write([item_of(source) for source in sources.filter(merged_into__isnull=True).order_by("pk")])
