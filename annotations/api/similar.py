"""The same claim elsewhere: what is known of it there, and a citation taken over."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import get_claim, projects_of
from annotations.api import etags, parameters
from annotations.api.bodies import Body, read
from annotations.api.claim_rows import claim_now
from annotations.api.endpoints import MAX_ID, Endpoint, caller
from annotations.api.fields import Number
from annotations.api.schema import list_of, reading, writing
from annotations.api.serializers import Shape, SourceSerializer
from annotations.api.submissions import submit
from annotations.models import Citation
from annotations.permissions import Permission
from annotations.queries.similar import Elsewhere, similar
from annotations.services import reuse


class TakeBody(Body):
    """A citation of a claim elsewhere, by the three numbers under which `similar/` names it."""

    document = Number(required=True, min_value=1, max_value=MAX_ID)
    claim = Number(required=True, min_value=1, max_value=MAX_ID)
    citation = Number(required=True, min_value=1, max_value=MAX_ID)


class OfferedSerializer(Shape):
    """A citation that can be taken over."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    publisher = serializers.CharField()
    url = serializers.CharField()
    stance = serializers.CharField()
    quote = serializers.CharField()
    translation = serializers.CharField()
    locator = serializers.CharField()


class PieceSerializer(Shape):
    """A run of the other text; `differs` says in what it differs from the claim, '' where it does not."""

    text = serializers.CharField()
    differs = serializers.CharField()


class ElsewhereSerializer(Shape):
    """A claim that says the same (`exact`) or nearly (`percent` alike), with what you may know of it there.

    `only_here` are words that the claim has and the other has not: numbers, dates, negations and names.
    """

    project = serializers.CharField()
    document = serializers.IntegerField()
    title = serializers.CharField()
    claim = serializers.IntegerField()
    number = serializers.CharField()
    exact = serializers.BooleanField()
    percent = serializers.IntegerField()
    pieces = PieceSerializer(many=True)
    only_here = serializers.ListField(child=serializers.CharField())
    label = serializers.CharField(allow_null=True)  # type: ignore[assignment]  # a field's name
    settled = serializers.BooleanField()
    disagreement = serializers.BooleanField()
    citations = OfferedSerializer(many=True)


class TakenSerializer(Shape):
    """The new citation: not yet read, whatever it was elsewhere."""

    id = serializers.IntegerField()
    claim = serializers.IntegerField()
    source = SourceSerializer()  # type: ignore[assignment]  # a field's name
    stance = serializers.CharField()
    quote = serializers.CharField()
    translation = serializers.CharField()
    locator = serializers.CharField()
    state = serializers.CharField()
    etag = serializers.CharField()


class SimilarList(Endpoint):
    """The same claim elsewhere."""

    @reading("similar_list", list_of(ElsewhereSerializer))
    def get(self, request: Request, document: int, serial: int) -> Response:
        """List claims that say the same or nearly, in all projects that you may look at, exact repeats first."""
        visit = get_claim(caller(request), document, serial, Permission.VIEW)
        parameters.check_known(request)
        found = similar(visit.document, visit.claim, visit.user, projects_of(visit.user)).found
        return Response({"results": ElsewhereSerializer([_row(row) for row in found], many=True).data})


class SimilarTake(Endpoint):
    """Taking a citation over."""

    @writing("similar_take", TakenSerializer, body=TakeBody, status=201)
    def post(self, request: Request, document: int, serial: int) -> Response:
        """Cite here what is cited there. Read the source before you rely on it: nothing else is taken over."""
        visit = get_claim(caller(request), document, serial, Permission.REVIEW)
        values = read(request, TakeBody)

        def act() -> Any:
            there = get_claim(caller(request), values["document"], values["claim"], Permission.VIEW)
            citation = there.sight.citations().filter(pk=values["citation"], claim=there.claim).first()
            if citation is None:
                raise Http404
            return _taken(reuse.take_citation(actor=visit.user, claim=visit.claim, citation=citation))

        def location(body: Any) -> str:
            return reverse("api:citation-detail", args=[document, serial, body["id"]])

        return submit(request, visit.user, act, status=201, location=location, current=lambda: claim_now(visit))


def _row(row: Elsewhere) -> dict[str, Any]:
    return {
        "project": row.document.project.slug, "document": row.document.pk, "title": row.document.title,
        "claim": row.serial, "number": row.number, "exact": row.is_exact, "percent": row.percent,
        "pieces": [{"text": piece.text, "differs": piece.title} for piece in row.pieces],
        "only_here": list(row.only_here), "label": row.label.slug if row.label else None,
        "settled": row.is_settled, "disagreement": row.is_disagreement,
        "citations": [_offered(citation) for citation in row.citations],
    }  # fmt: skip


def _offered(citation: Citation) -> dict[str, Any]:
    source = {name: getattr(citation.source, name) for name in ("title", "publisher", "url")}
    use = {name: getattr(citation, name) for name in ("stance", "quote", "translation", "locator")}
    return {"id": citation.pk, **source, **use}


def _taken(citation: Citation) -> Any:
    told = {name: getattr(citation, name) for name in ("source", "stance", "quote", "translation", "locator", "state")}
    shown = {**told, "id": citation.pk, "claim": citation.claim.serial, "etag": etags.of_version(citation.version)}
    return TakenSerializer(shown).data
