"""How to visit every route of the surface rightly: its address, and what a form that is in order says."""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse

from annotations.importing import Upload
from annotations.models import Citation, Claim, Document, Membership, Note, Project, Source
from annotations.queries.undo import stacks_of
from annotations.services import imports, people
from annotations.services.drafts import Details, Incoming
from tests import repairs
from tests.factories import TEXT, make_note, make_verdict
from tests.scenes import Scene

READ_BY_ALL = 2  # a claim on which every reviewer has a verdict
Form = dict[str, Any]


@dataclass(frozen=True)
class Request:
    """A request that is in order: a form's fields for a page, a body and an If-Match for the API."""

    method: str
    url: str
    data: Form
    headers: dict[str, str]
    as_json: bool

    def send(self, client: Client, **headers: str) -> HttpResponse:
        """Send it and read the answer to its end."""
        more = {"headers": self.headers | headers}
        if self.method == "GET":
            response = client.get(self.url, **more)
        elif self.as_json:
            response = client.generic(self.method, self.url, json.dumps(self.data), "application/json", **more)
        else:
            response = client.post(self.url, self.data, **more)
        response.getvalue()
        return response


def request_to(name: str, method: str, scene: Scene, who: str = "manager", key: str = "", **parts: Any) -> Request:
    """Return a request in order by this person; `parts` replaces parts of the address, `key` is sent along."""
    tag, data = "", {}
    if (name, method) in _BODIES:
        filled = _BODIES[name, method](scene, who)
        tag, data = filled if isinstance(filled, tuple) else ("", filled)
    is_api = name.startswith("api:")
    headers = {"if-match": tag} if tag else {}
    if key:
        data, headers = (data, headers | {"idempotency-key": key}) if is_api else (data | {"key": key}, headers)
    return Request(method, address(name, scene, who, **parts), data, headers, is_api)


def address(name: str, scene: Scene, who: str = "manager", **other: Any) -> str:
    """Return the address of a route in the scene; `other` replaces parts of it."""
    known: dict[str, Callable[[], Any]] = {
        "document": lambda: scene.document.pk,
        "serial": lambda: READ_BY_ALL,
        "slug": lambda: scene.project.slug,
        "format": lambda: "json",
        "secret": lambda: people.make_sign_in_link(scene.person("reader")),
        "pk": lambda: _PK[name](scene, who),
    }
    wanted = parts_of(name)
    return reverse(name, kwargs={part: other[part] if part in other else known[part]() for part in wanted})


@cache
def parts_of(name: str) -> frozenset[str]:
    """Return the names of the parts of a route's address."""
    space, _, bare = name.rpartition(":")
    resolver = get_resolver()
    if space:
        resolver = resolver.namespace_dict[space][1]
    return frozenset(resolver.reverse_dict.getlist(bare)[0][0][0][1])


def _note(scene: Scene, who: str) -> int:
    return Note.objects.filter(claim=scene.claim(READ_BY_ALL), document=scene.document).earliest("pk").pk


def _own_note(scene: Scene, who: str) -> int:
    """A note of this person, so that they may take it back; of another where they may write none."""
    own = Note.objects.filter(document=scene.document, author=scene.people.get(who), claim=None).first()
    if who not in ("reviewer", "second_reviewer", "editor", "manager"):
        return _note(scene, who)
    return (own or make_note(document=scene.document, author=scene.person(who))).pk


def _citation(scene: Scene, who: str) -> int:
    return Citation.objects.get(claim=scene.claim(READ_BY_ALL)).pk


def _membership(scene: Scene, who: str) -> int:
    return Membership.objects.get(project=scene.project, user=scene.person("reader")).pk


def _source(scene: Scene, who: str) -> int:
    return Source.objects.filter(project=scene.project).earliest("pk").pk


def _claim_etag(scene: Scene, who: str, serial: int = READ_BY_ALL) -> str:
    claim = scene.claim(serial)
    return f'"c{claim.version}.m{claim.verdicts.filter(reviewer=scene.people.get(who)).count()}"'


def _judged(scene: Scene, who: str) -> Form:
    claim = scene.claim(READ_BY_ALL)
    own = claim.verdicts.filter(reviewer=scene.people.get(who)).count()
    return {"label": "mixed", "rationale": "Because.", "version": claim.version, "own_number": own, "action": "none"}


def _taken_back(scene: Scene, who: str) -> Form:
    claim = scene.claim(READ_BY_ALL)
    if who in ("editor", "manager") and not claim.verdicts.filter(reviewer=scene.person(who)).exists():
        make_verdict(claim=claim, reviewer=scene.person(who))
    return {"version": claim.version, "own_number": claim.verdicts.filter(reviewer=scene.people.get(who)).count()}


def _settled(scene: Scene, who: str) -> Form:
    claim = Claim.objects.get(pk=scene.claim(READ_BY_ALL).pk)
    rows, last = claim.verdicts.count(), claim.adjudications.count()
    return {
        "label": "refuted", "reason": "Both were read.", "version": claim.version, "verdict_rows": rows,
        "adjudication": last,
    }  # fmt: skip


def _case_etag(scene: Scene, who: str) -> str:
    case = _settled(scene, who)
    return f'"c{case["version"]}.v{case["verdict_rows"]}.a{case["adjudication"]}"'


def _settings(scene: Scene, who: str) -> Form:
    project = Project.objects.get(pk=scene.project.pk)
    return {"name": "Desk", "scale": "standard-1", "guidelines": "", "blind": "on", "version": project.version}


def _details(scene: Scene, who: str) -> Form:
    return {"title": "A new title", "language": "en", "version": Document.objects.get(pk=scene.document.pk).version}


def _preview(scene: Scene, who: str) -> Form:
    return {"project": scene.project.slug, "text": "One sentence. Another one.", "title": "Pasted"}


def _import(scene: Scene, who: str) -> int:
    """An import of this person at its preview."""
    actor = scene.people.get(who) or scene.person("manager")
    incoming = Incoming(Upload("bridge.txt", "text/plain", TEXT.encode()))
    job = imports.open_import(actor=actor, project=scene.project, incoming=incoming, details=Details(title="T"))
    return imports.advance(job).pk


_PK: dict[str, Callable[[Scene, str], int]] = {
    "web:member-role": _membership, "web:member-remove": _membership,
    "web:import-detail": _import, "web:import-progress": _import, "web:import-read": _import,
    "web:import-confirm": _import, "web:import-discard": _import,
    "web:note-answer": _note, "web:note-resolve": _note, "web:note-reopen": _note, "web:note-withdraw": _own_note,
    "web:citation-change": _citation, "web:citation-withdraw": _citation,
    "api:note-detail": _own_note, "api:answer-list": _note, "api:citation-detail": _citation,
    "api:source-detail": _source,
}  # fmt: skip


def _use(scene: Scene, who: str) -> Form:
    version = Citation.objects.get(pk=_citation(scene, who)).version
    return {"stance": "refutes", "quote": "Another quote.", "locator": "p. 2", "state": "says-so", "version": version}


def _password(scene: Scene, who: str) -> Form:
    old, new = f"{who.replace('_', '-')}-pass-word", "quite-another-one-7"
    return {"old_password": old, "new_password1": new, "new_password2": new}


def _cut(scene: Scene, who: str) -> Form:
    claim = scene.claim(READ_BY_ALL)
    return {"at": claim.placements.latest("pk").start + 4, "version": claim.version, "offered": 1}


def _joined(scene: Scene, who: str) -> Form:
    claim, following = scene.claim(READ_BY_ALL), scene.claim(READ_BY_ALL + 1)
    versions = {"version": claim.version, "next_version": following.version}
    return {"next": following.serial, "offered": 1, **versions}


def _moved(scene: Scene, who: str) -> Form:
    return {"words": 1, "version": scene.claim(READ_BY_ALL).version}


def _top(scene: Scene, who: str, way: str = "undo") -> int:
    """The act on top of what this person can take back, or do again: a note of theirs."""
    person = scene.people.get(who) or scene.person("manager")
    make_note(document=scene.document, author=person)
    if way == "redo":
        repairs.undo(scene.document, person)
    return getattr(stacks_of(scene.document, person), way).number


def _fixed(**form: Any) -> Callable[[Scene, str], Form]:
    return lambda scene, who: dict(form)


def _with_tag(tag: str, **form: Any) -> Callable[[Scene, str], tuple[str, Form]]:
    return lambda scene, who: (tag, dict(form))


_BODIES: dict[tuple[str, str], Callable[[Scene, str], Form | tuple[str, Form]]] = {
    ("web:login", "POST"): _fixed(username="reader", password="reader-pass-word"),
    ("web:preferences", "POST"): _fixed(single_keys="on"),
    ("web:password", "POST"): _password,
    ("web:project-new", "POST"): _fixed(name="New", slug="new-one", scale="standard-1"),
    ("web:project-change", "POST"): _settings,
    ("web:member-add", "POST"): _fixed(username="outsider", role="reader"),
    ("web:member-role", "POST"): _fixed(role="reviewer", version=1),
    ("web:member-remove", "POST"): _fixed(version=1),
    ("web:document-new", "POST"): _preview,
    ("web:import-read", "POST"): _fixed(encoding="utf-8"),
    ("web:import-confirm", "POST"): _fixed(title="The bridge", language="en", allow_duplicate="1"),
    ("web:import-discard", "POST"): _fixed(),
    ("web:document-details", "POST"): _details,
    ("web:document-note-add", "POST"): _fixed(text="A note."),
    ("web:note-answer", "POST"): _fixed(text="An answer."),
    ("web:note-resolve", "POST"): _fixed(version=1),
    ("web:note-reopen", "POST"): _fixed(version=1),
    ("web:note-withdraw", "POST"): _fixed(version=1),
    ("web:note-add", "POST"): _fixed(text="A note."),
    ("web:verdict-give", "POST"): _judged,
    ("web:verdict-withdraw", "POST"): _taken_back,
    ("web:citation-add", "POST"): _fixed(title="A book", stance="supports", state="says-so"),
    ("web:citation-change", "POST"): _use,
    ("web:citation-withdraw", "POST"): lambda scene, who: {"version": _use(scene, who)["version"]},
    ("web:adjudicate", "POST"): _settled,
    ("web:claim-split", "POST"): _cut,
    ("web:claim-merge", "POST"): _joined,
    ("web:claim-boundary", "POST"): _moved,
    ("web:document-undo", "POST"): lambda scene, who: {"version": _top(scene, who)},
    ("web:document-redo", "POST"): lambda scene, who: {"version": _top(scene, who, "redo")},
    ("api:claim-split", "POST"): lambda scene, who: (_claim_etag(scene, who), {"at": _cut(scene, who)["at"]}),
    ("api:claim-merge", "POST"): lambda scene, who: (
        _claim_etag(scene, who), {"next": READ_BY_ALL + 1, "next_etag": _claim_etag(scene, who, READ_BY_ALL + 1)},
    ),
    ("api:claim-boundary", "POST"): lambda scene, who: (_claim_etag(scene, who), {"words": 1}),
    ("api:document-undo", "POST"): lambda scene, who: (f'"e{_top(scene, who)}"', {}),
    ("api:document-redo", "POST"): lambda scene, who: (f'"e{_top(scene, who, "redo")}"', {}),
    ("api:source-list", "POST"): _fixed(title="A book"),
    ("api:source-detail", "PATCH"): _with_tag('"v1"', title="Another title"),
    ("api:document-list", "POST"): lambda scene, who: {"project": scene.project.slug, "text": "One. Two."},
    ("api:document-detail", "PATCH"): _with_tag('"v1"', author="Somebody"),
    ("api:document-note-list", "POST"): _fixed(text="A note."),
    ("api:note-detail", "PATCH"): _with_tag('"v1"', resolved=True),
    ("api:note-detail", "DELETE"): _with_tag('"v1"'),
    ("api:answer-list", "POST"): _fixed(text="An answer."),
    ("api:verdict-list", "POST"): lambda scene, who: (_claim_etag(scene, who), {"label": "mixed"}),
    ("api:citation-list", "POST"): _fixed(source={"title": "A book"}, stance="supports"),
    ("api:citation-detail", "PATCH"): _with_tag('"v1"', stance="refutes"),
    ("api:citation-detail", "DELETE"): _with_tag('"v1"'),
    ("api:claim-note-list", "POST"): _fixed(text="A note."),
    ("api:adjudication-list", "POST"): lambda scene, who: (
        _case_etag(scene, who), {"label": "refuted", "reason": "Both were read."},
    ),
}  # fmt: skip


def everything_stored(*, files: bool = True) -> str:
    """Return a hash of every row of every table, and of the names of all files kept."""
    sha = hashlib.sha256()
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    with connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            sha.update(f"{table}: {cursor.fetchall()!r}\n".encode())
    for folder in (settings.ORIGINALS_DIR, settings.STAGING_DIR) if files else ():
        sha.update(repr(sorted(path.name for path in Path(folder).glob("*"))).encode())
    return sha.hexdigest()


@contextmanager
def undone() -> Iterator[None]:
    """Take back what the block stored."""
    mark = transaction.savepoint()
    try:
        yield
    finally:
        connection.needs_rollback = False
        transaction.savepoint_rollback(mark)


@contextmanager
def kept_open() -> Iterator[None]:
    """Run the block in a transaction that is never committed, as Django's own test case does."""
    whole = transaction.atomic()
    whole._from_testcase = True  # type: ignore[attr-defined]
    with whole:
        yield
        transaction.set_rollback(True)
