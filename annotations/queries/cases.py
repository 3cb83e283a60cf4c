"""What the rows about a claim add up to, for somebody who may see just these rows. No queries here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from annotations.models import Adjudication, Claim, Verdict
from annotations.scales import SCALES, aggregate


@dataclass(frozen=True, slots=True)
class Case:
    """A claim's verdicts as they stand: who holds what now, who is stale, what has been settled.

    `parts` are the cases of a sentence's live parts, `suggested` is what their labels add up to, None while they do
    not; a part that is `central` decides alone. A verdict or an adjudication on such a sentence itself overrides that.
    """

    verdicts: tuple[Verdict, ...]
    current: tuple[Verdict, ...]
    stale: tuple[Verdict, ...]
    settled: Adjudication | None
    overtaken: Adjudication | None
    parts: tuple["Case", ...] = ()
    suggested: str | None = None
    central: bool = False

    @property
    def labels(self) -> frozenset[str]:
        """The labels that current verdicts give."""
        return frozenset(verdict.label for verdict in self.current)

    @property
    def is_disagreement(self) -> bool:
        """Two current verdicts differ and no adjudication stands, on the claim itself or on a part of it."""
        differs = self.settled is None and len(self.labels) > 1
        return differs or any(part.is_disagreement for part in self.parts)

    @property
    def label(self) -> str | None:
        """The settled label, else the common label of all who have a current verdict, else what the parts add up to."""
        if self.settled is not None:
            return self.settled.label
        if len(self.labels) == 1:
            return next(iter(self.labels))
        return None if self.labels else self.suggested

    @property
    def is_from_parts(self) -> bool:
        """Whether the label is only what those of the parts add up to."""
        return self.suggested is not None and self.settled is None and not self.labels

    @property
    def is_stale(self) -> bool:
        """Somebody's verdict does not count any more and has not been given again.

        What was held of the sentence before it had parts is not missed: it is the parts that are judged now.
        """
        if self.parts:
            return any(part.is_stale for part in self.parts) or any(verdict.override for verdict in self.stale)
        return bool(self.stale)

    @property
    def leaves(self) -> tuple["Case", ...]:
        """The cases of what is judged: the parts, or the claim itself where it has none."""
        return self.parts or (self,)

    @property
    def reviewers(self) -> frozenset[int]:
        """Everybody who gave a verdict that is among these rows, on the claim or on a part."""
        own = frozenset(verdict.reviewer_id for verdict in self.verdicts)
        return own.union(*(part.reviewers for part in self.parts))

    def is_read_by(self, reviewer_id: int) -> bool:
        """Say whether this reviewer has judged the claim: every part of it, or the sentence over their heads."""
        if not self.parts:
            return self.last_of(reviewer_id) is not None
        every = all(part.last_of(reviewer_id) is not None for part in self.parts)
        return every or self.current_of(reviewer_id) is not None

    def is_carried(self, revision_id: int) -> bool:
        """Say whether the verdicts that count, on it or on its parts, were all given before this revision."""
        held = self.current or tuple(verdict for part in self.parts for verdict in part.current)
        return bool(held) and all(verdict.revision_id != revision_id for verdict in held)

    def current_of(self, reviewer_id: int) -> Verdict | None:
        """Return this reviewer's current verdict, if there is one."""
        return next((verdict for verdict in self.current if verdict.reviewer_id == reviewer_id), None)

    def last_of(self, reviewer_id: int) -> Verdict | None:
        """Return this reviewer's last verdict row, withdrawn or stale included."""
        own = [verdict for verdict in self.verdicts if verdict.reviewer_id == reviewer_id]
        return own[-1] if own else None


def case_of(
    claim: Claim,
    scale: str,
    verdicts: Iterable[Verdict],
    adjudications: Iterable[Adjudication],
    parts: Iterable[Case] = (),
) -> Case:
    """Add up the visible rows about a claim, and the cases of its live parts.

    Verdicts must come in the order of their numbers; adjudications with `considered` prefetched, in order too.
    """
    rows = tuple(verdicts)
    by_reviewer: dict[int, list[Verdict]] = defaultdict(list)
    for row in rows:
        by_reviewer[row.reviewer_id].append(row)
    ends = [_standing(own, claim.basis, scale) for own in by_reviewer.values()]
    current = tuple(end for end in ends if end is not None)
    stale = tuple(own[-1] for own, end in zip(by_reviewer.values(), ends, strict=True) if end is None and own[-1].label)
    settled, overtaken = _settlement(claim, scale, current, tuple(adjudications))
    parted = tuple(parts)
    suggested = _suggested(parted, scale) if parted else None
    return Case(rows, current, stale, settled, overtaken, parted, suggested, claim.central)


def _suggested(parts: tuple[Case, ...], scale: str) -> str | None:
    return aggregate((part.label for part in parts), SCALES[scale], (part.central for part in parts))


def _standing(own: list[Verdict], basis: str, scale: str) -> Verdict | None:
    """Return the last row given on this basis and scale, unless it withdraws."""
    on_basis = [row for row in own if row.basis == basis and row.scale == scale]
    return on_basis[-1] if on_basis and on_basis[-1].label else None


def _settlement(
    claim: Claim, scale: str, current: tuple[Verdict, ...], adjudications: tuple[Adjudication, ...]
) -> tuple[Adjudication | None, Adjudication | None]:
    """Return the adjudication that stands, or else the last one if later verdicts or wordings overtook it."""
    last = adjudications[-1] if adjudications else None
    if last is None or not last.label:
        return None, None
    considered = {verdict.original_id for verdict in last.considered.all()}
    differing = {verdict.original_id for verdict in current if verdict.label != last.label}
    stands = last.basis == claim.basis and last.scale == scale and differing <= considered
    return (last, None) if stands else (None, last)
