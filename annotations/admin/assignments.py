"""Who is to read what: for those who assign. How a claim was drawn is withheld from its readers."""

from django.contrib import admin
from django.db.models import QuerySet

from annotations.admin.base import ReadingRoom
from annotations.admin.sight import within_desks_led
from annotations.models import Assignment, User


@admin.register(Assignment)
class AssignmentAdmin(ReadingRoom):
    """Claims given to readers, or waiting in the queue."""

    list_display = ("claim", "reading", "reader", "drawn", "document", "due", "started_at", "done_at", "returned_at")
    list_filter = (
        "drawn", ("done_at", admin.EmptyFieldListFilter), ("returned_at", admin.EmptyFieldListFilter), "due",
    )  # fmt: skip
    list_select_related = ("claim", "document", "reader")
    search_fields = ("document__title", "reader__username")
    links = ("document", "claim", "reader")
    fields = (
        "document", "claim", "reading", "reader", "assigned_by", "drawn", "due", "started_at", "done_at",
        "returned_at", "version", "created_at",
    )  # fmt: skip

    def rows(self, user: User) -> QuerySet[Assignment]:
        """Assignments of the projects in which `user` may assign, or which they look after."""
        return within_desks_led(Assignment.objects.all(), "document__project", user)
