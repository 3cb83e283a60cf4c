"""Notes: remarks on a claim or a document, in threads."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from annotations.models.blindness import seen_through
from annotations.models.claims import Claim
from annotations.models.documents import Document
from annotations.models.people import User
from annotations.models.projects import Membership, Role


class NoteQuerySet(models.QuerySet["Note"]):
    """The words of notes."""

    def standing(self) -> "NoteQuerySet":
        """Notes that nobody has withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def open(self) -> "NoteQuerySet":
        """First notes of threads that stand and are not resolved."""
        return self.standing().filter(thread__isnull=True, resolved_by__isnull=True)

    def visible_to(self, user: User) -> "NoteQuerySet":
        """Notes that `user` may see: on claims as verdicts are, the author's as the text is; readers see public ones.

        That somebody resolved a note of the author may still be withheld: `Sight.read_notes` takes it out.
        """
        member = Membership.objects.filter(user=user, left_at__isnull=True)
        at_work = member.exclude(role=Role.READER)
        reading = member.filter(role=Role.READER)
        like_the_text = Q(claim__isnull=True) | Q(by_author=True)
        at_once = like_the_text & Q(document__project__in=at_work.values("project"))
        public = Q(internal=False, document__project__in=reading.values("project"))
        return self.filter(seen_through(user, "document__project", "claim", "author") | at_once | public)

    def wholly_visible_to(self, user: User) -> "NoteQuerySet":
        """Notes that `user` may see and from which nothing need be taken out."""
        secretly = Q(by_author=True, resolved_by__isnull=False) & ~Q(pk__in=self.known_resolved_to(user).values("pk"))
        return self.visible_to(user).exclude(secretly)

    def known_resolved_to(self, user: User) -> "NoteQuerySet":
        """Resolved notes of which `user` may know that they are: as verdicts on the claim are seen."""
        return self.filter(seen_through(user, "document__project", "claim", "resolved_by"), resolved_by__isnull=False)


class Note(models.Model):
    """A remark. Without a claim it is about the document; `thread` is the first note of its thread.

    With `by_author` it came with the text, as a comment in the author's file; `said_by` is the name it bears there.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="notes")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="notes", null=True, blank=True)
    thread = models.ForeignKey("self", on_delete=models.PROTECT, related_name="replies", null=True, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes")
    by_author = models.BooleanField(default=False)
    said_by = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    internal = models.BooleanField(default=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    origin = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["claim"], name="note_of_claim"),
            models.Index(fields=["document", "-id"], name="note_newest_first"),
        ]

    def __str__(self) -> str:
        return self.text[:60]
