"""The only doors for requests: fetch a thing and decide in one place whether somebody may have it.

Who may not even look gets Http404, in the same words whether the thing exists or not; who may look but not do
this gets PermissionDenied.
"""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.http import Http404

from annotations.models import Claim, Document, ImportJob, Membership, Project, Role, Sight, User
from annotations.permissions import Permission, Standing, can


@dataclass(frozen=True, slots=True)
class Visit:
    """A person in a project: what they may do there."""

    user: User
    project: Project
    role: Role | None

    def may(self, permission: Permission) -> bool:
        """Say whether this person may do this here."""
        return can(Standing(self.user, self.role, self.project.rules), permission)

    @property
    def sees_all(self) -> bool:
        """Whether nothing is withheld from this person until they have read."""
        return self.may(Permission.SEE_ALL)

    @property
    def sight(self) -> Sight:
        """This person's eyes: what the questions are answered through."""
        return Sight(self.user, self.sees_all)


@dataclass(frozen=True, slots=True)
class DocumentVisit(Visit):
    """A person at a document."""

    document: Document


@dataclass(frozen=True, slots=True)
class ClaimVisit(DocumentVisit):
    """A person at a claim of a document."""

    claim: Claim


@dataclass(frozen=True, slots=True)
class ImportVisit(Visit):
    """A person at an import of their own."""

    job: ImportJob


def signed_in(user: User | AnonymousUser) -> User:
    """Return the person, or Http404 for who has not signed in (pages send those to the sign-in before)."""
    if not isinstance(user, User) or not user.is_active:
        raise Http404
    return user


def _role_in(user: User, project: str) -> Subquery:
    memberships = Membership.objects.filter(project=OuterRef(project), user=user, left_at__isnull=True)
    return Subquery(memberships.values("role")[:1], output_field=CharField())


def _check(visit: Visit, permission: Permission) -> None:
    if not visit.may(Permission.VIEW):
        raise Http404
    if not visit.may(permission):
        raise PermissionDenied


def get_project(user: User | AnonymousUser, slug: str, permission: Permission) -> Visit:
    """Return the project with this slug for somebody with this permission."""
    person = signed_in(user)
    project = Project.objects.annotate(viewer_role=_role_in(person, "pk")).filter(slug=slug).first()
    if project is None:
        raise Http404
    visit = Visit(person, project, Role(project.viewer_role) if project.viewer_role else None)
    _check(visit, permission)
    return visit


def get_document(user: User | AnonymousUser, pk: int, permission: Permission) -> DocumentVisit:
    """Return the document for somebody with this permission; its revision's text is not loaded."""
    person = signed_in(user)
    documents = Document.objects.select_related("project", "current").defer("current__text")
    document = documents.annotate(viewer_role=_role_in(person, "project")).filter(pk=pk, erased_at=None).first()
    if document is None or document.current is None:
        raise Http404
    role = Role(document.viewer_role) if document.viewer_role else None
    visit = DocumentVisit(person, document.project, role, document)
    _check(visit, permission)
    return visit


def get_claim(user: User | AnonymousUser, document_pk: int, serial: int, permission: Permission) -> ClaimVisit:
    """Return the document's claim with this serial, live or retired, for somebody with this permission."""
    visit = get_document(user, document_pk, permission)
    claim = Claim.objects.filter(document=visit.document, serial=serial).first()
    if claim is None:
        raise Http404
    return ClaimVisit(visit.user, visit.project, visit.role, visit.document, claim)


def get_import(user: User | AnonymousUser, pk: int) -> ImportVisit:
    """Return an import for the person who began it, as long as they may import into its project."""
    person = signed_in(user)
    job = ImportJob.objects.select_related("project", "actor", "document").filter(pk=pk, actor=person).first()
    if job is None:
        raise Http404
    visit = get_project(person, job.project.slug, Permission.IMPORT)
    return ImportVisit(person, visit.project, visit.role, job)


def projects_of(user: User) -> QuerySet[Project]:
    """Return the projects that somebody may look at, by name."""
    projects = Project.objects.order_by("name", "pk")
    if user.is_superuser:
        return projects
    mine = Membership.objects.filter(user=user, left_at__isnull=True)
    return projects.filter(pk__in=mine.values("project"))
