"""What happens when a change comes in: once per key, and a conflict brings both sides back."""

import json
import re
from collections.abc import Callable
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.problems import Problem, of_refusal
from annotations.models import User
from annotations.services.idempotency import Answer, once
from annotations.services.refusals import Stale, Superseded

KEY = re.compile(r"[\x21-\x7e]{1,100}")


def submit(
    request: Request,
    actor: User,
    act: Callable[[], Any],
    *,
    status: int = 200,
    payload: bytes | None = None,
    current: Callable[[], Any] | None = None,
    location: Callable[[Any], str] | None = None,
) -> Response:
    """Run `act` once for the request's Idempotency-Key and answer with what it returns.

    On a conflict nothing is written; the problem then holds what was `submitted`, and the `current` state. An
    `etag` in the answer is the response's ETag too; `location` says where the new thing is.
    """
    given = request.data if payload is None else {}
    body = json.dumps(given, sort_keys=True).encode() if payload is None else payload
    try:
        answer = once(
            actor=actor, key=_key(request), route=_route(request), payload=body, act=lambda: Answer(status, act())
        )
    except (Stale, Superseded) as refusal:
        more = {"current": current()} if current is not None else {}
        raise of_refusal(refusal, submitted=given, **more) from refusal
    response = Response(answer.body, status=answer.status)
    if answer.replayed:
        response.headers["Idempotent-Replayed"] = "true"
    if isinstance(answer.body, dict) and "etag" in answer.body:
        response.headers["ETag"] = answer.body["etag"]
    if location is not None:
        response.headers["Location"] = location(answer.body)
    return response


def _key(request: Request) -> str:
    key = str(request.META.get("HTTP_IDEMPOTENCY_KEY", ""))
    if key and not KEY.fullmatch(key):
        raise Problem(400, "idempotency_key_invalid", "An idempotency key has 1 to 100 visible ASCII characters.")
    return key


def _route(request: Request) -> str:
    """Name the address by what it means, so that its length is bounded."""
    match = request.resolver_match
    if match is None:
        return str(request.method)
    return f"{request.method} {match.view_name} {' '.join(f'{name}={value}' for name, value in match.kwargs.items())}"
