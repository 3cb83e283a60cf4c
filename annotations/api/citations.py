"""Citations: the sources used on a claim."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import ClaimVisit, get_claim
from annotations.api import etags, parameters
from annotations.api.bodies import CitationBody, UseBody, read, use_of
from annotations.api.claim_rows import claim_now
from annotations.api.endpoints import Endpoint, caller
from annotations.api.people import UNNAMED, Person, people_of
from annotations.api.schema import list_of, reading, writing
from annotations.api.serializers import CitationSerializer
from annotations.api.sources import entry_of, known_as
from annotations.api.submissions import submit
from annotations.models import Citation, Source
from annotations.models.citations import CitationQuerySet
from annotations.permissions import Permission
from annotations.services import citations, sources
from annotations.services.refusals import Invalid, Stale

USE = ("stance", "quote", "translation", "locator", "question", "evidence_set", "independence_group", "state")


class CitationList(Endpoint):
    """The citations on a claim."""

    @reading("citations_list", list_of(CitationSerializer))
    def get(self, request: Request, document: int, serial: int) -> Response:
        """List the citations that you may see and nobody has taken back, oldest first."""
        visit = get_claim(caller(request), document, serial, Permission.VIEW)
        parameters.check_known(request)
        people = people_of(visit.project)
        rows = [_row(visit, citation, people) for citation in visit.sight.read_citations(_visible(visit))]
        return Response({"results": CitationSerializer(rows, many=True).data})

    @writing("citations_add", CitationSerializer, body=CitationBody, status=201)
    def post(self, request: Request, document: int, serial: int) -> Response:
        """Cite a source: by its id, or by a record, which is entered if the library does not have it."""
        visit = get_claim(caller(request), document, serial, Permission.REVIEW)
        values = read(request, CitationBody)

        def act() -> Any:
            source = _source(visit, values["source"])
            citation = citations.add_citation(actor=visit.user, claim=visit.claim, source=source, use=use_of(values))
            return _shown(visit, citation)

        def location(body: Any) -> str:
            return reverse("api:citation-detail", args=[document, serial, body["id"]])

        return submit(request, visit.user, act, status=201, location=location, current=lambda: claim_now(visit))


def _source(visit: ClaimVisit, given: Any) -> Source:
    if not isinstance(given, int):
        entry = entry_of(given)
        known = known_as(visit.project, entry)
        return known or sources.add_source(actor=visit.user, project=visit.project, entry=entry)
    source = Source.objects.filter(pk=given, project=visit.project).first()
    if source is None:
        raise Invalid("source_unknown", "The project has no such source.")
    return source


def _visible(visit: ClaimVisit) -> CitationQuerySet:
    return visit.sight.citations().standing().filter(claim=visit.claim).select_related("source").order_by("pk")


def _citation(visit: ClaimVisit, pk: int) -> Citation:
    found = visit.sight.read_citations(_visible(visit).filter(pk=pk))
    if not found:
        raise Http404
    return found[0]


def _shown(visit: ClaimVisit, citation: Citation) -> Any:
    return CitationSerializer(_row(visit, citation, people_of(visit.project))).data


def _row(visit: ClaimVisit, citation: Citation, people: dict[int, Person]) -> dict[str, Any]:
    return {name: getattr(citation, name) for name in USE} | {
        "id": citation.pk, "claim": visit.claim.serial, "source": citation.source,
        "added_by": people.get(citation.added_by_id, UNNAMED), "by_author": citation.by_author,
        "etag": etags.of_version(citation.version), "at": citation.created_at,
    }  # fmt: skip


class CitationDetail(Endpoint):
    """One citation."""

    @reading("citations_read", CitationSerializer)
    def get(self, request: Request, document: int, serial: int, pk: int) -> Response:
        """Read a citation."""
        visit = get_claim(caller(request), document, serial, Permission.VIEW)
        parameters.check_known(request)
        body = _shown(visit, _citation(visit, pk))
        return Response(body, headers={"ETag": body["etag"]})

    @writing("citations_change", CitationSerializer, body=UseBody, guarded=True)
    def patch(self, request: Request, document: int, serial: int, pk: int) -> Response:
        """Correct what is said of the source; what you leave out stays."""
        visit = get_claim(caller(request), document, serial, Permission.REVIEW)
        seen = etags.version_seen(etags.required(request))
        values = read(request, UseBody, partial=True)

        def act() -> Any:
            citation = _citation(visit, pk)
            if citation.version != seen:
                raise Stale("citation_changed", "Somebody changed this citation since you opened it.")
            before = {name: getattr(citation, name) for name in USE}
            use = citations.Use(**{**before, **values})
            changed = citations.change_citation(actor=visit.user, citation=citation, use=use, version=seen)
            return _shown(visit, changed)

        return submit(request, visit.user, act, current=lambda: _shown(visit, _citation(visit, pk)))

    @writing("citations_withdraw", None, status=204, guarded=True)
    def delete(self, request: Request, document: int, serial: int, pk: int) -> Response:
        """Take a citation back; it stays in the history."""
        visit = get_claim(caller(request), document, serial, Permission.REVIEW)
        seen = etags.version_seen(etags.required(request))

        def act() -> None:
            citations.withdraw_citation(actor=visit.user, citation=_citation(visit, pk), version=seen)

        return submit(request, visit.user, act, status=204, current=lambda: _shown(visit, _citation(visit, pk)))
