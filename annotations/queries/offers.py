"""What can be taken over when a sentence is repaired: citations and notes that the person may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotations.models import Citation, Claim, Note, Placement, Project, Sight
from annotations.queries.members import initials_of
from annotations.queries.parts import live_parts
from annotations.scales import STANCES

CITATION, NOTE, PART = "citation", "note", "part"


@dataclass(frozen=True, slots=True)
class Offer:
    """A citation or a note that may be taken over from the claim with this number.

    `preset` says that it is taken along unless somebody says otherwise; `side` to which part, if not to both. An
    atomic claim is offered likewise, by its serial.
    """

    kind: str
    pk: int
    of: str
    title: str
    text: str
    by: str
    preset: bool
    side: str = ""

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


def part_offers(place: Placement, chosen: int | None) -> tuple[Offer, ...]:
    """Return the atomic claims of a sentence that is to be split; a cut that is `chosen` presets the sides.

    The cut is an offset in the revision, as everywhere; a part whose words are lost is preset to neither side.
    """
    cut = None if chosen is None else chosen - place.start
    rows = live_parts([place.claim_id]).get(place.claim_id, ())
    return tuple(
        Offer(
            PART, row.serial, place.shown_number, "Atomic claim", row.own_wording, "", bool(row.spans), _side(row, cut)
        )
        for row in rows
    )


def _side(part: Claim, cut: int | None) -> str:
    if cut is None:
        return ""
    if all(end <= cut for _, end in part.spans):
        return "left"
    return "right" if all(start >= cut for start, _ in part.spans) else ""
