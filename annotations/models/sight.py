"""What one person sees: the rows of every kind, already through the door of blindness."""

from dataclasses import dataclass

from annotations.models.adjudications import Adjudication, AdjudicationQuerySet
from annotations.models.citations import Citation, CitationQuerySet
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
