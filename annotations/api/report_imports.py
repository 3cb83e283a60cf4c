"""Reports taken back in: a document with everything that was done in it."""

import base64
import binascii
import hashlib
from typing import Any

from django.urls import reverse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import get_project
from annotations.api.bodies import Body, read
from annotations.api.endpoints import Endpoint, caller
from annotations.api.fields import Flag
from annotations.api.problems import Problem
from annotations.api.schema import writing
from annotations.api.serializers import Shape
from annotations.api.submissions import submit
from annotations.importing import MAX_UPLOAD_BYTES
from annotations.models import Document
from annotations.permissions import Permission
from annotations.services.limits import importing
from annotations.services.report_imports import import_report


class ReportBody(Body):
    """A complete JSON report."""

    content = serializers.CharField(
        trim_whitespace=False, allow_blank=True, help_text="The bytes of the file in Base64; up to 20 MB."
    )
    again = Flag(required=False, help_text="Import a document that the project has already.")


class ImportedReportSerializer(Shape):
    """The document that was set up."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    revisions = serializers.IntegerField()
    claims = serializers.IntegerField(help_text="Sentences that stand in the current revision or were taken out of it.")


class ReportImport(Endpoint):
    """Import of reports."""

    body_limit = 28 * 1024 * 1024  # 20 MB in Base64

    @writing("report_imports", ImportedReportSerializer, body=ReportBody, status=201)
    def post(self, request: Request, slug: str) -> Response:
        """Set a document up from its complete report, in the names of all who worked on it: for managers."""
        visit = get_project(caller(request), slug, Permission.MANAGE)
        values = read(request, ReportBody)
        data, again = _decoded(values["content"]), values.get("again", False)

        def act() -> Any:
            document = import_report(actor=visit.user, project=visit.project, data=data, again=again)
            return _told(document)

        payload = hashlib.sha256(data).digest() + (b" again" if again else b"")
        with importing(visit.user):
            return submit(request, visit.user, act, status=201, payload=payload, location=_address)


def _decoded(content: str) -> bytes:
    try:
        data = base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Problem(400, "body_invalid", "The content is no Base64.") from error
    if len(data) > MAX_UPLOAD_BYTES:
        raise Problem(413, "file_too_large", "The file is larger than 20 MB; import it on the command line.")
    return data


def _told(document: Document) -> Any:
    sentences = document.claims.filter(parent=None, retired_at=None)
    told = {
        "id": document.pk, "title": document.title, "revisions": document.revisions.count(),
        "claims": sentences.count(),
    }  # fmt: skip
    return ImportedReportSerializer(told).data


def _address(body: Any) -> str:
    return reverse("api:document-detail", args=[body["id"]])
