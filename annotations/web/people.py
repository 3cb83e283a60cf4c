"""Signing in and out, one-time links, and one's own settings."""

from ipaddress import ip_address

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.forms import BooleanField, Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from annotations.access import signed_in
from annotations.models import User
from annotations.services import people
from annotations.services.limits import WRONG_PASSWORDS


class PreferencesForm(Form):
    """What one may set for oneself."""

    single_keys = BooleanField(
        label="Single-key shortcuts", required=False, help_text="Act on one key press in the workbench; ? lists them."
    )
    notices_by_mail = BooleanField(label="Notices by mail", required=False)

    def __init__(self, user: User, data: QueryDict | None) -> None:
        initial = {"single_keys": user.single_keys, "notices_by_mail": user.notices_by_mail}
        super().__init__(data, initial=initial)
        where = f"to {user.email}" if user.email else "once an administrator has entered your address"
        self.fields["notices_by_mail"].help_text = f"What is new to you, at most once an hour, {where}."
        if not settings.NOTICES_BY_MAIL:
            del self.fields["notices_by_mail"]


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """The sign-in form."""

    template_name = "registration/login.html"
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Check the password; after five wrong ones for a name, one waits, whether the name exists or not."""
        key = f"{request.POST.get('username', '').casefold()} {request.META.get('REMOTE_ADDR', '')}"
        wait = WRONG_PASSWORDS.wait(key)
        if wait:
            response = render(request, "registration/wait.html", {"minutes": wait // 60 + 1}, status=429)
            response.headers["Retry-After"] = str(wait)
            return response
        WRONG_PASSWORDS.count(key)
        answer = super().post(request, *args, **kwargs)
        if request.user.is_authenticated:
            WRONG_PASSWORDS.forget(key)
        return answer


class SignOut(LogoutView):
    """Sign out, and have the browser forget what it kept."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """End the session."""
        response = super().post(request, *args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


class ChangePassword(PasswordChangeView):
    """Change one's password; other sessions end."""

    template_name = "registration/password.html"
    success_url = reverse_lazy("web:preferences")


def is_from_this_machine(request: HttpRequest) -> bool:
    """Say whether the request came over loopback, to an installation that serves this machine alone."""
    try:
        return not settings.IS_PUBLIC and ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def use_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Sign a demo person in by a one-time link; a look at it (HEAD, a preview) does not use it up."""
    if not is_from_this_machine(request):
        raise Http404
    if request.method != "GET":
        return HttpResponse(status=405)
    person = people.use_sign_in_link(secret)
    if person is None:
        return render(request, "registration/link_used.html", status=404)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("web:work")


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """One's own settings."""
    user = signed_in(request.user)
    form = PreferencesForm(user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        people.change_preferences(actor=user, **form.cleaned_data)
        messages.success(request, "Your settings are saved.")
        return redirect(reverse("web:preferences"))
    return render(request, "registration/preferences.html", {"form": form})
