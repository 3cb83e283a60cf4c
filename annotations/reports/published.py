"""What a report says beyond one document's check: who publishes, what was corrected, how far reviewers agree."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PublisherEntry:
    """Who answers for the published check; an address is '' where the project has none."""

    name: str
    url: str = ""
    corrections_policy_url: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """What stood in public on a claim and what stands there now, both as slugs of `scale`.

    `was_wrong` and `reason` are public words; `reported_by` is '' when the desk found it itself.
    """

    claim: int
    edition: int
    old_label: str
    new_label: str
    scale: str
    was_wrong: str
    reason: str
    reported_by: str
    reported_on: date
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class AgreementEntry:
    """One figure of agreement; `value` is None where it is undefined, `low` and `high` bound it (95 %) if known.

    `units` is how many claims it rests on, `caution` what speaks against reading much into it.
    """

    name: str
    value: float | None
    units: int
    low: float | None = None
    high: float | None = None
    caution: str = ""
