"""Verdicts: give, change one's mind, withdraw, accept suggestions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q

from annotations.models import Adjudication, Claim, Document, Note, Placement, User, Verdict
from annotations.models.blindness import family_of
from annotations.scales import ACTIONS, ISSUE_TAGS, SCALES
from annotations.services import assignments, history, notices
from annotations.services.locks import current_revision, lock_claim, successors_of
from annotations.services.refusals import Invalid, Stale, Superseded
from annotations.services.transactions import writing

MAX_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reviewer holds of a claim. An empty label withdraws.

    `evidence_override` says why it stands although the rules of evidence are not met.
    """

    label: str
    rationale: str = ""
    tags: tuple[str, ...] = ()
    action: str = "none"
    proposed_wording: str = ""
    evidence_override: str = ""


def record_verdict(
    *, actor: User, claim: Claim, judgement: Judgement, version: int, own_number: int, confirms: Verdict | None = None
) -> Verdict:
    """Add the reviewer's next verdict on the claim and return it.

    `version` is the claim's version and `own_number` the number of the reviewer's last verdict that they saw
    (0 for none); `confirms` is their verdict on another wording that this one repeats. Raises Superseded, Stale
    (another wording, or an own newer verdict from another window) or Invalid; then nothing is written.
    """
    with writing():
        locked = lock_claim(claim, version)
        _check(judgement, locked)
        mine = Verdict.objects.filter(claim=locked, reviewer=actor).aggregate(last=Max("number"))["last"] or 0
        if mine != own_number:
            raise Stale("own_verdict_changed", "You gave another verdict on this claim in another window.")
        if mine == 0 and not judgement.label:
            raise Invalid("nothing_to_withdraw", "You have no verdict on this claim to withdraw.")
        verdict = _add(actor, locked, judgement, mine + 1, confirms)
        code = "verdict.recorded" if judgement.label else "verdict.withdrawn"
        entry = history.record(
            actor=actor, code=code, document=locked.document, claim=locked, subject=f"claim {locked.serial}",
            body=body_of(verdict), content=True,
        )  # fmt: skip
        notices.tell_of_difference(entry=entry, verdict=verdict)
        return verdict


def accept_suggestions(*, actor: User, document: Document) -> int:
    """Give the suggested label, in one's own name, to every claim that has one and no verdict of one's own."""
    with writing():
        waiting = (
            Placement.objects.live()
            .filter(revision=document.current_id)
            .exclude(suggested_label="")
            .exclude(claim__verdicts__reviewer=actor)
        )
        given = [
            {"claim": place.claim.serial, "label": place.suggested_label}
            for place in waiting.select_related("claim").order_by("claim_id")
            if _accept(actor, place)
        ]
        if given:
            history.record(
                actor=actor,
                code="verdict.suggestions_accepted",
                document=document,
                body={"given": given},
                content=True,
            )
        return len(given)


def _accept(actor: User, place: Placement) -> bool:
    claim = lock_claim(place.claim)
    given_meanwhile = Verdict.objects.filter(claim=claim, reviewer=actor).exists()
    if given_meanwhile or place.suggested_label not in SCALES[claim.document.project.scale]:
        return False
    _add(actor, claim, Judgement(place.suggested_label), 1)
    return True


def _add(actor: User, claim: Claim, judgement: Judgement, number: int, confirms: Verdict | None = None) -> Verdict:
    wording = wording_of(claim)
    if not wording:
        raise Superseded("This claim was deleted in the current revision.", successors_of(claim))
    verdict = Verdict.objects.create(
        document=claim.document, claim=claim, reviewer=actor, number=number,
        revision=current_revision(claim.document), label=judgement.label, scale=claim.document.project.scale,
        rationale=judgement.rationale, tags=list(judgement.tags), action=judgement.action,
        proposed_wording=judgement.proposed_wording, basis=claim.basis, wording=wording, confirms=confirms,
        evidence_override=judgement.evidence_override,
        blind=number == 1 and is_blind(actor, claim),
        override=bool(judgement.label) and claim.parent_id is None and _has_parts(claim),
    )  # fmt: skip
    assignments.close_for(verdict)
    return verdict


def wording_of(claim: Claim) -> str:
    """Return the wording hash of the claim where it stands now ('' for a claim that stands nowhere)."""
    places = Placement.objects.live().filter(revision=claim.document.current_id, claim=claim.parent_id or claim.pk)
    return places.values_list("wording", flat=True).first() or ""


def is_blind(actor: User, claim: Claim) -> bool:
    """Say whether somebody judging the claim now has seen nothing of what others hold of it.

    What was said of its ancestors and descendants counts as said of it; what one judged there oneself, too. What
    was said of a sentence counts as said of its parts.
    """
    family = Q(claim__in=family_of(claim.pk))
    around = family | Q(claim=claim.parent_id) if claim.parent_id else family
    foreign = (
        Verdict.objects.visible_to(actor).filter(around).exclude(reviewer=actor),
        Adjudication.objects.visible_to(actor).filter(around),
        Note.objects.visible_to(actor).filter(around, by_author=False).exclude(author=actor),
        Verdict.objects.filter(family, reviewer=actor),
    )
    return not any(rows.exists() for rows in foreign)


def _has_parts(claim: Claim) -> bool:
    return claim.parts.filter(retired_at__isnull=True).exists()


def _check(judgement: Judgement, claim: Claim) -> None:
    scale = SCALES[claim.document.project.scale]
    if judgement.label and judgement.label not in scale:
        raise Invalid("label_unknown", f"The scale “{scale.title}” has no label “{judgement.label}”.")
    _check_known("tag_unknown", judgement.tags, ISSUE_TAGS)
    _check_known("action_unknown", [judgement.action], ACTIONS)
    said = (judgement.rationale, judgement.proposed_wording, judgement.evidence_override)
    if any(len(text) > MAX_TEXT for text in said):
        raise Invalid("text_too_long", f"A rationale, a wording or a reason has at most {MAX_TEXT:,} characters.")
    if judgement.label and claim.parent_id is None and _has_parts(claim) and not judgement.rationale.strip():
        raise Invalid("override_without_reason", "A verdict that overrides the parts of a claim needs a reason.")


def _check_known(code: str, given: Sequence[str], known: dict[str, str]) -> None:
    unknown = [slug for slug in given if slug not in known]
    if unknown:
        raise Invalid(code, f"Not known: {', '.join(unknown)}.")


def body_of(verdict: Verdict) -> dict[str, Any]:
    """Return what the history keeps of a verdict."""
    return {
        "number": verdict.number, "label": verdict.label, "scale": verdict.scale, "rationale": verdict.rationale,
        "tags": verdict.tags, "action": verdict.action, "proposed_wording": verdict.proposed_wording,
        "evidence_override": verdict.evidence_override, "blind": verdict.blind, "basis": verdict.basis,
        **({"confirms": verdict.confirms.number} if verdict.confirms else {}),
    }  # fmt: skip
