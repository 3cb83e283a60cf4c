"""Verdicts: what one reviewer holds of one claim. Never edited; a change of mind is the next row."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from annotations.models.blindness import seen_through
from annotations.models.claims import Claim
from annotations.models.documents import Document, Revision
from annotations.models.people import User


class VerdictQuerySet(models.QuerySet["Verdict"]):
    """The words of verdicts."""

    def visible_to(self, user: User) -> "VerdictQuerySet":
        """Verdicts that `user` may see: own ones, those on claims already read, all with the right to see all."""
        return self.filter(seen_through(user, "document__project", "claim", "reviewer"))

    def newest(self) -> "VerdictQuerySet":
        """Each reviewer's last row on each claim, withdrawn or not, whatever it was given on."""
        later = Verdict.objects.filter(
            claim=OuterRef("claim"), reviewer=OuterRef("reviewer"), number__gt=OuterRef("number")
        )
        return self.filter(~Exists(later))

    def current(self) -> "VerdictQuerySet":
        """Each reviewer's verdict that counts now: the last one on today's basis and scale, unless withdrawn."""
        on_basis = self.filter(basis=F("claim__basis"), scale=F("document__project__scale"))
        later = Verdict.objects.filter(
            claim=OuterRef("claim"),
            reviewer=OuterRef("reviewer"),
            number__gt=OuterRef("number"),
            basis=OuterRef("basis"),
            scale=OuterRef("scale"),
        )
        return on_basis.filter(~Exists(later)).exclude(label="")


class Verdict(models.Model):
    """One reviewer's label on one claim, with its reasons, on one basis. Append-only.

    An empty label says that the reviewer withdrew. `number` counts the reviewer's rows on the claim from 1.
    `restates` is the row whose words an undo or a redo brought back with this one.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="verdicts")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="verdicts")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="verdicts")
    number = models.PositiveIntegerField()
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=40, blank=True)
    scale = models.CharField(max_length=40)
    rationale = models.TextField(blank=True)
    tags = models.JSONField(default=list, blank=True)
    action = models.CharField(max_length=10, default="none")
    proposed_wording = models.TextField(blank=True)
    basis = models.CharField(max_length=64)
    wording = models.CharField(max_length=64)
    blind = models.BooleanField()
    override = models.BooleanField(default=False)
    evidence_override = models.TextField(blank=True, help_text="Why the rules of evidence are not met.")
    confirms = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    restates = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["claim", "reviewer", "number"], name="verdict_number_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="verdict_number_from_one"),
        )
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["document", "claim", "reviewer", "number"], name="verdict_of_claim"),
            models.Index(fields=["document", "reviewer"], name="verdict_of_reviewer"),
            models.Index(fields=["document", "label"], name="verdict_with_label"),
        ]

    def __str__(self) -> str:
        return self.label or "withdrawn"

    @property
    def original_id(self) -> int:
        """The row in which this was said first: who considered that one has considered this one."""
        return self.restates_id or self.pk

    @property
    def is_withdrawal(self) -> bool:
        """Whether the reviewer took the verdict back with this row."""
        return not self.label
