"""Sources: bibliographic records, entered once per project and reused."""

from typing import ClassVar

from django.db import models

from annotations.models.addresses import validate_web_address
from annotations.models.projects import Project


class ArchiveState(models.TextChoices):
    """How far the request to a web archive has come; empty means that nobody asked."""

    WAITING = "waiting", "asked for"
    DONE = "done", "kept"
    FAILED = "failed", "not kept"


class Source(models.Model):
    """A bibliographic record (CSL-JSON in `csl`). Two records of one thing are warned about, not forbidden.

    `archived_at` is when the archive answered (UTC), `archive_failure` what it said in a sentence when it did not keep
    the page.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="sources")
    csl = models.JSONField(default=dict)
    title = models.CharField(max_length=500)
    kind = models.CharField(max_length=20, blank=True)
    publisher = models.CharField(max_length=300, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True)
    url = models.CharField("URL", max_length=2000, blank=True, validators=[validate_web_address])
    url_normalised = models.CharField(max_length=2000, blank=True, editable=False)
    archive_url = models.CharField("archive URL", max_length=2000, blank=True, validators=[validate_web_address])
    archive_state = models.CharField(max_length=10, choices=ArchiveState.choices, blank=True, editable=False)
    archive_failure = models.CharField(max_length=300, blank=True, editable=False)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    reliability = models.CharField(max_length=10, blank=True)
    confidential = models.BooleanField(default=False)
    file = models.CharField(max_length=64, blank=True, editable=False)
    file_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["project", "url_normalised"], name="source_url"),
            models.Index(fields=["project", "doi"], name="source_doi"),
        ]

    def __str__(self) -> str:
        return self.title
