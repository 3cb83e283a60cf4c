"""Assignments: who reads which claim, as which reading, until when."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from annotations.models.claims import Claim
from annotations.models.documents import Document

STANDING = Q(returned_at__isnull=True)
OPEN = Q(returned_at__isnull=True, done_at__isnull=True)


class Draw(models.TextChoices):
    """How a claim came to its reader; the reader of a second reading is not told why it was drawn."""

    HAND = "hand", "chosen by hand"
    RANDOM = "random", "drawn at random"
    LABEL = "label", "drawn by the label of the first reading"


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """The words of assignments."""

    def standing(self) -> "AssignmentQuerySet":
        """Assignments that nobody gave back."""
        return self.filter(STANDING)

    def open(self) -> "AssignmentQuerySet":
        """Assignments that wait: neither given back nor done."""
        return self.filter(OPEN)


class Assignment(models.Model):
    """A claim that somebody is to read. `reading` counts from 1; a `reader` of null waits in the queue.

    `started_at` is when the queue handed it out; one that lies too long is given back (`returned_at`) and drawn anew.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="assignments")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="assignments")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments", null=True, blank=True
    )
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reading = models.PositiveSmallIntegerField()
    drawn = models.CharField(max_length=10, choices=Draw.choices, default=Draw.HAND)
    due = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["claim", "reading"], condition=STANDING, name="assignment_reading_unique"),
            models.UniqueConstraint(
                fields=["claim", "reader"],
                condition=STANDING & Q(reader__isnull=False),
                name="assignment_reader_unique",
            ),
            models.CheckConstraint(condition=Q(reading__gte=1), name="assignment_reading_from_one"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(reader__isnull=False), name="assignment_done_by_somebody"
            ),
        )
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["reader"], condition=OPEN, name="assignment_waiting"),
            models.Index(F("document"), F("reading"), condition=OPEN, name="assignment_queue"),
        ]

    def __str__(self) -> str:
        return f"reading {self.reading} of {self.claim}"
