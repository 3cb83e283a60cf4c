"""Notices, as far as somebody may see at this moment what they point to."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from annotations.models import HistoryEntry, Membership, Note, Notice, Occasion, Placement, Role, User
from annotations.models.blindness import opened_claims, projects_seen_whole
from annotations.queries.history import title_of

SHOWN = 100
OF_NOTES = (Occasion.MENTION, Occasion.REPLY)
# What these say hangs on no label but one's own.
OPEN_TO_REVIEWERS = (Occasion.ASSIGNED, Occasion.STALE, Occasion.VOIDED)


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice as it is shown: what for, who did what, on which claim and when."""

    notice: Notice
    number: str
    why: str
    by: str
    what: str
    entry: HistoryEntry


def notices_of(user: User) -> QuerySet[Notice]:
    """Return somebody's notices that they may see now, newest first.

    Notes are shown as the note is, what hangs on a label as the claim's verdicts are; nothing of a project that one
    has left, or of a document that was deleted.
    """
    member = Membership.objects.filter(user=user, left_at__isnull=True)
    reviewing = Q(document__project__in=member.exclude(role=Role.READER).values("project"))
    whole = Q(document__project__in=projects_seen_whole(user).values("pk"))
    readable = Note.objects.visible_to(user).standing()
    of_notes = Q(occasion__in=OF_NOTES, entry__note__in=readable.values("pk"))
    of_work = Q(occasion__in=OPEN_TO_REVIEWERS) & reviewing
    opened = whole | (Q(claim__in=opened_claims(user)) & reviewing)
    of_labels = ~Q(occasion__in=[*OF_NOTES, *OPEN_TO_REVIEWERS]) & opened
    here = Q(document__project__in=member.values("project")) | whole
    rows = Notice.objects.filter(here & (of_notes | of_work | of_labels), person=user, document__erased_at=None)
    return rows.order_by("-pk")


def notices_page(user: User) -> tuple[NoticeLine, ...]:
    """Return the newest hundred notices (2 queries)."""
    rows = list(notices_of(user).select_related("document", "claim", "entry__actor")[:SHOWN])
    places = Placement.objects.filter(claim__in={row.claim.parent_id or row.claim_id for row in rows if row.claim})
    numbers = {place.claim_id: place.shown_number for place in places.order_by("pk")}
    return tuple(
        NoticeLine(
            row, numbers.get(row.claim.parent_id or row.claim.pk, "") if row.claim else "",
            Occasion(row.occasion).label, row.entry.actor.mark, title_of(row.entry), row.entry,
        )
        for row in rows
    )  # fmt: skip


def unseen_notices(user: User) -> Counter[str]:
    """Return how many notices are new to somebody, by occasion (1 query)."""
    rows = notices_of(user).filter(seen_at__isnull=True).order_by().values("occasion").annotate(count=Count("pk"))
    return Counter(dict(rows.values_list("occasion", "count")))
