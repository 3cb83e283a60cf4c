"""Imports on their way: each person's own, and all of them for who looks after the installation."""

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.safestring import SafeString

from annotations.admin.base import ReadingRoom, pretty
from annotations.models import ImportJob, User


@admin.register(ImportJob)
class ImportJobAdmin(ReadingRoom):
    """How far imports are, and why some came to nothing. The text itself is not shown."""

    list_display = ("__str__", "stage", "project", "actor", "size", "attempts", "touched_at", "created_at")
    list_filter = ("stage", "created_at")
    list_select_related = ("project", "actor")
    search_fields = ("file_name", "url", "project__name", "actor__username")
    links = ("project", "actor", "document")
    fields = (
        "project", "actor", "file_name", "url", "media_type", "size", "sha256", "stage", "done", "total", "attempts",
        "refusal_shown", "document", "fetched_at", "touched_at", "created_at",
    )  # fmt: skip

    def rows(self, user: User) -> QuerySet[ImportJob]:
        """The jobs that `user` began; superusers see all."""
        return ImportJob.objects.all() if user.is_superuser else ImportJob.objects.filter(actor=user)

    @admin.display(description="refusal")
    def refusal_shown(self, job: ImportJob) -> SafeString | str:
        """Why it came to nothing."""
        return self.get_empty_value_display() if job.refusal is None else pretty(job.refusal)
