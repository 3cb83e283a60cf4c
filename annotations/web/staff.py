"""Pages for the staff of the installation."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotations.access import signed_in
from annotations.permissions import Permission, Standing, can


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    if not can(Standing(signed_in(request.user)), Permission.SEE_STYLEGUIDE):
        raise PermissionDenied
    return render(request, "styleguide.html")
