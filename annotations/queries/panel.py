"""The panel: everything about the claim one stands on, as far as the viewer may see."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from annotations.models import (
    Citation,
    Claim,
    Document,
    Lineage,
    Note,
    Placement,
    Sight,
    User,
    Verdict,
)
from annotations.models.notes import NoteQuerySet
from annotations.queries.cases import Case, case_of
from annotations.queries.history import entries_of, title_of
from annotations.queries.members import initials_of
from annotations.scales import (
    ACTIONS,
    CITATION_STATES,
    ISSUE_TAGS,
    SCALES,
    SOURCE_KINDS,
    STANCES,
    Group,
    Label,
    Scale,
)

HISTORY_SHOWN = 20


@dataclass(frozen=True, slots=True)
class VerdictCard:
    """A verdict as shown: the label, who, why. `state` is current, stale, earlier or withdrawn."""

    label: Label | None
    by: str
    at: datetime
    rationale: str
    tags: tuple[str, ...]
    action: str
    proposed_wording: str
    blind: bool
    state: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class AdjudicationCard:
    """An adjudication as shown; `stands` says that no later verdict or wording overtook it."""

    label: Label | None
    by: str
    at: datetime
    reason: str
    stands: bool


@dataclass(frozen=True, slots=True)
class CitationCard:
    """A citation as shown."""

    citation: Citation
    by: str
    stance: str
    state: str
    kind: str


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
class Relative:
    """A claim from which this one came, or which came from it."""

    serial: int
    kind: str
    is_ancestor: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """What is known about one claim. `ordinal` counts from 1; 0 where the claim stands nowhere now."""

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
    previous: int | None
    next: int | None

    @property
    def etag(self) -> str:
        """What a verdict must match: the claim's version and the viewer's own last number."""
        return f"c{self.claim.version}.m{self.own_number}"

    @property
    def is_retired(self) -> bool:
        """Whether the claim was split or merged, so that nothing more is said of it."""
        return self.claim.retired_at is not None


def panel(document: Document, claim: Claim, sight: Sight) -> Panel:
    """Return the panel of a claim in a fixed number of queries."""
    places = list(Placement.objects.filter(claim=claim.parent_id or claim.pk).order_by("pk"))
    live = next((row for row in places if row.closed_at is None and row.revision_id == document.current_id), None)
    place = live or places[-1]
    scale = SCALES[document.project.scale]
    initials = initials_of(document.project)
    case = claim_case(document, claim, sight)
    mine = case.last_of(sight.user.pk)
    readers = Verdict.objects.filter(claim=claim).aggregate(people=Count("reviewer", distinct=True), rows=Count("pk"))
    seen = len({verdict.reviewer_id for verdict in case.verdicts})
    ordinal, total = _ordinal(document, place)
    return Panel(
        claim=claim, place=place, ordinal=ordinal if live else 0, total=total, case=case,
        label=scale.label(case.label) if case.label and case.label in scale else None,
        mine=mine, own_number=mine.number if mine else 0,
        verdicts=_verdict_cards(case, scale, initials, sight.user),
        adjudications=_adjudication_cards(claim, case, scale, initials, sight),
        citations=_citation_cards(claim, sight, initials),
        threads=threads(sight.notes().filter(claim=claim), sight.user, initials),
        history=_history(document, claim, sight, initials),
        relatives=_relatives(claim), hidden_readers=max(0, readers["people"] - seen), verdict_rows=readers["rows"],
        labels=(*scale.in_group(Group.GRADED), *scale.in_group(Group.UNGRADED)),
        more_labels=scale.in_group(Group.NOT_CHECKABLE),
        previous=_neighbour(document, place, before=True), next=_neighbour(document, place, before=False),
    )  # fmt: skip


def claim_case(document: Document, claim: Claim, sight: Sight) -> Case:
    """Return the case of one claim, as `user` may see it."""
    verdicts = sight.verdicts()
    settled = sight.adjudications()
    return case_of(
        claim,
        document.project.scale,
        verdicts.filter(claim=claim).order_by("number", "pk"),
        settled.filter(claim=claim).prefetch_related("considered").order_by("number"),
    )


def _ordinal(document: Document, place: Placement) -> tuple[int, int]:
    counted = Placement.objects.counted().filter(revision=document.current_id)
    sums = counted.aggregate(upto=Count("pk", filter=Q(start__lte=place.start or 0)), total=Count("pk"))
    return sums["upto"], sums["total"]


def _neighbour(document: Document, place: Placement, *, before: bool) -> int | None:
    counted = Placement.objects.counted().filter(revision=document.current_id)
    side = counted.filter(start__lt=place.start or 0) if before else counted.filter(start__gt=place.start or 0)
    return side.order_by("-start" if before else "start").values_list("claim__serial", flat=True).first()


def _label(scale: Scale, slug: str) -> Label | None:
    return scale.label(slug) if slug and slug in scale else None


def _verdict_cards(case: Case, scale: Scale, initials: dict[int, str], user: User) -> tuple[VerdictCard, ...]:
    """Current ones first, then stale ones, then what was said before."""
    order = {"current": 0, "stale": 1, "earlier": 2, "withdrawn": 3}
    cards = [_verdict_card(verdict, case, scale, initials, user) for verdict in case.verdicts]
    return tuple(sorted(cards, key=lambda card: (order[card.state], not card.is_mine)))


def _verdict_card(verdict: Verdict, case: Case, scale: Scale, initials: dict[int, str], user: User) -> VerdictCard:
    state = "current" if verdict in case.current else "stale" if verdict in case.stale else "earlier"
    return VerdictCard(
        label=_label(scale, verdict.label), by=initials.get(verdict.reviewer_id, ""), at=verdict.created_at,
        rationale=verdict.rationale, tags=tuple(ISSUE_TAGS.get(tag, tag) for tag in verdict.tags),
        action=ACTIONS[verdict.action] if verdict.action not in ("", "none") else "",
        proposed_wording=verdict.proposed_wording, blind=verdict.blind,
        state="withdrawn" if verdict.is_withdrawal else state, is_mine=verdict.reviewer_id == user.pk,
    )  # fmt: skip


def _adjudication_cards(
    claim: Claim, case: Case, scale: Scale, initials: dict[int, str], sight: Sight
) -> tuple[AdjudicationCard, ...]:
    rows = sight.adjudications()
    return tuple(
        AdjudicationCard(
            _label(scale, row.label),
            initials.get(row.editor_id, ""),
            row.created_at,
            row.reason,
            row == case.settled,
        )
        for row in rows.filter(claim=claim).order_by("-number")
    )


def _citation_cards(claim: Claim, sight: Sight, initials: dict[int, str]) -> tuple[CitationCard, ...]:
    rows = sight.citations()
    return tuple(
        CitationCard(
            row, initials.get(row.added_by_id, ""), STANCES.get(row.stance, row.stance),
            CITATION_STATES.get(row.state, row.state), SOURCE_KINDS.get(row.source.kind, ""),
        )
        for row in rows.standing().filter(claim=claim).select_related("source").order_by("pk")
    )  # fmt: skip


def threads(notes: NoteQuerySet, user: User, initials: dict[int, str]) -> tuple[Thread, ...]:
    """Return notes as threads, oldest first; one taken back stands as a gap while it has answers."""
    rows = list(notes.order_by("pk"))
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
    return Remark(note, initials.get(note.author_id, ""), note.author_id == user.pk)


def _history(document: Document, claim: Claim, sight: Sight, initials: dict[int, str]) -> tuple[HistoryLine, ...]:
    entries = entries_of(document, sight).filter(claim=claim)[:HISTORY_SHOWN]
    return tuple(
        HistoryLine(initials.get(entry.actor_id, "") or entry.actor.mark, title_of(entry), entry.at)
        for entry in entries
    )


def _relatives(claim: Claim) -> tuple[Relative, ...]:
    links = Lineage.objects.filter(Q(ancestor=claim) | Q(descendant=claim)).select_related("ancestor", "descendant")
    return tuple(
        Relative(link.ancestor.serial, link.kind, True)
        if link.descendant_id == claim.pk
        else Relative(link.descendant.serial, link.kind, False)
        for link in links.order_by("pk")
    )
