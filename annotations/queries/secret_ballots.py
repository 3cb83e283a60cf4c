"""Which entries of the history tell how others voted, to whom it could still sway: by the rule of the tallies."""

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual

from annotations.models import Adjudication, Ballot, HistoryEntry, User, Verdict

CODE = "claim.ballot_cast"


def without_secret_ballots(
    entries: QuerySet[HistoryEntry], user: User, *, quorum: int | None = None
) -> QuerySet[HistoryEntry]:
    """Return the entries, the bodies of ballots by others left out until `user` has voted on the case too.

    They are there again once the case is settled or judged anew, or as many have voted as the `quorum`. It is asked
    for with the rows, in no query of its own.
    """
    running = Ballot.objects.filter(~_overtaken("created_at"), claim=OuterRef("claim")).order_by()
    told = Q(actor=user) | _overtaken("at") | Q(Exists(running.filter(voter=user)))
    if quorum is not None:
        cast = Subquery(running.values("claim").annotate(count=Count("pk")).values("count"))
        told |= Q(GreaterThanOrEqual(Coalesce(cast, 0), quorum))
    # Django sets what is annotated on each row, and HistoryEntry.withheld empties the body there.
    return entries.annotate(**{"withheld": Case(When(Q(code=CODE) & ~told, then=Value(True)), default=Value(False))})


def _overtaken(moment: str) -> Q:
    """Return the filter for what was said of a case before it was last settled, opened again or judged."""
    settled = Adjudication.objects.filter(claim=OuterRef("claim"), created_at__gte=OuterRef(moment))
    judged = Verdict.objects.filter(claim=OuterRef("claim"), created_at__gt=OuterRef(moment))
    return Q(Exists(settled)) | Q(Exists(judged))
