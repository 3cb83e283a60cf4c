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
OPEN_TO_REVIEWERS = (Occasion.ASSIGNED, Occasion.RETURNED, Occasion.STALE)
BY_ITSELF = (Occasion.RETURNED,)  # nobody did it: it is noticed when somebody asks for the next claim


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice as it is shown: what for, who did what ('' for what came by itself), on which claim and when."""

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
    # That a sign-off is void says that some label is another one: that is for who sees all.
    of_voided = Q(occasion=Occasion.VOIDED) & whole
    of_labels = ~Q(occasion__in=[*OF_NOTES, *OPEN_TO_REVIEWERS, Occasion.VOIDED]) & opened
    here = Q(document__project__in=member.values("project")) | whole
    shown = of_notes | of_work | of_voided | of_labels
    return Notice.objects.filter(here & shown, person=user, document__erased_at=None).order_by("-pk")


def notices_page(user: User, *, before: int | None = None, size: int = SHOWN) -> tuple[NoticeLine, ...]:
    """Return the newest notices, or the newest of those with an id below `before` (2 queries)."""
    shown = notices_of(user).select_related("document", "claim", "entry__actor")
    if before is not None:
        shown = shown.filter(pk__lt=before)
    rows = list(shown[:size])
    places = Placement.objects.filter(claim__in={row.claim.parent_id or row.claim_id for row in rows if row.claim})
    numbers = {place.claim_id: place.shown_number for place in places.order_by("pk")}
    return tuple(
        NoticeLine(
            row, numbers.get(row.claim.parent_id or row.claim.pk, "") if row.claim else "",
            Occasion(row.occasion).label, row.entry.actor.mark,
            "" if row.occasion in BY_ITSELF else title_of(row.entry), row.entry,
        )
        for row in rows
    )  # fmt: skip


def unseen_notices(user: User) -> Counter[str]:
    """Return how many notices are new to somebody, by occasion (1 query)."""
    rows = notices_of(user).filter(seen_at__isnull=True).order_by().values("occasion").annotate(count=Count("pk"))
    return Counter(dict(rows.values_list("occasion", "count")))
