"""Verdicts on a claim, ready to be shown: the label, who, why, and whether it counts. No queries here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from annotations.models import User, Verdict
from annotations.queries.cases import Case
from annotations.scales import ACTIONS, ISSUE_TAGS, Label, Scale


@dataclass(frozen=True, slots=True)
class VerdictCard:
    """A verdict as shown: the label, who, why. `state` is current, stale, earlier or withdrawn.

    `carried_from` is the number of the earlier revision on which a current one was given; None for all others.
    """

    label: Label | None
    by: str
    at: datetime
    rationale: str
    tags: tuple[str, ...]
    action: str
    proposed_wording: str
    blind: bool
    state: str
    is_mine: bool
    evidence_override: str = ""
    carried_from: int | None = None


def label_of(scale: Scale, slug: str) -> Label | None:
    """Return a label of the scale; None for a withdrawal, or a label of another scale."""
    return scale.label(slug) if slug and slug in scale else None


def verdict_cards(
    case: Case, scale: Scale, initials: dict[int, str], user: User, earlier: Mapping[int, int] | None = None
) -> tuple[VerdictCard, ...]:
    """Current ones first, then stale ones, then what was said before.

    `earlier` has the numbers of the revisions before this one by their ids.
    """
    order = {"current": 0, "stale": 1, "earlier": 2, "withdrawn": 3}
    cards = [verdict_card(verdict, case, scale, initials, user, earlier) for verdict in case.verdicts]
    return tuple(sorted(cards, key=lambda card: (order[card.state], not card.is_mine)))


def verdict_card(
    verdict: Verdict, case: Case, scale: Scale, initials: dict[int, str], user: User,
    earlier: Mapping[int, int] | None = None,
) -> VerdictCard:  # fmt: skip
    """Return one verdict as it stands in its case."""
    state = "current" if verdict in case.current else "stale" if verdict in case.stale else "earlier"
    return VerdictCard(
        label=label_of(scale, verdict.label), by=initials.get(verdict.reviewer_id, ""), at=verdict.created_at,
        rationale=verdict.rationale, tags=tuple(ISSUE_TAGS.get(tag, tag) for tag in verdict.tags),
        action=ACTIONS[verdict.action] if verdict.action not in ("", "none") else "",
        proposed_wording=verdict.proposed_wording, blind=verdict.blind,
        state="withdrawn" if verdict.is_withdrawal else state, is_mine=verdict.reviewer_id == user.pk,
        evidence_override=verdict.evidence_override,
        carried_from=(earlier or {}).get(verdict.revision_id) if state == "current" else None,
    )  # fmt: skip
