"""Adjudications: an editor settles a label, or opens the case again. First verdicts stay."""

from dataclasses import dataclass

from django.db.models import Max

from annotations.models import Adjudication, Claim, HistoryEntry, Occasion, User, Verdict
from annotations.scales import SCALES
from annotations.services import history, notices
from annotations.services.locks import lock_claim
from annotations.services.refusals import Invalid, NotAllowed, Stale
from annotations.services.transactions import writing


@dataclass(frozen=True, slots=True)
class CaseSeen:
    """What the editor had before their eyes: claim version, number of verdict rows, last adjudication."""

    version: int
    verdict_rows: int
    adjudication: int


def adjudicate(*, actor: User, claim: Claim, label: str, reason: str, seen: CaseSeen) -> Adjudication:
    """Write the next adjudication of the claim and return it; an empty label opens the case again.

    Raises Superseded, Stale if anything in the case changed since it was `seen`, NotAllowed if the editor gave
    one of the verdicts in question and the policy forbids that, Invalid without a reason.
    """
    with writing():
        locked = lock_claim(claim, seen.version)
        _check(locked, label, reason)
        last = check_seen(locked, seen)
        _check_independence(actor, locked, _considered(locked), label, last)
        return settle(actor=actor, claim=locked, label=label, reason=reason)


def settle(*, actor: User, claim: Claim, label: str, reason: str, by_vote: bool = False) -> Adjudication:
    """Write the next adjudication of a claim that is locked and whose case was checked, with its history entry."""
    considered = _considered(claim)
    last = Adjudication.objects.filter(claim=claim).aggregate(last=Max("number"))["last"] or 0
    settled = Adjudication.objects.create(
        document=claim.document, claim=claim, number=last + 1, editor=actor, label=label,
        scale=claim.document.project.scale, reason=reason, basis=claim.basis, by_vote=by_vote,
    )  # fmt: skip
    settled.considered.set(considered)
    entry = _record(actor, settled, considered)
    notices.tell(
        entry=entry, occasion=Occasion.SETTLED, people=[verdict.reviewer for verdict in considered], claim=claim
    )
    return settled


def check_seen(claim: Claim, seen: CaseSeen) -> int:
    """Return the number of the last adjudication of a locked claim; raise Stale if the case is not as it was seen."""
    rows = Verdict.objects.filter(claim=claim).count()
    last = Adjudication.objects.filter(claim=claim).aggregate(last=Max("number"))["last"] or 0
    if (rows, last) != (seen.verdict_rows, seen.adjudication):
        raise Stale("case_changed", "Somebody judged or settled this claim since you opened the case.")
    return last


def _considered(claim: Claim) -> list[Verdict]:
    rows = Verdict.objects.current().filter(claim=claim).select_related("reviewer__reviewer_key")
    return list(rows.order_by("pk"))


def _check(claim: Claim, label: str, reason: str) -> None:
    scale = SCALES[claim.document.project.scale]
    if label and label not in scale:
        raise Invalid("label_unknown", f"The scale “{scale.title}” has no label “{label}”.")
    if not reason.strip():
        raise Invalid("reason_missing", "Settling a label, or opening a case again, needs a reason.")


def _check_independence(actor: User, claim: Claim, considered: list[Verdict], label: str, last: int) -> None:
    if label and not considered:
        raise Invalid("nothing_to_settle", "Nobody has a verdict on the present wording of this claim.")
    if not label and not last:
        raise Invalid("nothing_to_reopen", "This case has not been settled.")
    own = any(verdict.reviewer_id == actor.pk for verdict in considered)
    if own and not claim.document.project.rules.adjudicator_may_have_read:
        raise NotAllowed("adjudicator_has_read", "Who gave one of the verdicts does not settle between them.")


def _record(actor: User, settled: Adjudication, considered: list[Verdict]) -> HistoryEntry:
    body = {
        "number": settled.number, "label": settled.label, "scale": settled.scale, "reason": settled.reason,
        "by_vote": settled.by_vote,
        "considered": [[str(verdict.reviewer.reviewer_key.key), verdict.number] for verdict in considered],
    }  # fmt: skip
    code = "claim.adjudicated" if settled.label else "claim.case_reopened"
    return history.record(
        actor=actor, code=code, document=settled.document, claim=settled.claim,
        subject=f"claim {settled.claim.serial}", body=body, content=True,
    )  # fmt: skip
