"""Where to go on after signing in."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme


class SignInMiddleware(LoginRequiredMiddleware):
    """Ask for a sign-in; after a form that came in too late, go on at the page on which it stood."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        """Redirect to the sign-in; an address that takes only forms is no place to go on."""
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        referrer = request.META.get("HTTP_REFERER", "")
        is_ours = url_has_allowed_host_and_scheme(referrer, {request.get_host()})
        return redirect_to_login(urlsplit(referrer).path if is_ours and referrer else "/")
