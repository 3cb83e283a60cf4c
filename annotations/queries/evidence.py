"""The rules of evidence: what a project's policy asks of a label, and whether it is there.

They are shown while one works and keep nobody from saving.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations

from annotations.models import Citation, Policy
from annotations.scales import Group, Label, Tone

SAYS_SO = "says-so"
FIRST_HAND = ("primary", "interview", "data")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rules look at in a citation. `source` is the library's record, merged ones counted as one."""

    source: int
    publisher: str
    kind: str
    group: str
    has_quote: bool
    has_locator: bool
    says_so: bool

    @property
    def is_full(self) -> bool:
        """Whether it can be looked up: it says so, with the words and the place."""
        return self.says_so and self.has_quote and self.has_locator


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code for programs, a sentence for people, and whether it is met."""

    code: str
    sentence: str
    met: bool


def evidence_of(citations: Iterable[Citation]) -> tuple[Evidence, ...]:
    """Return what the rules need of citations that stand, their sources and those they were merged into fetched."""
    found = []
    for row in citations:
        source = row.source.merged_into or row.source
        publisher = source.publisher or str(source.csl.get("container-title", ""))
        found.append(
            Evidence(
                source.pk, publisher.strip().casefold(), source.kind, row.independence_group.strip().casefold(),
                bool(row.quote.strip()), bool(row.locator.strip()), row.state == SAYS_SO,
            )
        )  # fmt: skip
    return tuple(found)


def rules_of(label: Label | None, evidence: Collection[Evidence], rationale: str, policy: Policy) -> tuple[Rule, ...]:
    """Return the rules that the policy has for a label, in a fixed order; none for a label that needs no evidence."""
    if label is None:
        return ()
    if label.group is Group.GRADED:
        return _graded(evidence, policy)
    if label.tone is Tone.UNVERIFIED:
        return _unverified(rationale, policy)
    return ()


@dataclass(frozen=True, slots=True)
class RulesShown:
    """The rules for every kind of label, of which a page shows those of the label that is chosen."""

    graded: tuple[Rule, ...]
    unverified: tuple[Rule, ...]

    @property
    def all_met(self) -> bool:
        """Whether no label would need a reason."""
        return not unmet((*self.graded, *self.unverified))


def rules_shown(evidence: Collection[Evidence], rationale: str, policy: Policy) -> RulesShown:
    """Return the rules of a policy for any label that may be chosen."""
    return RulesShown(_graded(evidence, policy), _unverified(rationale, policy))


def unmet(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules that are not met."""
    return tuple(rule for rule in rules if not rule.met)


def _graded(evidence: Collection[Evidence], policy: Policy) -> tuple[Rule, ...]:
    speaking = [one for one in evidence if one.says_so]
    asked = (
        (
            policy.citation_required, "citation_required", any(one.is_full for one in evidence),
            "A citation that says so, with its exact quote and where it stands.",
        ),
        (
            policy.two_independent_sources, "two_independent_sources",
            any(_are_independent(*pair) for pair in combinations(_distinct(speaking), 2)),
            "Two sources that say so and are independent: of different groups or, without groups, publishers.",
        ),
        (
            policy.primary_source_required, "primary_source_required",
            any(one.kind in FIRST_HAND for one in speaking),
            "A source at first hand that says so: primary, an interview, or data.",
        ),
    )  # fmt: skip
    return tuple(Rule(code, sentence, met) for is_asked, code, met, sentence in asked if is_asked)


def _unverified(rationale: str, policy: Policy) -> tuple[Rule, ...]:
    if not policy.unverified_lists_what_was_tried:
        return ()
    sentence = "The rationale lists what was tried."
    return (Rule("unverified_lists_what_was_tried", sentence, bool(rationale.strip())),)


def _distinct(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Leave out what makes no difference to independence, so that many citations are not many pairs."""
    return list({(one.source, one.group, one.publisher): one for one in evidence}.values())


def _are_independent(one: Evidence, other: Evidence) -> bool:
    """Say whether two are independent; without groups and publishers nobody can know."""
    if one.source == other.source:
        return False
    if one.group and other.group:
        return one.group != other.group
    return bool(one.publisher and other.publisher) and one.publisher != other.publisher
