"""What people hold of claims, to look at, and only as far as blindness allows the viewer.

Rows about claims name each other by number alone: the words of a related row may be withheld from who may see
this one.
"""

from django.contrib import admin
from django.db.models import QuerySet

from annotations.admin.base import ReadingRoom, number_of, seen_values, shortened
from annotations.models import Adjudication, Citation, Note, User, Verdict


@admin.register(Verdict)
class VerdictAdmin(ReadingRoom):
    """One reviewer's labels on one claim, row after row."""

    list_display = ("label_or_withdrawn", "claim", "document", "reviewer", "number", "blind", "created_at")
    list_filter = (seen_values("label", "label", "withdrawn"), "blind", "created_at")
    list_select_related = ("claim", "document", "reviewer", "revision")
    search_fields = ("rationale", "document__title", "reviewer__username")
    links = ("claim", "document", "reviewer")
    fields = (
        "document", "claim", "reviewer", "number", "label_or_withdrawn", "scale", "rationale", "tags", "action",
        "proposed_wording", "revision", "basis", "wording", "blind", "override", "confirms_number", "created_at",
    )  # fmt: skip
    confirms_number = number_of("confirms", "confirms")

    def rows(self, user: User) -> QuerySet[Verdict]:
        """Verdicts through the door of blindness."""
        return Verdict.objects.visible_to(user).defer("revision__text")

    @admin.display(description="label", ordering="label")
    def label_or_withdrawn(self, verdict: Verdict) -> str:
        """The label; a withdrawal has none."""
        return str(verdict)


@admin.register(Adjudication)
class AdjudicationAdmin(ReadingRoom):
    """Settled labels."""

    list_display = ("label_or_reopened", "claim", "document", "editor", "number", "created_at")
    list_filter = (seen_values("label", "label", "reopened"), "created_at")
    list_select_related = ("claim", "document", "editor")
    search_fields = ("reason", "document__title", "editor__username")
    links = ("claim", "document", "editor")
    # Without `considered`: readers see settled labels, but not the verdicts behind them.
    fields = (
        "document", "claim", "editor", "number", "label_or_reopened", "scale", "reason", "basis", "by_vote",
        "created_at",
    )  # fmt: skip

    def rows(self, user: User) -> QuerySet[Adjudication]:
        """Adjudications through the door of blindness."""
        return Adjudication.objects.visible_to(user)

    @admin.display(description="label", ordering="label")
    def label_or_reopened(self, adjudication: Adjudication) -> str:
        """The label; a case opened again has none."""
        return str(adjudication)


@admin.register(Citation)
class CitationAdmin(ReadingRoom):
    """Sources used on claims."""

    list_display = (
        "source", "stance", "claim", "document", "added_by", "by_author", "state", "withdrawn_at", "created_at",
    )  # fmt: skip
    list_filter = (
        "by_author", seen_values("stance", "stance"), seen_values("state", "state"),
        ("withdrawn_at", admin.EmptyFieldListFilter),
    )  # fmt: skip
    list_select_related = ("source", "claim", "document", "added_by")
    search_fields = ("source__title", "quote", "translation", "document__title", "added_by__username")
    links = ("source", "claim", "document", "added_by")
    fields = (
        "document", "claim", "source", "added_by", "by_author", "stance", "quote", "translation", "locator",
        "question", "evidence_set", "independence_group", "state", "origin_number", "version", "withdrawn_at",
        "created_at",
    )  # fmt: skip
    origin_number = number_of("origin", "taken over from")

    def rows(self, user: User) -> QuerySet[Citation]:
        """Citations through the door of blindness, without those of the author that were changed in secret."""
        return Citation.objects.wholly_visible_to(user)


@admin.register(Note)
class NoteAdmin(ReadingRoom):
    """Remarks and threads."""

    list_display = (
        "beginning", "claim", "document", "author", "by_author", "said_by", "internal", "resolved_by", "created_at",
    )  # fmt: skip
    list_filter = ("by_author", "internal", ("withdrawn_at", admin.EmptyFieldListFilter), "created_at")
    list_select_related = ("claim", "document", "author", "resolved_by")
    search_fields = ("text", "said_by", "document__title", "author__username")
    links = ("claim", "document", "author")
    fields = (
        "document", "claim", "author", "by_author", "said_by", "text", "internal", "thread_number",
        "resolved_by", "origin_number", "version", "withdrawn_at", "created_at",
    )  # fmt: skip
    thread_number = number_of("thread", "answers")
    origin_number = number_of("origin", "taken over from")

    def rows(self, user: User) -> QuerySet[Note]:
        """Notes through the door of blindness, without those of the author that were resolved in secret."""
        return Note.objects.wholly_visible_to(user)

    @admin.display(description="text")
    def beginning(self, note: Note) -> str:
        """The beginning of the text."""
        return shortened(note.text)
