"""What a client hears while the database is away, locked or read-only, or the disk is full."""

import errno
import logging
from collections.abc import Callable
from contextlib import suppress

from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from annotations.web.problems import problem, wants_json

NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
FULL_DATABASE = ("disk is full", "No space left")
log = logging.getLogger(__name__)


class DatabaseTroubleMiddleware:
    """Answer 503 (or 507 when the disk is full) with Retry-After instead of an error page; nothing was stored."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn a database's refusal, or a full disk's, into an answer that says: try again, nothing was stored."""
        return answer_to_trouble(request, error)


def answer_to_trouble(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """Return the answer to an error that lies in the machine and not in the program; None for any other error."""
    if not (_is_full(error) or _is_database_trouble(error)):
        return None
    log.error("The database or the disk refused: %s", error)
    let_go_of_uploads(request)
    if _is_full(error):
        status, code, because = 507, "storage_full", "The disk is full."
    else:
        status, code, because = 503, "database_unavailable", "The database cannot answer now."
    response: HttpResponse
    if wants_json(request):
        response = problem(status, code, f"{because} Nothing was stored; try again.")
    else:
        response = render(request, "503.html", {"full": status == 507}, status=status)
    response.headers["Retry-After"] = "1"
    return response


def let_go_of_uploads(request: HttpRequest) -> None:
    """Remove the temporary file of an upload that broke off, which Django leaves to the garbage collector."""
    for handler in request.upload_handlers:
        with suppress(OSError):  # what was still to be written, on a full disk
            handler.upload_interrupted()


def _is_full(error: BaseException | None) -> bool:
    if isinstance(error, OSError):
        return error.errno in NO_SPACE
    return isinstance(error, OperationalError) and any(words in str(error) for words in FULL_DATABASE)


def _is_database_trouble(error: BaseException | None) -> bool:
    """Whether it is the database's state; PostgreSQL calls a write to a read-only one an internal error."""
    if isinstance(error, InternalError):
        return "read-only" in str(error)
    return isinstance(error, OperationalError | InterfaceError)
