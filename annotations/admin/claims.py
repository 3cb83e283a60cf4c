"""Claims, where they stand and how they came from one another, to look at. What was said of them is elsewhere."""

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from annotations.admin.base import ReadingRoom, list_links, seen_values, shortened
from annotations.admin.sight import within_projects
from annotations.models import Claim, Document, Lineage, Placement, User

LISTS = {
    "placements": "placement", "verdicts": "verdict", "adjudications": "adjudication", "citations": "citation",
    "notes": "note", "history": "historyentry", "assignments": "assignment", "ballots": "ballot",
}  # fmt: skip


@admin.register(Claim)
class ClaimAdmin(ReadingRoom):
    """Sentences and atomic claims, without a word of what anybody holds of them."""

    list_display = ("serial", "wording", "document", "parent", "version", "retired_at")
    list_filter = (("retired_at", admin.EmptyFieldListFilter),)
    list_select_related = ("document", "parent")
    search_fields = ("serial__exact", "placements__text", "document__title")
    search_help_text = "A serial, words of the text, or of the document's title."
    links = ("document", "parent")
    ordering = ("document_id", "serial")
    fields = (
        "document", "serial", "wording", "parent", "own_wording", "spans", "belongings", "basis", "version",
        "retired_at", "created_at",
    )  # fmt: skip

    def rows(self, user: User) -> QuerySet[Claim]:
        """Claims of documents that `user` may look at, each with its last placement."""
        places = Placement.objects.order_by("pk").only("claim_id", "text")
        rows = Claim.objects.prefetch_related(Prefetch("placements", queryset=places, to_attr="places"))
        return within_projects(rows, "document__project", user)

    def view_on_site(self, claim: Claim) -> str:
        """The claim in the workbench."""
        return reverse("web:claim-detail", args=[claim.document_id, claim.serial])

    @admin.display(description="text")
    def wording(self, claim: Claim) -> str:
        """The text where the claim stands, or stood last."""
        places = getattr(claim, "places", ())
        return shortened(claim.own_wording or (places[-1].text if places else ""), 120)

    @admin.display(description="look at its")
    def belongings(self, claim: Claim) -> SafeString:
        """Links to the lists of what belongs to the claim."""
        return list_links(LISTS, "claim", claim.pk)


@admin.register(Placement)
class PlacementAdmin(ReadingRoom):
    """Where claims stand: code points, end exclusive."""

    list_display = (
        "shown_number", "beginning", "claim", "document", "start", "end", "page", "kind", "doubtful", "closed_at",
    )  # fmt: skip
    list_filter = (seen_values("kind", "kind"), "doubtful", ("closed_at", admin.EmptyFieldListFilter))
    list_select_related = ("claim", "revision__document")
    search_fields = ("text", "revision__document__title")
    links = ("claim", "revision")
    ordering = ("revision_id", "start", "pk")
    fields = (
        "claim", "document", "revision", "shown_number", "start", "end", "page", "text", "kind", "rule", "doubtful",
        "suggested_label", "wording", "closed_at", "created_at",
    )  # fmt: skip

    def rows(self, user: User) -> QuerySet[Placement]:
        """Placements in documents that `user` may look at."""
        rows = Placement.objects.defer("revision__text").select_related("revision")
        return within_projects(rows, "revision__document__project", user)

    @admin.display(description="number", ordering="number")
    def shown_number(self, placement: Placement) -> str:
        """What readers see, such as 12a."""
        return placement.shown_number

    @admin.display(description="text")
    def beginning(self, placement: Placement) -> str:
        """The beginning of the text."""
        return shortened(placement.text)

    @admin.display(ordering="revision__document__title")
    def document(self, placement: Placement) -> Document:
        """The document of the revision."""
        return placement.revision.document


@admin.register(Lineage)
class LineageAdmin(ReadingRoom):
    """How claims came from others."""

    list_display = ("ancestor", "kind", "descendant", "document", "created_at")
    list_filter = (seen_values("kind", "kind"),)
    list_select_related = ("ancestor", "descendant", "revision__document")
    search_fields = ("revision__document__title",)
    links = ("ancestor", "descendant")
    fields = ("ancestor", "kind", "descendant", "document", "revision", "created_at")

    def rows(self, user: User) -> QuerySet[Lineage]:
        """Lineage in documents that `user` may look at."""
        rows = Lineage.objects.defer("revision__text").select_related("revision")
        return within_projects(rows, "revision__document__project", user)

    @admin.display(ordering="revision__document__title")
    def document(self, lineage: Lineage) -> Document:
        """The document in which it happened."""
        return lineage.revision.document
