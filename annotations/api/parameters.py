"""What may stand behind the question mark: named parameters only, each within its bounds."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from annotations.api.endpoints import MAX_ID
from annotations.api.problems import Problem

DIGITS = re.compile("[0-9]{1,19}")


def check_known(request: Request, *known: str) -> None:
    """Raise 400 `unknown_filter` for a parameter that the endpoint does not have, or has twice."""
    for name, values in request.query_params.lists():
        if name not in known:
            allowed = ", ".join(known) or "none"
            raise Problem(400, "unknown_filter", f"There is no such parameter here. Known: {allowed}.")
        if len(values) > 1:
            raise Problem(400, "parameter_invalid", f"The parameter {name} may be given once.")


def number(request: Request, name: str, *, least: int = 0, most: int = MAX_ID) -> int | None:
    """Return a whole number, None where it is not given; raise 400 for anything else."""
    given = request.query_params.get(name)
    if given is None:
        return None
    if not DIGITS.fullmatch(given) or not least <= int(given) <= most:
        raise Problem(400, "parameter_invalid", f"{name} is a whole number from {least} to {most}.")
    return int(given)


def page_size(request: Request, *, default: int, most: int) -> int:
    """Return how many rows a page is to have."""
    return number(request, "page_size", least=1, most=most) or default


def slug(request: Request, name: str) -> str:
    """Return a slug, '' where it is not given; raise 400 for anything else."""
    given = request.query_params.get(name, "")
    if not re.fullmatch("[-a-zA-Z0-9_]{0,60}", given):
        raise Problem(400, "parameter_invalid", f"{name} holds letters, digits and dashes.")
    return given


def page(
    request: Request, results: Sequence[Any] | Mapping[str, Any], following: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Return a page of a list; `following` are the parameters of the next one, None at the end."""
    if following is None:
        return {"results": results, "next": None}
    query = {**request.query_params.dict(), **following}
    return {"results": results, "next": f"{request.path}?{urlencode(query)}"}


def page_size_parameter(default: int, most: int) -> OpenApiParameter:
    """Describe `page_size` for the schema."""
    schema = {"type": "integer", "minimum": 1, "maximum": most, "default": default}
    return OpenApiParameter("page_size", schema, description="How many rows a page has.")


def cursor_parameter(name: str, description: str, kind: str = "integer") -> OpenApiParameter:
    """Describe where a page begins, for the schema."""
    bounds = {"minimum": 0, "maximum": MAX_ID} if kind == "integer" else {"pattern": "^[-a-zA-Z0-9_]{0,60}$"}
    return OpenApiParameter(name, {"type": kind, **bounds}, description=description)
