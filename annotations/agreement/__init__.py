"""How far reviewers agree: percent, Cohen's and Fleiss' kappa, Krippendorff's alpha, and tables beside them.

Standard library only. Nothing here knows what a unit or a rater is: the caller hands in plain values, and decides which
verdicts are independent. A figure that cannot be computed has no value and says why.
"""

from annotations.agreement.figures import (
    CAUTIONS,
    REASONS,
    Agreement,
    Caution,
    Confusion,
    Figure,
    Interval,
    Pair,
)
from annotations.agreement.ratings import Rating
from annotations.agreement.summary import agreement

__all__ = [
    "CAUTIONS",
    "REASONS",
    "Agreement",
    "Caution",
    "Confusion",
    "Figure",
    "Interval",
    "Pair",
    "Rating",
    "agreement",
]
