"""The project's source library."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F

from annotations.models import Project, Source, User
from annotations.models.addresses import clean_doi, clean_web_address, normalised
from annotations.scales import RELIABILITIES, SOURCE_KINDS
from annotations.services import history
from annotations.services.refusals import Invalid, Stale
from annotations.services.transactions import writing


@dataclass(frozen=True, slots=True)
class Bibliography:
    """What is entered about a source. `extra` holds further CSL-JSON variables."""

    title: str
    type: str = "webpage"
    author: str = ""
    publisher: str = ""
    url: str = ""
    doi: str = ""
    archive_url: str = ""
    issued: date | None = None
    accessed: date | None = None
    kind: str = ""
    reliability: str = ""
    confidential: bool = False
    extra: dict[str, Any] = field(default_factory=dict)


def add_source(*, actor: User, project: Project, entry: Bibliography) -> Source:
    """Enter a source into the project's library and return it. Raises Invalid for an unusable entry."""
    fields = fields_of(entry)
    with writing():
        source = Source.objects.create(project=project, **fields)
        history.record(
            actor=actor, code="source.added", project=project, subject=source.title[:120], body=_body(source)
        )
        return source


def change_source(*, actor: User, source: Source, entry: Bibliography, version: int) -> Source:
    """Replace a source's record. Raises Stale if it changed since `version`, Invalid for an unusable entry."""
    fields = fields_of(entry)
    with writing():
        current = lock_source(source, version)
        before = _body(current)
        for name, value in fields.items():
            setattr(current, name, value)
        current.version += 1
        current.save(update_fields=[*fields, "version"])
        history.record(
            actor=actor, code="source.changed", project=current.project, subject=current.title[:120],
            body={"before": before, "after": _body(current)}, content=True,
        )  # fmt: skip
        return current


def find_source(project: Project, *, url: str = "", doi: str = "") -> Source | None:
    """Return the project's source with this DOI or page, if it has one; for a merged one, its successor."""
    library = Source.objects.filter(project=project).select_related("merged_into")
    library = library.order_by(F("merged_into").asc(nulls_first=True), "pk")
    found = None
    if doi:
        found = library.filter(doi__iexact=clean_doi(doi)).first()
    elif url:
        found = library.filter(url_normalised=normalised(clean_web_address(url))).first()
    return found.merged_into or found if found else None


def merge_sources(*, actor: User, source: Source, into: Source, version: int) -> Source:
    """Let `into` stand for `source` from now on and return `source`, which stays readable with its citations.

    Sources merged into `source` before follow it. Raises Stale if it changed since `version`, Invalid if it was merged
    already, or `into` was, or is the same, or belongs to another project.
    """
    with writing():
        rows = Source.objects.select_for_update().filter(pk__in=[source.pk, into.pk]).order_by("pk")
        locked = {row.pk: row for row in rows}
        current, successor = lock_source(source, version), locked[into.pk]
        if successor.pk == current.pk or successor.project_id != current.project_id:
            raise Invalid("source_unknown", "Choose another source of the same library.")
        if successor.merged_into_id is not None:
            raise Invalid("source_merged", "The source to merge into was merged itself.")
        Source.objects.filter(merged_into=current).update(merged_into=successor, version=F("version") + 1)
        current.merged_into = successor
        current.version += 1
        current.save(update_fields=["merged_into", "version"])
        body = {"source": current.pk, "into": successor.pk, "into_title": successor.title}
        history.record(
            actor=actor, code="source.merged", project=current.project, subject=current.title[:120], body=body
        )
        return current


def lock_source(source: Source, version: int) -> Source:
    """Lock a source and return it as it is. Raises Stale if it changed since `version`, Invalid if it was merged."""
    current = Source.objects.select_for_update(of=("self",)).select_related("project").get(pk=source.pk)
    if current.version != version:
        raise Stale("source_changed", "Somebody changed this source since you opened it.")
    if current.merged_into_id is not None:
        raise Invalid("source_merged", "This source was merged into another one.")
    return current


def fields_of(entry: Bibliography) -> dict[str, Any]:
    """Return the fields of a record for the library, addresses in their written form. Raises Invalid."""
    if not entry.title.strip():
        raise Invalid("source_without_title", "A source needs a title.")
    if entry.kind and entry.kind not in SOURCE_KINDS:
        raise Invalid("source_kind_unknown", f"There is no kind of source “{entry.kind}”.")
    if entry.reliability not in RELIABILITIES:
        raise Invalid("reliability_unknown", f"There is no reliability “{entry.reliability}”.")
    try:
        url, archive_url = clean_web_address(entry.url), clean_web_address(entry.archive_url)
        doi = clean_doi(entry.doi)
    except ValidationError as error:
        raise Invalid(error.code or "address_invalid", error.messages[0]) from error
    return {
        "csl": _csl(entry, url, doi, archive_url), "title": entry.title.strip(), "kind": entry.kind,
        "publisher": entry.publisher, "doi": doi, "url": url, "url_normalised": normalised(url),
        "archive_url": archive_url, "reliability": entry.reliability, "confidential": entry.confidential,
    }  # fmt: skip


def _csl(entry: Bibliography, url: str, doi: str, archive_url: str) -> dict[str, Any]:
    csl: dict[str, Any] = {**entry.extra, "type": entry.type, "title": entry.title.strip()}
    if entry.author:
        csl["author"] = [{"literal": name.strip()} for name in entry.author.split(";") if name.strip()]
    for name, value in (("publisher", entry.publisher), ("URL", url), ("DOI", doi)):
        if value:
            csl[name] = value
    for name, day in (("issued", entry.issued), ("accessed", entry.accessed)):
        if day:
            csl[name] = {"date-parts": [[day.year, day.month, day.day]]}
    if archive_url:
        csl |= {"archive": "Web archive", "archive_location": archive_url}
    return csl


def _body(source: Source) -> dict[str, Any]:
    return {"csl": source.csl, "kind": source.kind, "reliability": source.reliability}
