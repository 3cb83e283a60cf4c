"""Revisions: list them, import the next one."""

import json
from typing import Any

from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import DocumentVisit, get_document
from annotations.api import etags, parameters
from annotations.api.bodies import Body, read
from annotations.api.documents import IMPORT_LIMIT, check_arrived
from annotations.api.endpoints import Endpoint, caller
from annotations.api.fields import Title
from annotations.api.parsers import StrictJSONParser
from annotations.api.people import UNNAMED, people_of
from annotations.api.schema import list_of, reading, writing
from annotations.api.serializers import PersonSerializer, Shape
from annotations.api.submissions import submit
from annotations.importing import Upload
from annotations.models import Document
from annotations.permissions import Permission
from annotations.queries.revisions import revision_lines
from annotations.services import revisions
from annotations.services.drafts import Incoming
from annotations.services.limits import importing


class RevisionTextBody(Body):
    """A revised text, the whole of it."""

    text = serializers.CharField(trim_whitespace=False, allow_blank=True, max_length=None)

    def get_fields(self) -> dict[str, Any]:
        """Leave the text's characters to the importer, which says where a wrong one stands."""
        fields = super().get_fields()
        fields["text"].validators = []
        return fields


class RevisionFileBody(Body):
    """A revised text as a file."""

    file = serializers.FileField(max_length=300, allow_empty_file=True)
    encoding = Title(max_length=40, help_text="Of a text file that is not UTF-8, for example windows-1252.")


class RevisionLineSerializer(Shape):
    """A revision. `claims` says what became of them by fate: `old` of the revision before, `new` of this one."""

    number = serializers.IntegerField()
    current = serializers.BooleanField()
    sha256 = serializers.CharField()
    length = serializers.IntegerField()
    imported_by = PersonSerializer()
    created_at = serializers.DateTimeField()
    file_name = serializers.CharField()
    claims = serializers.DictField(child=serializers.DictField(child=serializers.IntegerField()), allow_null=True)


class RevisedSerializer(Shape):
    """The revision that was imported, and the document's ETag now."""

    revision = RevisionLineSerializer()
    etag = serializers.CharField()


class RevisionList(Endpoint):
    """The revisions of a document, and the way in for the next one."""

    parser_classes = (StrictJSONParser, MultiPartParser)
    body_limit = IMPORT_LIMIT

    @reading("revisions_list", list_of(RevisionLineSerializer))
    def get(self, request: Request, document: int) -> Response:
        """List the revisions, newest first."""
        visit = get_document(caller(request), document, Permission.VIEW)
        parameters.check_known(request)
        return Response({"results": _lines(visit, visit.document)})

    @writing(
        "revisions_import",
        RevisedSerializer,
        status=201,
        body={"application/json": RevisionTextBody, "multipart/form-data": RevisionFileBody},
        guarded=True,
    )
    def post(self, request: Request, document: int) -> Response:
        """Import the next revision. If-Match is the document's ETag; the text that is there now is 409."""
        visit = get_document(caller(request), document, Permission.IMPORT)
        version = etags.version_seen(etags.required(request))
        incoming, payload = _incoming(request)
        with importing(visit.user):
            draft = revisions.draft_revision(document=visit.document, incoming=incoming)

        def act() -> Any:
            revisions.import_revision(actor=visit.user, document=visit.document, draft=draft, version=version)
            return _revised(visit)

        return submit(request, visit.user, act, status=201, payload=payload)


def _incoming(request: Request) -> tuple[Incoming, bytes]:
    """Return what came in, and what makes it the same one."""
    if not request.content_type.lower().startswith(MultiPartParser.media_type or ""):
        values = read(request, RevisionTextBody)
        incoming = Incoming(Upload("", "text/plain", values["text"].encode()), encoding="utf-8")
        return incoming, json.dumps(["", incoming.sha256]).encode()
    check_arrived(request)
    values = read(request, RevisionFileBody)
    file = values["file"]
    upload = Upload(name=file.name or "", media_type=file.content_type or "", data=file.read())
    incoming = Incoming(upload, encoding=values.get("encoding", ""))
    return incoming, json.dumps([upload.name, values.get("encoding", ""), incoming.sha256]).encode()


def _lines(visit: DocumentVisit, document: Document) -> Any:
    people = people_of(visit.project)
    rows = [
        {
            "number": line.revision.number, "current": line.is_current, "sha256": line.revision.sha256,
            "length": line.revision.length, "created_at": line.revision.created_at,
            "imported_by": people.get(line.revision.imported_by_id, UNNAMED),
            "file_name": line.revision.original.file_name, "claims": line.counts,
        }
        for line in revision_lines(document)
    ]  # fmt: skip
    return RevisionLineSerializer(rows, many=True).data


def _revised(visit: DocumentVisit) -> Any:
    document = Document.objects.select_related("project").get(pk=visit.document.pk)
    return {"revision": _lines(visit, document)[0], "etag": etags.of_version(document.version)}
