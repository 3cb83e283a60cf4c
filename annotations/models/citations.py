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

AUTHORS_STANCE = "context"  # the stance of what an author links to: why, the link does not say
NOT_YET_READ = "not-yet-read"


class CitationQuerySet(models.QuerySet["Citation"]):
    """The words of citations."""

    def standing(self) -> "CitationQuerySet":
        """Citations that nobody has withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def visible_to(self, user: User) -> "CitationQuerySet":
        """Citations that `user` may see: sources are shared also while blind, unless the policy hides them.

        The author's come with the text and are never hidden; what checkers said of one may still be withheld:
        `Sight.read_citations` takes it out.
        """
        member = Membership.objects.filter(user=user, left_at__isnull=True)
        came_with_the_text = Q(by_author=True, document__project__in=member.values("project"))
        return self.filter(_open_to(user) | came_with_the_text)

    def wholly_visible_to(self, user: User) -> "CitationQuerySet":
        """Citations that `user` may see and from which nothing need be taken out."""
        as_they_came = self.visible_to(user).filter(by_author=True, version=1)
        return self.filter(_open_to(user) | Q(pk__in=as_they_came.values("pk")))

    def open_to(self, user: User) -> "CitationQuerySet":
        """Citations of which `user` may see everything, also what was said of those of the author."""
        return self.filter(_open_to(user))


def _open_to(user: User) -> Q:
    sharing = Project.objects.exclude(policy__hide_sources_when_blind=True)
    member = Membership.objects.filter(user=user, left_at__isnull=True, project__in=sharing)
    shared = Q(document__project__in=member.values("project"))
    return seen_through(user, "document__project", "claim", "added_by") | shared


class Citation(models.Model):
    """A source used on a claim: what it says there, where, and whether it really says so.

    With `by_author` it came with the text, as a link in the author's file; `added_by` is then who last said something
    of it, at first who imported it.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="citations")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="citations")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="citations")
    by_author = models.BooleanField(default=False)
    stance = models.CharField(max_length=10)
    quote = models.TextField(blank=True)
    translation = models.TextField(blank=True, help_text="The quote in the language of the check.")
    locator = models.CharField(max_length=200, blank=True)
    question = models.TextField(blank=True)
    evidence_set = models.PositiveIntegerField(null=True, blank=True)
    independence_group = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=20, default=NOT_YET_READ)
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

    def as_it_came(self, importer: int) -> None:
        """Take back, here in memory alone, what was said of an author's citation since `importer` entered it."""
        self.added_by_id = importer
        self.stance, self.state, self.version = AUTHORS_STANCE, NOT_YET_READ, 1
        self.quote = self.translation = self.locator = self.question = self.independence_group = ""
        self.evidence_set = None
