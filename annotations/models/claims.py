"""Claims, where they stand, and how they came from one another."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from annotations.models.documents import Document, Revision

LIVE = Q(closed_at__isnull=True)


class Claim(models.Model):
    """One sentence of a document, or (with a parent) an atomic claim inside one. Survives revisions.

    `basis` is the hash of exactly what a verdict on it is about now; `version` rises when the basis is
    rewritten and with nothing else. `spans` are [start, end) relative to the parent's text. A `central` part decides
    for its sentence alone.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="claims")
    serial = models.PositiveIntegerField()
    parent = models.ForeignKey("self", on_delete=models.PROTECT, related_name="parts", null=True, blank=True)
    own_wording = models.TextField(blank=True)
    spans = models.JSONField(default=list, blank=True)
    central = models.BooleanField(default=False)
    basis = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=1)
    retired_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["document", "serial"], name="claim_serial_unique"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True, own_wording="") | (Q(parent__isnull=False) & ~Q(own_wording="")),
                name="claim_wording_iff_part",
            ),
            models.CheckConstraint(
                condition=Q(central=False) | Q(parent__isnull=False), name="claim_central_only_part"
            ),
        )
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["parent"], name="claim_parts", condition=Q(parent__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"claim #{self.serial}"


class PlacementQuerySet(models.QuerySet["Placement"]):
    """Questions about where claims stand."""

    def live(self) -> "PlacementQuerySet":
        """Placements that hold now: not closed by a split, a merge or a moved boundary."""
        return self.filter(LIVE)

    def counted(self) -> "PlacementQuerySet":
        """Live placements that coverage counts and that one walks through: all but separators."""
        return self.live().exclude(kind="separator")


class Placement(models.Model):
    """Where a claim stands in a revision: code points, end exclusive. Only `closed_at` may change, once.

    `gap` is the blank run before the text; `number` and `suffix` are what readers see ("12", "a").
    """

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="placements")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="placements")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    gap = models.TextField(blank=True)
    number = models.PositiveIntegerField()
    suffix = models.CharField(max_length=8, blank=True)
    kind = models.CharField(max_length=20)
    rule = models.CharField(max_length=40)
    doubtful = models.BooleanField(default=False)
    suggested_label = models.CharField(max_length=40, blank=True)
    wording = models.CharField(max_length=64)
    page = models.PositiveIntegerField(null=True, blank=True, help_text="Of the original, where it has pages.")
    closed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(start__gte=0), name="placement_start_not_negative"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="placement_start_before_end"),
            models.CheckConstraint(condition=Q(end=F("start") + Length("text")), name="placement_length_is_text"),
            models.UniqueConstraint(fields=["revision", "start"], condition=LIVE, name="placement_start_unique"),
            models.UniqueConstraint(fields=["revision", "claim"], condition=LIVE, name="placement_claim_unique"),
        )
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["revision", "start", "end"], name="placement_span"),
            models.Index(fields=["wording"], name="placement_wording"),
        ]

    def __str__(self) -> str:
        return self.shown_number

    @property
    def shown_number(self) -> str:
        """The number that readers see, such as 12 or 12a."""
        return f"{self.number}{self.suffix}"


class Lineage(models.Model):
    """How a claim came from another: split, merged, revised or taken along as a part. Append-only."""

    ancestor = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="descendant_links")
    descendant = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="ancestor_links")
    kind = models.CharField(max_length=10)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["ancestor", "descendant", "kind"], name="lineage_link_unique"),
            models.CheckConstraint(condition=~Q(ancestor=F("descendant")), name="lineage_not_to_itself"),
        )

    def __str__(self) -> str:
        return f"{self.ancestor_id} {self.kind} {self.descendant_id}"
