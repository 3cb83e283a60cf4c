"""Two revisions side by side: what became of every claim, and what was held of it then and now."""

from typing import Any

from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import DocumentVisit, get_document
from annotations.api import parameters
from annotations.api.diffs import DiffSerializer, diff_row
from annotations.api.endpoints import Endpoint, caller
from annotations.api.schema import reading
from annotations.api.serializers import Shape
from annotations.api.stale import PAGE
from annotations.models import Revision
from annotations.permissions import Permission
from annotations.queries.comparing import Compared, compare
from annotations.queries.revisions import Standing, find_revision

BEFORE = parameters.cursor_parameter("before", "The number of the older revision; the one before `after`, left out.")
AFTER = parameters.cursor_parameter("after", "The number of the newer revision; the current one, left out.")


class HeldSerializer(Shape):
    """What somebody held of a claim; `other_wording` says that it was said of other words than stood there."""

    label = serializers.CharField()  # type: ignore[assignment]  # a field's name
    by = serializers.CharField()
    other_wording = serializers.BooleanField()
    settled = serializers.BooleanField()
    part = serializers.CharField()


class StandingSerializer(Shape):
    """A claim as it stood in a revision, with what was held of it there that you may see."""

    claim = serializers.IntegerField()
    number = serializers.CharField()
    text = serializers.CharField()
    kind = serializers.CharField()
    held = HeldSerializer(many=True)


class ComparedSerializer(Shape):
    """A claim in both revisions, null on the side where it does not stand.

    `others` are the numbers of the claims that it went into, or came from. `skipped` counts the unchanged claims
    before it that are left out.
    """

    fate = serializers.CharField()
    old = StandingSerializer(allow_null=True)
    new = StandingSerializer(allow_null=True)
    others = serializers.ListField(child=serializers.CharField())
    context_changed = serializers.BooleanField()
    diff = DiffSerializer(allow_null=True)
    skipped = serializers.IntegerField()


class ComparisonSerializer(Shape):
    """What differs. `counts` are of all claims by fate; `rest` counts the unchanged ones after the last row."""

    before = serializers.IntegerField()
    after = serializers.IntegerField()
    counts = serializers.DictField(child=serializers.IntegerField())
    results = ComparedSerializer(many=True)
    rest = serializers.IntegerField()
    next = serializers.CharField(allow_null=True)


class RevisionComparison(Endpoint):
    """The comparison of two revisions of a document."""

    @reading("revisions_compare", ComparisonSerializer, parameters=[BEFORE, AFTER, PAGE])
    def get(self, request: Request, document: int) -> Response:
        """Compare two revisions, in the order of the newer text."""
        visit = get_document(caller(request), document, Permission.VIEW)
        parameters.check_known(request, "before", "after", "page")
        asked = parameters.number(request, "page", least=1) or 1
        before, after = _revisions(request, visit)
        found = compare(visit.document, before, after, visit.sight, page=asked)
        rows = [_row(row) for row in found.rows] if asked == found.page else []
        following = {"page": asked + 1} if asked < found.pages else None
        told = {
            **parameters.page(request, rows, following), "before": before.number, "after": after.number,
            "counts": dict(found.counts), "rest": found.rest,
        }  # fmt: skip
        return Response(ComparisonSerializer(told).data)


def _revisions(request: Request, visit: DocumentVisit) -> tuple[Revision, Revision]:
    current = visit.document.current.number if visit.document.current else 1
    newer = parameters.number(request, "after", least=1) or current
    older = parameters.number(request, "before", least=1) or max(1, newer - 1)
    before, after = _revision(visit, older), _revision(visit, newer)
    return before, after


def _revision(visit: DocumentVisit, number: int) -> Revision:
    found = find_revision(visit.document, min(number, 2**31 - 1))
    if found is None:
        raise Http404
    return found


def _row(row: Compared) -> dict[str, Any]:
    return {
        "fate": row.fate, "old": _standing(row.old), "new": _standing(row.new), "others": list(row.others),
        "context_changed": row.context_changed, "diff": diff_row(row.diff), "skipped": row.skipped,
    }  # fmt: skip


def _standing(standing: Standing | None) -> dict[str, Any] | None:
    if standing is None:
        return None
    held = [
        {
            "label": held.slug, "by": held.by, "other_wording": held.is_grey, "settled": held.is_settled,
            "part": held.part,
        }
        for held in standing.held
    ]  # fmt: skip
    told = {name: getattr(standing, name) for name in ("number", "text", "kind")}
    return {**told, "claim": standing.serial, "held": held}
