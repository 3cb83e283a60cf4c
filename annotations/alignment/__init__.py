"""From one revision to the next: which claim is which, what changed in a wording, how alike two claims are.

Standard library only. Offsets are Unicode code points, end exclusive. Nothing here changes or stores anything.
"""

from annotations.alignment.aligning import align
from annotations.alignment.differing import Differences, Mark, differences
from annotations.alignment.likeness import similarity
from annotations.alignment.outcomes import (
    NEW_FATES,
    OLD_FATES,
    Alignment,
    Arrival,
    Departure,
    Fate,
    Key,
    Placed,
    Review,
)
from annotations.alignment.paragraphs import Paragraph, Reuse, paragraphs, reuse
from annotations.alignment.referring import refers_back
from annotations.alignment.weights import Weight
from annotations.alignment.word_diffs import Change, Token, word_diff

__all__ = [
    "NEW_FATES",
    "OLD_FATES",
    "Alignment",
    "Arrival",
    "Change",
    "Departure",
    "Differences",
    "Fate",
    "Key",
    "Mark",
    "Paragraph",
    "Placed",
    "Reuse",
    "Review",
    "Token",
    "Weight",
    "align",
    "differences",
    "paragraphs",
    "refers_back",
    "reuse",
    "similarity",
    "word_diff",
]
