"""Sign-offs: an editor releases a revision with what was found in it. Append-only; later changes void it visibly."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from annotations.models.documents import Document, Revision
from annotations.models.history import HistoryEntry


class SignOff(models.Model):
    """The release of a revision: a hash over its effective content, as of a history entry.

    `overrides` lists what was missing and why it was signed off all the same: {code, subject, reason}.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="signoffs")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="signoffs")
    number = models.PositiveIntegerField()
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signoffs")
    content_hash = models.CharField(max_length=64)
    hash_version = models.PositiveSmallIntegerField(default=1)
    at_entry = models.ForeignKey(HistoryEntry, on_delete=models.PROTECT, related_name="+")
    overrides = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["revision", "number"], name="signoff_number_unique"),)
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["document", "-id"], name="signoff_newest_first")]

    def __str__(self) -> str:
        return f"sign-off {self.number}"
