"""Projects: a desk's room, who is in it, and its policy."""

import dataclasses
from collections.abc import Mapping
from typing import Any, Self

from django.conf import settings
from django.db import models


@dataclasses.dataclass(frozen=True, slots=True)
class Policy:
    """A project's rules of work. Unknown names and wrong types are refused."""

    blind: bool = True
    hide_sources_when_blind: bool = False
    adjudicator_may_have_read: bool = False

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):
            if not isinstance(getattr(self, field.name), bool):
                raise ValueError(f"The policy's {field.name} must be yes or no.")

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read a stored policy; ValueError for a name that no policy has."""
        unknown = set(data) - {field.name for field in dataclasses.fields(cls)}
        if unknown:
            raise ValueError(f"Unknown policy: {', '.join(sorted(unknown))}.")
        return cls(**data)

    def to_json(self) -> dict[str, Any]:
        """Return what `from_json` reads."""
        return dataclasses.asdict(self)


class Role(models.TextChoices):
    """What somebody may do in a project, each with the rights of the one before."""

    READER = "reader", "Reader"
    REVIEWER = "reviewer", "Reviewer"
    EDITOR = "editor", "Editor"
    MANAGER = "manager", "Manager"


class Project(models.Model):
    """A desk's room: members, scale, guidelines, policy, source library."""

    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    scale = models.CharField(max_length=40, default="standard-1")
    guidelines = models.TextField(blank=True)
    policy = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["slug"], name="project_slug_unique"),)

    def __str__(self) -> str:
        return self.name

    @property
    def rules(self) -> Policy:
        """The policy as a checked object."""
        return Policy.from_json(self.policy)


class Membership(models.Model):
    """A person's role in a project. Who left keeps the row, so initials stay readable."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)
    initials = models.CharField(max_length=4, blank=True)
    pseudonym = models.CharField(max_length=12)
    left_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["project", "user"], name="membership_person_unique"),
            models.UniqueConstraint(fields=["project", "pseudonym"], name="membership_pseudonym_unique"),
        )

    def __str__(self) -> str:
        return f"{self.user} ({self.role})"
