"""What one person sees: the rows of every kind, already through the door of blindness."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q

from annotations.models.adjudications import Adjudication, AdjudicationQuerySet
from annotations.models.citations import Citation, CitationQuerySet
from annotations.models.documents import Revision
from annotations.models.mentions import with_initials
from annotations.models.notes import Note, NoteQuerySet
from annotations.models.people import User
from annotations.models.verdicts import Verdict, VerdictQuerySet


@dataclass(frozen=True, slots=True)
class Sight:
    """Somebody's eyes at one document; `sees_all` is decided at the door, by the permission to see all."""

    user: User
    sees_all: bool

    def verdicts(self) -> VerdictQuerySet:
        """Verdicts that this person may see."""
        return Verdict.objects.all() if self.sees_all else Verdict.objects.visible_to(self.user)

    def adjudications(self) -> AdjudicationQuerySet:
        """Adjudications that this person may see."""
        return Adjudication.objects.all() if self.sees_all else Adjudication.objects.visible_to(self.user)

    def citations(self) -> CitationQuerySet:
        """Citations that this person may see."""
        return Citation.objects.all() if self.sees_all else Citation.objects.visible_to(self.user)

    def notes(self) -> NoteQuerySet:
        """Notes that this person may see."""
        return Note.objects.all() if self.sees_all else Note.objects.visible_to(self.user)

    def open_notes(self) -> NoteQuerySet:
        """First notes of threads that stand and that, as far as this person may know, nobody has resolved."""
        if self.sees_all:
            return Note.objects.open()
        secretly = Q(by_author=True) & ~Q(pk__in=Note.objects.known_resolved_to(self.user).values("pk"))
        return self.notes().standing().filter(Q(resolved_by__isnull=True) | secretly, thread__isnull=True)

    def read_notes(self, rows: NoteQuerySet) -> list[Note]:
        """Fetch notes that came from `notes`, with initials for the keys of those mentioned, to be shown.

        One of the author that was resolved in secret shows as open.
        """
        found = with_initials(list(rows))
        resolved = [note for note in found if note.by_author and note.resolved_by_id is not None]
        if resolved and not self.sees_all:
            known = _kept(Note.objects.known_resolved_to(self.user), resolved)
            for note in resolved:
                if note.pk not in known:
                    note.resolved_by, note.version = None, 1
        return found

    def read_citations(self, rows: CitationQuerySet) -> list[Citation]:
        """Fetch citations that came from `citations`; what was said in secret of the author's is taken out."""
        found = list(rows)
        changed = [citation for citation in found if citation.by_author and citation.version > 1]
        if changed and not self.sees_all:
            known = _kept(Citation.objects.open_to(self.user), changed)
            secret = [citation for citation in changed if citation.pk not in known]
            importers = _importers(secret)
            for citation in secret:
                citation.as_it_came(importers[citation.document_id])
        return found


def _kept(allowed: models.QuerySet[Any], rows: Sequence[Note | Citation]) -> set[int]:
    return set(allowed.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))


def _importers(citations: Sequence[Citation]) -> dict[int, int]:
    """Return who imported the first text of each document, by the document's id."""
    texts = Revision.objects.filter(document__in={citation.document_id for citation in citations})
    return dict(texts.order_by("-number").values_list("document_id", "imported_by_id"))
