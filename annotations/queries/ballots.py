"""Votes on cases: how many have been cast on a case as it stands, and what they say to who has voted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max

from annotations.models import Adjudication, Ballot, Claim, Project, User, Verdict
from annotations.scales import SCALES, Label


@dataclass(frozen=True, slots=True)
class Stage:
    """The vote on a case as it stands: the last verdict, by its id, and the adjudication that opened it last, or 0."""

    verdict: int
    round: int


@dataclass(frozen=True, slots=True)
class Count:
    """So many ballots for one label."""

    label: Label
    ballots: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The vote on a case. `counts` are empty until one has voted oneself, or the vote is over."""

    cast: int
    quorum: int
    carry: int
    mine: Label | None
    counts: tuple[Count, ...]
    is_over: bool


def tallies(project: Project, claims: Iterable[Claim], user: User) -> dict[int, Tally]:
    """Return the vote on each of these cases, all of which `user` sees, by the claim's id (3 queries)."""
    ids = [claim.pk for claim in claims]
    cast = ballots_at(stages(ids))
    return {pk: _tally(project, cast[pk], user) for pk in ids}


def stages(claims: Iterable[int]) -> dict[int, Stage]:
    """Return at which stage the vote on each of these cases is, by the claim's id; none for one without a verdict.

    A later verdict opens the vote anew, and so does whoever opens a settled case again (2 queries).
    """
    ids = list(claims)
    verdicts = Verdict.objects.filter(claim__in=ids).values_list("claim_id").annotate(last=Max("pk"))
    reopenings = Adjudication.objects.filter(claim__in=ids, label="").values_list("claim_id")
    rounds = dict(reopenings.annotate(last=Max("number")))
    return {claim: Stage(last, rounds.get(claim, 0)) for claim, last in verdicts}


def ballots_at(now: Mapping[int, Stage]) -> dict[int, list[Ballot]]:
    """Return the ballots cast at just these stages of the cases, in the order in which they were cast (1 query).

    What was cast at an earlier stage stays as it is and counts no more.
    """
    found: dict[int, list[Ballot]] = defaultdict(list)
    for ballot in Ballot.objects.filter(claim__in=now).order_by("pk"):
        if now[ballot.claim_id] == Stage(ballot.considered_up_to_id, ballot.round):
            found[ballot.claim_id].append(ballot)
    return found


def is_over(labels: Sequence[str], quorum: int, carry: int) -> bool:
    """Say whether a vote has ended: a label carries, or all have voted that may."""
    return len(labels) >= quorum or any(count >= carry for count in Counter(labels).values())


def _tally(project: Project, ballots: Sequence[Ballot], user: User) -> Tally:
    scale, rules = SCALES[project.scale], project.rules
    counts = Counter(ballot.label for ballot in ballots)
    own = next((ballot.label for ballot in ballots if ballot.voter_id == user.pk), "")
    over = is_over([ballot.label for ballot in ballots], rules.quorum, rules.carry)
    shown = counts if own or over else Counter[str]()
    return Tally(
        cast=len(ballots),
        quorum=rules.quorum,
        carry=rules.carry,
        mine=scale.label(own) if own in scale else None,
        counts=tuple(Count(label, shown[label.slug]) for label in scale.labels if shown[label.slug]),
        is_over=over,
    )
