"""A project at work, with everybody in it: what the tests of access, blindness and query counts look at."""

from copy import deepcopy
from dataclasses import dataclass, field

from django.test import Client
from django.utils import timezone

from annotations.importing import Upload
from annotations.models import Claim, Document, Membership, Project, Role, Source, User
from annotations.services import adjudications, assignments, verdicts
from annotations.services.documents import import_document
from annotations.services.drafts import Details, Incoming, draft_import
from tests.factories import (
    TEXT,
    claim_of,
    make_citation,
    make_document,
    make_member,
    make_note,
    make_person,
    make_project,
    make_source,
    make_verdict,
)

MEMBERS = {
    "reader": Role.READER,
    "reviewer": Role.REVIEWER,
    "second_reviewer": Role.REVIEWER,
    "editor": Role.EDITOR,
    "manager": Role.MANAGER,
    "deactivated": Role.EDITOR,
    "departed": Role.EDITOR,
}
CAST = ("anonymous", "outsider", *MEMBERS, "administrator")


@dataclass
class Scene:
    """Everybody, the project they work in, and one elsewhere of which only `outsider` knows."""

    people: dict[str, User]
    project: Project
    document: Document
    elsewhere: Project
    other: Document
    clients: dict[str, Client] = field(default_factory=dict)

    def claim(self, serial: int) -> Claim:
        return claim_of(self.document, serial)

    def person(self, name: str) -> User:
        return self.people[name]

    def client(self, name: str, **options: bool) -> Client:
        """Return a client of its own with this person's session, so that signing out hurts nobody else."""
        client = Client(**options)
        client.cookies = deepcopy(self.clients[name].cookies)
        return client


def make_cast() -> dict[str, User]:
    """Make the accounts; `deactivated` and `departed` are as active as all others until the scene is set."""
    people = {
        name: make_person(username=name.replace("_", "-"), initials=f"{name[0]}{rank}".upper())
        for rank, name in enumerate(["outsider", *MEMBERS])
    }
    people["administrator"] = make_person(username="administrator", initials="AD", is_staff=True, is_superuser=True)
    return people


def make_scene(**policy: bool) -> Scene:
    """Make two projects with a document each, and everybody signed in; six claims, verdicts on five.

    `reviewer` has judged 1 to 5, `second_reviewer` only 1 and 2 (2 with another label), `manager` only 5 (with
    another label), `editor` settled 2 and 4. So `second_reviewer` is blind on 3 to 6, and 5 is in disagreement.
    On 2 and 4 there are a citation and a thread of `reviewer`.
    """
    people = make_cast()
    project = make_project(manager=people["manager"], slug="desk-one", **policy)
    for name, role in MEMBERS.items():
        if name != "manager":
            make_member(project=project, person=people[name], role=role)
    elsewhere = make_project(manager=people["outsider"], slug="elsewhere")
    document = make_document(project=project, actor=people["manager"])
    other = make_document(project=elsewhere, actor=people["outsider"], title="Another text")
    scene = Scene(people, project, document, elsewhere, other)
    _work(scene)
    _sign_in(scene)
    return scene


def _work(scene: Scene) -> None:
    first, second, editor = (scene.person(name) for name in ("reviewer", "second_reviewer", "editor"))
    source = make_source(project=scene.project, actor=first, title="County record", url="https://example.org/record")
    for serial, label in ((1, "not-a-claim"), (2, "supported"), (3, "refuted"), (4, "mixed"), (5, "refuted")):
        make_verdict(
            claim=scene.claim(serial), reviewer=first, label=label, rationale=f"Rationale of the first on {serial}.",
            tags=("wrong-number",), action="must", proposed_wording=f"Wording of the first for {serial}.",
        )  # fmt: skip
    for serial, label in ((1, "not-a-claim"), (2, "refuted")):
        make_verdict(claim=scene.claim(serial), reviewer=second, label=label, rationale=f"The second on {serial}.")
    make_verdict(claim=scene.claim(5), reviewer=scene.person("manager"), label="supported")
    for serial in (2, 4):
        settle(scene.claim(serial), editor, "mixed", reason=f"Reason of the editor on {serial}.")
    for serial in (2, 4):
        make_citation(claim=scene.claim(serial), actor=first, source=source, quote=f"Quote of the first on {serial}.")
        make_note(
            document=scene.document, claim=scene.claim(serial), author=first, text=f"Note of the first, {serial}."
        )
    make_note(document=scene.document, author=first, text="Note of the first on the document.")
    _work_elsewhere(scene)


def _work_elsewhere(scene: Scene) -> None:
    outsider, claim = scene.person("outsider"), claim_of(scene.other, 2)
    make_verdict(claim=claim, reviewer=outsider, label="supported")
    make_citation(claim=claim, actor=outsider)
    make_note(document=scene.other, claim=claim, author=outsider)
    third = claim_of(scene.other, 3)
    assignments.assign(actor=outsider, document=scene.other, claims=[third], reader=outsider)


def _sign_in(scene: Scene) -> None:
    for name in CAST:
        scene.clients[name] = Client()
        if name != "anonymous":
            scene.clients[name].force_login(scene.person(name))
    User.objects.filter(pk=scene.person("deactivated").pk).update(is_active=False)
    Membership.objects.filter(user=scene.person("departed"), project=scene.project).update(left_at=timezone.now())


def settle(claim: Claim, editor: User, label: str, *, reason: str = "Both have a point.") -> adjudications.Adjudication:
    """Adjudicate the claim as it stands now."""
    claim = Claim.objects.get(pk=claim.pk)
    seen = adjudications.CaseSeen(claim.version, claim.verdicts.count(), claim.adjudications.count())
    return adjudications.adjudicate(actor=editor, claim=claim, label=label, reason=reason, seen=seen)


def withdraw(claim: Claim, reviewer: User) -> verdicts.Verdict:
    """Take the reviewer's verdict back."""
    return make_verdict(claim=claim, reviewer=reviewer, label="")


def import_text(text: str, *, project: Project, actor: User) -> Document:
    """Import a text of its own."""
    upload = Upload(name="text.txt", media_type="text/plain", data=text.encode())
    draft = draft_import(project=project, incoming=Incoming(upload), details=Details(title="A text"))
    return import_document(actor=actor, project=project, draft=draft)


def long_text(sentences: int) -> str:
    """A text of one heading and this many sentences less one."""
    lines = [f"Sentence number {rank} stands here." for rank in range(2, sentences + 1)]
    return "A heading\n\n" + " ".join(lines)


__all__ = ["CAST", "MEMBERS", "TEXT", "Scene", "Source", "import_text", "long_text", "make_scene", "settle", "withdraw"]
