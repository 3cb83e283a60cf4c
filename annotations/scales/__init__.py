"""Verdict scales as data: the labels a reviewer may give, and the closed lists of words around them.

Verdicts store the slug of the scale they were given on. Slugs of labels, tags, actions and states are stored too, so
none of them is ever renamed.
"""

from annotations.scales.aggregate import aggregate
from annotations.scales.labels import SIGNS, Group, Label, Scale, Tone
from annotations.scales.presets import SCALES, STANDARD
from annotations.scales.vocabulary import ACTIONS, CITATION_STATES, ISSUE_TAGS, RELIABILITIES, SOURCE_KINDS, STANCES

__all__ = [
    "ACTIONS",
    "CITATION_STATES",
    "ISSUE_TAGS",
    "RELIABILITIES",
    "SCALES",
    "SIGNS",
    "SOURCE_KINDS",
    "STANCES",
    "STANDARD",
    "Group",
    "Label",
    "Scale",
    "Tone",
    "aggregate",
]
