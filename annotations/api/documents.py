"""Documents: list, import, read, correct the details; the history and the original file."""

import json
from contextlib import suppress
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import FileResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import get_document, get_project, projects_of, signed_in
from annotations.api import etags, parameters
from annotations.api.bodies import DetailsBody, ImportBody, UploadBody, read
from annotations.api.endpoints import Endpoint, caller
from annotations.api.parsers import StrictJSONParser
from annotations.api.people import UNNAMED, people_of
from annotations.api.problems import Problem
from annotations.api.schema import page_of, reading, writing
from annotations.api.serializers import DocumentDetailSerializer, DocumentSerializer, HistoryEntrySerializer
from annotations.api.submissions import submit
from annotations.importing import Upload
from annotations.models import Document, HistoryEntry, Original, Placement
from annotations.permissions import Permission
from annotations.queries.history import history_page
from annotations.services import documents, drafts, originals
from annotations.services.drafts import Incoming
from annotations.services.limits import importing

PAGE_SIZE, MOST = 50, 200
IMPORT_LIMIT = 8 * 1024 * 1024
DETAILS = ("title", "author", "publisher", "url", "language", "as_of", "deadline")
BEFORE = parameters.cursor_parameter("before", "Only documents with a smaller id.")
PROJECT = parameters.cursor_parameter("project", "Only documents of the project with this slug.", "string")
BEFORE_ENTRY = parameters.cursor_parameter("before", "Only entries with a smaller number.")


class DocumentList(Endpoint):
    """The documents of the caller's projects, newest first, and the way in for new ones."""

    parser_classes = (StrictJSONParser, MultiPartParser)
    body_limit = IMPORT_LIMIT

    @reading(
        "documents_list",
        page_of(DocumentSerializer),
        parameters=[PROJECT, BEFORE, parameters.page_size_parameter(PAGE_SIZE, MOST)],
    )
    def get(self, request: Request) -> Response:
        """List documents, newest first."""
        user = signed_in(caller(request))
        parameters.check_known(request, "project", "before", "page_size")
        size = parameters.page_size(request, default=PAGE_SIZE, most=MOST)
        before = parameters.number(request, "before")
        slug = parameters.slug(request, "project")
        rows = Document.objects.filter(erased_at=None, current__isnull=False)
        if slug:
            rows = rows.filter(project=get_project(user, slug, Permission.VIEW).project)
        else:
            rows = rows.filter(project__in=projects_of(user).order_by().values("pk"))
        if before is not None:
            rows = rows.filter(pk__lt=before)
        found = list(rows.select_related("project", "current").defer("current__text").order_by("-pk")[: size + 1])
        following = {"before": found[size - 1].pk} if len(found) > size else None
        return Response(parameters.page(request, DocumentSerializer(found[:size], many=True).data, following))

    @writing(
        "documents_import",
        DocumentDetailSerializer,
        status=201,
        body={"application/json": ImportBody, "multipart/form-data": UploadBody},
    )
    def post(self, request: Request) -> Response:
        """Import a text (JSON), a file (multipart) or the web page at `url`. One that is there is 409 with its id."""
        values, incoming, payload = _incoming(request)
        visit = get_project(caller(request), values["project"], Permission.IMPORT)
        told = {name: values[name] for name in DETAILS if name in values}
        with importing(visit.user):
            if incoming is None:
                incoming = drafts.fetched(told.pop("url", ""), everything=values.get("everything", False))
            draft = drafts.draft_import(project=visit.project, incoming=incoming, details=drafts.Details(**told))

        def act() -> Any:
            allowed = values.get("allow_duplicate", False)
            document = documents.import_document(
                actor=visit.user, project=visit.project, draft=draft, allow_duplicate=allowed
            )
            return _detail(document)

        return submit(request, visit.user, act, status=201, payload=payload, location=_address)


def _incoming(request: Request) -> tuple[dict[str, Any], Incoming | None, bytes | None]:
    """Return the details, what came in (None for a page to fetch), and what makes a form the same one."""
    if not request.content_type.lower().startswith(MultiPartParser.media_type or ""):
        values = read(request, ImportBody)
        if "text" not in values:
            if not values.get("url"):
                raise Problem(400, "body_invalid", "Send a text, or the url of a web page.")
            return values, None, None
        upload = Upload(name="", media_type="text/plain", data=values["text"].encode())
        return values, Incoming(upload, encoding="utf-8"), None
    check_arrived(request)
    values = read(request, UploadBody)
    file = values["file"]
    upload = Upload(name=file.name or "", media_type=file.content_type or "", data=file.read())
    incoming = Incoming(upload, encoding=values.get("encoding", ""), everything=values.get("everything", False))
    fields = {name: str(value) for name, value in values.items() if name != "file"}
    return values, incoming, json.dumps([fields, upload.name, incoming.sha256], sort_keys=True).encode()


def check_arrived(request: Request) -> None:
    """Refuse an upload that was cut off at the limit, before its fields are missed."""
    try:
        bool(request.data)
    except OSError:  # its client is gone or the disk is full; Django leaves the file to the garbage collector
        for handler in request.upload_handlers:
            with suppress(OSError):
                handler.upload_interrupted()
        raise
    if request.META.get("factcheck.upload_too_large"):
        raise Problem(413, "file_too_large", "The file is larger than 20 MB.")


def _address(body: Any) -> str:
    return reverse("api:document-detail", args=[body["id"]])


def _detail(document: Document) -> Any:
    return DocumentDetailSerializer(_with_facts().get(pk=document.pk)).data


def _with_facts() -> QuerySet[Document]:
    counted = Placement.objects.counted().filter(revision=OuterRef("current")).order_by().values("revision")
    count = Subquery(counted.annotate(count=Count("pk")).values("count"), output_field=IntegerField())
    rows = Document.objects.select_related("project", "current__original").defer("current__text")
    return rows.annotate(claim_count=Coalesce(count, 0))


class DocumentDetail(Endpoint):
    """One document."""

    @reading("documents_read", DocumentDetailSerializer)
    def get(self, request: Request, document: int) -> Response:
        """Read a document's details."""
        visit = get_document(caller(request), document, Permission.VIEW)
        parameters.check_known(request)
        body = _detail(visit.document)
        return Response(body, headers={"ETag": body["etag"]})

    @writing("documents_change", DocumentDetailSerializer, body=DetailsBody, guarded=True)
    def patch(self, request: Request, document: int) -> Response:
        """Correct a document's details; what you leave out stays."""
        visit = get_document(caller(request), document, Permission.EDIT_DOCUMENT)
        seen = etags.version_seen(etags.required(request))
        values = read(request, DetailsBody, partial=True)

        def act() -> Any:
            documents.change_details(actor=visit.user, document=visit.document, details=values, version=seen)
            return _detail(visit.document)

        return submit(request, visit.user, act, current=lambda: _detail(visit.document))


class DocumentHistory(Endpoint):
    """What happened to a document."""

    @reading("documents_history", page_of(HistoryEntrySerializer), parameters=[BEFORE_ENTRY], refusals=[403])
    def get(self, request: Request, document: int) -> Response:
        """List what happened, newest first, 100 entries a page, as far as you may know it."""
        visit = get_document(caller(request), document, Permission.VIEW_HISTORY)
        parameters.check_known(request, "before")
        page = history_page(visit.document, visit.sight, before=parameters.number(request, "before"))
        people = people_of(visit.project)
        rows = [
            {
                "actor": people.get(entry.actor_id, UNNAMED), "claim": entry.claim.serial if entry.claim else None,
                **_entry(entry, visit.sees_all),
            }
            for entry in page.entries
        ]  # fmt: skip
        following = {"before": page.older} if page.older is not None else None
        return Response(parameters.page(request, HistoryEntrySerializer(rows, many=True).data, following))


def _entry(entry: HistoryEntry, sees_all: bool) -> dict[str, Any]:
    return {
        "number": entry.number, "at": entry.at, "code": entry.code, "subject": entry.subject, "body": entry.body,
        "commitment": entry.commitment if sees_all else "", "hash": entry.hash if sees_all else "",
    }  # fmt: skip


class DocumentOriginal(Endpoint):
    """The file as it came in."""

    @reading("documents_original", {(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Request, document: int) -> FileResponse:
        """Download the file as it came in, byte for byte, of a type from our own table."""
        visit = get_document(caller(request), document, Permission.DOWNLOAD_ORIGINAL)
        parameters.check_known(request)
        kept = Original.objects.get(revision=visit.document.current)
        response = FileResponse(
            originals.path_of(kept).open("rb"), as_attachment=True, filename=kept.file_name or "pasted.txt",
            content_type=kept.media_type,
        )  # fmt: skip
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response
