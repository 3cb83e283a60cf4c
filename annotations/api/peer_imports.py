"""Files of other tools taken in: texts with the labels and notes that were given there."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import get_project
from annotations.api.bodies import Body, read
from annotations.api.endpoints import Endpoint, caller
from annotations.api.fields import Flag, Text, Title
from annotations.api.schema import writing
from annotations.api.serializers import Shape
from annotations.api.submissions import submit
from annotations.importing.peers import PEERS
from annotations.models import Project, User
from annotations.permissions import Permission
from annotations.services.limits import importing
from annotations.services.peer_imports import PeerImport, import_peer


class PeerBody(Body):
    """A file of another tool."""

    text = Text(required=True, help_text="The file as it is: JSON that holds one text; up to 20 MB.")
    format = serializers.ChoiceField(choices=sorted(PEERS))
    title = Title(max_length=300, help_text="The document's title (else the file's own).")
    language = Title(max_length=35)
    map = serializers.DictField(
        child=serializers.CharField(max_length=40),
        required=False,
        help_text="Labels of the file, each with its slug here.",
    )
    again = Flag(required=False, help_text="Import texts that the project has already.")


class PeerImportSerializer(Shape):
    """The document that was made, and in sentences what of the file became something else or nothing."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    claims = serializers.IntegerField()
    left_out = serializers.ListField(child=serializers.CharField())


class PeerImports(Endpoint):
    """Import from other tools."""

    body_limit = 28 * 1024 * 1024  # 20 MB with what JSON escapes

    @writing("peer_imports", PeerImportSerializer, body=PeerBody, status=201)
    def post(self, request: Request, slug: str) -> Response:
        """Import a text with its labels and notes, in the names of those who gave them: for managers."""
        visit = get_project(caller(request), slug, Permission.MANAGE)
        values = read(request, PeerBody)

        def act() -> Any:
            return _told(_imported(visit.user, visit.project, values))

        payload = hashlib.sha256(json.dumps(values, sort_keys=True).encode()).digest()
        with importing(visit.user):
            return submit(request, visit.user, act, status=201, payload=payload, location=_address)


def _imported(actor: User, project: Project, values: Mapping[str, Any]) -> PeerImport:
    """One text at a time: a request is one transaction, and others are waiting to write."""
    return import_peer(
        actor=actor, project=project, data=values["text"].encode(), slug=values["format"],
        title=values.get("title", ""), language=values.get("language", ""), chosen=values.get("map"),
        again=values.get("again", False), at_most=1,
    )  # fmt: skip


def _told(done: PeerImport) -> Any:
    (document,) = done.documents
    told = {"id": document.pk, "title": document.title, "claims": document.claims.count(), "left_out": done.left_out}
    return PeerImportSerializer(told).data


def _address(body: Any) -> str:
    return reverse("api:document-detail", args=[body["id"]])
