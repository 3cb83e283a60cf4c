"""The sign-off of a document: what is missing for it, and whether the last one still holds."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from annotations.models import Chain, Document, HistoryEntry, SignOff
from annotations.queries.checked import Checked, checked_claims, leaves_of
from annotations.queries.content_hash import content_hash
from annotations.queries.requests import answers_of
from annotations.queries.signoff_rules import RULES, Ground
from annotations.queries.undo import standing_since
from annotations.scales import SCALES

SHOWN = 60
OPENING = 90  # characters


@dataclass(frozen=True, slots=True)
class Place:
    """A claim to look at: its serial, the number that readers see, and how it begins."""

    serial: int
    number: str
    opening: str


@dataclass(frozen=True, slots=True)
class Missing:
    """One kind of thing that is missing, and on which claims."""

    code: str
    title: str
    places: tuple[Place, ...]

    @property
    def shown(self) -> tuple[Place, ...]:
        """As many of the claims as a page names."""
        return self.places[:SHOWN]

    @property
    def more(self) -> int:
        """How many claims there are beyond those."""
        return len(self.places) - len(self.shown)

    @property
    def subject(self) -> str:
        """The claims, by their numbers."""
        named = ", ".join(place.number for place in self.shown)
        return f"{named} and {self.more:,} more" if self.more else named


@dataclass(frozen=True, slots=True)
class Readiness:
    """What stands between a document and its sign-off; `hash` is that of its content now."""

    missing: tuple[Missing, ...]
    hash: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The last sign-off. `holds` is None where the viewer may only know that something changed since.

    `voided_by` is the change since which it no longer holds, `restored_by` the one that made it hold again.
    """

    signoff: SignOff
    holds: bool | None
    voided_by: HistoryEntry | None = None
    restored_by: HistoryEntry | None = None


def missing(document: Document, claims: Iterable[Checked] | None = None) -> tuple[Missing, ...]:
    """Return what is missing for the sign-off, kind by kind, with the claims in reading order."""
    rows = list(checked_claims(document) if claims is None else claims)
    ground = Ground(SCALES[document.project.scale], document.project.rules, answers_of(document))
    leaves = list(leaves_of(rows))
    found = []
    for code, (title, rule) in RULES.items():
        places = dict.fromkeys(
            Place(leaf.place.claim.serial, leaf.place.shown_number, leaf.place.text[:OPENING])
            for leaf in leaves
            if rule(leaf, ground)
        )
        if places:
            found.append(Missing(code, title, tuple(places)))
    return tuple(found)


def readiness(document: Document) -> Readiness:
    """Return what is missing, and the hash that a sign-off given now would carry."""
    claims = checked_claims(document)
    return Readiness(missing(document, claims), content_hash(document, claims))


def last_signoff(document: Document, *, sees_all: bool) -> Standing | None:
    """Return the last sign-off and whether it holds, None if there is none.

    The content is hashed only if a change of content is newer. Without the right to see all it is not hashed at all:
    whether it is what was signed hangs on labels.
    """
    rows = SignOff.objects.filter(document=document).select_related("editor", "revision", "at_entry")
    signoff = rows.defer("revision__text").order_by("-pk").first()
    if signoff is None:
        return None
    changes = list(changes_since(document, signoff))
    if not changes:
        return Standing(signoff, holds=True)
    if not sees_all:
        return Standing(signoff, holds=None)
    if content_hash(document) == signoff.content_hash:
        return Standing(signoff, holds=True, restored_by=changes[-1])
    return Standing(signoff, holds=False, voided_by=next(iter(standing_since(changes)), changes[-1]))


def changes_since(document: Document, signoff: SignOff) -> list[HistoryEntry]:
    """Return the changes of content after a sign-off, oldest first: of the document, and of sources it cites."""
    own = Q(chain__document=document)
    titles = {title[:120] for title in _cited_titles(document)}
    of_sources = Q(chain__in=Chain.objects.filter(project=document.project), subject__in=titles)
    rows = HistoryEntry.objects.filter(own | of_sources, content=True, pk__gt=signoff.at_entry_id)
    return list(rows.select_related("actor", "claim", "chain").order_by("pk"))


def _cited_titles(document: Document) -> list[str]:
    return list(document.citations.standing().values_list("source__title", flat=True).distinct())
