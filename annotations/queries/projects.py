"""A project's page: documents, members, library."""

from dataclasses import dataclass

from django.db.models import QuerySet

from annotations.models import Document, Membership, Project, Source, User
from annotations.queries.documents import DocumentCard, document_cards, sources_of
from annotations.scales import SCALES, Scale


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """Everything about a project on one page."""

    project: Project
    scale: Scale
    cards: tuple[DocumentCard, ...]
    members: tuple[Membership, ...]
    sources: tuple[Source, ...]


def project_page(project: Project, user: User, *, confidential: bool) -> ProjectPage:
    """Return the page of a project; `confidential` says whether confidential sources are among what it shows."""
    members = Membership.objects.filter(project=project, left_at__isnull=True).select_related("user")
    return ProjectPage(
        project=project,
        scale=SCALES[project.scale],
        cards=tuple(document_cards(Document.objects.filter(project=project), user)),
        members=tuple(members.order_by("pk")),
        sources=tuple(_sources(project, confidential)),
    )


def _sources(project: Project, confidential: bool) -> QuerySet[Source]:
    rows = sources_of(project).filter(merged_into__isnull=True)
    return (rows if confidential else rows.filter(confidential=False))[:500]
