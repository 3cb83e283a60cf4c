"""History: append-only chains of what was done, each entry hashed together with the one before it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from annotations.models.citations import Citation
from annotations.models.claims import Claim
from annotations.models.documents import Document
from annotations.models.notes import Note
from annotations.models.projects import Project


class Chain(models.Model):
    """The head of a chain: one per document, one per project for the rest, one for the installation."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="chain")
    project = models.OneToOneField(Project, on_delete=models.PROTECT, null=True, blank=True, related_name="chain")
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(document__isnull=True) | Q(project__isnull=True), name="chain_of_one_thing"
            ),
            models.UniqueConstraint(
                models.Value(1),
                condition=Q(document__isnull=True, project__isnull=True),
                name="chain_of_installation_unique",
            ),
        )

    def __str__(self) -> str:
        return f"history of {self.document or self.project or 'the installation'}"


class HistoryEntry(models.Model):
    """Who did what, when, before and after. The one change allowed is to empty `salt` and `body`.

    `commitment` = H(salt, body) and `hash` = H(previous hash, number, at, actor key, code, subject, commitment):
    the chain stays provable when a body is emptied. `content` says whether the change touches what is signed.
    `undoes` is the entry that this one takes back; `citation` and `note` are what it is about, and may have been
    erased since.
    """

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="history")
    actor_key = models.UUIDField()
    code = models.CharField(max_length=60)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="history", null=True, blank=True)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="history", null=True, blank=True)
    subject = models.CharField(max_length=120, blank=True)
    undoes = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    citation = models.ForeignKey(
        Citation, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+", null=True, blank=True
    )
    note = models.ForeignKey(
        Note, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+", null=True, blank=True
    )
    content = models.BooleanField(default=False)
    commitment = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    salt = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001 (null means erased)
    body = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    _withheld = False

    class Meta:
        constraints = (models.UniqueConstraint(fields=["chain", "number"], name="historyentry_number_unique"),)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["document", "-number"], name="historyentry_of_document"),
            models.Index(fields=["claim", "-number"], name="historyentry_of_claim"),
            models.Index(fields=["document", "actor", "-number"], name="historyentry_of_actor"),
        ]
        verbose_name_plural = "history entries"

    def __str__(self) -> str:
        return f"{self.number} {self.code}"

    @property
    def withheld(self) -> bool:
        """Whether the body is not for whoever asked: a query says so by an annotation, and the row comes without it."""
        return self._withheld

    @withheld.setter
    def withheld(self, value: bool) -> None:
        self._withheld = value
        if value:
            self.body = None
