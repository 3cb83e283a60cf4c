"""Public reports and their corrections, to look at: they are published and withdrawn on the document's page."""

from django.contrib import admin
from django.db.models import QuerySet

from annotations.admin.base import ReadingRoom, shortened
from annotations.admin.sight import within_desks_led
from annotations.models import Correction, Edition, Publication, User


@admin.register(Publication)
class PublicationAdmin(ReadingRoom):
    """Public addresses of reports."""

    list_display = ("document", "slug", "names", "published_by", "withdrawn_at", "created_at")
    list_filter = ("names", ("withdrawn_at", admin.EmptyFieldListFilter))
    list_select_related = ("document", "published_by")
    search_fields = ("document__title", "=slug")
    links = ("document", "published_by")
    fields = (
        "document", "slug", "names", "published_by", "withdrawn_at", "withdrawal_reason", "version", "created_at",
    )  # fmt: skip

    def rows(self, user: User) -> QuerySet[Publication]:
        """Public reports of projects that `user` leads or looks after."""
        return within_desks_led(Publication.objects.all(), "document__project", user)


@admin.register(Edition)
class EditionAdmin(ReadingRoom):
    """What stood at a public address, and of which sign-off; the contents are read there."""

    list_display = ("publication", "number", "published_by", "created_at")
    list_filter = ("created_at",)
    list_select_related = ("publication", "published_by")
    search_fields = ("publication__document__title", "=publication__slug")
    links = ("publication", "published_by")
    fields = ("publication", "number", "published_by", "created_at")

    def rows(self, user: User) -> QuerySet[Edition]:
        """Editions of projects that `user` leads or looks after."""
        return within_desks_led(Edition.objects.defer("contents"), "publication__document__project", user)


@admin.register(Correction)
class CorrectionAdmin(ReadingRoom):
    """Public corrections: what stood there, what stands now, and why."""

    list_display = ("publication", "claim", "old_label", "new_label", "beginning", "noted_by", "created_at")
    list_filter = ("created_at",)
    list_select_related = ("publication", "claim", "noted_by")
    search_fields = ("was_wrong", "reason", "reported_by", "publication__document__title")
    links = ("publication", "claim", "noted_by")
    fields = (
        "publication", "claim", "edition", "old_label", "new_label", "scale", "was_wrong", "reason", "reported_by",
        "reported_on", "noted_by", "created_at",
    )  # fmt: skip

    def rows(self, user: User) -> QuerySet[Correction]:
        """Corrections in projects that `user` leads or looks after."""
        return within_desks_led(Correction.objects.all(), "publication__document__project", user)

    @admin.display(description="was wrong")
    def beginning(self, correction: Correction) -> str:
        """How it begins."""
        return shortened(correction.was_wrong)
