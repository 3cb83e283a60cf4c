"""The marking pass: say of a claim that it is to be checked, or why there is nothing to check.

"To be checked" is no label and so no verdict: the history keeps it, and `queries.marking` reads it from there.
"""

from annotations.models import Claim, Document, User, Verdict
from annotations.queries.marking import LIFTED, MARKED, marked_for_checking
from annotations.scales import SCALES
from annotations.services import history
from annotations.services.history import Undoing
from annotations.services.locks import lock_claim
from annotations.services.refusals import Invalid
from annotations.services.transactions import writing
from annotations.services.verdicts import Judgement, record_verdict

TO_BE_CHECKED = "to-be-checked"


def mark_claim(*, actor: User, claim: Claim, mark: str, version: int, own_number: int) -> None:
    """Mark the claim: with a label that says there is nothing to check, which is a verdict, or as to be checked.

    Raises as `record_verdict` does; Invalid for a label that is about truth, and for a claim to be checked on which
    the actor holds a verdict. Marking the same twice has one effect.
    """
    if mark == TO_BE_CHECKED:
        _mark_for_checking(actor, claim, version)
        return
    scale = SCALES[claim.document.project.scale]
    if mark in scale and scale.label(mark).is_checkable:
        raise Invalid("mark_is_a_verdict", "A label about truth needs reasons: give it in the workbench.")
    judgement = Judgement(mark)
    record_verdict(actor=actor, claim=claim, judgement=judgement, version=version, own_number=own_number)


def _mark_for_checking(actor: User, claim: Claim, version: int) -> None:
    with writing():
        locked = lock_claim(claim, version)
        if Verdict.objects.current().filter(claim=locked, reviewer=actor).exists():
            raise Invalid("already_judged", "You hold a verdict on this claim. Undo or withdraw it first.")
        if marked_for_checking(locked.document, actor, {locked.pk: locked.basis}):
            return
        _record(actor, MARKED, locked)


def lift_mark(*, actor: User, document: Document, undoing: Undoing) -> Claim | None:
    """Take "to be checked" back, as an undo."""
    return _answer(actor, LIFTED, undoing)


def put_mark_back(*, actor: User, document: Document, undoing: Undoing) -> Claim | None:
    """Say "to be checked" again, as a redo: of the wording that it was said of."""
    return _answer(actor, MARKED, undoing)


def _answer(actor: User, code: str, undoing: Undoing) -> Claim | None:
    entry = undoing.entry
    if entry.claim is None:
        return None
    _record(actor, code, entry.claim, undoing, basis=str((entry.body or {}).get("basis", "")))
    return entry.claim


def _record(actor: User, code: str, claim: Claim, undoing: Undoing | None = None, *, basis: str = "") -> None:
    history.record(
        actor=actor, code=code, document=claim.document, claim=claim, subject=f"claim {claim.serial}",
        body={"basis": basis or claim.basis}, undoing=undoing,
    )  # fmt: skip
