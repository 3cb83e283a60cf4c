"""Documents as they stand in lists, and what a document's own pages show."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from annotations.models import (
    Document,
    ImportJob,
    Membership,
    Placement,
    Project,
    Role,
    Sight,
    Source,
    Stage,
    User,
    Verdict,
)
from annotations.queries.coverage import Coverage, coverage
from annotations.queries.notices import OF_NOTES, unseen_notices
from annotations.queries.parted import own_parted
from annotations.queries.readings import Waiting, own_stale, waiting_for
from annotations.queries.states import claim_states

LISTED = 50
IMPORTS_LISTED = 10
LIBRARY_SHOWN = 500


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A document in a list, with what waits there for the viewer."""

    document: Document
    coverage: Coverage
    unread: int
    disagreements: int
    stale: int
    notes: int


@dataclass(frozen=True, slots=True)
class WorkPage:
    """My work: sums over the documents listed, newest first. `more` says that there are older ones."""

    cards: tuple[DocumentCard, ...]
    more: bool
    imports: tuple[ImportJob, ...]
    readings: tuple[Waiting, ...]
    own_stale: Mapping[int, int]
    unseen: Mapping[str, int]

    @property
    def to_read(self) -> Document | None:
        """The newest document in which something waits to be read by me."""
        return next((card.document for card in self.cards if card.unread), None)

    @property
    def in_disagreement(self) -> Document | None:
        """The newest document with an open disagreement that I may see."""
        return next((card.document for card in self.cards if card.disagreements), None)

    @property
    def gone_stale(self) -> int | None:
        """The id of the newest document with a stale verdict of mine, or one on a claim that a revision parted."""
        return max(self.own_stale, default=None)

    @property
    def given(self) -> int:
        """Claims that were given to me, or that I took, and that I have still to read."""
        return sum(row.mine for row in self.readings)

    @property
    def to_me(self) -> int:
        """New notices of mentions of me and of answers to my notes."""
        return sum(self.unseen.get(occasion, 0) for occasion in OF_NOTES)

    @property
    def other_notices(self) -> int:
        """New notices of other things."""
        return sum(self.unseen.values()) - self.to_me

    @property
    def unread(self) -> int:
        """Claims that wait to be read by me."""
        return sum(card.unread for card in self.cards)

    @property
    def disagreements(self) -> int:
        """Open disagreements that I may see."""
        return sum(card.disagreements for card in self.cards)

    @property
    def stale(self) -> int:
        """Claims that I judged only on an older wording, or before a revision split or merged them."""
        return sum(self.own_stale.values())

    @property
    def notes(self) -> int:
        """Open threads that I may see."""
        return sum(card.notes for card in self.cards)


def whole_sight_projects(user: User) -> set[int]:
    """Return the ids of the projects in which somebody sees everything, by role alone."""
    roles = Membership.objects.filter(user=user, left_at__isnull=True, role__in=[Role.EDITOR, Role.MANAGER])
    return set(roles.values_list("project_id", flat=True))


def document_cards(documents: QuerySet[Document], user: User) -> list[DocumentCard]:
    """Return cards; each document costs the queries of its states, so lists are short."""
    rows = documents.filter(erased_at=None, current__isnull=False).select_related("project", "current")
    whole = whole_sight_projects(user)
    return [
        _card(document, Sight(user, document.project_id in whole))
        for document in rows.defer("current__text").order_by("-pk")[: LISTED + 1]
    ]


def _card(document: Document, sight: Sight) -> DocumentCard:
    states = claim_states(document, sight)
    return DocumentCard(
        document=document,
        coverage=coverage(document, states),
        unread=sum(not state.mine for state in states),
        disagreements=sum(state.disagreement for state in states),
        stale=sum(state.stale for state in states),
        notes=sight.open_notes().filter(_answerable(document), document=document).count(),
    )


def _answerable(document: Document) -> Q:
    """Return the filter for notes that can be resolved: on the document, or on a claim that stands in its text."""
    here = Placement.objects.live().filter(revision=document.current_id).values("claim")
    standing = Q(claim__retired_at__isnull=True) & (Q(claim__in=here) | Q(claim__parent__in=here))
    return Q(claim__isnull=True) | standing


def work_page(projects: QuerySet[Project], user: User) -> WorkPage:
    """Return my work in these projects."""
    cards = document_cards(Document.objects.filter(project__in=projects), user)
    imports = ImportJob.objects.filter(actor=user).exclude(stage=Stage.DONE).select_related("project").order_by("-pk")
    return WorkPage(
        tuple(cards[:LISTED]), len(cards) > LISTED, tuple(imports[:IMPORTS_LISTED]),
        readings=waiting_for(user, projects), unseen=unseen_notices(user),
        own_stale=Counter(own_stale(user, projects)) + Counter(own_parted(user, projects)),
    )  # fmt: skip


def library_choices(project: Project) -> dict[int, str]:
    """Return the sources to choose from, by title; of a very large library the newest."""
    rows = Source.objects.filter(project=project, merged_into__isnull=True).order_by("-pk")[:LIBRARY_SHOWN]
    titles = {row.pk: f"{row.title} ({row.publisher})" if row.publisher else row.title for row in rows}
    return dict(sorted(titles.items(), key=lambda item: item[1].casefold()))


def sources_of(project: Project) -> QuerySet[Source]:
    """Return the project's library with how often each source is cited."""
    standing = Count("citations", filter=Q(citations__withdrawn_at__isnull=True))
    return Source.objects.filter(project=project).annotate(uses=standing).order_by("title", "pk")


def waiting_suggestions(document: Document, user: User) -> int:
    """Return how many suggested labels the viewer could still accept."""
    mine = Verdict.objects.filter(claim=OuterRef("claim"), reviewer=user)
    places = Placement.objects.live().filter(revision=document.current_id).exclude(suggested_label="")
    return places.filter(~Exists(mine)).count()
