"""What the API says when something goes wrong: RFC 9457 problem documents with a stable `code`."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from rest_framework import exceptions

from annotations.importing import DocumentTooLarge, UnreadableDocument, UnsupportedDocument
from annotations.services.refusals import (
    Blocked,
    Duplicate,
    Invalid,
    NotAllowed,
    Refusal,
    Stale,
    Superseded,
    TooMany,
    Unconfirmed,
)

MEDIA_TYPE = "application/problem+json"
STATUS: dict[type[Refusal], int] = {
    Blocked: 409,
    Duplicate: 409,
    Invalid: 422,
    NotAllowed: 403,
    Stale: 412,
    Superseded: 409,
    TooMany: 429,
    Unconfirmed: 409,
}
NOT_FOUND = "There is nothing here, or it is not yours to see."
UNKNOWN_FIELD = "unknown_field"


class Problem(exceptions.APIException):
    """Something that the API refuses by itself; `more` are further members of the problem document."""

    wait: int | None = None

    def __init__(self, status: int, code: str, detail: str, **more: Any) -> None:
        super().__init__(detail, code)
        self.status_code = status
        self.code = code
        self.message = detail
        self.more = more


def handle(error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """Return the problem document for an error, or None for a fault of ours, which the server logs."""
    for kinds, told in TRANSLATIONS:
        if isinstance(error, kinds):
            problem: Problem = told(error)
            response = response_of(problem)
            _add_headers(response, error if isinstance(error, exceptions.APIException) else problem)
            return response
    return None


def response_of(problem: Problem) -> HttpResponse:
    """Return a problem as a response, whatever the client would rather accept."""
    body = {"type": "about:blank", "status": problem.status_code, "code": problem.code, "detail": problem.message}
    return JsonResponse(body | problem.more, status=problem.status_code, content_type=MEDIA_TYPE)


def _add_headers(response: HttpResponse, error: exceptions.APIException) -> None:
    for attribute, header in (("auth_header", "WWW-Authenticate"), ("wait", "Retry-After")):
        if getattr(error, attribute, None):
            response.headers[header] = str(getattr(error, attribute))


def of_refusal(refusal: Refusal, **more: Any) -> Problem:
    """Return the problem for a service's refusal."""
    if isinstance(refusal, Duplicate):
        more["existing"] = refusal.existing.pk
    if isinstance(refusal, Superseded):
        more["successors"] = [asdict(successor) for successor in refusal.successors]
    if isinstance(refusal, Blocked):
        more["entry"] = refusal.entry
    problem = Problem(STATUS[type(refusal)], refusal.code, refusal.message, **more)
    problem.wait = refusal.seconds if isinstance(refusal, TooMany) else None
    return problem


def _of_unreadable(error: UnreadableDocument) -> Problem:
    status = 413 if isinstance(error, DocumentTooLarge) else 415 if isinstance(error, UnsupportedDocument) else 422
    told = {name: getattr(error, name, None) for name in ("offset", "guess", "retryable")}
    more = {name: value for name, value in told.items() if value not in (None, "")}
    return Problem(status, error.code, error.message, **more)


def _of_validation(error: exceptions.ValidationError) -> Problem:
    errors = _flattened(error.detail)
    unknown = any(entry["code"] == UNKNOWN_FIELD for entry in errors)
    said = "; ".join(
        f"{entry['field']}: {entry['message']}" if entry["field"] else entry["message"] for entry in errors
    )
    return Problem(400, UNKNOWN_FIELD if unknown else "body_invalid", said, errors=errors)


def _flattened(detail: Any, field: str = "") -> list[dict[str, str]]:
    """Return what is wrong field by field, with dots between the names of nested ones."""
    if isinstance(detail, dict):
        return [
            entry
            for name, inner in detail.items()
            for entry in _flattened(inner, field if name == "non_field_errors" else f"{field}.{name}".strip("."))
        ]
    if isinstance(detail, list):
        return [entry for inner in detail for entry in _flattened(inner, field)]
    return [{"field": field, "code": str(getattr(detail, "code", "invalid")), "message": str(detail)}]


def _of_api_exception(error: exceptions.APIException) -> Problem:
    code = error.get_codes()
    return Problem(error.status_code, code if isinstance(code, str) else "invalid", str(error.detail))


TRANSLATIONS: tuple[tuple[Any, Any], ...] = (
    (Problem, lambda problem: problem),
    (Refusal, of_refusal),
    (UnreadableDocument, _of_unreadable),
    (Http404, lambda error: Problem(404, "not_found", NOT_FOUND)),
    (PermissionDenied, lambda error: Problem(403, "forbidden", "Your role does not allow this.")),
    (RequestDataTooBig, lambda error: Problem(413, "body_too_large", "The request's body is too large.")),
    (SuspiciousOperation, lambda error: Problem(400, "bad_request", "The request cannot be understood.")),
    (UnreadablePostError, lambda error: Problem(400, "body_incomplete", "The request's body broke off.")),
    (exceptions.ValidationError, _of_validation),
    (exceptions.APIException, _of_api_exception),
)
