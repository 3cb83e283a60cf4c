"""What a complete report holds beyond what is printed: enough to set the document up again elsewhere.

Rows that hang on a claim or a verdict lie there; people are named by key, verdicts by claim, reviewer and number.
Times are UTC, offsets Unicode code points, end exclusive.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class VerdictRef:
    """A verdict by name: the serial of its claim, its reviewer's key and its number."""

    claim: int
    reviewer: str
    number: int


@dataclass(frozen=True, slots=True)
class OverrideEntry:
    """Something that was missing at a sign-off, on which claims, and why it was signed off all the same."""

    code: str
    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class SignOffEntry:
    """The release of a revision. `valid` says whether it holds now; else `voided_by` changed it at `voided_at`.

    An older sign-off is no longer valid once there is a newer one. `entry` is its number in the history.
    """

    revision: int
    number: int
    editor: str
    at: datetime
    content_hash: str
    valid: bool
    voided_by: str | None = None
    voided_at: datetime | None = None
    overrides: tuple[OverrideEntry, ...] = ()
    hash_version: int = 1
    entry: int = 0


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """Where a claim stood or stands: `gap` is the blank before it, `number` and `suffix` make what readers see.

    Its text is that of the revision between `start` and `end`. `closed_at` is None while it holds.
    """

    revision: int
    start: int
    end: int
    gap: str
    number: int
    suffix: str
    kind: str
    rule: str
    doubtful: bool
    suggested_label: str
    page: int | None
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class BallotEntry:
    """A member's vote on a case as it stood with the verdict `considered_up_to`.

    `round` is the number of the adjudication that had opened it again last, 0 if none had.
    """

    voter: str
    considered_up_to: VerdictRef
    label: str
    scale: str
    reason: str
    at: datetime
    round: int = 0


@dataclass(frozen=True, slots=True)
class AssignmentEntry:
    """A claim that somebody is or was to read; without a `reader` it waits in the queue."""

    reader: str | None
    assigned_by: str
    reading: int
    drawn: str
    due: datetime | None
    started_at: datetime | None
    returned_at: datetime | None
    done_at: datetime | None
    version: int
    at: datetime


@dataclass(frozen=True, slots=True)
class AuthorLinkEntry:
    """A link that was made for the author, without its secret; `id` counts from 1."""

    id: int
    name: str
    made_by: str
    expires_at: datetime
    revoked_at: datetime | None
    at: datetime


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """An editor's word on an author's answer; the last one counts."""

    editor: str
    upheld: bool
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AnswerEntry:
    """The author's answer to what a verdict asks for, given through the link of this rank."""

    number: int
    answer: str
    wording: str
    reason: str
    link: int
    at: datetime
    decisions: tuple[DecisionEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectEntry:
    """The desk's room that the document lies in; its scale stands beside it."""

    slug: str
    name: str
    guidelines: str
    policy: dict[str, Any]


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One entry of the document's history; `citation` and `note` are ranks, `undoes` is the number of an entry.

    With `salt` and `body` its commitment can be computed again, and with all of them the chain.
    """

    number: int
    at: datetime
    actor: str
    code: str
    claim: int | None
    subject: str
    commitment: str
    hash: str
    body: dict[str, Any] | None
    salt: str | None = None
    content: bool = False
    undoes: int | None = None
    citation: int | None = None
    note: int | None = None
