"""Confirm a verdict on another wording: the reviewer who gave it signs it once more. Nobody does so for another."""

from annotations.models import Claim, User, Verdict
from annotations.services.refusals import Invalid, Stale
from annotations.services.transactions import writing
from annotations.services.verdicts import Judgement, record_verdict


def confirm_verdict(*, actor: User, claim: Claim, version: int, own_number: int) -> Verdict:
    """Let the actor's last verdict, given on another wording, count for the claim as it stands now; return the new row.

    `version` is the claim's version and `own_number` the number of the verdict to confirm, as they saw them. Raises
    Superseded, Stale, or Invalid where there is nothing to confirm.
    """
    with writing():
        own = Verdict.objects.filter(claim=claim, reviewer=actor)
        held = own.filter(number=own_number).select_related("claim__document__project").first()
        if own.filter(number__gt=own_number).exists():
            raise Stale("own_verdict_changed", "You gave another verdict on this claim in another window.")
        if held is None or held.is_withdrawal:
            raise Invalid("nothing_to_confirm", "You have no verdict on this claim to confirm.")
        now = held.claim  # not locked: a basis is rewritten with its version, which is compared under the lock
        if (held.basis, held.scale) == (now.basis, now.document.project.scale) and now.version == version:
            raise Invalid("nothing_to_confirm", "Your verdict was given on this wording: it counts as it is.")
        return record_verdict(
            actor=actor, claim=claim, judgement=said_in(held), version=version, own_number=own_number, confirms=held
        )


def said_in(verdict: Verdict) -> Judgement:
    """Return what a verdict says, to be said again."""
    return Judgement(
        label=verdict.label, rationale=verdict.rationale, tags=tuple(verdict.tags), action=verdict.action,
        proposed_wording=verdict.proposed_wording, evidence_override=verdict.evidence_override,
    )  # fmt: skip
