"""The project's source library."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import F

from annotations.models import Project, Source, User
from annotations.models.addresses import clean_doi, clean_web_address, doi_in, normalised
from annotations.models.sources import ArchiveState
from annotations.queries.library import same_by_doi
from annotations.scales import RELIABILITIES, SOURCE_KINDS
from annotations.services import history
from annotations.services.refusals import Invalid, Stale
from annotations.services.transactions import writing


@dataclass(frozen=True, slots=True)
class Bibliography:
    """What is entered about a source. `extra` holds further CSL-JSON variables.

    `archive_url` is the address of a copy that somebody knows of; what a web archive answers is not entered.
    """

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
    """Enter a source into the project's library and return it. Raises Invalid for an unusable entry.

    Where a web archive is set up, it is asked to keep the page, in the background.
    """
    fields = fields_of(entry)
    with writing():
        source = Source(project=project, **fields)
        source.archive_state = ArchiveState.WAITING if may_be_archived(source) else ""
        source.save()
        body = {"source": source.pk, **_body(source)}
        history.record(actor=actor, code="source.added", project=project, subject=source.title[:120], body=body)
        return source


def change_source(*, actor: User, source: Source, entry: Bibliography, version: int) -> Source:
    """Replace a source's record. Raises Stale if it changed since `version`, Invalid for an unusable entry.

    A copy that a web archive keeps stays with the source until its address changes or another copy is entered.
    """
    fields_of(entry)
    with writing():
        current = lock_source(source, version)
        before, kept = _body(current), _answer_of(current)
        fields = fields_of(replace(entry, archive_url="") if entry.archive_url == kept["archive_url"] else entry)
        is_same_page = fields["url"] == current.url and not fields["archive_url"]
        for name, value in fields.items():
            setattr(current, name, value)
        answer = _answer_after(current, kept if is_same_page else None)
        for name, value in answer.items():
            setattr(current, name, value)
        current.version += 1
        current.save(update_fields=[*fields, *answer, "version"])
        body = {"source": current.pk, "before": before, "after": _body(current)}
        history.record(
            actor=actor, code="source.changed", project=current.project, subject=current.title[:120], body=body,
            content=True,
        )  # fmt: skip
        return current


def find_source(project: Project, *, url: str = "", doi: str = "") -> Source | None:
    """Return the project's source with this DOI or page, if it has one; for a merged one, its successor.

    An address at doi.org is the DOI that it leads to. The DOI is looked for first.
    """
    address = clean_web_address(url)
    return same_source(project, doi=clean_doi(doi) or doi_in(address), page=normalised(address))


def same_source(project: Project, *, doi: str, page: str) -> Source | None:
    """Return the project's source of a bare DOI, else of a page in its normalised form; '' looks for none.

    For a merged one, that is its successor.
    """
    library = Source.objects.filter(project=project).select_related("merged_into")
    library = library.order_by(F("merged_into").asc(nulls_first=True), "pk")
    found = library.filter(same_by_doi(doi)).first() if doi else None
    if found is None and page:
        found = library.filter(url_normalised=page).first()
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


def may_be_archived(source: Source) -> bool:
    """Say whether a web archive may be asked for the source: never for a confidential one, nor where a copy is known.

    Nothing is asked while no archive is set up, and no longer for a source that was merged.
    """
    is_known = bool(source.archive_url) and not _answer_of(source)["archive_url"]
    open_page = bool(source.url) and not source.confidential and source.merged_into_id is None
    return bool(settings.ARCHIVE_SERVICE) and open_page and not is_known


def entered_archive(source: Source) -> str:
    """Return the address of a copy that somebody entered, '' where there is none or a web archive answered it."""
    return source.archive_url if source.csl.get("archive_location") == source.archive_url else ""


def _answer_of(source: Source) -> dict[str, Any]:
    """Return what a web archive answered for the source: never what somebody entered, which is part of the record."""
    answered = "" if entered_archive(source) else source.archive_url
    return {
        "archive_url": answered, "archive_state": source.archive_state, "archived_at": source.archived_at,
        "archive_failure": source.archive_failure,
    }  # fmt: skip


def _answer_after(source: Source, kept: dict[str, Any] | None) -> dict[str, Any]:
    """Return the fields of the answer after a change; without one that was `kept`, the archive is asked anew."""
    waits = ArchiveState.WAITING if may_be_archived(source) else ""
    if kept is None:
        answer = {"archive_url": source.archive_url, "archived_at": None, "archive_failure": ""}
        return {**answer, "archive_state": waits}
    is_pending = kept["archive_state"] == ArchiveState.WAITING
    return {**kept, "archive_state": waits} if is_pending else kept


def _body(source: Source) -> dict[str, Any]:
    return {"csl": source.csl, "kind": source.kind, "reliability": source.reliability}
