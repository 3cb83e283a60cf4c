"""Word diffs as the API shows them."""

from typing import Any

from rest_framework import serializers

from annotations.api.serializers import Shape
from annotations.queries.comparing import Diff


class RunSerializer(Shape):
    """A run of words that is equal in both texts, deleted from the old one or inserted into the new one."""

    kind = serializers.CharField()
    text = serializers.CharField()


class DiffSerializer(Shape):
    """A word diff; `weights` name what in it a checker must not overlook."""

    weights = serializers.ListField(child=serializers.CharField())
    runs = RunSerializer(many=True)


def diff_row(diff: Diff | None) -> dict[str, Any] | None:
    """Return a word diff as it goes out."""
    if diff is None:
        return None
    return {
        "weights": list(diff.weights),
        "runs": [{"kind": change.kind, "text": change.text} for change in diff.changes],
    }
