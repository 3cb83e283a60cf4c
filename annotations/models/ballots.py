"""Ballots: votes on a case, where the policy settles labels by vote. Append-only."""

from django.conf import settings
from django.db import models

from annotations.models.claims import Claim
from annotations.models.documents import Document
from annotations.models.verdicts import Verdict


class Ballot(models.Model):
    """One member's vote on a case as it stood: a later verdict (`considered_up_to` grows) opens a new ballot.

    So does an editor who opens a settled case again: `round` is the number of that adjudication, 0 before any.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="ballots")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="ballots")
    considered_up_to = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveIntegerField(default=0)
    voter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ballots")
    label = models.CharField(max_length=40)
    scale = models.CharField(max_length=40)
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["claim", "considered_up_to", "round", "voter"], name="ballot_one_each"),
        )

    def __str__(self) -> str:
        return self.label
