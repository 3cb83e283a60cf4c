"""The coverage bar and the filters: sums over the states of claims."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotations.models import Document
from annotations.queries.states import ClaimState
from annotations.scales import SCALES, SIGNS, Group, Scale, Tone

ASIDE = {label.slug for scale in SCALES.values() for label in scale.in_group(Group.NOT_CHECKABLE)}

TONE_TITLES: dict[str, str] = {
    Tone.SUPPORTED: "supported",
    Tone.MOSTLY_SUPPORTED: "mostly supported",
    Tone.MIXED: "mixed",
    Tone.MOSTLY_REFUTED: "mostly refuted",
    Tone.REFUTED: "refuted",
    Tone.DISPUTED: "disputed",
    Tone.UNVERIFIED: "unverified",
    Tone.ASIDE: "not checkable",
    "disagreement": "in disagreement",
    "": "waiting",
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the bar: so many claims of one tone, after `offset` others."""

    tone: str
    title: str
    count: int
    offset: int
    mark: str


# How far a claim is: its title, and what is inked of a bar 12 high, as (from above, height). The shapes are a stair up
# to what is agreed, and a line above the ground for what is in check; a claim in disagreement is parted in two, a
# stale one in three.
STATES: dict[str, tuple[str, tuple[tuple[int, int], ...]]] = {
    "agreed": ("agreed", ((0, 12),)),
    "two-readers": ("two readers or more", ((4, 8),)),
    "one-reader": ("one reader", ((8, 4),)),
    "disagreement": ("in disagreement", ((0, 4), (8, 4))),
    "stale": ("stale", ((0, 2), (5, 2), (10, 2))),
    "in-check": ("in check", ((6, 2),)),
    "unmarked": ("unmarked", ()),
}
BY_STATE = "state:"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the bar of states, after `offset` other claims; `filter` narrows the text down to its claims."""

    state: str
    title: str
    count: int
    offset: int
    stripes: tuple[tuple[int, int], ...]

    @property
    def filter(self) -> str:
        """The name of these claims in an address."""
        return f"{BY_STATE}{self.state}"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a document is: by label, and by state. `read` counts claims with a label that the viewer may see."""

    segments: tuple[Segment, ...]
    read: int
    total: int
    states: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """A way to narrow the text down: its name in the address, its title, how many claims it leaves.

    A filter by a label has the label's tone and mark.
    """

    slug: str
    title: str
    count: int
    chosen: bool
    tone: str = ""
    mark: str = ""


def coverage(document: Document, states: Sequence[ClaimState]) -> Coverage:
    """Sum the states up, in the order of the scale, the unread last."""
    tones = Counter(_tone(SCALES[document.project.scale], state) for state in states)
    segments: list[Segment] = []
    offset = 0
    for tone, title in TONE_TITLES.items():
        if tones[tone]:
            mark = "⇄" if tone == "disagreement" else SIGNS[Tone(tone)] if tone else ""
            segments.append(Segment(tone, title, tones[tone], offset, mark))
            offset += tones[tone]
    return Coverage(tuple(segments), len(states) - tones[""], len(states), _stretches(states))


def _stretches(states: Sequence[ClaimState]) -> tuple[Stretch, ...]:
    counts = Counter(state_of(state) for state in states)
    stretches: list[Stretch] = []
    offset = 0
    for slug, (title, stripes) in STATES.items():
        if counts[slug]:
            stretches.append(Stretch(slug, title, counts[slug], offset, stripes))
            offset += counts[slug]
    return tuple(stretches)


def state_of(state: ClaimState) -> str:
    """Return how far a claim is, as one of `STATES`, by what the viewer may know.

    *In disagreement*: readers differ, or a case that was settled is open again. *Stale*: somebody judged another
    wording. *Agreed*: settled, or two readers hold the same label; one reader only proposes it, whether or not the desk
    asks for four eyes. Else by how many have read it, blind to what they hold: a claim that others read counts as read
    by one, or by two or more. *In check*: nobody has read it, but somebody was given it, or it was read in parts.
    """
    if state.disagreement or (state.overtaken and not state.stale):
        return "disagreement"
    if state.stale:
        return "stale"
    if state.agreed:
        return "agreed"
    if state.readings:
        return "one-reader" if state.readings == 1 else "two-readers"
    return "in-check" if state.begun else "unmarked"


def _tone(scale: Scale, state: ClaimState) -> str:
    if state.disagreement:
        return "disagreement"
    return scale.label(state.label).tone if state.label else ""


def chosen_by(slug: str) -> Callable[[ClaimState], bool]:
    """Return the test that a filter puts to a claim; an unknown filter lets everything through."""
    tests: dict[str, Callable[[ClaimState], bool]] = {
        "mine": lambda state: state.mine,
        "unread": lambda state: not state.mine,
        "disagreement": lambda state: state.disagreement,
        "stale": lambda state: state.stale,
        "checkable": lambda state: state.label not in ASIDE,
    }
    if slug.startswith("label:"):
        return lambda state: state.label == slug.removeprefix("label:")
    if slug.startswith(BY_STATE):
        return lambda state: state_of(state) == slug.removeprefix(BY_STATE)
    return tests.get(slug, lambda state: True)


def filters(document: Document, states: Sequence[ClaimState], chosen: str) -> tuple[Filter, ...]:
    """Return the filters that would leave something, and the chosen one."""
    titles = {
        "": "All", "unread": "Unread by me", "mine": "Mine", "checkable": "Without opinion and the like",
        "disagreement": "Disagreement", "stale": "Stale",
    }  # fmt: skip
    counts = _counts(states)
    found = [Filter(slug, title, counts[slug], slug == chosen) for slug, title in titles.items()]
    for label in SCALES[document.project.scale].labels:
        slug = f"label:{label.slug}"
        found.append(Filter(slug, label.title, counts[slug], slug == chosen, label.tone, label.mark))
    return tuple(entry for entry in found if entry.count or entry.chosen or entry.slug in ("", "unread", "mine"))


def _counts(states: Sequence[ClaimState]) -> Counter[str]:
    """Count every filter in one pass."""
    counts = Counter(f"label:{state.label}" for state in states if state.label)
    counts[""] = len(states)
    counts["mine"] = sum(state.mine for state in states)
    counts["unread"] = len(states) - counts["mine"]
    counts["disagreement"] = sum(state.disagreement for state in states)
    counts["stale"] = sum(state.stale for state in states)
    aside = sum(counts[f"label:{slug}"] for slug in ASIDE)
    counts["checkable"] = len(states) - aside if aside else 0  # where nothing is set aside, it is the same as all
    return counts
