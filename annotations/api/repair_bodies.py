"""The shape of what repairs a sentence or takes an act back."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from annotations.api.bodies import MAX_SET, Body
from annotations.api.endpoints import MAX_ID
from annotations.api.fields import Flag, Number, Text
from annotations.services.taking import SIDES, Take

MAX_INT = 2**31 - 1


class SideBody(Body):
    """Where a citation or a note goes along."""

    id = Number(required=True, min_value=1, max_value=MAX_ID)
    to = serializers.ChoiceField(choices=list(SIDES))


class SplitTakeBody(Body):
    """What goes along when a claim is split; everything else stays with the old claim."""

    citations = SideBody(many=True, required=False)
    notes = SideBody(many=True, required=False, help_text="First notes of threads; their answers go with them.")
    parts = SideBody(many=True, required=False, help_text="Atomic claims of the sentence, by the id of each.")


class SplitBody(Body):
    """Where to split a claim."""

    at = Number(required=True, min_value=0, max_value=MAX_INT, help_text="In code points of the document's text.")
    take = SplitTakeBody(required=False)


def ids() -> serializers.ListField:
    """Return a list of ids."""
    return serializers.ListField(child=Number(min_value=1, max_value=MAX_ID), required=False, max_length=MAX_SET)


class MergeTakeBody(Body):
    """What goes along when two claims are merged; everything else stays with the old claims."""

    citations = ids()
    notes = ids()


class MergeBody(Body):
    """Which claim follows, as it was seen."""

    next = Number(required=True, min_value=1, max_value=MAX_INT, help_text="The id of the claim that follows.")
    next_etag = Text(required=True, max_length=40)
    take = MergeTakeBody(required=False)
    as_parts = Flag(required=False, help_text="Keep both sentences as atomic claims of the new one.")


class BoundaryBody(Body):
    """By how many words a boundary is to move."""

    words = Number(required=True, min_value=-1000, max_value=1000)


class ConfirmBody(Body):
    """Whether what others did may leave the page."""

    confirm = Flag(required=False)


def take_of(values: Mapping[str, Any]) -> Take:
    """Return what a body takes over, as the service takes it."""
    chosen = values.get("take", {})
    taken = {kind: dict(_ranks(entry) for entry in chosen.get(kind, ())) for kind in ("citations", "notes", "parts")}
    return Take(**taken, as_parts=bool(values.get("as_parts")))


def _ranks(entry: Any) -> tuple[int, tuple[int, ...]]:
    """Return an id with the successors it goes to; a bare id goes to the one that there is."""
    return (entry, (0,)) if isinstance(entry, int) else (entry["id"], SIDES[entry["to"]])
