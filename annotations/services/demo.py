"""The demo: a real text, imported by the real importer and worked through by the real services."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from annotations.importing import Upload
from annotations.models import Claim, Document, Note, Project, ReviewerKey, Role, Source, User
from annotations.services import (
    adjudications,
    citations,
    documents,
    drafts,
    history,
    notes,
    projects,
    sources,
    structure,
    verdicts,
)
from annotations.services.people import command_line_person
from annotations.services.transactions import writing

FOLDER = Path(__file__).parent.parent / "demo"
TEXT = FOLDER / "whos-russias-allies.txt"
PEOPLE: dict[str, tuple[str, str, Role]] = {
    "editor": ("Editor", "ED", Role.MANAGER),
    "reviewer": ("Reviewer", "R1", Role.REVIEWER),
    "second-reviewer": ("Second reviewer", "R2", Role.REVIEWER),
}
ADMINISTRATOR = "administrator"
Event = dict[str, Any]


def load_demo() -> Document:
    """Return the demo's document, made in one transaction on the first call; a second call changes nothing.

    The people whom it names cannot sign in until `open_accounts` gives them passwords.
    """
    script = tomllib.loads((FOLDER / "check.toml").read_text(encoding="utf-8"))
    existing = Document.objects.filter(project__slug=script["project"]["slug"], erased_at=None).order_by("pk").first()
    return existing or _Play(script).perform()


def demo_people() -> list[User]:
    """Return the demo's people, in the order in which a visitor wants to meet them, and the administrator."""
    names = [*PEOPLE, ADMINISTRATOR]
    found = {person.username: person for person in User.objects.filter(username__in=names)}
    return [found[name] for name in names if name in found]


class _Play:
    """Performs the script's events through the services, each as the person it names."""

    def __init__(self, script: dict[str, Any]) -> None:
        self.script = script
        self.people: dict[str, User] = {}
        self.sources: dict[str, Source] = {}
        self.notes: dict[str, Note] = {}
        self.acts: dict[str, Callable[[User, Event], None]] = {
            "adjudicate": self.adjudicate,
            "citation": self.cite,
            "move": self.move,
            "note": self.note,
            "reply": self.reply,
            "resolve": self.resolve,
            "suggestions": self.accept,
            "verdict": self.judge,
        }

    def perform(self) -> Document:
        with writing():
            self.people = {name: _person(name, *spec[:2]) for name, spec in PEOPLE.items()}
            _person(ADMINISTRATOR, "Administrator", "AD", is_administrator=True)
            project = self._project()
            self.document = self._document(project)
            for entry in self.script["sources"]:
                self.sources[entry["key"]] = self._source(project, entry)
            for event in self.script["events"]:
                self.acts[event["do"]](self.people[event["by"]], event)
            return self.document

    def _project(self) -> Project:
        told = self.script["project"]
        editor = self.people["editor"]
        project = projects.create_project(
            actor=editor, slug=told["slug"], name=told["name"], guidelines=told["guidelines"].strip()
        )
        for name, (_, _, role) in PEOPLE.items():
            if name != "editor":
                projects.add_member(actor=editor, project=project, person=self.people[name], role=role)
        return project

    def _document(self, project: Project) -> Document:
        told = self.script["document"]
        details = drafts.Details(
            title=told["title"], publisher=told["publisher"], language=told["language"], as_of=told["as_of"]
        )
        upload = Upload(name=TEXT.name, media_type="text/plain", data=TEXT.read_bytes())
        draft = drafts.draft_import(project=project, incoming=drafts.Incoming(upload), details=details)
        return documents.import_document(actor=self.people["editor"], project=project, draft=draft)

    def _source(self, project: Project, entry: dict[str, Any]) -> Source:
        fields = {name: value for name, value in entry.items() if name != "key"}
        bibliography = sources.Bibliography(**fields)
        return sources.add_source(actor=self.people["editor"], project=project, entry=bibliography)

    def claim(self, event: Event) -> Claim:
        return Claim.objects.get(document=self.document, serial=event["unit"])

    def judge(self, by: User, event: Event) -> None:
        claim = self.claim(event)
        judgement = verdicts.Judgement(
            label=event["label"], rationale=event["rationale"].strip(), tags=tuple(event["tags"]),
            action=event["action"] or "none", proposed_wording=event["proposed_wording"].strip(),
        )  # fmt: skip
        verdicts.record_verdict(
            actor=by, claim=claim, judgement=judgement, version=claim.version,
            own_number=claim.verdicts.filter(reviewer=by).count(),
        )  # fmt: skip

    def cite(self, by: User, event: Event) -> None:
        names = ("stance", "quote", "locator", "question", "state")
        use = citations.Use(**{name: event[name] for name in names})
        citations.add_citation(actor=by, claim=self.claim(event), source=self.sources[event["source"]], use=use)

    def note(self, by: User, event: Event) -> None:
        claim = self.claim(event) if "unit" in event else None
        self.notes[event["key"]] = notes.add_note(
            actor=by, document=self.document, claim=claim, text=event["text"].strip()
        )

    def reply(self, by: User, event: Event) -> None:
        notes.reply(actor=by, note=self.notes[event["to"]], text=event["text"].strip())

    def resolve(self, by: User, event: Event) -> None:
        note = Note.objects.get(pk=self.notes[event["note"]].pk)
        notes.resolve(actor=by, note=note, version=note.version)

    def move(self, by: User, event: Event) -> None:
        claim = self.claim(event)
        structure.move_boundary(actor=by, claim=claim, words=event["words"], version=claim.version)

    def accept(self, by: User, event: Event) -> None:
        verdicts.accept_suggestions(actor=by, document=self.document)

    def adjudicate(self, by: User, event: Event) -> None:
        claim = self.claim(event)
        seen = adjudications.CaseSeen(claim.version, claim.verdicts.count(), claim.adjudications.count())
        adjudications.adjudicate(actor=by, claim=claim, label=event["label"], reason=event["reason"].strip(), seen=seen)


def _person(username: str, name: str, initials: str, *, is_administrator: bool = False) -> User:
    """Create an account that cannot sign in."""
    person = User(username=username, first_name=name, initials=initials, is_active=False)
    person.is_staff = person.is_superuser = is_administrator
    person.set_unusable_password()
    person.save()
    key = ReviewerKey.objects.create(user=person).key
    history.record(actor=command_line_person(), code="person.created", body={"person": str(key)}, subject=str(key))
    return person


def open_accounts(passwords: dict[str, str]) -> None:
    """Let the demo people sign in, each with the given password; called on loopback only."""
    with writing():
        for person in User.objects.filter(username__in=passwords):
            person.is_active = True
            person.set_password(passwords[person.username])
            person.save(update_fields=["is_active", "password"])
