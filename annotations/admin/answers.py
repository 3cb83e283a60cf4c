"""What comes back from the author: links, answers, and the editor's decisions. For who leads the desk.

A link's key is shown nowhere, and what opens it even less.
"""

from django.contrib import admin
from django.db.models import QuerySet

from annotations.admin.base import ReadingRoom, number_of, shortened
from annotations.admin.sight import within_desks_led
from annotations.models import AuthorAnswer, AuthorLink, Claim, EditorDecision, User


@admin.register(AuthorLink)
class AuthorLinkAdmin(ReadingRoom):
    """Links by which an author answers the change list. They are made and taken back on the document's page."""

    list_display = ("name", "document", "made_by", "expires_at", "revoked_at", "created_at")
    list_filter = (("revoked_at", admin.EmptyFieldListFilter), "expires_at")
    list_select_related = ("document", "made_by")
    search_fields = ("name", "document__title", "made_by__username")
    links = ("document", "made_by")
    fields = ("document", "name", "made_by", "expires_at", "revoked_at", "created_at")

    def rows(self, user: User) -> QuerySet[AuthorLink]:
        """Links of the projects that `user` leads or looks after, their keys left in the database."""
        return within_desks_led(AuthorLink.objects.defer("key"), "document__project", user)


@admin.register(AuthorAnswer)
class AuthorAnswerAdmin(ReadingRoom):
    """What authors said to requests."""

    list_display = ("answer", "number", "claim", "document", "by_key", "created_at")
    list_filter = ("answer", "created_at")
    list_select_related = ("verdict__claim", "document", "by_key")
    search_fields = ("wording", "reason", "document__title", "by_key__name")
    links = ("document", "by_key")
    fields = ("document", "claim", "verdict_number", "number", "answer", "wording", "reason", "by_key", "created_at")
    verdict_number = number_of("verdict", "verdict")

    def rows(self, user: User) -> QuerySet[AuthorAnswer]:
        """Answers in projects that `user` leads or looks after."""
        return within_desks_led(AuthorAnswer.objects.defer("by_key__key"), "document__project", user)

    @admin.display(description="claim")
    def claim(self, answer: AuthorAnswer) -> Claim:
        """The claim of the verdict that asks."""
        return answer.verdict.claim


@admin.register(EditorDecision)
class EditorDecisionAdmin(ReadingRoom):
    """Editors' words on answers."""

    list_display = ("upheld", "beginning", "answer_number", "document", "editor", "created_at")
    list_filter = ("upheld", "created_at")
    list_select_related = ("document", "editor")
    search_fields = ("reason", "document__title", "editor__username")
    links = ("document", "editor")
    fields = ("document", "answer_number", "editor", "upheld", "reason", "created_at")
    answer_number = number_of("answer", "answer")

    def rows(self, user: User) -> QuerySet[EditorDecision]:
        """Decisions in projects that `user` leads or looks after."""
        return within_desks_led(EditorDecision.objects.all(), "document__project", user)

    @admin.display(description="reason")
    def beginning(self, decision: EditorDecision) -> str:
        """The beginning of the reason."""
        return shortened(decision.reason)
