"""The marking pass: which claims somebody has marked, and the one that they stand on with its hints."""

from collections.abc import Mapping
from dataclasses import dataclass

from annotations.hints import REASONS, hints
from annotations.models import Document, HistoryEntry, Placement, User, Verdict
from annotations.scales import SCALES, Group, Label

MARKED, LIFTED = "verdict.marked_for_checking", "verdict.mark_lifted"
AROUND = 1


@dataclass(frozen=True, slots=True)
class HintTag:
    """Words of the claim and why they are pointed out."""

    title: str
    words: str
    for_checking: bool


@dataclass(frozen=True, slots=True)
class MarkingClaim:
    """The claim one stands on: `label` is one's own verdict, `to_check` one's mark that it is to be checked."""

    serial: int
    version: int
    own_number: int
    number: str
    text: str
    kind: str
    suggested: Label | None
    label: Label | None
    to_check: bool
    hints: tuple[HintTag, ...]

    @property
    def is_judged(self) -> bool:
        """Whether one holds a verdict about its truth, which the marking pass leaves alone."""
        return self.label is not None and self.label.is_checkable


@dataclass(frozen=True, slots=True)
class MarkingPage:
    """A stop of the pass. `before` and `after` are the sentences around, `unmarked` the next claim without a mark."""

    document: Document
    claim: MarkingClaim | None
    before: str
    after: str
    previous: int | None
    following: int | None
    unmarked: int | None
    marked: int
    total: int
    labels: tuple[Label, ...]


def marked_for_checking(document: Document, user: User, bases: Mapping[int, str]) -> set[int]:
    """Return those of the claims, given with their bases, that `user` marked as to be checked on this wording."""
    entries = HistoryEntry.objects.filter(document=document, actor=user, code__in=(MARKED, LIFTED), body__isnull=False)
    last: dict[int | None, tuple[str, str]] = {}
    for claim, code, body in entries.order_by("number").values_list("claim_id", "code", "body"):
        last[claim] = (code, (body or {}).get("basis", ""))
    return {claim for claim, basis in bases.items() if last.get(claim) == (MARKED, basis)}


def marking_page(document: Document, user: User, *, at: int | None = None, with_hints: bool = True) -> MarkingPage:
    """Return the stop at the claim with this serial, else at the first one without a mark (6 queries at most)."""
    counted = Placement.objects.counted().filter(revision=document.current_id).order_by("start")
    order = list(counted.values_list("claim__serial", "claim_id", "claim__basis"))
    serials = [serial for serial, _, _ in order]
    bases = {claim: basis for _, claim, basis in order}
    own = Verdict.objects.current().filter(document=document, reviewer=user)
    held: dict[int, str] = dict(own.values_list("claim_id", "label"))
    to_check = marked_for_checking(document, user, bases)
    done = {serial for serial, claim, _ in order if claim in held or claim in to_check}
    rank = _rank(serials, at, done)
    near = {place.claim.serial: place for place in _around(document, serials, rank)}
    return MarkingPage(
        document=document,
        claim=_claim(document, user, near[serials[rank]], held, to_check, with_hints) if serials else None,
        before=_text(near, serials, rank - 1),
        after=_text(near, serials, rank + 1),
        previous=serials[rank - 1] if rank > 0 else None,
        following=serials[rank + 1] if rank + 1 < len(serials) else None,
        unmarked=_next_unmarked(serials, rank, done),
        marked=len(done),
        total=len(serials),
        labels=SCALES[document.project.scale].in_group(Group.NOT_CHECKABLE),
    )


def _rank(serials: list[int], at: int | None, done: set[int]) -> int:
    if at in serials:
        return serials.index(at)
    return next((rank for rank, serial in enumerate(serials) if serial not in done), 0)


def _next_unmarked(serials: list[int], rank: int, done: set[int]) -> int | None:
    turned = [*serials[rank + 1 :], *serials[:rank]]
    return next((serial for serial in turned if serial not in done), None)


def _around(document: Document, serials: list[int], rank: int) -> list[Placement]:
    near = serials[max(0, rank - AROUND) : rank + AROUND + 1]
    live = Placement.objects.counted().filter(revision=document.current_id, claim__serial__in=near)
    return list(live.select_related("claim"))


def _text(near: Mapping[int, Placement], serials: list[int], rank: int) -> str:
    return near[serials[rank]].text if 0 <= rank < len(serials) else ""


def _claim(
    document: Document, user: User, place: Placement, held: Mapping[int, str], to_check: set[int], with_hints: bool
) -> MarkingClaim:
    scale = SCALES[document.project.scale]
    own, suggested = held.get(place.claim_id, ""), place.suggested_label
    return MarkingClaim(
        serial=place.claim.serial,
        version=place.claim.version,
        own_number=Verdict.objects.filter(claim=place.claim_id, reviewer=user).count(),
        number=place.shown_number,
        text=place.text,
        kind=place.kind,
        suggested=scale.label(suggested) if suggested in scale else None,
        label=scale.label(own) if own else None,
        to_check=place.claim_id in to_check,
        hints=_tags(place.text, document.language) if with_hints else (),
    )


def _tags(text: str, language: str) -> tuple[HintTag, ...]:
    """Return the hints of a text, each reason with the same words once."""
    found = [HintTag(REASONS[hint.reason], text[hint.start : hint.end], hint.reason.is_for_checking)
             for hint in hints(text, language or "en")]  # fmt: skip
    return tuple(dict.fromkeys(found))
