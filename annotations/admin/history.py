"""History: append-only, shown by the same rule as on the document's page."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from annotations.admin.base import ReadingRoom, number_of, pretty, seen_values
from annotations.admin.sight import viewer
from annotations.models import Chain, HistoryEntry, User
from annotations.models.blindness import projects_seen_whole
from annotations.queries.history import entries_visible_to, title_of


@admin.register(Chain)
class ChainAdmin(ReadingRoom):
    """Heads of chains. Length and hash tell that somebody judged: only who sees the whole project sees them."""

    list_display = ("__str__", "length", "head", "created_at")
    list_select_related = ("document", "project")
    search_fields = ("document__title", "project__name")
    fields = ("document", "project", "length", "head", "created_at")

    def rows(self, user: User) -> QuerySet[Chain]:
        """Chains of projects that `user` sees whole; the installation's is for superusers."""
        whole = projects_seen_whole(user).values("pk")
        seen = Q(document__project__in=whole) | Q(project__in=whole)
        if user.is_superuser:
            seen |= Q(document__isnull=True, project__isnull=True)
        return Chain.objects.filter(seen)


@admin.register(HistoryEntry)
class HistoryEntryAdmin(ReadingRoom):
    """Who did what, when. The salt is never shown: with it, an emptied body could be guessed."""

    list_display = ("number", "at", "actor", "what", "subject", "document", "claim")
    list_filter = (seen_values("code", "what was done"), "content", "at")
    list_select_related = ("actor", "document", "claim")
    search_fields = ("subject", "code", "actor__username", "document__title")
    links = ("document", "claim", "actor", "chain")
    fields = (
        "number", "at", "actor", "actor_key", "what", "code", "document", "claim", "subject", "undoes_number",
        "content", "body_shown",
    )  # fmt: skip
    proof = ("commitment", "hash")
    undoes_number = number_of("undoes", "undoes")

    def rows(self, user: User) -> QuerySet[HistoryEntry]:
        """Entries that may be known to `user`."""
        return entries_visible_to(user).defer("salt")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The hashes too, for who sees the whole chain: each depends on the entries before it."""
        fields = list(self.fields)
        if obj is not None and self._sees_chain(viewer(request), obj):
            return [*fields, *self.proof]
        return fields

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """All that may ever be shown."""
        return [*self.fields, *self.proof]

    @staticmethod
    def _sees_chain(user: User, entry: HistoryEntry) -> bool:
        if entry.document is None:
            return True
        return projects_seen_whole(user).filter(pk=entry.document.project_id).exists()

    @admin.display(description="what", ordering="code")
    def what(self, entry: HistoryEntry) -> str:
        """What was done, in words."""
        return title_of(entry)

    @admin.display(description="body")
    def body_shown(self, entry: HistoryEntry) -> SafeString | str:
        """Before and after."""
        return self.get_empty_value_display() if entry.body is None else pretty(entry.body)
