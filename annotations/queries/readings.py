"""Who reads what: the page of assignments, and what waits for one person."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from annotations.models import Assignment, Document, Membership, Placement, Project, Role, User, Verdict

SHOWN = 200


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """An open assignment as it is shown; `number` is what readers see of the claim."""

    assignment: Assignment
    number: str
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one reader is; a name of '' stands for the queue."""

    name: str
    waiting: int
    done: int


@dataclass(frozen=True, slots=True)
class ReadingsPage:
    """Who reads what in a document: open ones in reading order, up to 200; sums over all."""

    lines: tuple[ReadingLine, ...]
    more: int
    progress: tuple[Progress, ...]
    waiting: int
    done: int
    readers: tuple[tuple[int, str], ...]


def readings_page(document: Document) -> ReadingsPage:
    """Return the page, for who may see everything: it tells why claims were drawn (3 queries)."""
    rows = list(Assignment.objects.standing().filter(document=document).select_related("claim", "reader"))
    places = Placement.objects.live().filter(revision=document.current_id)
    concerned = {row.claim.parent_id or row.claim_id for row in rows if row.done_at is None}
    by_claim = {place.claim_id: place for place in places.filter(claim__in=concerned)}
    members = Membership.objects.filter(project=document.project_id).select_related("user").order_by("pk")
    people = {row.user_id: row for row in members}
    lines = [
        ReadingLine(row, place.shown_number, row.claim.own_wording or place.text, _name(row.reader_id, people))
        for row in rows
        if row.done_at is None and (place := by_claim.get(row.claim.parent_id or row.claim_id))
    ]
    lines.sort(key=lambda line: (by_claim[line.assignment.claim.parent_id or line.assignment.claim_id].start,
                                 line.assignment.reading))  # fmt: skip
    done = sum(row.done_at is not None for row in rows)
    return ReadingsPage(
        tuple(lines[:SHOWN]), max(0, len(lines) - SHOWN), _progress(rows, people), len(lines), done, _readers(people)
    )


def _name(reader: int | None, people: dict[int, Membership]) -> str:
    row = people.get(reader or 0)
    return row.initials or row.user.mark if row else ""


def _progress(rows: list[Assignment], people: dict[int, Membership]) -> tuple[Progress, ...]:
    waiting = Counter(row.reader_id for row in rows if row.done_at is None)
    done = Counter(row.reader_id for row in rows if row.done_at is not None)
    named = sorted((_name(reader, people), reader) for reader in {*waiting, *done} if reader is not None)
    queue = [Progress("", waiting[None], 0)] if waiting[None] else []
    return (*(Progress(name, waiting[reader], done[reader]) for name, reader in named), *queue)


def _readers(people: dict[int, Membership]) -> tuple[tuple[int, str], ...]:
    """Return who can be given claims: members who give verdicts."""
    members = [row for row in people.values() if row.left_at is None and row.role != Role.READER and row.user.is_active]
    return tuple((row.user_id, f"{row.user} ({row.initials or row.user.mark})") for row in members)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for one person in one document: claims given to them, and claims that they could take."""

    document: Document
    mine: int
    queue: int
    due: datetime | None


def waiting_for(user: User, projects: QuerySet[Project]) -> tuple[Waiting, ...]:
    """Return the documents in which something waits to be read by somebody, the newest first (1 query).

    Why a claim waits is not told.
    """
    own = Verdict.objects.filter(claim=OuterRef("claim"), reviewer=user)
    held = Assignment.objects.standing().filter(claim=OuterRef("claim"), reader=user)
    reviewing = Membership.objects.filter(user=user, left_at__isnull=True).exclude(role=Role.READER)
    rows = (
        Assignment.objects.open()
        .filter(Q(reader=user) | Q(~Exists(held), reader__isnull=True), ~Exists(own), claim__retired_at__isnull=True)
        .filter(document__project__in=reviewing.filter(project__in=projects).values("project"))
        .filter(document__erased_at__isnull=True)
        .select_related("document")
        .order_by("-document_id", "pk")
    )
    found: dict[Document, list[Assignment]] = defaultdict(list)
    for row in rows:
        found[row.document].append(row)
    return tuple(_waiting(document, given, user) for document, given in found.items())


def _waiting(document: Document, rows: list[Assignment], user: User) -> Waiting:
    mine = [row for row in rows if row.reader_id == user.pk]
    due = min((row.due for row in mine if row.due), default=None)
    return Waiting(document, len(mine), len(rows) - len(mine), due)


def own_stale(user: User, projects: QuerySet[Project]) -> dict[int, int]:
    """Return by document how many claims somebody judged only on an older wording or scale (1 query)."""
    mine = Verdict.objects.filter(reviewer=user)
    counted = mine.current().filter(claim=OuterRef("claim"))
    stands = Placement.objects.live().filter(claim=OuterRef("claim"), revision=OuterRef("document__current"))
    rows = mine.newest().exclude(label="").filter(~Exists(counted), Exists(stands), document__project__in=projects)
    return Counter(rows.filter(document__erased_at__isnull=True).values_list("document_id", flat=True))
