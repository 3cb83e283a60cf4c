"""Error pages: short, human, with a way back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from annotations.web.problems import problem, wants_json


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400."""
    if wants_json(request):
        return problem(400, "bad_request", "The request cannot be understood.")
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    if wants_json(request):
        return problem(403, "forbidden", "Your role does not allow this.")
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404, with the same words whether the thing is missing or not yours."""
    if wants_json(request):
        return problem(404, "not_found", "There is nothing here, or it is not yours to see.")
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 without a detail of what went wrong."""
    if wants_json(request):
        return problem(500, "server_error", "Something went wrong here. It has been logged.")
    return render(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or old."""
    if wants_json(request):
        return problem(403, "csrf_failed", "The form's token is missing or too old.")
    return render(request, "403_csrf.html", status=403)
