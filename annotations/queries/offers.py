"""What can be taken over when a sentence is repaired: citations and notes that the person may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotations.models import Citation, Note, Placement, Project, Sight
from annotations.queries.members import initials_of
from annotations.scales import STANCES

CITATION, NOTE = "citation", "note"


@dataclass(frozen=True, slots=True)
class Offer:
    """A citation or a note that may be taken over from the claim with this number.

    `preset` says that it is taken along unless somebody says otherwise.
    """

    kind: str
    pk: int
    of: str
    title: str
    text: str
    by: str
    preset: bool

    @property
    def name(self) -> str:
        """The name of its field in a form."""
        return f"{self.kind}-{self.pk}"


def offers_of(project: Project, places: Sequence[Placement], sight: Sight) -> tuple[Offer, ...]:
    """Return what stands on these claims, citations before notes, oldest first.

    What came with the text is preset. Where two claims become one, so are all citations and the open notes; where
    one becomes two, nothing else is, since only a reader knows which part it is about.
    """
    numbers = {place.claim_id: place.shown_number for place in places}
    citations = sight.citations().standing().filter(claim__in=numbers).select_related("source").order_by("pk")
    notes = sight.notes().standing().filter(claim__in=numbers, thread=None).order_by("pk")
    found, threads = sight.read_citations(citations), sight.read_notes(notes)
    initials = initials_of(project) if found or threads else {}
    whole = len(places) > 1
    return (
        *(_citation(row, numbers, initials, whole) for row in found),
        *(_note(row, numbers, initials, whole) for row in threads),
    )


def _citation(row: Citation, numbers: dict[int, str], initials: dict[int, str], whole: bool) -> Offer:
    by = "the author" if row.by_author else initials.get(row.added_by_id, "")
    title = f"{STANCES.get(row.stance, row.stance)}: {row.source.title}"
    return Offer(CITATION, row.pk, numbers[row.claim_id], title, row.quote, by, whole or row.by_author)


def _note(row: Note, numbers: dict[int, str], initials: dict[int, str], whole: bool) -> Offer:
    by = "the author" if row.by_author else initials.get(row.author_id, "")
    is_open = row.resolved_by_id is None
    title = "Note" if is_open else "Note, resolved"
    return Offer(NOTE, row.pk, numbers[row.claim_id or 0], title, row.text, by, row.by_author or (whole and is_open))
