"""What comes back from the author: links without an account, answers to what the desk asks for, the editor's word."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from annotations.models.documents import Document
from annotations.models.verdicts import Verdict


class AuthorLink(models.Model):
    """A link by which the author answers the change list of a document, until it ends or is taken back."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="author_links")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, help_text="Who is to answer.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["key"], name="authorlink_key_unique"),)

    def __str__(self) -> str:
        return self.name


class Answer(models.TextChoices):
    """What an author may say to a requested change."""

    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Rejected"
    OTHERWISE = "otherwise", "Changed otherwise"


class AuthorAnswer(models.Model):
    """The author's answer to one verdict's request; `number` counts the answers to it from 1. Append-only."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="author_answers")
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField()
    answer = models.CharField(max_length=10, choices=Answer.choices)
    wording = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    by_key = models.ForeignKey(AuthorLink, on_delete=models.PROTECT, related_name="answers")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["verdict", "number"], name="authoranswer_number_unique"),)
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["document"], name="authoranswer_of_document")]

    def __str__(self) -> str:
        return self.answer


class EditorDecision(models.Model):
    """The editor's word on an answer: the change is still demanded, or no longer. Append-only; the last one counts."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="editor_decisions")
    answer = models.ForeignKey(AuthorAnswer, on_delete=models.PROTECT, related_name="decisions")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    upheld = models.BooleanField()
    reason = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return "upheld" if self.upheld else "waived"
