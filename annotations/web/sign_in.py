"""Where to go on after signing in."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme


class SignInMiddleware(LoginRequiredMiddleware):
    """Ask for a sign-in; after a form that came in too late, go on at the page on which it stood."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Ask nothing of who comes to a page for everybody: not even whether they have a session."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        """Redirect to the sign-in; an address that takes only forms is no place to go on."""
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        referrer = request.META.get("HTTP_REFERER", "")
        is_ours = url_has_allowed_host_and_scheme(referrer, {request.get_host()})
        return redirect_to_login(urlsplit(referrer).path if is_ours and referrer else "/")
