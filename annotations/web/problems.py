"""RFC 9457 problem documents, for errors that arise before the API itself is reached."""

from django.http import HttpRequest, JsonResponse


def wants_json(request: HttpRequest) -> bool:
    """Say whether the request is for the API."""
    return request.path.startswith("/api/")


def problem(status: int, code: str, detail: str) -> JsonResponse:
    """Return a problem document with a stable code and a sentence for people."""
    body = {"type": "about:blank", "status": status, "code": code, "detail": detail}
    return JsonResponse(body, status=status, content_type="application/problem+json")
