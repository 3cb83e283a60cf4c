"""The coverage bar and the filters: sums over the states of claims."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotations.models import Document
from annotations.queries.states import ClaimState
from annotations.scales import SCALES, SIGNS, Scale, Tone

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


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a document is. `read` counts claims with a label that the viewer may see."""

    segments: tuple[Segment, ...]
    read: int
    total: int


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
    return Coverage(tuple(segments), len(states) - tones[""], len(states))


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
    }
    if slug.startswith("label:"):
        return lambda state: state.label == slug.removeprefix("label:")
    return tests.get(slug, lambda state: True)


def filters(document: Document, states: Sequence[ClaimState], chosen: str) -> tuple[Filter, ...]:
    """Return the filters that would leave something, and the chosen one."""
    titles = {"": "All", "unread": "Unread by me", "mine": "Mine", "disagreement": "Disagreement", "stale": "Stale"}
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
    return counts
