"""Citations: a source used on a claim."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from annotations.models.blindness import seen_through
from annotations.models.claims import Claim
from annotations.models.documents import Document
from annotations.models.people import User
from annotations.models.projects import Membership, Project
from annotations.models.sources import Source


class CitationQuerySet(models.QuerySet["Citation"]):
    """The words of citations."""

    def standing(self) -> "CitationQuerySet":
        """Citations that nobody has withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def visible_to(self, user: User) -> "CitationQuerySet":
        """Citations that `user` may see: sources are shared also while blind, unless the policy hides them."""
        sharing = Project.objects.exclude(policy__hide_sources_when_blind=True)
        member = Membership.objects.filter(user=user, left_at__isnull=True, project__in=sharing)
        shared = Q(document__project__in=member.values("project"))
        return self.filter(seen_through(user, "document__project", "claim", "added_by") | shared)


class Citation(models.Model):
    """A source used on a claim: what it says there, where, and whether it really says so."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="citations")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="citations")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="citations")
    by_author = models.BooleanField(default=False)
    stance = models.CharField(max_length=10)
    quote = models.TextField(blank=True)
    locator = models.CharField(max_length=200, blank=True)
    question = models.TextField(blank=True)
    evidence_set = models.PositiveIntegerField(null=True, blank=True)
    independence_group = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=20, default="not-yet-read")
    origin = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CitationQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["claim"], name="citation_standing", condition=Q(withdrawn_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.stance}: {self.source_id}"
