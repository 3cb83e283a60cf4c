"""What a client hears while the database is away, full or locked."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from annotations.web.problems import problem, wants_json

log = logging.getLogger(__name__)


class DatabaseTroubleMiddleware:
    """Answer 503 (or 507 when the disk is full) with Retry-After instead of an error page; nothing was stored."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn a database's refusal into an answer that says: try again, nothing was stored."""
        if not isinstance(error, OperationalError | InterfaceError):
            return None
        log.error("The database refused: %s", error)
        full = "disk is full" in str(error) or "No space left" in str(error)
        status, code = (507, "storage_full") if full else (503, "database_unavailable")
        response: HttpResponse
        if wants_json(request):
            response = problem(status, code, "The database cannot answer now. Nothing was stored; try again.")
        else:
            response = render(request, "503.html", {"full": full}, status=status)
        response.headers["Retry-After"] = "1"
        return response
