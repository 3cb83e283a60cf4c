"""The stale queue: verdicts that were given on another wording, to be confirmed, given anew or dropped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from annotations.models import Claim, Document, Placement, Sight, Verdict
from annotations.queries.comparing import Diff, diff_of
from annotations.queries.members import initials_of
from annotations.queries.undecided import Undecided, undecided_groups
from annotations.scales import SCALES, Label

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class StaleVerdict:
    """One person's verdict on another wording of a claim that stands in the text now.

    `diff` is None where the wording is the same: then its parts or the scale are not what they were.
    """

    claim: Claim
    place: Placement
    verdict: Verdict
    label: Label | None
    by: str
    is_mine: bool
    old_text: str
    diff: Diff | None

    @property
    def can_be_confirmed(self) -> bool:
        """Whether it is one's own, with a label that the scale still has."""
        return self.is_mine and self.label is not None


@dataclass(frozen=True, slots=True)
class StaleQueue:
    """A page of the queue in reading order; `mine` and `others` count the whole of it."""

    items: tuple[StaleVerdict, ...]
    undecided: tuple[Undecided, ...]
    mine: int
    others: int
    page: int
    pages: int

    @property
    def previous_page(self) -> int:
        """The number of the page before."""
        return self.page - 1

    @property
    def next_page(self) -> int:
        """The number of the page after."""
        return self.page + 1


def stale_queue(document: Document, sight: Sight, *, page: int = 1) -> StaleQueue:
    """Return the viewer's stale verdicts, and for those who see all also those of others (9 queries at most)."""
    rows = sight.verdicts() if sight.sees_all else Verdict.objects.filter(reviewer=sight.user)
    stale = _stale(document, rows)
    order = _starts(document, stale)
    queue = sorted(
        ((order[sentence], serial, reviewer != sight.user.pk, pk, sentence)
         for sentence, serial, reviewer, pk in stale if sentence in order),
    )  # fmt: skip
    mine = sum(not foreign for _, _, foreign, _, _ in queue)
    pages = max(1, -(-len(queue) // PAGE_SIZE))
    page = min(max(1, page), pages)
    shown = queue[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    items = _items(document, sight, [(pk, sentence) for _, _, _, pk, sentence in shown])
    return StaleQueue(items, undecided_groups(document), mine, len(queue) - mine, page, pages)


def _stale(document: Document, rows: Any) -> list[tuple[int, int, int, int]]:
    """Return (sentence, serial, reviewer, last row) of each last verdict beside which none counts."""
    last: dict[tuple[int, int], tuple[int, int, int, int, str]] = {}
    held: dict[tuple[int, int], str] = {}
    scale = document.project.scale
    fields = ("pk", "claim_id", "claim__parent_id", "claim__serial", "claim__basis", "reviewer_id", "label", "basis")
    found = rows.filter(document=document, claim__retired_at=None).order_by("number", "pk")
    for pk, claim, parent, serial, now, reviewer, label, basis, given_on in found.values_list(*fields, "scale"):
        last[claim, reviewer] = (parent or claim, serial, reviewer, pk, label)
        if (basis, given_on) == (now, scale):
            held[claim, reviewer] = label
    return [(*row[:4],) for key, row in last.items() if row[4] and not held.get(key)]


def _starts(document: Document, stale: Iterable[Sequence[int]]) -> dict[int, int]:
    """Return where claims begin now; of a long queue those of everything that stands, so that no list is too long."""
    sentences = {row[0] for row in stale}
    live = Placement.objects.live().filter(revision=document.current_id)
    among = live.filter(claim__in=sentences) if len(sentences) <= 500 else live
    return dict(among.values_list("claim_id", "start"))


def _items(document: Document, sight: Sight, shown: Sequence[tuple[int, int]]) -> tuple[StaleVerdict, ...]:
    verdicts = Verdict.objects.select_related("claim").in_bulk([pk for pk, _ in shown])
    sentences = {sentence for _, sentence in shown}
    live = Placement.objects.live().filter(revision=document.current_id, claim__in=sentences)
    places = {place.claim_id: place for place in live}
    texts = _texts(sentences)
    initials = initials_of(document.project)
    scale = SCALES[document.project.scale]
    items = []
    for pk, sentence in shown:
        verdict, place = verdicts[pk], places[sentence]
        old = texts.get((place.claim_id, verdict.wording), "")
        diff = diff_of(old, place.text, document.language) if old and verdict.wording != place.wording else None
        label = scale.label(verdict.label) if verdict.label in scale else None
        by, is_mine = initials.get(verdict.reviewer_id, ""), verdict.reviewer_id == sight.user.pk
        items.append(StaleVerdict(verdict.claim, place, verdict, label, by, is_mine, old, diff))
    return tuple(items)


def _texts(claims: Iterable[int]) -> dict[tuple[int, str], str]:
    places = Placement.objects.filter(claim__in=set(claims)).order_by("pk")
    return {(claim, wording): text for claim, wording, text in places.values_list("claim_id", "wording", "text")}
