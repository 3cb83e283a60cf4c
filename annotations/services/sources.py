"""The project's source library."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

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
        current = Source.objects.select_for_update(of=("self",)).select_related("project").get(pk=source.pk)
        if current.version != version:
            raise Stale("source_changed", "Somebody changed this source since you opened it.")
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
    """Return the project's source with this DOI or this page, if the library has one."""
    library = Source.objects.filter(project=project, merged_into__isnull=True).order_by("pk")
    if doi:
        return library.filter(doi=clean_doi(doi)).first()
    return library.filter(url_normalised=normalised(clean_web_address(url))).first() if url else None


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
