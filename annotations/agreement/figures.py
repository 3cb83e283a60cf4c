"""What is found out about agreement: figures with their reasons, tables, and cautions, all frozen."""

from dataclasses import dataclass

REASONS: dict[str, str] = {
    "no-pairs": "No item has two values, so there is nothing to compare.",
    "no-variation": "Every value is the same. Without variation, agreement cannot be told from habit.",
    "not-two-raters": "Cohen's kappa compares exactly two raters, and the items have values of more.",
    "uneven-items": "Fleiss' kappa needs the same number of values on every item, and the items differ.",
    "too-few-items": "An interval needs at least two items with two values.",
}
"""Why a figure has no value: code, and a sentence for people."""

CAUTIONS: dict[str, str] = {
    "few-items": "Fewer than 30 items have two values: the figures may change much with the next ones.",
    "one-label-dominates": "One label makes up more than 80 % of the values: chance agreement is high, "
    "and alpha and kappa fall low even where the raters differ little.",
}
"""What a reader of the figures must know: code, and a sentence for people."""

FEW_ITEMS = 30
DOMINANT_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Figure:
    """A coefficient. Either `value` is a number, 1 for perfect agreement, or `reason` is a key of REASONS.

    `items` counts the items that it rests on.
    """

    value: float | None
    reason: str = ""
    items: int = 0


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % percentile interval; `replicates` counts the resamples it was read from. No bounds: see `reason`."""

    low: float | None
    high: float | None
    reason: str = ""
    replicates: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two raters, in alphabetical order, on the `items` that both of them rated."""

    first: str
    second: str
    items: int
    agreed: int
    percent: Figure
    cohen: Figure


@dataclass(frozen=True, slots=True)
class Confusion:
    """Which labels meet which, over all pairs of values on the same item. Raters are interchangeable here.

    Each pair counts once. A pair of equal labels stands on the diagonal; a pair of two labels stands in both of its
    cells, so the table is symmetric, and the diagonal with one of the triangles adds up to `pairs`.
    """

    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    pairs: int

    def count(self, one: str, other: str) -> int:
        """Return how many pairs have these two labels, in whichever order; 0 for labels that nobody gave."""
        if one not in self.labels or other not in self.labels:
            return 0
        return self.counts[self.labels.index(one)][self.labels.index(other)]


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to be told beside the figures: `code` is a key of CAUTIONS; `label` names the label it is about."""

    code: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """All that is known about the agreement of some raters.

    `items` counts the items with two values or more, `values` the values on them. `commonest` is the label given most
    often on them, `commonest_share` its share of `values` (0 where there are none). `ordinal` rests on graded labels
    alone. `interval` belongs to `nominal`, the headline.
    """

    items: int
    values: int
    raters: tuple[str, ...]
    percent: Figure
    nominal: Figure
    interval: Interval
    ordinal: Figure
    cohen: Figure
    fleiss: Figure
    pairs: tuple[Pair, ...]
    confusion: Confusion
    commonest: str
    commonest_share: float
    cautions: tuple[Caution, ...]
