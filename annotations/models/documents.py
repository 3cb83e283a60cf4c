"""Documents, their immutable revisions and the files they came from."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from annotations.models.addresses import validate_web_address
from annotations.models.projects import Project


class Document(models.Model):
    """The thing checked. `current` is empty only inside the import."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=300)
    author = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=300, blank=True)
    url = models.CharField("source URL", max_length=2000, blank=True, validators=[validate_web_address])
    language = models.CharField(max_length=35, default="en")
    as_of = models.DateField("as of", null=True, blank=True)
    deadline = models.DateTimeField(null=True, blank=True)
    current = models.ForeignKey(
        "Revision", on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    next_serial = models.PositiveIntegerField(default=1, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["project", "-id"], name="document_newest_first")]

    def __str__(self) -> str:
        return self.title


class Revision(models.Model):
    """The document's text at one time. Append-only."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    length = models.PositiveIntegerField(help_text="In code points.")
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    segmenter = models.CharField(max_length=20)
    warnings = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["document", "number"], name="revision_number_unique"),)
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["document", "sha256"], name="revision_text")]

    def __str__(self) -> str:
        return f"revision {self.number}"


class Original(models.Model):
    """The file that a revision came from, byte for byte, under a name of ours in the data folder. Append-only.

    A web page is kept as it came: `url` is where it was found in the end, after redirects, and `fetched_at` when.
    """

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="original")
    file_name = models.CharField(max_length=300)
    media_type = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    storage_name = models.CharField(max_length=64)
    url = models.CharField("fetched from", max_length=2000, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["sha256"], name="original_sha256")]

    def __str__(self) -> str:
        return self.file_name
