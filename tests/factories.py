"""Make what a test needs: keyword only, sensible defaults, no randomness."""

from functools import cache
from itertools import count

from annotations.importing import Manuscript, Upload
from annotations.importing.child import read_in_child
from annotations.models import Citation, Claim, Document, Membership, Note, Project, Role, Source, User, Verdict
from annotations.services import citations, documents, drafts, notes, projects, sources, verdicts

_numbers = count(1)

TEXT = """The bridge at Aldwin

The bridge was opened in 1931. It is the longest bridge in the county. Nobody likes it.

It cost 2.1 million pounds. The county paid for half of it."""


def make_person(*, username: str, initials: str = "", is_staff: bool = False, is_superuser: bool = False) -> User:
    person = User(username=username, initials=initials, is_staff=is_staff, is_superuser=is_superuser)
    person.set_password(f"{username}-pass-word")
    person.save()
    return person


def make_project(*, manager: User, slug: str = "", scale: str = "standard-1", **policy: bool) -> Project:
    slug = slug or f"project-{next(_numbers)}"
    project = projects.create_project(actor=manager, slug=slug, name=slug.title(), scale=scale)
    if policy:
        project.policy = {**project.policy, **policy}
        project.save()
    return project


def make_member(*, project: Project, person: User, role: Role) -> Membership:
    return projects.add_member(actor=project.memberships.first().user, project=project, person=person, role=role)


@cache
def _read(upload: Upload) -> Manuscript:
    """Read a text in the child process, once for each text: what comes back never changes."""
    return read_in_child(upload)


def make_document(
    *, project: Project, actor: User, text: str = TEXT, title: str = "The bridge", again: bool = True, **details: str
) -> Document:
    upload = Upload(name="bridge.txt", media_type="text/plain", data=text.encode())
    manuscript = _read(upload)
    draft = drafts.draft_of(project, drafts.Incoming(upload), drafts.Details(title=title, **details), manuscript)
    return documents.import_document(actor=actor, project=project, draft=draft, allow_duplicate=again)


def claim_of(document: Document, serial: int) -> Claim:
    return Claim.objects.get(document=document, serial=serial)


def make_verdict(*, claim: Claim, reviewer: User, label: str = "supported", **judgement: object) -> Verdict:
    claim = Claim.objects.get(pk=claim.pk)
    return verdicts.record_verdict(
        actor=reviewer,
        claim=claim,
        judgement=verdicts.Judgement(label=label, **judgement),
        version=claim.version,
        own_number=claim.verdicts.filter(reviewer=reviewer).count(),
    )


def make_source(*, project: Project, actor: User, title: str = "County record", **entry: object) -> Source:
    return sources.add_source(actor=actor, project=project, entry=sources.Bibliography(title=title, **entry))


def make_citation(*, claim: Claim, actor: User, source: Source | None = None, **use: object) -> Citation:
    source = source or make_source(project=claim.document.project, actor=actor)
    use.setdefault("stance", "supports")
    return citations.add_citation(actor=actor, claim=claim, source=source, use=citations.Use(**use))


def make_authors_note(*, claim: Claim, importer: User, text: str = "Says who?", said_by: str = "Ina Quill") -> Note:
    """Attach a comment of the author's to the claim, as an import does."""
    return Note.objects.create(
        document=claim.document, claim=claim, author=importer, by_author=True, said_by=said_by, text=text
    )


def make_authors_citation(*, claim: Claim, importer: User, source: Source | None = None) -> Citation:
    """Attach a link of the author's to the claim, as an import does."""
    source = source or make_source(project=claim.document.project, actor=importer)
    return Citation.objects.create(
        document=claim.document, claim=claim, source=source, added_by=importer, by_author=True, stance="context"
    )


def make_note(*, document: Document, author: User, text: str = "Look again.", claim: Claim | None = None) -> Note:
    return notes.add_note(actor=author, document=document, claim=claim, text=text)
