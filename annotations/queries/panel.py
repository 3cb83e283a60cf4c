"""The panel: everything about the claim one stands on, as far as the viewer may see."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Q

from annotations.models import Claim, Document, Note, Placement, Sight, User, Verdict
from annotations.queries.cases import Case
from annotations.queries.citation_cards import CitationCard, citation_cards
from annotations.queries.history import entries_of, title_of
from annotations.queries.members import initials_of
from annotations.queries.parts import PartRow, cases_of, held_before, part_rows, passage_of, readers_and_rows
from annotations.queries.relatives import Relative, relatives_of
from annotations.queries.verdict_cards import VerdictCard, label_of, verdict_card, verdict_cards
from annotations.scales import SCALES, Group, Label, Scale

HISTORY_SHOWN = 20


@dataclass(frozen=True, slots=True)
class AdjudicationCard:
    """An adjudication as shown; `stands` says that no later verdict or wording overtook it."""

    label: Label | None
    by: str
    at: datetime
    reason: str
    stands: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """A note as shown."""

    note: Note
    by: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """A note and the answers to it."""

    first: Remark
    answers: tuple[Remark, ...]
    resolved_by: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of history: who did what, when."""

    by: str
    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The claim before or after another, separators passed over."""

    serial: int
    version: int
    number: str


@dataclass(frozen=True, slots=True)
class Panel:
    """What is known about one claim. `ordinal` counts from 1; 0 where the claim stands nowhere now.

    `deleted_in` is the number of the revision that has it no more, None where it stands or was split or merged.
    """

    claim: Claim
    place: Placement
    ordinal: int
    total: int
    case: Case
    label: Label | None
    mine: Verdict | None
    own_number: int
    verdicts: tuple[VerdictCard, ...]
    adjudications: tuple[AdjudicationCard, ...]
    citations: tuple[CitationCard, ...]
    threads: tuple[Thread, ...]
    history: tuple[HistoryLine, ...]
    relatives: tuple[Relative, ...]
    hidden_readers: int
    verdict_rows: int
    labels: tuple[Label, ...]
    more_labels: tuple[Label, ...]
    before: Neighbour | None
    after: Neighbour | None
    sentence: Claim
    parts: tuple[PartRow, ...]
    held_before: tuple[VerdictCard, ...]
    to_confirm: Verdict | None
    deleted_in: int | None

    @property
    def part(self) -> PartRow | None:
        """The row of the part that this is the panel of, if it is one in use."""
        return next((row for row in self.parts if row.serial == self.claim.serial), None)

    @property
    def passage(self) -> str:
        """The words of the sentence that a part is about."""
        return passage_of(self.claim, self.place.text)

    @property
    def etag(self) -> str:
        """What a verdict must match: the claim's version and the viewer's own last number."""
        return f"c{self.claim.version}.m{self.own_number}"

    @property
    def authors_citations(self) -> tuple[CitationCard, ...]:
        """Citations that came with the text."""
        return tuple(card for card in self.citations if card.citation.by_author)

    @property
    def found_citations(self) -> tuple[CitationCard, ...]:
        """Citations that checkers entered."""
        return tuple(card for card in self.citations if not card.citation.by_author)

    @property
    def authors_threads(self) -> tuple[Thread, ...]:
        """Threads that a comment in the author's file opened."""
        return tuple(thread for thread in self.threads if thread.first.note.by_author)

    @property
    def desk_threads(self) -> tuple[Thread, ...]:
        """Threads that checkers opened."""
        return tuple(thread for thread in self.threads if not thread.first.note.by_author)

    @property
    def previous(self) -> int | None:
        """The serial of the claim before."""
        return self.before.serial if self.before else None

    @property
    def next(self) -> int | None:
        """The serial of the claim after."""
        return self.after.serial if self.after else None

    @property
    def can_be_repaired(self) -> bool:
        """Whether it stands in the text as a sentence of its own."""
        return bool(self.ordinal) and self.claim.parent_id is None and not self.is_retired

    @property
    def is_retired(self) -> bool:
        """Whether the claim was split or merged, so that nothing more is said of it."""
        return self.claim.retired_at is not None

    @property
    def is_open(self) -> bool:
        """Whether something can be said of it: it was neither split nor merged nor deleted."""
        return not self.is_retired and self.deleted_in is None


def panel(document: Document, claim: Claim, sight: Sight) -> Panel:
    """Return the panel of a claim in a fixed number of queries."""
    rows_of_places = Placement.objects.filter(claim=claim.parent_id or claim.pk).order_by("pk")
    places = list(rows_of_places.select_related("revision").defer("revision__text"))
    live = next((row for row in places if row.closed_at is None and row.revision_id == document.current_id), None)
    place = live or places[-1]
    scale = SCALES[document.project.scale]
    initials = initials_of(document.project)
    sentence = claim.parent or claim
    cases = cases_of(scale.slug, sight, [sentence])
    case = cases.of.get(claim.pk) or claim_case(document, claim, sight)
    mine = case.last_of(sight.user.pk)
    readers, rows = readers_and_rows([claim.pk, *cases.claims])
    seen = {verdict.reviewer_id for verdict in case.verdicts}
    before = held_before(claim, sight) if claim.parent_id else []
    earlier = {row.revision_id: row.revision.number for row in places if row.revision_id != document.current_id}
    ordinal, total = _ordinal(document, place)
    return Panel(
        claim=claim, place=place, ordinal=ordinal if live else 0, total=total, case=case,
        label=scale.label(case.label) if case.label and case.label in scale else None,
        mine=mine, own_number=mine.number if mine else 0,
        verdicts=verdict_cards(case, scale, initials, sight.user, earlier if live and not claim.retired_at else None),
        adjudications=_adjudication_cards(claim, case, scale, initials, sight),
        citations=citation_cards(claim, sight, initials, document.as_of),
        threads=threads(sight.read_notes(sight.notes().filter(claim=claim)), sight.user, initials),
        history=_history(document, claim, sight, initials),
        relatives=relatives_of(claim, sight), hidden_readers=len(readers[claim.pk] - seen),
        verdict_rows=rows[claim.pk],
        labels=(*scale.in_group(Group.GRADED), *scale.in_group(Group.UNGRADED)),
        more_labels=scale.in_group(Group.NOT_CHECKABLE),
        before=_neighbour(document, place, before=True), after=_neighbour(document, place, before=False),
        sentence=sentence, parts=tuple(part_rows(cases, place, scale, readers, sight.user.pk)),
        held_before=tuple(
            replace(verdict_card(row, case, scale, initials, sight.user), state="before") for row in before
        ),
        to_confirm=next((row for row in before if row.reviewer_id == sight.user.pk and mine is None), None),
        deleted_in=None if live or sentence.retired_at or claim.retired_at else place.revision.number + 1,
    )  # fmt: skip


def claim_case(document: Document, claim: Claim, sight: Sight) -> Case:
    """Return the case of one claim, as `user` may see it."""
    return cases_of(document.project.scale, sight, [claim]).of[claim.pk]


def _ordinal(document: Document, place: Placement) -> tuple[int, int]:
    counted = Placement.objects.counted().filter(revision=document.current_id)
    sums = counted.aggregate(upto=Count("pk", filter=Q(start__lte=place.start or 0)), total=Count("pk"))
    return sums["upto"], sums["total"]


def _neighbour(document: Document, place: Placement, *, before: bool) -> Neighbour | None:
    counted = Placement.objects.counted().filter(revision=document.current_id)
    side = counted.filter(start__lt=place.start or 0) if before else counted.filter(start__gt=place.start or 0)
    nearest = side.order_by("-start" if before else "start").select_related("claim").first()
    return Neighbour(nearest.claim.serial, nearest.claim.version, nearest.shown_number) if nearest else None


def _adjudication_cards(
    claim: Claim, case: Case, scale: Scale, initials: dict[int, str], sight: Sight
) -> tuple[AdjudicationCard, ...]:
    rows = sight.adjudications()
    return tuple(
        AdjudicationCard(
            label_of(scale, row.label),
            initials.get(row.editor_id, ""),
            row.created_at,
            row.reason,
            row == case.settled,
        )
        for row in rows.filter(claim=claim).order_by("-number")
    )


def threads(notes: Iterable[Note], user: User, initials: dict[int, str]) -> tuple[Thread, ...]:
    """Return notes as threads, oldest first; one taken back stands as a gap while it has answers."""
    rows = sorted(notes, key=lambda note: note.pk)
    answers: dict[int, list[Remark]] = defaultdict(list)
    for row in rows:
        if row.thread_id is not None and row.withdrawn_at is None:
            answers[row.thread_id].append(_remark(row, user, initials))
    return tuple(
        Thread(_remark(row, user, initials), tuple(answers[row.pk]), initials.get(row.resolved_by_id or 0, ""))
        for row in rows
        if row.thread_id is None and (row.withdrawn_at is None or answers[row.pk])
    )


def _remark(note: Note, user: User, initials: dict[int, str]) -> Remark:
    return Remark(note, initials.get(note.author_id, ""), note.author_id == user.pk and not note.by_author)


def _history(document: Document, claim: Claim, sight: Sight, initials: dict[int, str]) -> tuple[HistoryLine, ...]:
    entries = entries_of(document, sight).filter(claim=claim)[:HISTORY_SHOWN]
    return tuple(
        HistoryLine(initials.get(entry.actor_id, "") or entry.actor.mark, title_of(entry), entry.at)
        for entry in entries
    )
