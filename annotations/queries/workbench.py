"""The workbench: the text as an article, every claim marked as far as the viewer may know."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotations.models import Document, Placement, Sight, User
from annotations.queries.cases import Case
from annotations.queries.coverage import Coverage, Filter, chosen_by, coverage, filters
from annotations.queries.members import initials_of
from annotations.queries.parts import cases_of
from annotations.queries.states import ClaimState, claim_states, readers_of
from annotations.scales import SCALES, Scale

PAGE_SIZE = 500
ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class ClaimMark:
    """A claim as it stands in the text: a hue, a line, a sign and initials, and what to say aloud."""

    serial: int
    number: str
    text: str
    kind: str
    tone: str
    sign: str
    by: str
    title: str
    css: str
    starts_block: bool
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading: claims that stand together."""

    is_heading: bool
    claims: tuple[ClaimMark, ...]


@dataclass(frozen=True, slots=True)
class WorkbenchPage:
    """A page of the workbench. `page` counts from 1; `states` are those of the whole document."""

    document: Document
    blocks: tuple[Block, ...]
    coverage: Coverage
    filters: tuple[Filter, ...]
    chosen: str
    page: int
    pages: int
    states: tuple[ClaimState, ...]

    @property
    def serials(self) -> list[int]:
        """The claims of this page, in reading order."""
        return [claim.serial for block in self.blocks for claim in block.claims]

    @property
    def has_mine(self) -> bool:
        """Whether the viewer has judged any claim of the document."""
        return any(state.mine for state in self.states)

    @property
    def chosen_label(self) -> Filter | None:
        """The label that the text is narrowed down to, if it is."""
        return next((entry for entry in self.filters if entry.chosen and entry.tone), None)

    @property
    def previous_page(self) -> int:
        """The number of the page before."""
        return self.page - 1

    @property
    def next_page(self) -> int:
        """The number of the page after."""
        return self.page + 1

    def next_unread(self, after: int) -> int | None:
        """Return the first claim, or part of one, after this one that the viewer has not judged.

        From the top when none is left; after a sentence with parts come its parts.
        """
        order = [leaf for state in self.states for leaf in state.leaves]
        serials = [serial for serial, _ in order]
        inside = next((state.leaves[0][0] for state in self.states if state.serial == after), after)
        at = serials.index(inside) + (inside == after) if inside in serials else 0
        turned = [*order[at:], *order[:at]]
        return next((serial for serial, mine in turned if not mine), None)

    def sentence_of(self, serial: int | None) -> int | None:
        """Return the claim in the text that holds a part; a claim that is no part is its own."""
        holders = (state.serial for state in self.states if any(leaf == serial for leaf, _ in state.leaves))
        return next(holders, serial)


def workbench_page(
    document: Document, sight: Sight, *, chosen: str = "", page: int = 1, around: int | None = None
) -> WorkbenchPage:
    """Return up to 500 claims with their marks; `around` a claim's serial turns to the page that holds it."""
    states = claim_states(document, sight)
    shown = [state.serial for state in states if chosen_by(chosen)(state)]
    if around is not None and around in shown:
        page = shown.index(around) // PAGE_SIZE + 1
    pages = max(1, -(-len(shown) // PAGE_SIZE))
    page = min(max(1, page), pages)
    places = _places(document, shown, page, whole=not chosen)
    return WorkbenchPage(
        document=document,
        blocks=_blocks(claim_marks(document, sight, places)),
        coverage=coverage(document, states),
        filters=filters(document, states, chosen),
        chosen=chosen,
        page=page,
        pages=pages,
        states=tuple(states),
    )


def figures(document: Document, sight: Sight, *, chosen: str = "") -> WorkbenchPage:
    """Return the page without its text: coverage, filters and what is still unread."""
    states = claim_states(document, sight)
    return WorkbenchPage(
        document, (), coverage(document, states), filters(document, states, chosen), chosen, 1, 1, tuple(states)
    )


def _places(document: Document, shown: Sequence[int], page: int, *, whole: bool) -> list[Placement]:
    """Return the live placements of a page: of the whole text with the separators, else just the claims chosen."""
    live = Placement.objects.live().filter(revision=document.current_id).select_related("claim").order_by("start")
    first, last = (page - 1) * PAGE_SIZE, page * PAGE_SIZE
    if not whole:
        return list(live.filter(claim__serial__in=shown[first:last]))
    edges = [*shown[first : first + 1], *shown[last : last + 1]]
    starts = sorted(live.filter(claim__serial__in=edges).values_list("start", flat=True))
    since = starts[0] if starts and first else 0
    return list(
        live.filter(start__gte=since, start__lt=starts[1]) if len(starts) > 1 else live.filter(start__gte=since)
    )


def claim_marks(document: Document, sight: Sight, places: Sequence[Placement]) -> list[ClaimMark]:
    """Return the marks of these placements, as somebody may see them (6 queries)."""
    scale = SCALES[document.project.scale]
    cases = cases_of(scale.slug, sight, [place.claim for place in places])
    initials = initials_of(document.project)
    readers = readers_of(document, cases.claims)
    marks = []
    for place in places:
        members = [place.claim_id, *(part.pk for part in cases.parts.get(place.claim_id, ()))]
        people: set[int] = set().union(*(readers.get(member, ()) for member in members))
        marks.append(_mark(place, cases.of[place.claim_id], scale, initials, len(people), sight.user))
    return marks


def _mark(place: Placement, case: Case, scale: Scale, initials: dict[int, str], readers: int, user: User) -> ClaimMark:
    label = scale.label(case.label) if case.label else None
    hidden = readers - len(case.reviewers)
    by = _by(case, initials)
    blind = not case.reviewers and case.settled is None and label is None and hidden > 0
    if blind:
        by = "1 reader" if hidden == 1 else f"{hidden} readers"
    states = {
        "settled": case.settled is not None,
        "disagreement": case.is_disagreement,
        "stale": case.is_stale and label is None and not case.is_disagreement,
        "blind": blind,
        "unread": label is None and not case.is_disagreement and not blind,
        "doubtful": place.doubtful,
        "own": case.is_read_by(user.pk),
    }
    parts = len(case.parts) if case.is_from_parts else 0
    return ClaimMark(
        serial=place.claim.serial, number=place.shown_number, text=place.text, kind=place.kind,
        tone=label.tone if label else "", sign=label.mark if label else "", by=by,
        title=_spoken(place, label.title if label else "", states, by, parts, case.is_carried(place.revision_id)),
        css=" ".join(f"claim--{name}" for name, holds in states.items() if holds),
        starts_block="\n" in place.gap or "\r" in place.gap or "\u2029" in place.gap,
        is_heading=place.kind == "heading",
    )  # fmt: skip


def _by(case: Case, initials: dict[int, str]) -> str:
    if case.settled is not None:
        return initials.get(case.settled.editor_id, "")
    held = case.current or case.stale
    if case.parts and not case.current:
        held = tuple(verdict for part in case.parts for verdict in part.current or part.stale)
    between = "≠" if case.is_disagreement else "·"
    return between.join(sorted({initials.get(verdict.reviewer_id, "") for verdict in held}))


def _spoken(place: Placement, label: str, states: dict[str, bool], by: str, parts: int, is_carried: bool) -> str:
    said = label or ("readers differ" if states["disagreement"] else "not checked yet")
    if states["blind"]:
        said = f"read by others ({by}), hidden until you have read it"
    elif states["settled"]:
        said += ", settled"
    elif states["stale"]:
        said = "given on an older wording"
    if parts:
        said += f", from {parts} part{'' if parts == 1 else 's'}"
    if is_carried and not states["settled"]:
        said += ", carried from an earlier revision"
    doubt = ", boundary doubtful" if states["doubtful"] else ""
    return f"Claim {place.shown_number}: {said}{f', by {by}' if by and not states['blind'] else ''}{doubt}"


def _blocks(marks: Sequence[ClaimMark]) -> tuple[Block, ...]:
    blocks: list[list[ClaimMark]] = []
    for mark in marks:
        if not blocks or mark.starts_block or mark.is_heading or blocks[-1][-1].is_heading:
            blocks.append([])
        blocks[-1].append(mark)
    return tuple(Block(claims[0].is_heading, tuple(claims)) for claims in blocks)
