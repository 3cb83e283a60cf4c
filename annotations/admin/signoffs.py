"""Sign-offs, to look at. Hash and overrides depend on every label, so they are for who leads the desk."""

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.safestring import SafeString

from annotations.admin.base import ReadingRoom, number_of, pretty
from annotations.admin.sight import within_desks_led
from annotations.models import SignOff, User


@admin.register(SignOff)
class SignOffAdmin(ReadingRoom):
    """Releases of revisions; whether one still holds is told on the document's page."""

    list_display = ("document", "revision_number", "number", "editor", "created_at")
    list_filter = ("created_at",)
    list_select_related = ("document", "revision", "editor")
    search_fields = ("document__title", "editor__username", "=content_hash")
    links = ("document", "revision", "editor")
    fields = (
        "document", "revision_number", "number", "editor", "content_hash", "hash_version", "entry_number",
        "overrides_shown", "created_at",
    )  # fmt: skip
    entry_number = number_of("at_entry", "as of entry")

    def rows(self, user: User) -> QuerySet[SignOff]:
        """Sign-offs in projects that `user` leads or looks after; the texts stay where they are."""
        rows = SignOff.objects.select_related("revision").defer("revision__text")
        return within_desks_led(rows, "document__project", user)

    @admin.display(description="revision", ordering="revision__number")
    def revision_number(self, signoff: SignOff) -> int:
        """Which revision was released."""
        return signoff.revision.number

    @admin.display(description="overrides")
    def overrides_shown(self, signoff: SignOff) -> SafeString:
        """What was missing, and why it was signed off all the same."""
        return pretty(signoff.overrides)
