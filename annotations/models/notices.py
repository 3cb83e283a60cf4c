"""Notices: what happened that concerns somebody. A pointer to the history, never a copy of its words."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from annotations.models.claims import Claim
from annotations.models.documents import Document
from annotations.models.history import HistoryEntry


class Occasion(models.TextChoices):
    """Why somebody is told."""

    MENTION = "mention", "You were mentioned"
    REPLY = "reply", "Somebody answered your note"
    ASSIGNED = "assigned", "A claim was given to you to read"
    RETURNED = "returned", "What you had to read went back to the queue: it had waited too long"
    DISAGREEMENT = "disagreement", "Another reviewer differs from your verdict"
    SETTLED = "settled", "A label that you judged was settled"
    STALE = "stale", "The wording that you judged has changed"
    ANSWERED = "answered", "The author answered your request"
    VOIDED = "voided", "Your sign-off no longer holds"


class Notice(models.Model):
    """One thing that concerns one person. Shown only while they may see the claim's notes or labels, by the door."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    entry = models.ForeignKey(HistoryEntry, on_delete=models.CASCADE, related_name="+")
    occasion = models.CharField(max_length=20, choices=Occasion.choices)
    seen_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "entry", "claim"], name="notice_once"),)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "-id"], name="notice_newest_first"),
            models.Index(fields=["person"], condition=Q(seen_at__isnull=True), name="notice_unseen"),
        ]

    def __str__(self) -> str:
        return self.occasion
