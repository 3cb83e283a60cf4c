"""What an import from another tool would store: which claim each mark is on, and as what. Nothing is saved here."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from annotations.importing.drafts import counted
from annotations.importing.peers import Link, Mark, PeerDocument
from annotations.models.citations import AUTHORS_STANCE, NOT_YET_READ
from annotations.scales import CITATION_STATES, ISSUE_TAGS, STANCES
from annotations.segmentation import Unit
from annotations.services.citations import MAX_PER_CLAIM
from annotations.services.peer_labels import LabelMap, plain
from annotations.services.refusals import Invalid
from annotations.services.verdicts import MAX_TEXT

MAX_ROWS = 100_000  # verdicts and citations in one document
LABELS_TOLD = 20
MAX_QUOTED = 300
WHOLE, OUTSIDE, WITHIN, SECOND, CUT, FULL = range(6)
REASONS = {
    WHOLE: "Labels on a text of several sentences as a whole",
    OUTSIDE: "Labels outside the text",
    WITHIN: "Labels on words within a sentence alone",
    SECOND: "Further labels of the same person on a claim",
    CUT: f"Texts longer than {MAX_TEXT:,} characters, of which the end was left out",
    FULL: f"Sources beyond the first {MAX_PER_CLAIM} on a claim",
}
TAGS = {plain(title): slug for slug, title in ISSUE_TAGS.items()} | {plain(slug): slug for slug in ISSUE_TAGS}
STATE = {plain(title): slug for slug, title in CITATION_STATES.items()}
STANCE = {plain(title): slug for slug, title in STANCES.items()}


@dataclass(slots=True)
class Told:
    """What did not become what it was elsewhere, counted over a whole file."""

    unknown: Counter[str] = field(default_factory=Counter)
    reasons: Counter[int] = field(default_factory=Counter)

    def sentences(self) -> Iterator[str]:
        """Yield it in sentences, the labels without a counterpart first."""
        ranked = sorted(self.unknown.items(), key=lambda pair: (-pair[1], pair[0]))
        for label, count in ranked[:LABELS_TOLD]:
            yield f"Label “{label}” has no counterpart on the scale: {counted(count, 'note', 'notes')}."
        if rest := ranked[LABELS_TOLD:]:
            notes = counted(sum(count for _, count in rest), "note", "notes")
            yield f"{len(rest):,} further labels have no counterpart on the scale: {notes}."
        for reason, words in REASONS.items():
            if self.reasons[reason]:
                kept = "" if reason in (CUT, FULL) else ", kept as notes"
                yield f"{words}{kept}: {self.reasons[reason]:,}."


@dataclass(frozen=True, slots=True)
class Given:
    """A verdict to store on the unit with this rank."""

    rank: int
    by: str
    label: str
    rationale: str
    tags: tuple[str, ...]


@dataclass(slots=True)
class Plan:
    """What a document's marks become; `rank` counts units from 0, None for the document."""

    verdicts: dict[tuple[int, str], Given] = field(default_factory=dict)
    notes: list[tuple[int | None, str, str]] = field(default_factory=list)
    citations: list[tuple[int, str, Link]] = field(default_factory=list)

    @property
    def people(self) -> tuple[str, ...]:
        """The names that something was said under, in the order of the file; '' for nobody named."""
        found = [given.by for given in self.verdicts.values()]
        found += [by for _, by, _ in self.notes] + [by for _, by, _ in self.citations]
        return tuple(dict.fromkeys(found))


def plan_of(document: PeerDocument, units: Sequence[Unit], labels: LabelMap, told: Told) -> Plan:
    """Return what the marks of a document become. Raises Invalid for more rows than an import may make."""
    return _Planner(document, units, labels, told).plan()


class _Planner:
    def __init__(self, document: PeerDocument, units: Sequence[Unit], labels: LabelMap, told: Told) -> None:
        self._document = document
        self._units = units
        self._ends = [unit.end for unit in units]
        self._labels = labels
        self._told = told
        self._plan = Plan()
        self._rows = 0
        self._cited: Counter[int] = Counter()

    def plan(self) -> Plan:
        for mark in self._document.marks:
            ranks = self._ranks(mark)
            self._rows += len(ranks)
            if self._rows > MAX_ROWS:
                raise Invalid("too_many_marks", f"The labels cover more than {MAX_ROWS:,} sentences in one document.")
            self._take(mark, ranks)
        return self._plan

    def _ranks(self, mark: Mark) -> list[int]:
        """The units that a mark covers at least half of, else the one that it overlaps most."""
        if mark.span is None:
            return [0] if len(self._units) == 1 else []
        start, end = mark.span
        if not 0 <= start < end <= len(self._document.text):
            return []
        covered: list[int] = []
        best, most = -1, 0
        for rank in range(bisect_right(self._ends, start), len(self._units)):
            unit = self._units[rank]
            if unit.start >= end or len(covered) > MAX_ROWS:
                break
            shared = min(end, unit.end) - max(start, unit.start)
            best, most = (rank, shared) if shared > most else (best, most)
            if 2 * shared >= unit.end - unit.start:
                covered.append(rank)
        return covered or ([best] if best >= 0 else [])

    def _take(self, mark: Mark, ranks: list[int]) -> None:
        """A label on no claim is a note on the first one: notes on the document are open also to who is blind."""
        tags = tuple(dict.fromkeys(TAGS[plain(tag)] for tag in mark.tags if plain(tag) in TAGS))
        slug = self._slug(mark, ranks)
        if slug:
            self._judge(ranks, Given(0, mark.by, slug, self._fit(mark.rationale), tags))
        used = TAGS if slug else STATE if mark.link else ()
        other = [tag for tag in mark.tags if plain(tag) not in used]
        label = [self._quoting(mark), mark.rationale] if mark.label and not slug else []
        lines = [*label, mark.note, f"Tags: {', '.join(other)}" if other else "", self._cite(mark, ranks)]
        about = ranks or ([0] if label else [])
        self._note(about, mark.by, "\n".join(filter(None, lines)))

    def _slug(self, mark: Mark, ranks: list[int]) -> str:
        """The label to give; '' where there is none, or none can be given, which is told."""
        if not mark.label:
            return ""
        slug = self._labels.find(mark.label)
        if not slug:
            self._told.unknown[mark.label] += 1
            return ""
        why_not = self._why_not(mark, ranks)
        if why_not is not None:
            self._told.reasons[why_not] += 1
            return ""
        return slug

    def _why_not(self, mark: Mark, ranks: list[int]) -> int | None:
        """Why a label cannot be a verdict, None if it can."""
        if not ranks:
            return WHOLE if mark.span is None else OUTSIDE
        if mark.within:
            return WITHIN
        return SECOND if any((rank, mark.by) in self._plan.verdicts for rank in ranks) else None

    def _judge(self, ranks: list[int], given: Given) -> None:
        for rank in ranks:
            self._plan.verdicts[rank, given.by] = replace(given, rank=rank)

    def _quoting(self, mark: Mark) -> str:
        """The label, and the words that it was on."""
        if mark.span is None:
            return f"Label “{mark.label}” on the whole text"
        start, end = mark.span
        if not 0 <= start < end <= len(self._document.text):
            return f"Label “{mark.label}” at {start}–{end}, outside the text"
        words = self._document.text[start : min(end, start + MAX_QUOTED)]
        return f"Label “{mark.label}” on “{words}{'…' if end - start > MAX_QUOTED else ''}”"

    def _cite(self, mark: Mark, ranks: list[int]) -> str:
        """Plan the citations of a source; return it in words where it can be cited nowhere."""
        link = mark.link
        if link is None:
            return ""
        if not ranks or mark.within:
            return f"Source: {link.title} {link.url}".strip()
        states = [STATE[plain(tag)] for tag in mark.tags if plain(tag) in STATE]
        link = replace(link, stance=STANCE.get(plain(link.stance), AUTHORS_STANCE), state=(*states, NOT_YET_READ)[0])
        for rank in ranks:
            self._cited[rank] += 1
            if self._cited[rank] > MAX_PER_CLAIM:
                self._told.reasons[FULL] += 1
            else:
                self._plan.citations.append((rank, mark.by, link))
        return ""

    def _note(self, ranks: list[int], by: str, text: str) -> None:
        if text:
            self._plan.notes.append((ranks[0] if ranks else None, by, self._fit(text)))

    def _fit(self, text: str) -> str:
        if len(text) <= MAX_TEXT:
            return text
        self._told.reasons[CUT] += 1
        return text[: MAX_TEXT - 1] + "…"
