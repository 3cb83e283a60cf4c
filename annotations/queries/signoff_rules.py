"""What each rule of the sign-off misses on one leaf of the text: a sentence, or a part of one. No queries here."""

from collections.abc import Callable
from dataclasses import dataclass

from annotations.models import Policy
from annotations.queries.checked import UNASKED, Checked
from annotations.queries.evidence import evidence_of, rules_of, unmet
from annotations.queries.requests import Answered, open_demands
from annotations.scales import Label, Scale

EYES = 2


@dataclass(frozen=True, slots=True)
class Ground:
    """What the rules are read against."""

    scale: Scale
    policy: Policy
    answers: dict[int, list[Answered]]


Rule = Callable[[Checked, Ground], bool]


def label_of(leaf: Checked, ground: Ground) -> Label | None:
    """Return the label that the leaf has, None where there is none or another scale's."""
    slug = leaf.case.label
    return ground.scale.label(slug) if slug is not None and slug in ground.scale else None


def is_unread(leaf: Checked, ground: Ground) -> bool:
    """Nobody has a verdict on it as it stands, also not on another wording; headings and separators count."""
    return not leaf.case.current and leaf.case.settled is None and not leaf.case.stale


def is_stale(leaf: Checked, ground: Ground) -> bool:
    """Somebody judged another wording and has not said anything of this one."""
    return bool(leaf.case.stale)


def is_in_disagreement(leaf: Checked, ground: Ground) -> bool:
    """Readers differ, and nobody has settled it."""
    return leaf.case.is_disagreement and leaf.case.overtaken is None


def is_overtaken(leaf: Checked, ground: Ground) -> bool:
    """It was settled, and a later verdict or another wording opened it again."""
    return leaf.case.overtaken is not None


def wants_four_eyes(leaf: Checked, ground: Ground) -> bool:
    """The desk has everything but headings and separators read by two, and only one person did."""
    if not ground.policy.four_eyes or leaf.place.kind in UNASKED or leaf.case.label is None:
        return False
    people = {verdict.reviewer_id for verdict in leaf.case.current}
    if leaf.case.settled is not None:
        people.add(leaf.case.settled.editor_id)
    return len(people) < EYES


def has_open_demand(leaf: Checked, ground: Ground) -> bool:
    """A change that must be made was neither accepted by the author nor given up by the editor."""
    return bool(open_demands(leaf.case.current, ground.answers))


def breaks(code: str) -> Rule:
    """Return the rule that a rule of evidence is not met, and no verdict says why."""

    def rule(leaf: Checked, ground: Ground) -> bool:
        label = label_of(leaf, ground)
        excused = any(verdict.evidence_override.strip() for verdict in leaf.case.current)
        if label is None or excused:
            return False
        rules = rules_of(label, evidence_of(leaf.citations), _told(leaf), ground.policy)
        return any(found.code == code for found in unmet(rules))

    return rule


def _told(leaf: Checked) -> str:
    """Return what was said in reason of the label, by anybody."""
    told = [verdict.rationale for verdict in leaf.case.current]
    return "\n".join(told + ([leaf.case.settled.reason] if leaf.case.settled else []))


RULES: dict[str, tuple[str, Rule]] = {
    "unread": ("Nobody has judged it", is_unread),
    "stale": ("Judged on another wording", is_stale),
    "disagreement": ("Readers disagree", is_in_disagreement),
    "overtaken": ("Settled, and opened again since", is_overtaken),
    "four_eyes": ("Read by one person only", wants_four_eyes),
    "demand": ("A change that must be made is open", has_open_demand),
    **{
        code: (title, breaks(code))
        for code, title in (
            ("citation_required", "No citation that says so, with quotation and place"),
            ("two_independent_sources", "Fewer than two independent sources"),
            ("primary_source_required", "No source at first hand"),
            ("unverified_lists_what_was_tried", "Unverified, and not said what was tried"),
        )
    },
}
