"""Take verdicts back, or give them again: rows stay as they are, so what one held before is said once more."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from annotations.models import Claim, Document, User, Verdict
from annotations.queries.undo import stacks_of
from annotations.services import history
from annotations.services.history import Undoing
from annotations.services.locks import lock_claims
from annotations.services.refusals import Stale
from annotations.services.verdicts import body_of

Given = dict[str, Any]
SAID = (
    "label", "scale", "rationale", "tags", "action", "proposed_wording", "basis", "wording", "override",
    "evidence_override",
)  # fmt: skip


def restate_verdict(*, actor: User, document: Document, undoing: Undoing) -> Claim | None:
    """Let the actor hold of the entry's claim what they held before it; return the claim. The document is locked."""
    entry, told = undoing.entry, undoing.entry.body or {}
    claim = entry.claim
    if claim is None:
        return None
    item = {"claim": claim.serial, "number": told["number"], "first": told.get("first", told["number"])}
    rows = _restated(actor, document, undoing, [item])[claim.serial]
    code = "verdict.recorded" if rows[-1].label else "verdict.withdrawn"
    history.record(
        actor=actor, code=code, document=document, claim=claim, subject=entry.subject, undoing=undoing,
        body=body_of(rows[-1]) | {"first": rows[0].number}, content=True,
    )  # fmt: skip
    return claim


def restate_suggestions(*, actor: User, document: Document, undoing: Undoing) -> Claim | None:
    """Take back the suggested labels that were accepted together, or accept them again."""
    given: list[Given] = (undoing.entry.body or {})["given"]
    restated = _restated(actor, document, undoing, given)
    body = [
        {"claim": serial, "label": rows[-1].label, "number": rows[-1].number, "first": rows[0].number}
        for serial, rows in restated.items()
    ]
    history.record(
        actor=actor, code=undoing.entry.code, document=document, body={"given": body}, undoing=undoing, content=True
    )
    return None


def _restated(actor: User, document: Document, undoing: Undoing, given: Sequence[Given]) -> dict[int, list[Verdict]]:
    """Write what brings each claim back to where it was before these rows, and return the new rows by serial."""
    by_serial = {item["claim"]: item for item in given}
    wanted = Claim.objects.filter(document=document, serial__in=by_serial).values_list("pk", flat=True)
    claims = lock_claims(wanted)
    stacks = stacks_of(document, actor)
    if undoing.entry not in (stacks.undo, stacks.redo):
        raise Stale("own_verdict_changed", "You gave another verdict on this claim in another window.")
    own: dict[int, list[Verdict]] = defaultdict(list)
    for row in Verdict.objects.filter(reviewer=actor, claim__in=claims).order_by("claim_id", "number"):
        own[row.claim_id].append(row)
    fresh = {claim.serial: _rows_for(claim, own[claim.pk], by_serial[claim.serial]) for claim in claims.values()}
    for row in (row for rows in fresh.values() for row in rows):
        row.document, row.revision_id, row.reviewer = document, document.current_id or 0, actor
    Verdict.objects.bulk_create((row for rows in fresh.values() for row in rows), batch_size=500)
    return fresh


def _rows_for(claim: Claim, own: list[Verdict], item: Given) -> list[Verdict]:
    """Return the rows after which every wording counts for the reviewer as it did before the item's rows.

    Whatever came after those was undone before. A wording on which nothing was held is withdrawn; what was held last
    is restated last.
    """
    first = int(item.get("first") or item.get("number") or 1)
    kept = [row for row in own if row.number < first]
    undone = [row for row in own if row.number >= first]
    before = {(row.basis, row.scale): row for row in kept}
    sources = {(row.basis, row.scale): before.get((row.basis, row.scale), _withdrawal(row)) for row in undone}
    if kept:
        sources.pop((kept[-1].basis, kept[-1].scale), None)
        sources[kept[-1].basis, kept[-1].scale] = kept[-1]
    return [_repeated(claim, source, own[-1].number + rank) for rank, source in enumerate(sources.values(), 1)]


def _withdrawal(row: Verdict) -> Verdict:
    return Verdict(label="", scale=row.scale, basis=row.basis, wording=row.wording)


def _repeated(claim: Claim, source: Verdict, number: int) -> Verdict:
    """Say the same again; who has read once is not blind again."""
    said = {name: getattr(source, name) for name in SAID}
    return Verdict(claim=claim, number=number, blind=False, restates_id=source.restates_id or source.pk, **said)
