"""Public reports: the address, each edition that stood there, and what was corrected."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from annotations.models.claims import Claim
from annotations.models.documents import Document
from annotations.models.signoffs import SignOff

SLUG_BYTES = 16


def new_slug() -> str:
    """Return an address of 128 random bits, in letters that an address carries."""
    return secrets.token_urlsafe(SLUG_BYTES)


class PublicNames(models.TextChoices):
    """How the people of the desk are named in public."""

    ROLES = "roles", "Roles only"
    INITIALS = "initials", "Initials"


class Publication(models.Model):
    """The public address of a document's report. Withdrawn, it answers that it is gone, and so does all below it."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="publications")
    slug = models.CharField(max_length=43, default=new_slug, editable=False)
    names = models.CharField(max_length=10, choices=PublicNames.choices, default=PublicNames.ROLES)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["slug"], name="publication_slug_unique"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(withdrawn_at__isnull=True), name="publication_one_standing"
            ),
        )

    def __str__(self) -> str:
        return f"/r/{self.slug}/"


class Edition(models.Model):
    """What stood at the address from a moment on: the public contents of one sign-off.

    `contents` is the public profile of the report as its JSON, so that a page shows what was signed and no more. It is
    written once, and again only when somebody named in it is erased.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    signoff = models.ForeignKey(SignOff, on_delete=models.PROTECT, related_name="editions")
    contents = models.JSONField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["publication", "number"], name="edition_number_unique"),)
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["signoff"], name="edition_signoff")]

    def __str__(self) -> str:
        return f"edition {self.number}"


class Correction(models.Model):
    """A public correction of one claim: what stood there, what stands now, and why. Append-only.

    `reported_by` is how the desk names who reported it, empty when the desk found it itself.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="corrections")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="corrections")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="corrections")
    old_label = models.CharField(max_length=40)
    new_label = models.CharField(max_length=40)
    scale = models.CharField(max_length=40)
    was_wrong = models.TextField(help_text="What was wrong, in public words.")
    reason = models.TextField(help_text="Why the label changed, in public words.")
    reported_by = models.CharField(max_length=120, blank=True)
    reported_on = models.DateField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["publication", "-id"], name="correction_publication"),
        ]

    def __str__(self) -> str:
        return f"correction of claim #{self.claim_id}"
