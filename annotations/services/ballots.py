"""Ballots: where the policy says so, those who have read a case settle it by vote."""

from collections.abc import Sequence

from annotations.models import Adjudication, Ballot, Claim, User, Verdict
from annotations.models.blindness import projects_seen_whole
from annotations.queries.ballots import ballots_at, is_over, stages
from annotations.queries.cases import case_of
from annotations.scales import SCALES
from annotations.services import history
from annotations.services.adjudications import CaseSeen, check_seen, settle
from annotations.services.locks import lock_claim
from annotations.services.refusals import Invalid, NotAllowed
from annotations.services.transactions import writing

MAX_REASON = 20_000


def vote(*, actor: User, claim: Claim, label: str, reason: str, seen: CaseSeen) -> Adjudication | None:
    """Cast the actor's ballot on the case as it stands; return the adjudication if it carries, else None.

    Each member has one ballot until a later verdict, or whoever opens a settled case again, opens the vote anew.
    Raises Superseded, Stale if anything in the case changed since it was `seen`, NotAllowed for who has not read the
    claim and does not see all, Invalid where there is nothing to vote on, or no more.
    """
    with writing():
        locked = lock_claim(claim, seen.version)
        _check_may_vote(actor, locked)
        check_seen(locked, seen)
        _check(locked, label, reason)
        ballots = _cast(actor, locked, label, reason.strip())
        if sum(ballot.label == label for ballot in ballots) >= locked.document.project.rules.carry:
            return settle(actor=actor, claim=locked, label=label, reason=_reason(locked, label, ballots), by_vote=True)
        history.record(
            actor=actor, code="claim.ballot_cast", document=locked.document, claim=locked,
            subject=f"claim {locked.serial}", body={"label": label, "reason": reason.strip(), "ballots": len(ballots)},
        )  # fmt: skip
        return None


def _check_may_vote(actor: User, claim: Claim) -> None:
    """Raise for a project that settles otherwise, and for who would see others' labels by voting."""
    project = claim.document.project
    if project.rules.adjudication != "vote":
        raise Invalid("no_vote", "In this project an editor settles.")
    has_read = Verdict.objects.filter(claim=claim, reviewer=actor).exists()
    if not has_read and not projects_seen_whole(actor).filter(pk=project.pk).exists():
        raise NotAllowed("not_read", "Give your own verdict first: then you see the case and may vote on it.")


def _check(claim: Claim, label: str, reason: str) -> None:
    scale = SCALES[claim.document.project.scale]
    if label not in scale:
        raise Invalid("label_unknown", f"The scale “{scale.title}” has no label “{label}”.")
    if not reason.strip() or len(reason) > MAX_REASON:
        raise Invalid("reason_missing", f"A ballot needs a reason of at most {MAX_REASON:,} characters.")
    if not _is_open(claim):
        raise Invalid("nothing_to_settle", "Nobody disagrees on the present wording of this claim.")


def _is_open(claim: Claim) -> bool:
    """Whether verdicts differ and no adjudication stands, or one was overtaken."""
    rows = Verdict.objects.filter(claim=claim).order_by("number", "pk")
    settled = Adjudication.objects.filter(claim=claim).prefetch_related("considered").order_by("number")
    case = case_of(claim, claim.document.project.scale, rows, settled)
    return case.is_disagreement or case.overtaken is not None


def _cast(actor: User, claim: Claim, label: str, reason: str) -> list[Ballot]:
    """Add the ballot to those on the case as it stands and return them all."""
    rules, stage = claim.document.project.rules, stages([claim.pk])[claim.pk]
    ballots = ballots_at({claim.pk: stage})[claim.pk]
    if any(ballot.voter_id == actor.pk for ballot in ballots):
        raise Invalid("voted_already", "You have voted on this case. A later verdict opens the vote anew.")
    if is_over([ballot.label for ballot in ballots], rules.quorum, rules.carry):
        raise Invalid("vote_over", "The vote is over. An editor settles, or a later verdict opens it anew.")
    mine = Ballot.objects.create(
        document=claim.document, claim=claim, considered_up_to_id=stage.verdict, round=stage.round, voter=actor,
        label=label, scale=claim.document.project.scale, reason=reason,
    )  # fmt: skip
    return [*ballots, mine]


def _reason(claim: Claim, label: str, ballots: Sequence[Ballot]) -> str:
    """Put the reasons of those who carried the vote together, without names: the history keeps it."""
    carrying = [ballot.reason for ballot in ballots if ballot.label == label]
    title = SCALES[claim.document.project.scale].label(label).title
    head = f"By vote: {len(carrying)} of {len(ballots)} ballots for “{title}”."
    return "\n\n".join([head, *carrying])
