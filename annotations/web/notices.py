"""Notices: what concerns the viewer, newest first."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from annotations.access import signed_in
from annotations.queries.notices import notices_page
from annotations.services import notices


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What concerns me, as far as I may see it now."""
    lines = notices_page(signed_in(request.user))
    unseen = any(line.notice.seen_at is None for line in lines)
    return render(request, "notices/page.html", {"lines": lines, "unseen": unseen})


@require_POST
def mark_seen(request: HttpRequest) -> HttpResponse:
    """Mark all as seen."""
    notices.mark_all_seen(actor=signed_in(request.user))
    messages.success(request, "All notices are marked as seen.")
    return redirect(reverse("web:notices"))
