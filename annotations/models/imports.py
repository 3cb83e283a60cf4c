"""Import jobs: what somebody handed in, on its way to a preview and to a document."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from annotations.models.documents import Document
from annotations.models.projects import Project


class Stage(models.TextChoices):
    """How far an import is. It rests at `ready`, until its actor confirms it, and ends at the last two."""

    WAITING = "waiting", "waiting for its turn"
    FETCHING = "fetching", "fetching the web page"
    READING = "reading", "reading the file"
    CUTTING = "cutting", "cutting the text into claims"
    READY = "ready", "ready to be looked at"
    QUEUED = "queued", "waiting to be stored"
    STORING = "storing", "storing the claims"
    DONE = "done", "imported"
    REFUSED = "refused", "refused"


RESTING = (Stage.READY, Stage.DONE, Stage.REFUSED)


class ImportJobQuerySet(models.QuerySet["ImportJob"]):
    """The words of import jobs."""

    def unfinished(self) -> "ImportJobQuerySet":
        """Jobs that a worker has to do something for."""
        return self.exclude(stage__in=RESTING)


class ImportJob(models.Model):
    """One import, seen by its actor alone. The files it names wait in the staging folder.

    `wishes` holds how the file is to be read (with `guessed_encoding`, if that was guessed), `details` what was
    entered about the document, `refusal` why it came to nothing. `done` of `total` counts what the stage counts, in
    code points or claims; 0 of 0 where it cannot say.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=300, blank=True)
    media_type = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    storage_name = models.CharField(max_length=64, blank=True)
    manuscript_name = models.CharField(max_length=64, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    wishes = models.JSONField(default=dict)
    guessed_encoding = models.CharField(max_length=40, blank=True)
    details = models.JSONField(default=dict)
    allow_duplicate = models.BooleanField(default=False)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.WAITING)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    refusal = models.JSONField(null=True, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    touched_at = models.DateTimeField(auto_now=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ImportJobQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["actor", "-id"], name="importjob_newest_first"),
            models.Index(fields=["storage_name"], name="importjob_file"),
        ]

    def __str__(self) -> str:
        return self.file_name or self.url or "pasted text"

    @property
    def is_resting(self) -> bool:
        """Whether no worker has anything to do for it now."""
        return self.stage in RESTING
