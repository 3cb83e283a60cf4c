"""Headers that every answer carries, whoever made it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

PERMISSIONS_POLICY = (
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=(), browsing-topics=()"
)


class ResponseHeadersMiddleware:
    """Forbid what no page needs, and forbid caches to keep what somebody saw while signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers; static files and public reports keep the caching that they were given."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not getattr(response, "xframe_options_exempt", False):
            response.headers.setdefault("X-Frame-Options", "DENY")  # static files never reach Django's own middleware
        if not (request.path.startswith("/static/") or getattr(response, "is_for_everybody", False)):
            response.headers["Cache-Control"] = "no-store"
            patch_vary_headers(response, ["Cookie", "Authorization"])
        return response
