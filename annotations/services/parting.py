"""Take a verdict back that was given on a claim which a revision split, merged or took for another."""

from annotations.models import Claim, Lineage, User, Verdict
from annotations.services import history
from annotations.services.locks import current_revision, successors_of
from annotations.services.refusals import Invalid, Stale, Superseded
from annotations.services.transactions import writing
from annotations.services.verdicts import body_of


def drop_parted(*, actor: User, claim: Claim, own_number: int) -> Verdict:
    """Withdraw the actor's last verdict on a retired claim, and return the new row.

    `own_number` is that of the verdict as they saw it. If the claim ever stands again, nothing of theirs counts there.
    Raises Stale for another last verdict or a claim that stands again, Superseded for one that a person split or
    merged, Invalid where there is nothing to drop.
    """
    with writing():
        rows = Claim.objects.select_for_update(of=("self",), no_key=True).select_related("document__current")
        locked = rows.defer("document__current__text").get(pk=claim.pk)
        if locked.retired_at is None:
            raise Stale("claim_changed", "This claim stands in the text again. Look again.")
        if not Lineage.objects.filter(ancestor=locked, kind="revised").exists():
            raise Superseded("This claim was split or merged meanwhile.", successors_of(locked))
        last = Verdict.objects.filter(claim=locked, reviewer=actor).order_by("-number").first()
        if last is None or last.is_withdrawal:
            raise Invalid("nothing_to_withdraw", "You have no verdict on this claim to withdraw.")
        if last.number != own_number:
            raise Stale("own_verdict_changed", "You gave another verdict on this claim in another window.")
        row = Verdict.objects.create(
            document=locked.document, claim=locked, reviewer=actor, number=last.number + 1, label="", scale=last.scale,
            revision=current_revision(locked.document), basis=locked.basis, wording=last.wording, blind=False,
        )  # fmt: skip
        history.record(
            actor=actor, code="verdict.withdrawn", document=locked.document, claim=locked,
            subject=f"claim {locked.serial}", body=body_of(row),
        )  # fmt: skip
        return row
