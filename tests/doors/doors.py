"""The three doors of an import, alike: hand in a file or an address, and see what became of it and what was said."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol

from bs4 import BeautifulSoup
from django.core.management import call_command
from django.core.management.base import CommandError
from django.http import HttpResponse
from django.test import Client

from annotations.models import Document, ImportJob, Project, User
from annotations.services import people, projects
from annotations.tasks import continue_import
from tests.api.calls import Api, code_of

BOUNDARY = "a-boundary"
FORM = f"multipart/form-data; boundary={BOUNDARY}"
Fields = Mapping[str, str]


@dataclass(frozen=True)
class Outcome:
    """What became of it: a status as of HTTP, the sentence that was said, and the document if there is one."""

    status: int
    says: str = ""
    code: str = ""
    document: Document | None = None
    response: HttpResponse | None = None

    @property
    def text(self) -> str:
        """The text that was stored."""
        assert self.document is not None, self.says
        return self.document.current.text

    @property
    def problem(self) -> dict[str, object]:
        """The API's problem document; empty at the other doors."""
        return self.response.json() if self.code else {}


class Door(Protocol):
    """A way in."""

    name: ClassVar[str]

    def __init__(self, person: User, project: Project, folder: Path) -> None: ...

    def hand_in(self, name: str, data: bytes, *, encoding: str = "", again: bool = False) -> Outcome:
        """Hand in a file; what is only asked about is confirmed."""

    def point_to(self, address: str) -> Outcome:
        """Hand in the address of a web page."""


def multipart(fields: Fields, name: str | None = None, data: bytes = b"") -> bytes:
    """Return a form with at most one file, whose name goes out as it is: a client's library would tidy it up."""
    values = (f'form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items())
    parts = [f"--{BOUNDARY}\r\nContent-Disposition: {value}".encode("utf-8", "surrogatepass") for value in values]
    if name is not None:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        parts += [head.encode(), b"Content-Type: application/octet-stream\r\n\r\n", data, b"\r\n"]
    return b"".join([*parts, f"--{BOUNDARY}--\r\n".encode()])


def latest() -> Document:
    return Document.objects.select_related("current__original").latest("pk")


class ByForm:
    """The page of the browser: form, preview, confirmation."""

    name = "form"
    NEW = "/documents/new/"

    def __init__(self, person: User, project: Project, folder: Path) -> None:
        self.person = person
        self.client = Client(raise_request_exception=False)
        self.client.force_login(person)
        self.fields = {"project": project.slug, "title": ""}

    def hand_in(self, name: str, data: bytes, *, encoding: str = "", again: bool = False) -> Outcome:
        return self._taken(self.send(multipart({**self.fields, "encoding": encoding}, name, data)), again)

    def point_to(self, address: str) -> Outcome:
        return self._taken(self.send(multipart({**self.fields, "address": address})))

    def send(self, body: bytes, content_type: str = FORM, **headers: str) -> HttpResponse:
        """Send the body of a form as it is."""
        return self.client.generic("POST", self.NEW, body, content_type=content_type, **headers)

    def preview(self, response: HttpResponse) -> BeautifulSoup:
        """Return the page to which a form leads, after the worker's turn where the import waits for it."""
        job = ImportJob.objects.get(pk=response.url.strip("/").rpartition("/")[2])
        continue_import.func(job.pk)
        return page_of(self.client.get(response.url))

    def _taken(self, response: HttpResponse, again: bool = False) -> Outcome:
        if response.status_code != 302:
            return Outcome(response.status_code, said_on(response), response=response)
        page = self.preview(response)
        form = page.select_one("form#confirm")
        if form is None:
            return Outcome(422, alerts_of(page), response=response)
        values = {field["name"]: field.get("value", "") for field in form.select("input[name]:not([type=checkbox])")}
        values |= {"language": "", "title": values["title"] or "Untitled"} | ({"allow_duplicate": "1"} if again else {})
        done = self.client.post(form["action"], values)
        if done.status_code != 302:
            return Outcome(done.status_code, said_on(done), response=done)
        continue_import.func(ImportJob.objects.latest("pk").pk)
        return Outcome(201, alerts_of(page, "status"), document=latest(), response=response)


def page_of(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def alerts_of(page: BeautifulSoup, role: str = "alert") -> str:
    """Return what the page says first of all, or else beside its fields."""
    return " ".join(part.get_text(" ").strip() for part in page.select(f"[role={role}], .errorlist"))


def said_on(response: HttpResponse) -> str:
    page = page_of(response)
    return alerts_of(page) or page.select_one("main").get_text(" ").strip()


class ByApi:
    """A program with a token."""

    name = "api"
    PATH = "/documents/"

    def __init__(self, person: User, project: Project, folder: Path) -> None:
        self.person = person
        self.api = Api(person)
        self.api.client.raise_request_exception = False
        self.fields = {"project": project.slug}

    def hand_in(self, name: str, data: bytes, *, encoding: str = "", again: bool = False) -> Outcome:
        fields = self.fields | ({"encoding": encoding} if encoding else {})
        return self.send(multipart(fields | ({"allow_duplicate": "true"} if again else {}), name, data))

    def point_to(self, address: str) -> Outcome:
        return self._taken(self.api.post(self.PATH, {**self.fields, "url": address}))

    def send(self, body: bytes, content_type: str = FORM, **headers: str) -> Outcome:
        """Send a body as it is."""
        return self._taken(self.api.post(self.PATH, body, content_type=content_type, **headers))

    def _taken(self, response: HttpResponse) -> Outcome:
        if response.status_code != 201:
            code, says = code_of(response), response.json()["detail"]
            return Outcome(response.status_code, says, code, response=response)
        document = Document.objects.select_related("current__original").get(pk=response.json()["id"])
        return Outcome(201, document=document, response=response)


class ByCommand:
    """The command line: a refusal is one line; it has no codes and no statuses, but 422 stands for one here."""

    name = "command"

    def __init__(self, person: User, project: Project, folder: Path) -> None:
        self.person = people.command_line_person()
        self.project = projects.desk(self.person)
        self.folder = folder
        folder.mkdir()

    def hand_in(self, name: str, data: bytes, *, encoding: str = "", again: bool = False) -> Outcome:
        path = self.folder / name
        path.write_bytes(data)
        return self.point_to(str(path), *(["--encoding", encoding] if encoding else []), *(["--again"] * again))

    def point_to(self, address: str, *options: str) -> Outcome:
        out, err, refusal = io.StringIO(), io.StringIO(), ""
        try:
            call_command("import_document", *options, "--", address, stdout=out, stderr=err)
        except CommandError as error:
            refusal = str(error)
        if refusal:
            assert "\n" not in refusal
            assert out.getvalue() == ""
            return Outcome(422, refusal)
        document = latest()
        assert out.getvalue().startswith(f"document {document.pk}: ")
        return Outcome(201, err.getvalue(), document=document)


DOORS: tuple[type[Door], ...] = (ByForm, ByApi, ByCommand)
