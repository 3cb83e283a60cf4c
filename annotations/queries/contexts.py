"""Sentences that read as before while what stands beside them does not: a soft flag, for verdicts that count still."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotations.alignment import refers_back
from annotations.models import Document, Placement, Revision, Sight, Verdict

SHOWN = 50
READ = 1000
Place = tuple[int, str, int]  # claim, wording, id of the placement
Flagged = tuple[Place, tuple[Place, Place], tuple[Place, Place]]  # who, between whom before, between whom now
NOBODY: Place = (0, "", 0)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What stands on one side of a sentence, in the revision before and now; empty at the ends of the text."""

    where: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangedContext:
    """A sentence with a verdict of before that begins with a referring word, and the neighbours that differ."""

    place: Placement
    neighbours: tuple[Neighbour, ...]


def changed_contexts(document: Document, sight: Sight) -> tuple[ChangedContext, ...]:
    """Return up to 50 sentences whose context is not what it was in the revision before, in reading order.

    Only those on which the viewer holds a verdict of an earlier revision that counts; for those who see all, on which
    anybody does (5 queries at most).
    """
    earlier = Revision.objects.filter(document=document).exclude(pk=document.current_id or 0).order_by("-number")
    before = earlier.values_list("pk", flat=True).first()
    carried = _carried(document, sight) if before else set()
    if not carried:
        return ()
    old, new = _places(before or 0), _places(document.current_id or 0)
    stood = {place[0]: (place, around) for place, around in zip(old, _around(old), strict=True)}
    flagged = [
        (place, stood[place[0]][1], now)
        for place, now in zip(new, _around(new), strict=True)
        if place[0] in carried and place[0] in stood and _is_same_elsewhere(place, *stood[place[0]], now)
    ]
    return tuple(_shown(flagged, document.language))


def _carried(document: Document, sight: Sight) -> set[int]:
    rows = sight.verdicts() if sight.sees_all else Verdict.objects.filter(reviewer=sight.user)
    held = rows.filter(document=document).exclude(revision=document.current_id).current()
    return set(held.values_list("claim_id", flat=True))


def _places(revision: int) -> list[Place]:
    live = Placement.objects.live().filter(revision=revision).order_by("start")
    return list(live.values_list("claim_id", "wording", "pk"))


def _around(places: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    ends = [NOBODY, *places, NOBODY]
    return zip(ends, ends[2:], strict=False)


def _is_same_elsewhere(place: Place, old: Place, before: tuple[Place, Place], now: tuple[Place, Place]) -> bool:
    """Say whether the wording is the same and that of a neighbour is not."""
    differ = any(then[1] != there[1] for then, there in zip(before, now, strict=True))
    return place[1] == old[1] and differ


def _shown(flagged: Sequence[Flagged], language: str) -> Iterator[ChangedContext]:
    """Yield those that begin with a referring word; of a very long list only the first thousand are read."""
    places = Placement.objects.select_related("claim").in_bulk([place[2] for place, _, _ in flagged[:READ]])
    referring = [one for one in flagged[:READ] if refers_back(places[one[0][2]].text, language)][:SHOWN]
    around = [place[2] for _, before, now in referring for place in (*before, *now)]
    texts = {0: "", **dict(Placement.objects.filter(pk__in=around).values_list("pk", "text"))}
    for place, before, now in referring:
        both = [
            Neighbour(where, texts[then[2]], texts[there[2]])
            for where, then, there in zip(("before it", "after it"), before, now, strict=True)
        ]
        yield ChangedContext(places[place[2]], tuple(one for one in both if one.old != one.new))
