"""The API described: helpers for the endpoints, the OpenAPI document and its page."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.template import engines
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.renderers import TemplateHTMLRenderer

from annotations.api.endpoints import OnlyOneRenderer
from annotations.api.problems import MEDIA_TYPE
from annotations.api.serializers import Shape

View = TypeVar("View", bound=Callable[..., Any])
READING = (400, 401, 404)
WRITING = (400, 401, 403, 404, 409, 411, 413, 415, 422, 429)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key", {"type": "string", "maxLength": 100}, OpenApiParameter.HEADER,
    description="Yours, new for each change; repeating a request with it has one effect. Kept for 7 days.",
)  # fmt: skip
IF_MATCH = OpenApiParameter(
    "If-Match", OpenApiTypes.STR, OpenApiParameter.HEADER, required=True,
    description="The ETag of what you saw. Without it 428, with another one 412.",
)  # fmt: skip


class ErrorSerializer(Shape):
    """What is wrong with one field."""

    field = serializers.CharField()
    code = serializers.CharField()
    message = serializers.CharField()


class ProblemSerializer(Shape):
    """RFC 9457. `code` is stable; some problems have more members, which docs/api.md lists."""

    type = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    detail = serializers.CharField()
    errors = ErrorSerializer(many=True, required=False)  # type: ignore[assignment]  # a field's name


def reading(
    operation: str, result: Any, *, parameters: Sequence[OpenApiParameter] = (), refusals: Sequence[int] = ()
) -> Callable[[View], View]:
    """Describe an endpoint that only reads; files are given by status and media type."""
    answers = result if isinstance(result, dict) else {200: result}
    return extend_schema(
        operation_id=operation, parameters=list(parameters), responses={**answers, **_problems(READING, refusals)}
    )


def writing(
    operation: str, result: Any, *, body: Any = None, status: int = 200, guarded: bool = False,
    refusals: Sequence[int] = (),
) -> Callable[[View], View]:  # fmt: skip
    """Describe an endpoint that changes something; a guarded one wants an If-Match."""
    return extend_schema(
        operation_id=operation, request=body, parameters=[IDEMPOTENCY_KEY, *([IF_MATCH] if guarded else [])],
        responses={status: result, **_problems(WRITING, [*refusals, *((412, 428) if guarded else ())])},
    )  # fmt: skip


def _problems(usual: Sequence[int], more: Sequence[int]) -> dict[tuple[int, str], Any]:
    return {(status, MEDIA_TYPE): ProblemSerializer for status in sorted({*usual, *more})}


@cache
def page_of(shape: type[Shape]) -> Any:
    """Return the shape of a page of a list."""
    name = shape.__name__.removesuffix("Serializer")
    fields = {"results": shape(many=True), "next": serializers.CharField(allow_null=True)}
    return inline_serializer(f"{name}Page", fields)


@cache
def list_of(shape: type[Shape]) -> Any:
    """Return the shape of a list that comes whole."""
    name = shape.__name__.removesuffix("Serializer")
    return inline_serializer(f"{name}List", {"results": shape(many=True)})


class OpenApi(SpectacularAPIView):
    """The OpenAPI document, as JSON."""

    permission_classes = (IsAuthenticated,)
    content_negotiation_class = OnlyOneRenderer
    renderer_classes = [OpenApiJsonRenderer]


class PageRenderer(TemplateHTMLRenderer):
    """The library's page without its inline style, which the content security policy forbids."""

    def resolve_template(self, template_names: Any) -> Any:
        """Return the page, or the script that it asks for."""
        if template_names[0] == SpectacularSwaggerSplitView.template_name_js:
            return super().resolve_template(template_names)
        return engines["django"].from_string(PAGE)


PAGE = """{% extends "drf_spectacular/swagger_ui.html" %}
{% block head %}
<title>{{ title }} API</title>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="{{ favicon_href }}">
<link rel="stylesheet" href="{{ swagger_ui_css }}">
{% endblock head %}"""


class Documentation(SpectacularSwaggerSplitView):
    """The API's page for people, from our own server."""

    permission_classes = (IsAuthenticated,)
    content_negotiation_class = OnlyOneRenderer
    renderer_classes = [PageRenderer]
    url_name = "api:schema"
