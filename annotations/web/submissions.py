"""What happens when a form comes in: once per key, and a refusal loses nothing of what was written."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from annotations.access import Visit
from annotations.importing import UnreadableDocument
from annotations.services.idempotency import Answer, once
from annotations.services.refusals import (
    Blocked,
    Duplicate,
    Invalid,
    NotAllowed,
    Refusal,
    Stale,
    Superseded,
    TooMany,
    Unconfirmed,
)
from annotations.web.forms import first_error, payload_of

STATUS: dict[type[Refusal], int] = {
    Blocked: 409,
    Duplicate: 409,
    Invalid: 422,
    NotAllowed: 403,
    Stale: 412,
    Superseded: 409,
    TooMany: 429,
    Unconfirmed: 409,
}


def status_of(refusal: Refusal | UnreadableDocument) -> int:
    """Return the HTTP status of a refusal, or of a document that cannot be read."""
    if isinstance(refusal, UnreadableDocument):
        return {"too_large": 413, "unsupported": 415}.get(refusal.reason, 422)
    return STATUS[type(refusal)]


def submit(request: HttpRequest, visit: Visit, act: Callable[[], Any], *, files: bytes = b"") -> Answer:
    """Run `act` once for the form's key; it returns what is to be remembered as the answer.

    `files` stands for what was uploaded, so that another file with the same key is not taken for the first one.
    """
    return once(
        actor=visit.user, key=request.POST.get("key", ""), route=_route(request),
        payload=payload_of(request.POST) + files, act=lambda: Answer(200, act()),
    )  # fmt: skip


def _route(request: HttpRequest) -> str:
    """Name the address by what it means, so that its length is bounded."""
    match = request.resolver_match
    told = f"{match.view_name} {match.kwargs}" if match else ""
    return f"{request.method} {told}"[:200]


def check(form: Form) -> None:
    """Raise Invalid for the first thing that is wrong with a form."""
    if not form.is_valid():
        raise Invalid("form_invalid", first_error(form))


def submitted(
    request: HttpRequest, visit: Visit, form: Form, act: Callable[[], Any], *, done: str, back: str
) -> HttpResponse:
    """Do what a form asks, then go `back` with a word of what was done, or with why it was not.

    For forms whose input is a choice or a click: nothing that somebody wrote can be lost here.
    """
    try:
        check(form)
        submit(request, visit, act)
    except Refusal as refusal:
        return refused(request, refusal, back=back)
    messages.success(request, done)
    return redirect(back)


def refused(request: HttpRequest, refusal: Refusal | UnreadableDocument, *, back: str) -> HttpResponse:
    """Show why something was not done, with everything that was written, to copy or to send again."""
    written = [
        (name.replace("_", " "), value)
        for name in request.POST
        if name not in ("csrfmiddlewaretoken", "key") and not name.endswith(("version", "number", "rows"))
        for value in request.POST.getlist(name)
        if value
    ]
    context = {"refusal": refusal, "written": written, "back": back}
    response = render(request, "refused.html", context, status=status_of(refusal))
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(refusal.seconds)
    return response
