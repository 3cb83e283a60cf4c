"""Adjudications: an editor's settled label on a claim, beside the verdicts and never instead of them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from annotations.models.blindness import seen_through
from annotations.models.claims import Claim
from annotations.models.documents import Document
from annotations.models.people import User
from annotations.models.projects import Membership, Role
from annotations.models.verdicts import Verdict


class AdjudicationQuerySet(models.QuerySet["Adjudication"]):
    """The words of adjudications."""

    def visible_to(self, user: User) -> "AdjudicationQuerySet":
        """Adjudications that `user` may see: as verdicts, and readers see every settled label."""
        reading = Membership.objects.filter(user=user, role=Role.READER, left_at__isnull=True)
        settled = Q(document__project__in=reading.values("project"))
        return self.filter(seen_through(user, "document__project", "claim", "editor") | settled)


class Adjudication(models.Model):
    """An editor's settled label with its reason. An empty label reopens the case. Append-only."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="adjudications")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="adjudications")
    number = models.PositiveIntegerField()
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="adjudications")
    label = models.CharField(max_length=40, blank=True)
    scale = models.CharField(max_length=40)
    reason = models.TextField()
    basis = models.CharField(max_length=64)
    considered = models.ManyToManyField(Verdict, related_name="adjudications")
    by_vote = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AdjudicationQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["claim", "number"], name="adjudication_number_unique"),)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["document", "claim"], name="adjudication_of_claim")
        ]

    def __str__(self) -> str:
        return self.label or "reopened"
