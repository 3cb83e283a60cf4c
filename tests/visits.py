"""How to visit every route of the surface rightly: its address, and what a form that is in order says."""

import base64
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
from annotations.models import (
    Assignment,
    AuthorAnswer,
    AuthorLink,
    Citation,
    Claim,
    Document,
    HistoryEntry,
    Lineage,
    Membership,
    Note,
    Project,
    Sight,
    Source,
    Verdict,
)
from annotations.models.sources import ArchiveState
from annotations.queries.report import report_contents
from annotations.queries.signoff import Readiness, readiness
from annotations.queries.undecided import undecided_groups
from annotations.queries.undo import stacks_of
from annotations.reports import write
from annotations.services import (
    assignments,
    author_answers,
    author_links,
    citations,
    imports,
    people,
    source_files,
    source_imports,
    sources,
)
from annotations.services.drafts import Details, Incoming
from annotations.services.parts import add_part
from tests import publishing, repairs, revising
from tests.factories import TEXT, make_authors_citation, make_citation, make_note, make_source, make_verdict
from tests.scenes import Scene

BIBTEX = b"@book{a, title = {A book}, year = {1999}}"
_FORMATS = {"web:changes-download": "changes", "web:revision-export": "csv"}
OF_A_PART = {"web:part-change", "web:part-remove", "web:part-confirm", "api:part-detail"}
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
        "serial": lambda: _part(scene, who).serial if name in OF_A_PART else READ_BY_ALL,
        "slug": lambda: scene.project.slug,
        "format": lambda: _FORMATS.get(name, "json"),
        "secret": lambda: people.make_sign_in_link(scene.person("reader")),
        "number": lambda: 1,
        "signed": lambda: author_links.signed(_author_link(scene)),
        "link": lambda: _author_link(scene).pk,
        "answer": lambda: _author_answer(scene).pk,
        "report": lambda: publishing.published(scene).slug,
        "desk": lambda: publishing.listed(scene).slug,
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


def _seen(scene: Scene, who: str) -> Form:
    judged = _judged(scene, who)
    return {"version": judged["version"], "own_number": judged["own_number"]}


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


def _voted(scene: Scene, who: str) -> Form:
    """A vote, in a project that settles by vote; the case was overtaken and is open again."""
    scene.project.policy = {**scene.project.policy, "adjudication": "vote"}
    scene.project.save()
    person = scene.people.get(who)
    if who in ("reviewer", "second_reviewer", "editor", "manager"):
        make_verdict(claim=scene.claim(READ_BY_ALL), reviewer=person, label="unverified")
    return _settled(scene, who)


def _ballot(scene: Scene, who: str) -> tuple[str, Form]:
    form = _voted(scene, who)
    return _case_etag(scene, who), {"label": form["label"], "reason": form["reason"]}


def _tag_of(form: Form) -> str:
    return f'"c{form["version"]}.m{form["own_number"]}"'


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


def _source_with_file(scene: Scene, who: str) -> int:
    source = Source.objects.filter(project=scene.project).earliest("pk")
    if not source.file:
        actor = scene.person("reviewer")
        source_files.attach_file(actor=actor, source=source, data=b"%PDF-1.7", version=source.version)
    return source.pk


def _references(scene: Scene, who: str) -> int:
    """The history's entry of an import into the library."""
    actor = scene.person("reviewer")
    return source_imports.import_sources(actor=actor, project=scene.project, data=BIBTEX, name="a.bib").pk


def _taken_back_citation(scene: Scene, who: str) -> int:
    """The entry of a citation that was taken back."""
    row = make_citation(claim=scene.claim(READ_BY_ALL), actor=scene.person("manager"))
    citations.withdraw_citation(actor=scene.person("manager"), citation=row, version=row.version)
    return HistoryEntry.objects.get(citation=row, code="citation.withdrawn").pk


def _revision(scene: Scene, who: str) -> int:
    """A revised text of this person at its preview."""
    actor = scene.people.get(who) or scene.person("manager")
    incoming = Incoming(Upload("bridge.txt", "text/plain", f"{TEXT} Or so.".encode()))
    job = imports.open_import(
        actor=actor, project=scene.project, incoming=incoming, details=Details(title="T"), document=scene.document
    )
    return imports.advance(job).pk


def _revised(scene: Scene, who: str) -> Form:
    return {"version": Document.objects.get(pk=scene.document.pk).version}


def _report_of(scene: Scene) -> str:
    """A report of the scene's own document, in Base64."""
    document = Document.objects.select_related("project", "current").get(pk=scene.document.pk)
    contents = report_contents(document, Sight(scene.person("manager"), sees_all=True), whole=True)
    return base64.b64encode(write(contents, "json").content).decode()


def _gone_stale(scene: Scene, who: str) -> Form:
    """What confirms this person's verdict after the claim's boundary was moved."""
    taken_back = _taken_back(scene, who)
    repairs.move(scene.document, scene.person("manager"), READ_BY_ALL, 1)
    return {**taken_back, "version": scene.claim(READ_BY_ALL).version}


def _parted(scene: Scene, who: str) -> Form:
    """What drops this person's verdict after a revision merged the claim with the next one."""
    taken_back = _taken_back(scene, who)
    if scene.claim(READ_BY_ALL).retired_at is None:
        revising.revise(_document(scene), scene.person("manager"), TEXT.replace("1931. It is", "1931, and it is"))
    return taken_back


def _reading(scene: Scene, who: str) -> int:
    """An assignment that this person may give back: their own, or for who gives no verdicts the manager's."""
    claim = scene.claim(6)
    open_one = Assignment.objects.open().filter(claim=claim, reader__isnull=False).first()
    reader = scene.person(who if who in ("reviewer", "second_reviewer", "editor") else "manager")
    given = [open_one] if open_one else assignments.assign(
        actor=scene.person("manager"), document=scene.document, claims=[claim], reader=reader
    )  # fmt: skip
    return given[0].pk


_PK: dict[str, Callable[[Scene, str], int]] = {
    "web:revision-preview": _revision,
    "web:history-restore": _taken_back_citation,
    "web:member-role": _membership, "web:member-remove": _membership,
    "web:import-detail": _import, "web:import-progress": _import, "web:import-read": _import,
    "web:import-confirm": _import, "web:import-discard": _import,
    "web:reading-give-back": _reading, "api:reading-give-back": _reading,
    "web:note-answer": _note, "web:note-resolve": _note, "web:note-reopen": _note, "web:note-withdraw": _own_note,
    "web:citation-change": _citation, "web:citation-withdraw": _citation,
    "api:note-detail": _own_note, "api:answer-list": _note, "api:citation-detail": _citation,
    "api:source-detail": _source, "web:source-detail": _source, "web:source-change": _source,
    "web:source-merge": _source, "web:source-attach": _source, "web:source-file": _source_with_file,
    "web:source-archive": _source, "web:source-restore": _source, "api:source-archive": _source,
    "web:source-imported": _references, "api:source-merge": _source, "api:source-file": _source_with_file,
}  # fmt: skip


def _document(scene: Scene) -> Document:
    """Return the document as it stands now, apart from the scene's, which outlives the rows of one test."""
    return Document.objects.get(pk=scene.document.pk)


def _elsewhere(scene: Scene, who: str) -> Form:
    """A citation that came with the text, so that everybody may see it."""
    there = make_authors_citation(claim=scene.claim(6), importer=scene.person("manager"))
    return {"document": scene.document.pk, "serial": 6, "citation": there.pk}


def _deleted(scene: Scene, who: str) -> Form:
    """A revision without the last sentence, which the second claim is said to be."""
    if Document.objects.get(pk=scene.document.pk).current.number == 1:
        revising.revise(_document(scene), scene.person("manager"), TEXT.rpartition(". ")[0] + ".")
    return {"earlier": 6, "version": scene.claim(READ_BY_ALL).version, "offered": 1}


def _undecided(scene: Scene, who: str) -> Form:
    """A revision with one copy more of two stretches, so that only a guess could say which is new."""
    groups = undecided_groups(_document(scene))
    if not groups:
        copies = "A tram crosses it. Ships pass below. The pier is closed."
        for text in (f"{copies} {copies}", f"Some say so. {copies} Others do. {copies} Who knows. {copies}"):
            revising.revise(_document(scene), scene.person("manager"), f"{TEXT}\n\n{text}")
        groups = undecided_groups(_document(scene))
    return {"claims": str(groups[0].new[0].claim.serial)}


class _Upload:
    """A file that can be sent again and again."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.data = name, data

    def read(self) -> bytes:
        return self.data


def _record(scene: Scene, who: str) -> Form:
    return {"title": "A book", "type": "book", "version": _source_version(scene)}


def _source_version(scene: Scene) -> int:
    return Source.objects.filter(project=scene.project).earliest("pk").version


def _archivable(scene: Scene, who: str) -> Form:
    """What asks the web archive for a source once more while it is being asked, so that nobody sets one up for it."""
    Source.objects.filter(pk=_source(scene, who)).update(archive_state=ArchiveState.WAITING)
    return {"version": _source_version(scene)}


def _changed_record(scene: Scene, who: str) -> Form:
    """What takes back the change of a source's record."""
    source = Source.objects.get(pk=_source(scene, who))
    if source.version == 1:
        entry = sources.Bibliography(title="Another title")
        sources.change_source(actor=scene.person("manager"), source=source, entry=entry, version=1)
    return {"entry": HistoryEntry.objects.filter(code="source.changed").latest("pk").pk, "version": 2}


def _merged(scene: Scene, who: str) -> Form:
    into = make_source(project=scene.project, actor=scene.person("reviewer"), title="The same")
    return {"into": into.pk, "version": _source_version(scene)}


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


def _author_link(scene: Scene) -> AuthorLink:
    manager = scene.person("manager")
    return author_links.make_link(actor=manager, document=scene.document, name="Ina Quill", days=1)


def _asked(scene: Scene) -> Verdict:
    """The last request of the first reviewer on the claim that all have read."""
    return scene.claim(READ_BY_ALL).verdicts.filter(reviewer=scene.person("reviewer")).latest("pk")


def _author_answer(scene: Scene) -> AuthorAnswer:
    said = author_answers.Said("rejected", reason="It is right as it stands.")
    return author_answers.answer(link=_author_link(scene), verdict=_asked(scene), said=said)


def _part(scene: Scene, who: str) -> Claim:
    """An atomic claim of a sentence that nobody has read."""
    sentence = scene.claim(6)
    found = sentence.parts.filter(retired_at=None).first()
    if found is None:
        found = add_part(
            actor=scene.person("manager"), claim=sentence, wording="A part.", spans=[], version=sentence.version
        )
    return found


def _part_to_confirm(scene: Scene, who: str) -> Form:
    """Let the atomic claim be made of a claim that this person has judged."""
    part, old = _part(scene, who), scene.claim(1)
    Lineage.objects.get_or_create(ancestor=old, descendant=part, kind="part", revision=scene.document.current)
    if who in ("editor", "manager") and not old.verdicts.filter(reviewer=scene.person(who)).exists():
        make_verdict(claim=old, reviewer=scene.person(who))
    return {"version": part.version}


def _part_etag(scene: Scene, who: str) -> str:
    return f'"c{_part(scene, who).version}.m0"'


def _ready(scene: Scene) -> Readiness:
    return readiness(Document.objects.get(pk=scene.document.pk))


def _queued(scene: Scene, who: str) -> Form:
    """Nothing need be said, but something must wait."""
    claim, manager = scene.claim(6), scene.person("manager")
    if not Assignment.objects.standing().filter(claim=claim).exists():
        assignments.assign(actor=manager, document=scene.document, claims=[claim], reader=None)
    return {}


def _drawing(scene: Scene, who: str) -> Form:
    Project.objects.filter(pk=scene.project.pk).update(policy={"second_reading": "all"})
    return {}


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
    ("web:revision-new", "POST"): _fixed(text="Another text. With two sentences."),
    ("web:revision-preview", "POST"): _revised,
    ("web:verdict-confirm", "POST"): _gone_stale,
    ("web:verdict-drop", "POST"): _gone_stale,
    ("web:document-note-add", "POST"): _fixed(text="A note."),
    ("web:note-answer", "POST"): _fixed(text="An answer."),
    ("web:readings-assign", "POST"): _fixed(claims="5-6", reading="2"),
    ("web:readings-draw", "POST"): _drawing,
    ("web:reading-next", "POST"): _queued,
    ("web:reading-give-back", "POST"): _fixed(version=1),
    ("api:reading-list", "POST"): _fixed(claims=[5, 6]),
    ("api:readings-draw", "POST"): _drawing,
    ("api:reading-next", "POST"): _queued,
    ("api:reading-give-back", "POST"): _with_tag('"v1"'),
    ("web:note-resolve", "POST"): _fixed(version=1),
    ("web:note-reopen", "POST"): _fixed(version=1),
    ("web:note-withdraw", "POST"): _fixed(version=1),
    ("web:note-add", "POST"): _fixed(text="A note."),
    ("web:source-new", "POST"): _fixed(title="A book", type="book"),
    ("web:source-import", "POST"): lambda scene, who: {"file": _Upload("a.bib", BIBTEX)},
    ("web:source-change", "POST"): _record,
    ("web:source-merge", "POST"): _merged,
    ("web:source-archive", "POST"): _archivable,
    ("web:source-restore", "POST"): _changed_record,
    ("web:source-attach", "POST"): lambda scene, who: {
        "file": _Upload("a.pdf", b"%PDF-1.7"), "version": _source_version(scene)
    },
    ("web:verdict-give", "POST"): _judged,
    ("web:verdict-withdraw", "POST"): _taken_back,
    ("web:citation-add", "POST"): _fixed(title="A book", stance="supports", state="says-so"),
    ("web:citation-change", "POST"): _use,
    ("web:citation-withdraw", "POST"): lambda scene, who: {"version": _use(scene, who)["version"]},
    ("web:sign-off", "POST"): lambda scene, who: {
        "version": _ready(scene).hash, **{f"override-{kind.code}": "Because." for kind in _ready(scene).missing},
    },
    ("api:sign-off", "POST"): lambda scene, who: (
        f'"{_ready(scene).hash}"', {"overrides": {kind.code: "Because." for kind in _ready(scene).missing}},
    ),
    ("web:history-restore", "POST"): _fixed(version=2),
    ("web:author-link-add", "POST"): _fixed(name="Ina Quill", days=14),
    ("web:author-link-revoke", "POST"): _fixed(),
    ("web:change-decide", "POST"): _fixed(upheld="no", reason="It is right."),
    ("web:author-answers", "POST"): lambda scene, who: {"request": _asked(scene).pk, "answer": "accepted"},
    ("web:adjudicate", "POST"): _settled,
    ("web:ballot-cast", "POST"): _voted,
    ("web:claim-split", "POST"): _cut,
    ("web:claim-merge", "POST"): _joined,
    ("web:claim-boundary", "POST"): _moved,
    ("web:claim-join", "POST"): _deleted,
    ("web:undecided-leave", "POST"): _undecided,
    ("web:part-add", "POST"): lambda scene, who: {"wording": "A part.", "version": scene.claim(READ_BY_ALL).version},
    ("web:part-change", "POST"): lambda scene, who: {"wording": "Another.", "version": _part(scene, who).version},
    ("web:part-remove", "POST"): lambda scene, who: {"version": _part(scene, who).version},
    ("web:part-confirm", "POST"): _part_to_confirm,
    ("api:part-list", "POST"): lambda scene, who: (_claim_etag(scene, who), {"wording": "A part."}),
    ("api:part-detail", "PATCH"): lambda scene, who: (_part_etag(scene, who), {"wording": "Another."}),
    ("api:part-detail", "DELETE"): lambda scene, who: (_part_etag(scene, who), {}),
    ("web:document-marking", "POST"): lambda scene, who: {
        "serial": READ_BY_ALL, "mark": "opinion", **_seen(scene, who),
    },
    ("web:marking-undo", "POST"): lambda scene, who: {"version": _top(scene, who)},
    ("web:publish", "POST"): lambda scene, who: publishing.signed(scene) and {"names": "roles"},
    ("web:publication-renew", "POST"): lambda scene, who: publishing.renewal(scene),
    ("web:publication-withdraw", "POST"): lambda scene, who: {
        "version": publishing.published(scene).version, "reason": "It was not ours to publish.",
    },
    ("web:similar-take", "POST"): _elsewhere,
    ("web:document-undo", "POST"): lambda scene, who: {"version": _top(scene, who)},
    ("web:document-redo", "POST"): lambda scene, who: {"version": _top(scene, who, "redo")},
    ("api:claim-split", "POST"): lambda scene, who: (_claim_etag(scene, who), {"at": _cut(scene, who)["at"]}),
    ("api:claim-merge", "POST"): lambda scene, who: (
        _claim_etag(scene, who), {"next": READ_BY_ALL + 1, "next_etag": _claim_etag(scene, who, READ_BY_ALL + 1)},
    ),
    ("api:claim-boundary", "POST"): lambda scene, who: (_claim_etag(scene, who), {"words": 1}),
    ("api:claim-join", "POST"): lambda scene, who: (
        _claim_etag(scene, who), {"earlier": _deleted(scene, who)["earlier"]},
    ),
    ("api:undecided-leave", "POST"): lambda scene, who: {"claims": [int(_undecided(scene, who)["claims"])]},
    ("api:document-undo", "POST"): lambda scene, who: (f'"e{_top(scene, who)}"', {}),
    ("api:document-redo", "POST"): lambda scene, who: (f'"e{_top(scene, who, "redo")}"', {}),
    ("api:peer-import", "POST"): _fixed(text='{"text": "It rains."}', format="doccano", again=True),
    ("api:report-import", "POST"): lambda scene, who: {"content": _report_of(scene), "again": True},
    ("api:source-list", "POST"): _fixed(title="A book"),
    ("api:source-detail", "PATCH"): _with_tag('"v1"', title="Another title"),
    ("api:source-import", "POST"): _fixed(name="a.bib", text=BIBTEX.decode()),
    ("api:source-archive", "POST"): lambda scene, who: (f'"v{_archivable(scene, who)["version"]}"', {}),
    ("api:source-merge", "POST"): lambda scene, who: (
        f'"v{_source_version(scene)}"', {"into": _merged(scene, who)["into"]},
    ),
    # The address is asked for later, and attaches a file where there is none.
    ("api:source-file", "POST"): lambda scene, who: (
        f'"v{Source.objects.get(pk=_source_with_file(scene, who)).version}"', {"content": "JVBERg=="},
    ),
    ("api:document-list", "POST"): lambda scene, who: {"project": scene.project.slug, "text": "One. Two."},
    ("api:document-detail", "PATCH"): _with_tag('"v1"', author="Somebody"),
    ("api:revision-list", "POST"): _with_tag('"v1"', text="Another text. With two sentences."),
    ("api:document-note-list", "POST"): _fixed(text="A note."),
    ("api:note-detail", "PATCH"): _with_tag('"v1"', resolved=True),
    ("api:note-detail", "DELETE"): _with_tag('"v1"'),
    ("api:answer-list", "POST"): _fixed(text="An answer."),
    ("api:verdict-list", "POST"): lambda scene, who: (_claim_etag(scene, who), {"label": "mixed"}),
    ("api:citation-list", "POST"): _fixed(source={"title": "A book"}, stance="supports"),
    ("api:citation-detail", "PATCH"): _with_tag('"v1"', stance="refutes"),
    ("api:citation-detail", "DELETE"): _with_tag('"v1"'),
    ("api:claim-note-list", "POST"): _fixed(text="A note."),
    ("api:publication", "POST"): lambda scene, who: publishing.signed(scene) and {"names": "roles"},
    ("api:publication-renewal", "POST"): lambda scene, who: publishing.renewal_by_api(scene),
    ("api:publication-withdrawal", "POST"): lambda scene, who: (
        f'"v{publishing.published(scene).version}"', {"reason": "It was not ours to publish."},
    ),
    ("api:verdict-confirm", "POST"): lambda scene, who: (_tag_of(_gone_stale(scene, who)), {}),
    ("api:verdict-drop", "POST"): lambda scene, who: (_tag_of(_parted(scene, who)), {}),
    ("api:claim-mark", "POST"): lambda scene, who: (_claim_etag(scene, who), {"mark": "opinion"}),
    ("api:author-link-list", "POST"): _fixed(name="Ina Quill", days=14),
    ("api:author-answer-decision", "POST"): _fixed(upheld=False, reason="It is right."),
    ("api:ballot-list", "POST"): _ballot,
    ("api:similar-take", "POST"): lambda scene, who: {
        {"serial": "claim"}.get(name, name): value for name, value in _elsewhere(scene, who).items()
    },
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
