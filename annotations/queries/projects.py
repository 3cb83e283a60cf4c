"""A project's page: documents, members, library."""

from dataclasses import dataclass

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


def project_page(project: Project, user: User) -> ProjectPage:
    """Return the page of a project."""
    members = Membership.objects.filter(project=project, left_at__isnull=True).select_related("user")
    return ProjectPage(
        project=project,
        scale=SCALES[project.scale],
        cards=tuple(document_cards(Document.objects.filter(project=project), user)),
        members=tuple(members.order_by("pk")),
        sources=tuple(sources_of(project)[:500]),
    )
