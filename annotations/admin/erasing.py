"""The page on which a superuser erases a person, after typing the account's name."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from annotations.admin.sight import viewer
from annotations.models import User
from annotations.services.erasure import erase_person, is_erased
from annotations.services.refusals import Refusal

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

NOT_CONFIRMED = "Nothing was erased: type the name of the account as it stands here, with its capitals."


class ErasesPeople(ModelAdmin):
    """Adds the page to an admin of accounts, and a line that leads there."""

    def get_urls(self) -> list[URLPattern]:
        """The page stands beside the one for the password."""
        erase = self.admin_site.admin_view(self.erase_view)
        return [path("<id>/erase/", erase, name="annotations_user_erase"), *super().get_urls()]

    def erase_view(self, request: HttpRequest, id: str) -> HttpResponse:
        """Ask, and erase once the account's name was typed; a refusal is told on the same page."""
        if not viewer(request).is_superuser:
            raise PermissionDenied
        person = self.get_object(request, unquote(id))
        if person is None:
            raise Http404
        if request.method == "POST":
            return HttpResponseRedirect(self._erased(request, person))
        title = f"Erase {person}"
        context = {**self.admin_site.each_context(request), "title": title, "opts": self.opts, "person": person}
        return TemplateResponse(request, "admin/erase_person.html", context)

    def _erased(self, request: HttpRequest, person: User) -> str:
        """Erase the person if that was confirmed, and return the page to go on to."""
        if request.POST.get("name") != person.username:
            messages.error(request, NOT_CONFIRMED)
            return request.get_full_path()
        try:
            left = erase_person(actor=viewer(request), person=person)
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return request.get_full_path()
        messages.success(request, f"Erased. What they entered stays, under “{left.username}”.")
        return reverse("admin:annotations_user_change", args=[left.pk])

    @admin.display(description="erasing")
    def erasing(self, person: User) -> SafeString | str:
        """Whether the person was erased, and the way to do it."""
        if is_erased(person):
            return "erased: what they entered stays under their pseudonyms"
        address = reverse("admin:annotations_user_erase", args=[person.pk])
        return format_html('on their demand · <a href="{}">erase this person</a> (superusers)', address)
