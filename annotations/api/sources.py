"""Sources: the project's library."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import Visit, get_project
from annotations.api import etags, parameters
from annotations.api.bodies import SourceBody, read
from annotations.api.endpoints import Endpoint, caller
from annotations.api.schema import page_of, reading, writing
from annotations.api.serializers import NewSourceSerializer, SourceSerializer
from annotations.api.submissions import submit
from annotations.models import Project, Source
from annotations.permissions import Permission
from annotations.queries.library import library, open_sources
from annotations.services import sources
from annotations.services.refusals import Stale
from annotations.services.sources import Bibliography, entered_archive

PAGE_SIZE, MOST = 100, 200
AFTER = parameters.cursor_parameter("after", "Only sources with a greater id.")
# Variables of CSL-JSON that the other fields of a record are written into.
DERIVED = {"type", "title", "publisher", "URL", "DOI", "archive", "archive_location"}


class SourceList(Endpoint):
    """The sources of a project."""

    @reading(
        "sources_list",
        page_of(SourceSerializer),
        parameters=[AFTER, parameters.page_size_parameter(PAGE_SIZE, MOST)],
    )
    def get(self, request: Request, slug: str) -> Response:
        """List the library, oldest entry first."""
        visit = get_project(caller(request), slug, Permission.VIEW)
        parameters.check_known(request, "after", "page_size")
        size = parameters.page_size(request, default=PAGE_SIZE, most=MOST)
        known = open_sources(visit.project, confidential=visit.may(Permission.REVIEW))
        rows = library(known, text="", kind="").order_by("pk")
        found = list(rows.filter(pk__gt=parameters.number(request, "after") or 0)[: size + 1])
        following = {"after": found[size - 1].pk} if len(found) > size else None
        return Response(parameters.page(request, SourceSerializer(found[:size], many=True).data, following))

    @writing("sources_add", NewSourceSerializer, body=SourceBody, status=201)
    def post(self, request: Request, slug: str) -> Response:
        """Enter a source. One that is there already is named in `same_as`, not refused."""
        visit = get_project(caller(request), slug, Permission.REVIEW)
        entry = entry_of(read(request, SourceBody))

        def act() -> Any:
            known = known_as(visit.project, entry)
            source = sources.add_source(actor=visit.user, project=visit.project, entry=entry)
            body = SourceSerializer(source).data
            return {**body, "same_as": known.pk if known else None}

        def location(body: Any) -> str:
            return reverse("api:source-detail", args=[slug, body["id"]])

        return submit(request, visit.user, act, status=201, location=location)


class SourceDetail(Endpoint):
    """One source."""

    @reading("sources_read", SourceSerializer)
    def get(self, request: Request, slug: str, pk: int) -> Response:
        """Read a source."""
        visit = get_project(caller(request), slug, Permission.VIEW)
        parameters.check_known(request)
        body = SourceSerializer(_source(visit, pk)).data
        return Response(body, headers={"ETag": body["etag"]})

    @writing("sources_change", SourceSerializer, body=SourceBody, guarded=True)
    def patch(self, request: Request, slug: str, pk: int) -> Response:
        """Correct a source; what you leave out stays."""
        visit = get_project(caller(request), slug, Permission.REVIEW)
        _source(visit, pk)
        seen = etags.version_seen(etags.required(request))
        values = read(request, SourceBody, partial=True)

        def act() -> Any:
            source = _source(visit, pk)
            if source.version != seen:
                raise Stale("source_changed", "Somebody changed this source since you opened it.")
            entry = entry_of(values, source)
            return SourceSerializer(
                sources.change_source(actor=visit.user, source=source, entry=entry, version=seen)
            ).data

        return submit(request, visit.user, act, current=lambda: SourceSerializer(_source(visit, pk)).data)


def _source(visit: Visit, pk: int) -> Source:
    source = open_sources(visit.project, confidential=visit.may(Permission.REVIEW)).filter(pk=pk).first()
    if source is None:
        raise Http404
    return source


def entry_of(values: Mapping[str, Any], before: Source | None = None) -> Bibliography:
    """Return a record as the service takes it; what the body leaves out stays as it was `before`."""
    entry = dict(_kept(before)) if before is not None else {"extra": {}}
    entry |= values
    for name in ("author", "issued", "accessed"):
        if name in values:
            entry["extra"].pop(name, None)
    entry["title"] = entry.get("title") or entry.get("url") or entry.get("doi") or ""
    entry["type"] = entry.get("type") or "webpage"
    return Bibliography(**entry)


def _kept(source: Source) -> dict[str, Any]:
    """Return a record's fields; authors and dates stay in `extra` as they were written."""
    names = ("title", "publisher", "url", "doi", "kind", "reliability", "confidential")
    fields = {name: getattr(source, name) for name in names} | {"archive_url": entered_archive(source)}
    extra = {name: value for name, value in source.csl.items() if name not in DERIVED}
    return fields | {"type": source.csl.get("type", ""), "extra": extra}


def known_as(project: Project, entry: Bibliography) -> Source | None:
    """Return the library's older record of the same page or DOI, if it has one."""
    return sources.find_source(project, url=entry.url, doi=entry.doi)
