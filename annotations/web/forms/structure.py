"""Forms that repair sentences and take acts back."""

import re

from django import forms
from django.http import QueryDict

from annotations.services.taking import SIDES, Take
from annotations.web.forms.base import StrictForm

OFFER = re.compile(r"(citation|note|part)-([0-9]{1,18})")
WHOLE = "whole"
RANKS = {**SIDES, WHOLE: (0,)}
MOST = 2**31 - 1


class SplitForm(StrictForm):
    """Where to split a claim, as an offset in the revision's code points."""

    at = forms.IntegerField(
        min_value=0, max_value=MOST, error_messages={"required": "Choose where the second part begins."}
    )
    version = forms.IntegerField(min_value=1, max_value=MOST)


class MergeForm(StrictForm):
    """A claim and the one that follows it, both as they were seen. `offered` says that the taking over was shown."""

    next = forms.IntegerField(min_value=1, max_value=MOST)
    version = forms.IntegerField(min_value=1, max_value=MOST)
    next_version = forms.IntegerField(min_value=1, max_value=MOST)
    offered = forms.BooleanField(required=False)


class BoundaryForm(StrictForm):
    """By how many words the boundary after a claim is to move; `at` is the claim that one stands on."""

    words = forms.IntegerField(min_value=-1000, max_value=1000)
    version = forms.IntegerField(min_value=1, max_value=MOST)
    at = forms.IntegerField(min_value=1, max_value=MOST, required=False)


class UndoForm(StrictForm):
    """The act that one saw on top, by the number of its entry, and whether one means it."""

    version = forms.IntegerField(min_value=1, max_value=MOST)
    confirm = forms.BooleanField(required=False)


def take_of(data: QueryDict) -> Take:
    """Return what a form chose to take over; a choice that says neither side is none."""
    chosen: dict[str, dict[int, tuple[int, ...]]] = {"citation": {}, "note": {}, "part": {}}
    for name in data:
        found, side = OFFER.fullmatch(name), str(data[name])
        if found and side in RANKS:
            chosen[found[1]][int(found[2])] = RANKS[side]
    return Take(citations=chosen["citation"], notes=chosen["note"], parts=chosen["part"], as_parts="as_parts" in data)
