"""Agreement: the figures on independent first verdicts, of a document and of a project."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import get_document, get_project
from annotations.api import parameters
from annotations.api.endpoints import Endpoint, caller
from annotations.api.schema import reading
from annotations.api.serializers import Shape
from annotations.permissions import Permission
from annotations.queries.agreement import (
    CAUTIONS,
    REASONS,
    AgreementReport,
    Figure,
    document_agreement,
    project_agreement,
)


class FigureSerializer(Shape):
    """A coefficient; without a value, `reason` says why."""

    value = serializers.FloatField(allow_null=True)
    reason = serializers.CharField()
    items = serializers.IntegerField()


class IntervalSerializer(Shape):
    """A 95 % percentile interval of the headline."""

    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    replicates = serializers.IntegerField()


class PairSerializer(Shape):
    """Two reviewers by their initials, on the claims that both read."""

    first = serializers.CharField()
    second = serializers.CharField()
    items = serializers.IntegerField()
    agreed = serializers.IntegerField()
    cohen = FigureSerializer()


class ConfusionSerializer(Shape):
    """Which labels meet which: a symmetric table over all pairs of verdicts on the same claim."""

    labels = serializers.ListField(child=serializers.CharField())
    counts = serializers.ListField(child=serializers.ListField(child=serializers.IntegerField()))


class CautionSerializer(Shape):
    """What a reader of the figures must know."""

    code = serializers.CharField()
    message = serializers.CharField()


class AgreementSerializer(Shape):
    """How far reviewers agree; `alpha` is the headline."""

    items = serializers.IntegerField()
    verdicts = serializers.IntegerField()
    reviewers = serializers.IntegerField()
    alpha = FigureSerializer()
    interval = IntervalSerializer()
    alpha_ordinal = FigureSerializer()
    percent = FigureSerializer()
    cohen = FigureSerializer()
    fleiss = FigureSerializer()
    checkability_alpha = FigureSerializer()
    checkability_percent = FigureSerializer()
    pairs = PairSerializer(many=True)
    confusion = ConfusionSerializer()
    cautions = CautionSerializer(many=True)


class DocumentAgreement(Endpoint):
    """The agreement on one document."""

    @reading("documents_agreement", AgreementSerializer, refusals=(403,))
    def get(self, request: Request, document: int) -> Response:
        """Read the figures; for those who see all verdicts."""
        visit = get_document(caller(request), document, Permission.SEE_ALL)
        parameters.check_known(request)
        return Response(AgreementSerializer(_facts(document_agreement(visit.document))).data)


class ProjectAgreement(Endpoint):
    """The agreement over all documents of a project."""

    @reading("projects_agreement", AgreementSerializer, refusals=(403,))
    def get(self, request: Request, slug: str) -> Response:
        """Read the figures; for those who see all verdicts."""
        visit = get_project(caller(request), slug, Permission.SEE_ALL)
        parameters.check_known(request)
        return Response(AgreementSerializer(_facts(project_agreement(visit.project))).data)


def _facts(report: AgreementReport) -> Mapping[str, Any]:
    found, check = report.labels, report.checkability
    return {
        "items": found.items, "verdicts": report.counted, "reviewers": report.reviewers,
        "alpha": _figure(found.nominal),
        "interval": found.interval, "alpha_ordinal": _figure(found.ordinal), "percent": _figure(found.percent),
        "cohen": _figure(found.cohen), "fleiss": _figure(found.fleiss), "checkability_alpha": _figure(check.nominal),
        "checkability_percent": _figure(check.percent), "confusion": found.confusion,
        "pairs": [
            {
                "first": pair.first, "second": pair.second, "items": pair.figures.items,
                "agreed": pair.figures.agreed, "cohen": _figure(pair.figures.cohen),
            }
            for pair in report.pairs
        ],
        "cautions": [{"code": caution.code, "message": CAUTIONS[caution.code]} for caution in found.cautions],
    }  # fmt: skip


def _figure(figure: Figure) -> dict[str, Any]:
    return {"value": figure.value, "reason": REASONS.get(figure.reason, ""), "items": figure.items}
