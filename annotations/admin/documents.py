"""Documents, revisions and originals, to look at. They are changed on the document's own pages."""

from django.contrib import admin
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from annotations.admin.base import ReadingRoom, list_links, pretty, seen_values
from annotations.admin.sight import within_projects
from annotations.models import Document, Original, Revision, User

LISTS = {
    "revisions": "revision", "claims": "claim", "verdicts": "verdict", "adjudications": "adjudication",
    "citations": "citation", "notes": "note", "history": "historyentry", "assignments": "assignment",
    "ballots": "ballot", "links for the author": "authorlink", "the author's answers": "authoranswer",
    "decisions on them": "editordecision", "sign-offs": "signoff",
}  # fmt: skip


@admin.register(Document)
class DocumentAdmin(ReadingRoom):
    """The things checked."""

    list_display = ("title", "project", "language", "as_of", "created_at")
    list_filter = ("created_at",)
    list_select_related = ("project",)
    search_fields = ("title", "author", "publisher", "url")
    links = ("project",)
    fields = (
        "title", "project", "author", "publisher", "url", "language", "as_of", "deadline", "current", "belongings",
        "version", "erased_at", "created_at",
    )  # fmt: skip

    def rows(self, user: User) -> QuerySet[Document]:
        """Documents of the projects that `user` may look at; the texts stay where they are."""
        rows = Document.objects.select_related("current").defer("current__text")
        return within_projects(rows, "project", user)

    def view_on_site(self, document: Document) -> str:
        """The workbench."""
        return reverse("web:document-detail", args=[document.pk])

    @admin.display(description="look at its")
    def belongings(self, document: Document) -> SafeString:
        """Links to the lists of what belongs to the document."""
        return list_links(LISTS, "document", document.pk)


@admin.register(Revision)
class RevisionAdmin(ReadingRoom):
    """Texts at one time; the text itself is read in the workbench."""

    list_display = ("document", "number", "length", "imported_by", "segmenter", "created_at")
    list_filter = ("created_at",)
    list_select_related = ("document", "imported_by")
    search_fields = ("document__title", "=sha256")
    links = ("document",)
    fields = (
        "document", "number", "length", "sha256", "imported_by", "segmenter", "warnings_shown", "belongings",
        "created_at",
    )  # fmt: skip

    def rows(self, user: User) -> QuerySet[Revision]:
        """Revisions of documents that `user` may look at."""
        return within_projects(Revision.objects.defer("text"), "document__project", user)

    @admin.display(description="look at its")
    def belongings(self, revision: Revision) -> SafeString:
        """Links to what belongs to the revision."""
        return list_links({"placements": "placement", "original": "original"}, "revision", revision.pk)

    @admin.display(description="warnings")
    def warnings_shown(self, revision: Revision) -> SafeString:
        """What the import warned of."""
        return pretty(revision.warnings)


@admin.register(Original)
class OriginalAdmin(ReadingRoom):
    """The files that revisions came from; they are downloaded from the document's page."""

    list_display = ("file_name", "revision", "document", "media_type", "size", "created_at")
    list_filter = (seen_values("media_type", "media type"), "created_at")
    list_select_related = ("revision__document",)
    search_fields = ("file_name", "=sha256", "revision__document__title")
    links = ("revision",)
    fields = ("file_name", "revision", "document", "media_type", "size", "sha256", "storage_name", "created_at")

    def rows(self, user: User) -> QuerySet[Original]:
        """Originals of documents that `user` may look at."""
        rows = Original.objects.defer("revision__text").select_related("revision")
        return within_projects(rows, "revision__document__project", user)

    @admin.display(ordering="revision__document__title")
    def document(self, original: Original) -> Document:
        """The document of the revision."""
        return original.revision.document
