"""The library as a whole: import and export of references, merging two records, the file of a source."""

import base64
import binascii
import hashlib
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import Visit, get_project
from annotations.api import etags, parameters
from annotations.api.bodies import Body, read
from annotations.api.endpoints import MAX_ID, Endpoint, caller
from annotations.api.fields import Number, Title
from annotations.api.problems import Problem
from annotations.api.schema import reading, writing
from annotations.api.serializers import Shape, SourceSerializer
from annotations.api.submissions import submit
from annotations.models import Source
from annotations.permissions import Permission
from annotations.queries.library import EXPORTS, exported, open_sources
from annotations.services import archiving, source_files, source_imports, sources
from annotations.services.limits import importing
from annotations.services.refusals import Invalid

FORMAT = OpenApiParameter("format", str, enum=sorted(EXPORTS), default="json", description="The kind of file.")
FILES = {(200, media_type.partition(";")[0]): OpenApiTypes.BINARY for media_type, _, _ in EXPORTS.values()}
SANDBOX = "sandbox; default-src 'none'"


class ReferencesBody(Body):
    """A file of references as text."""

    name = Title(max_length=200, help_text="The file's name: its suffix tells the format where the content does not.")
    text = serializers.CharField(trim_whitespace=False, help_text="BibTeX, RIS or CSL-JSON, up to 2 MB.")


class MergeSourceBody(Body):
    """Which source is to stand for this one."""

    into = Number(min_value=1, max_value=MAX_ID)


class SourceFileBody(Body):
    """A file of a source."""

    content = serializers.CharField(
        trim_whitespace=False, allow_blank=True, help_text="The bytes in Base64; up to 20 MB."
    )


class ImportCountsSerializer(Shape):
    """How many entries of the file became what."""

    entered = serializers.IntegerField()
    known = serializers.IntegerField()
    refused = serializers.IntegerField()


class ListedSourceSerializer(Shape):
    """A source by its title."""

    id = serializers.IntegerField()
    title = serializers.CharField()


class ImportedReferencesSerializer(Shape):
    """What became of a file of references; of each kind, up to 500 are listed."""

    counts = ImportCountsSerializer()
    entered = ListedSourceSerializer(many=True)
    known = ListedSourceSerializer(many=True)
    refused = serializers.ListField(child=serializers.CharField())
    remarks = serializers.ListField(child=serializers.CharField())


class SourceImport(Endpoint):
    """Import of references."""

    body_limit = 8 * 1024 * 1024

    @writing("sources_import", ImportedReferencesSerializer, body=ReferencesBody, status=201)
    def post(self, request: Request, slug: str) -> Response:
        """Enter what the file holds and the library has not, all of it at once."""
        visit = get_project(caller(request), slug, Permission.REVIEW)
        values = read(request, ReferencesBody)
        data, name = values["text"].encode(), values.get("name", "")

        def act() -> Any:
            entry = source_imports.import_sources(actor=visit.user, project=visit.project, data=data, name=name)
            return ImportedReferencesSerializer(entry.body).data

        with importing(visit.user):
            return submit(request, visit.user, act, status=201)


class SourceExport(Endpoint):
    """The library as a file."""

    @reading("sources_export", FILES, parameters=[FORMAT])
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Download the library as CSL-JSON, BibTeX or RIS."""
        visit = get_project(caller(request), slug, Permission.VIEW)
        parameters.check_known(request, "format")
        format = request.query_params.get("format", "json")
        if format not in EXPORTS:
            raise Problem(400, "unknown_format", f"The library is one of {', '.join(EXPORTS)}.")
        media_type, suffix, _ = EXPORTS[format]
        text = exported(open_sources(visit.project, confidential=visit.may(Permission.REVIEW)), format)
        response = HttpResponse(text, content_type=media_type)
        response.headers["Content-Disposition"] = content_disposition_header(True, f"{slug}.{suffix}") or "attachment"
        response.headers["Content-Security-Policy"] = SANDBOX
        return response


class SourceMerge(Endpoint):
    """Two records of one thing."""

    @writing("sources_merge", SourceSerializer, body=MergeSourceBody, guarded=True)
    def post(self, request: Request, slug: str, pk: int) -> Response:
        """Let another source stand for this one, which stays readable with its citations."""
        visit = get_project(caller(request), slug, Permission.REVIEW)
        _source(visit, pk)
        seen = etags.version_seen(etags.required(request))
        values = read(request, MergeSourceBody)

        def act() -> Any:
            into = Source.objects.filter(pk=values["into"], project=visit.project).first()
            if into is None:
                raise Invalid("source_unknown", "The project has no such source.")
            merged = sources.merge_sources(actor=visit.user, source=_source(visit, pk), into=into, version=seen)
            return SourceSerializer(merged).data

        return submit(request, visit.user, act, current=lambda: SourceSerializer(_source(visit, pk)).data)


class SourceArchive(Endpoint):
    """The copy of a source in a web archive."""

    @writing("sources_archive", SourceSerializer, guarded=True)
    def post(self, request: Request, slug: str, pk: int) -> Response:
        """Have the installation's web archive asked to keep the page; the answer appears in the source."""
        visit = get_project(caller(request), slug, Permission.REVIEW)
        _source(visit, pk)
        seen = etags.version_seen(etags.required(request))

        def act() -> Any:
            asked = archiving.ask_again(actor=visit.user, source=_source(visit, pk), version=seen)
            return SourceSerializer(asked).data

        return submit(request, visit.user, act, current=lambda: SourceSerializer(_source(visit, pk)).data)


class SourceFile(Endpoint):
    """The file of a source."""

    body_limit = 28 * 1024 * 1024  # 20 MB in Base64

    @reading("sources_file", {(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Request, slug: str, pk: int) -> FileResponse:
        """Download the file of a source, byte for byte, of a type from our own table."""
        visit = get_project(caller(request), slug, Permission.VIEW)
        parameters.check_known(request)
        source = _source(visit, pk)
        path = source_files.path_of(source)
        if not source.file or not path.is_file():
            raise Http404
        media_type, suffix = source_files.type_of(path)
        name = f"{slugify(source.title)[:80] or 'source'}{suffix}"
        response = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=media_type)
        response.headers["Content-Security-Policy"] = SANDBOX
        return response

    @writing("sources_attach", SourceSerializer, body=SourceFileBody, guarded=True)
    def post(self, request: Request, slug: str, pk: int) -> Response:
        """Keep a file or a snapshot with a source."""
        visit = get_project(caller(request), slug, Permission.REVIEW)
        _source(visit, pk)
        seen = etags.version_seen(etags.required(request))
        try:
            data = base64.b64decode(read(request, SourceFileBody)["content"], validate=True)
        except (binascii.Error, ValueError) as error:
            raise Problem(400, "body_invalid", "The content is no Base64.") from error

        def act() -> Any:
            source = source_files.attach_file(actor=visit.user, source=_source(visit, pk), data=data, version=seen)
            return SourceSerializer(source).data

        payload = hashlib.sha256(data).digest() + f" v{seen}".encode()
        return submit(
            request, visit.user, act, payload=payload, current=lambda: SourceSerializer(_source(visit, pk)).data
        )


def _source(visit: Visit, pk: int) -> Source:
    """Return a source that the caller may know of, or Http404."""
    source = open_sources(visit.project, confidential=visit.may(Permission.REVIEW)).filter(pk=pk).first()
    if source is None:
        raise Http404
    return source
