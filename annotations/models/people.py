"""People: accounts, and the key that names a person in hashes and history."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower


class User(AbstractUser):
    """Somebody with an account. Roles are per project (`Membership`); names are unique regardless of case."""

    initials = models.CharField(max_length=4, blank=True)
    single_keys = models.BooleanField(
        "single-key shortcuts", default=True, help_text="Act on one key press in the workbench."
    )
    notices_by_mail = models.BooleanField(
        "notices by mail", default=True, help_text="Send a digest of new notices, where this installation sends mail."
    )

    class Meta:
        constraints = (models.UniqueConstraint(Lower("username"), name="user_name_without_case"),)

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def mark(self) -> str:
        """The initials shown beside this person's verdicts."""
        return self.initials or self.username[:2].upper()


class ReviewerKey(models.Model):
    """The only name that hashes and history use for a person; it outlives the person's name."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="reviewer_key")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["key"], name="reviewerkey_key_unique"),)

    def __str__(self) -> str:
        return str(self.key)
