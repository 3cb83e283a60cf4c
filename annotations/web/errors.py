"""Error pages: short, human, with a way back."""

import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import render
from django.template.loader import render_to_string

from annotations.services.refusals import Invalid
from annotations.web.database import answer_to_trouble, let_go_of_uploads
from annotations.web.problems import problem, wants_json


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400, or 413 for a form whose fields are too long to be read."""
    if isinstance(exception, RequestDataTooBig):
        return _too_large(request)
    if wants_json(request):
        return problem(400, "bad_request", "The request cannot be understood.")
    return render(request, "400.html", status=400)


def _too_large(request: HttpRequest) -> HttpResponse:
    if wants_json(request):
        return problem(413, "body_too_large", "The request's body is too large.")
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2
    because = f"What was entered is longer than {most} MB. Send a long text as a file, or in parts."
    context = {"refusal": Invalid("body_too_large", because), "written": [], "back": request.path}
    return render(request, "refused.html", context, status=413)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    if wants_json(request):
        return problem(403, "forbidden", "Your role does not allow this.")
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404, with the same words whether the thing is missing or not yours."""
    if wants_json(request):
        return problem(404, "not_found", "There is nothing here, or it is not yours to see.")
    if request.path.startswith("/r/"):  # for readers, who have no project and no work here
        return HttpResponseNotFound(render_to_string("public/missing.html"))
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 without a detail of what went wrong; trouble before a view was reached is told as such."""
    trouble = answer_to_trouble(request, sys.exception())
    if trouble is not None:
        return trouble
    if wants_json(request):
        return problem(500, "server_error", "Something went wrong here. It has been logged.")
    return render(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or old, or broke off before it came."""
    let_go_of_uploads(request)
    if wants_json(request):
        return problem(403, "csrf_failed", "The form's token is missing or too old.")
    return render(request, "403_csrf.html", status=403)
