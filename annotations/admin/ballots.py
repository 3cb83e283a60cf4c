"""Votes on cases, to look at: one's own, and for who leads the desk those of votes that are over for them."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet

from annotations.admin.base import ReadingRoom, number_of, seen_values
from annotations.admin.sight import within_desks_led, within_projects
from annotations.models import Adjudication, Ballot, User, Verdict


@admin.register(Ballot)
class BallotAdmin(ReadingRoom):
    """Members' votes on cases."""

    list_display = ("label", "claim", "document", "voter", "created_at")
    list_filter = (seen_values("label", "label"), "created_at")
    list_select_related = ("claim", "document", "voter")
    search_fields = ("reason", "document__title", "voter__username")
    links = ("document", "claim", "voter")
    fields = ("document", "claim", "voter", "label", "scale", "reason", "up_to_number", "round", "created_at")
    up_to_number = number_of("considered_up_to", "verdicts considered up to")

    def rows(self, user: User) -> QuerySet[Ballot]:
        """Ballots that could sway `user` no more: they voted on the case too, or it was settled or judged since."""
        same = Ballot.objects.filter(
            claim=OuterRef("claim"), considered_up_to=OuterRef("considered_up_to"), round=OuterRef("round"), voter=user
        )  # fmt: skip
        settled = Adjudication.objects.filter(claim=OuterRef("claim"), created_at__gte=OuterRef("created_at"))
        judged = Verdict.objects.filter(claim=OuterRef("claim"), pk__gt=OuterRef("considered_up_to"))
        over = Ballot.objects.filter(Q(Exists(same)) | Q(Exists(settled)) | Q(Exists(judged)))
        led = within_desks_led(over, "document__project", user)
        own = within_projects(Ballot.objects.filter(voter=user), "document__project", user)
        return Ballot.objects.filter(Q(pk__in=led.values("pk")) | Q(pk__in=own.values("pk")))
