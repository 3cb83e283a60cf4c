"""Secrets that let somebody in: API tokens and one-time sign-in links. Only their hashes are stored."""

from django.conf import settings
from django.db import models


class ApiToken(models.Model):
    """A token for programs, acting as its owner. Shown once when made; stored as SHA-256."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64, editable=False)
    may_write = models.BooleanField(default=False)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["sha256"], name="apitoken_sha256_unique"),)
        verbose_name = "API token"

    def __str__(self) -> str:
        return self.name


class SignInLink(models.Model):
    """A one-time link that signs a demo person in from this machine. Stored as SHA-256."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sha256 = models.CharField(max_length=64, editable=False)
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["sha256"], name="signinlink_sha256_unique"),)
        verbose_name = "sign-in link"

    def __str__(self) -> str:
        return f"link for {self.user_id}"
