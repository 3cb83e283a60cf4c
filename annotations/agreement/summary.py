"""All figures and tables of some ratings at once."""

from collections.abc import Mapping, Sequence

from annotations.agreement import alpha, kappa, tables
from annotations.agreement.bootstrap import interval
from annotations.agreement.figures import DOMINANT_SHARE, FEW_ITEMS, Agreement, Caution, Figure, Interval, Pair
from annotations.agreement.ratings import Pattern, Rating, in_order, patterns, totals, values_by_unit


def agreement(ratings: Sequence[Rating], order: Sequence[str]) -> Agreement:
    """Return how far the raters agree. `order` names the graded labels from one end of the scale to the other.

    Values outside `order` count everywhere but in the ordinal alpha, where they are missing. The order of the ratings,
    and the names of units and raters, change no figure. Raises ValueError if a rater gave a unit two values.
    """
    units = values_by_unit(ratings)
    items = patterns(units)
    given = totals(items)
    nominal = alpha.nominal(items)
    pairs = tables.pairs(units)
    commonest = max(in_order(given, order), key=lambda label: given[label], default="")
    share = given[commonest] / given.total() if items else 0.0
    return Agreement(
        items=sum(items.values()),
        values=given.total(),
        raters=tuple(sorted({rating.rater for rating in ratings})),
        percent=kappa.percent(items),
        nominal=nominal,
        interval=_interval(nominal, items),
        ordinal=alpha.ordinal(patterns(units, only=frozenset(order)), order),
        cohen=_cohen(pairs),
        fleiss=kappa.fleiss(items),
        pairs=pairs,
        confusion=tables.confusion(items, order),
        commonest=commonest,
        commonest_share=share,
        cautions=_cautions(sum(items.values()), commonest, share),
    )


def _interval(nominal: Figure, items: Mapping[Pattern, int]) -> Interval:
    return interval(items) if nominal.value is not None else Interval(None, None, nominal.reason)


def _cohen(pairs: Sequence[Pair]) -> Figure:
    """Return the kappa of the only pair; with more pairs there is one for each, and none for all."""
    if not pairs:
        return Figure(None, "no-pairs")
    return pairs[0].cohen if len(pairs) == 1 else Figure(None, "not-two-raters")


def _cautions(items: int, commonest: str, share: float) -> tuple[Caution, ...]:
    few = [Caution("few-items")] if items < FEW_ITEMS else []
    dominant = [Caution("one-label-dominates", commonest)] if share > DOMINANT_SHARE else []
    return (*few, *dominant)
