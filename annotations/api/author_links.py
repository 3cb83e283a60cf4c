"""Links for the author: make one, see which are in force, take one back. The address is told once, to who made it."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import DocumentVisit, get_document
from annotations.api import parameters
from annotations.api.bodies import Body, read
from annotations.api.endpoints import Endpoint, caller
from annotations.api.fields import Number, Title
from annotations.api.people import UNNAMED, Person, people_of
from annotations.api.schema import list_of, reading, writing
from annotations.api.serializers import PersonSerializer, Shape
from annotations.api.submissions import submit
from annotations.models import AuthorLink
from annotations.permissions import Permission
from annotations.queries.changes import author_links
from annotations.services.author_links import MAX_DAYS, make_link, revoke_link, signed


class LinkBody(Body):
    """Who is to answer, and how long the link lives."""

    name = Title(max_length=120, required=True)
    days = Number(required=True, min_value=1, max_value=MAX_DAYS)


class AuthorLinkSerializer(Shape):
    """A link for the author; `open` says that it opens the change list now."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    made_by = PersonSerializer()
    open = serializers.BooleanField()
    expires_at = serializers.DateTimeField()
    revoked_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()


class NewAuthorLinkSerializer(AuthorLinkSerializer):
    """A link just made, with its address. Whoever has that sees the change list and answers it."""

    address = serializers.CharField()


class AuthorLinkList(Endpoint):
    """The links for the author of a document."""

    @reading("author_links_list", list_of(AuthorLinkSerializer), refusals=(403,))
    def get(self, request: Request, document: int) -> Response:
        """List the last 50 links, newest first, without their addresses."""
        visit = get_document(caller(request), document, Permission.ASK_AUTHOR)
        parameters.check_known(request)
        people = people_of(visit.project)
        rows = [_row(link, people) for link in author_links(visit.document)]
        return Response({"results": AuthorLinkSerializer(rows, many=True).data})

    @writing("author_links_make", NewAuthorLinkSerializer, body=LinkBody, status=201)
    def post(self, request: Request, document: int) -> Response:
        """Make a link. Its address is in this answer, and in that to a repeated request, and nowhere else."""
        visit = get_document(caller(request), document, Permission.ASK_AUTHOR)
        values = read(request, LinkBody)

        def act() -> Any:
            return _shown(
                visit, make_link(actor=visit.user, document=visit.document, name=values["name"], days=values["days"])
            )

        response = submit(request, visit.user, act, status=201)
        # Kept answers do not hold the address: it is signed anew from the link.
        made = AuthorLink.objects.get(document=visit.document, pk=response.data["id"])
        path = reverse("web:author-answers", args=[signed(made)])
        response.data = {**response.data, "address": request.build_absolute_uri(path)}
        return response


class AuthorLinkDetail(Endpoint):
    """One link for the author."""

    @writing("author_links_revoke", AuthorLinkSerializer)
    def delete(self, request: Request, document: int, link: int) -> Response:
        """Take a link back: from now on it opens nothing. Taking it back again changes nothing."""
        visit = get_document(caller(request), document, Permission.ASK_AUTHOR)
        row = AuthorLink.objects.filter(document=visit.document, pk=link).first()
        if row is None:
            raise Http404
        found = row

        def act() -> Any:
            revoke_link(actor=visit.user, link=found)
            found.refresh_from_db()
            return _shown(visit, found)

        return submit(request, visit.user, act)


def _shown(visit: DocumentVisit, link: AuthorLink) -> Any:
    return AuthorLinkSerializer(_row(link, people_of(visit.project))).data


def _row(link: AuthorLink, people: dict[int, Person]) -> dict[str, Any]:
    return {
        "id": link.pk, "name": link.name, "made_by": people.get(link.made_by_id, UNNAMED),
        "open": link.revoked_at is None and link.expires_at > timezone.now(),
        "expires_at": link.expires_at, "revoked_at": link.revoked_at, "created_at": link.created_at,
    }  # fmt: skip
