"""Documents signed off and published, for the tests of public reports."""

from datetime import date
from typing import Any

from annotations.models import Document, Edition, Project, Publication, SignOff, User
from annotations.queries.publications import shelf_of, standing_publication
from annotations.queries.signoff import readiness
from annotations.services import publications, signoffs
from annotations.services.publications import Told
from tests.factories import make_note
from tests.scenes import Scene, settle

DAY = date(2026, 1, 5)


def sign(document: Document, editor: User) -> SignOff:
    """Sign a document off as it stands, whatever is missing."""
    now = readiness(Document.objects.get(pk=document.pk))
    overrides = {kind.code: "Nothing more can be found." for kind in now.missing}
    return signoffs.sign_off(actor=editor, document=document, seen=now.hash, overrides=overrides)


def publish(document: Document, editor: User, names: str = "roles") -> Publication:
    """Sign a document off and publish its report."""
    sign(document, editor)
    return publications.publish(actor=editor, document=document, names=names)


def told(serial: int, **words: Any) -> Told:
    """A correction of one claim."""
    entered = {"was_wrong": "We misread the table.", "reason": "The later table counts.", "reported_by": "A reader"}
    return Told(serial, reported_on=DAY, **{**entered, **words})


def renew(publication: Publication, editor: User, *corrections: Told) -> Edition:
    """Sign the document off again and put that in the place of the last edition."""
    sign(publication.document, editor)
    version = Publication.objects.get(pk=publication.pk).version
    return publications.renew(actor=editor, publication=publication, told=corrections, version=version)


def signed(scene: Scene) -> SignOff:
    """The scene's document, signed off."""
    document = Document.objects.get(pk=scene.document.pk)
    return shelf_of(document).signoff or sign(document, scene.person("editor"))


def published(scene: Scene) -> Publication:
    """The public report of the scene's document."""
    standing = standing_publication(scene.document)
    signed(scene)
    editor = scene.person("editor")
    return standing or publications.publish(actor=editor, document=scene.document, names="roles")


def listed(scene: Scene) -> Project:
    """The scene's project, which lists what it has published."""
    published(scene)
    project = Project.objects.get(pk=scene.project.pk)
    project.policy = {**project.policy, "public_list": True}
    project.save()
    return project


def renewal(scene: Scene) -> dict[str, Any]:
    """What renews the scene's public report after the label of claim 4 was settled anew and signed off."""
    publication = published(scene)
    if not shelf_of(Document.objects.get(pk=scene.document.pk)).can_be_renewed:
        settle(scene.claim(4), scene.person("editor"), "refuted", reason="The later table counts.")
        sign(scene.document, scene.person("editor"))
    return {
        "version": publication.version, "wrong-4": "We misread the table.", "reason-4": "The later table counts.",
        "by-4": "A reader", "on-4": "2026-01-05",
    }  # fmt: skip


def renewal_by_api(scene: Scene) -> tuple[str, dict[str, Any]]:
    """The same by the API, with its If-Match."""
    form = renewal(scene)
    row = {"claim": 4, "was_wrong": form["wrong-4"], "reason": form["reason-4"], "reported_on": form["on-4"]}
    return f'"v{form["version"]}"', {"corrections": [row]}


def publicly_noted(scene: Scene, text: str) -> None:
    """A note on the document that is not internal."""
    note = make_note(document=scene.document, author=scene.person("reviewer"), text=text)
    type(note).objects.filter(pk=note.pk).update(internal=False)
