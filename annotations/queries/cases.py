"""What the rows about a claim add up to, for somebody who may see just these rows. No queries here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from annotations.models import Adjudication, Claim, Verdict


@dataclass(frozen=True, slots=True)
class Case:
    """A claim's verdicts as they stand: who holds what now, who is stale, what has been settled."""

    verdicts: tuple[Verdict, ...]
    current: tuple[Verdict, ...]
    stale: tuple[Verdict, ...]
    settled: Adjudication | None
    overtaken: Adjudication | None

    @property
    def labels(self) -> frozenset[str]:
        """The labels that current verdicts give."""
        return frozenset(verdict.label for verdict in self.current)

    @property
    def is_disagreement(self) -> bool:
        """Two current verdicts differ and no adjudication stands."""
        return self.settled is None and len(self.labels) > 1

    @property
    def label(self) -> str | None:
        """The settled label, else the common label of all who have a current verdict, else None."""
        if self.settled is not None:
            return self.settled.label
        return next(iter(self.labels)) if len(self.labels) == 1 else None

    def current_of(self, reviewer_id: int) -> Verdict | None:
        """Return this reviewer's current verdict, if there is one."""
        return next((verdict for verdict in self.current if verdict.reviewer_id == reviewer_id), None)

    def last_of(self, reviewer_id: int) -> Verdict | None:
        """Return this reviewer's last verdict row, withdrawn or stale included."""
        own = [verdict for verdict in self.verdicts if verdict.reviewer_id == reviewer_id]
        return own[-1] if own else None


def case_of(claim: Claim, scale: str, verdicts: Iterable[Verdict], adjudications: Iterable[Adjudication]) -> Case:
    """Add up the visible rows about a claim.

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
    return Case(rows, current, stale, settled, overtaken)


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
