"""How far the reviewers of a document or a project agree, read off their independent first verdicts alone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from annotations.agreement import CAUTIONS, REASONS, Agreement, Figure, Pair, Rating, agreement
from annotations.models import Assignment, Claim, Document, Draw, HistoryEntry, Placement, Project, Verdict
from annotations.queries.members import initials_of
from annotations.scales import SCALES, Group, Label, Scale

__all__ = ["CAUTIONS", "REASONS", "AgreementReport", "Figure", "document_agreement", "project_agreement"]

CHECKABLE, NOT_CHECKABLE = "checkable", "not-checkable"
SHADES = 5
ACCEPTED, DRAWN, SEEN, OTHER_SCALE, NOT_A_LEAF = "accepted", "drawn", "seen", "other-scale", "not-a-leaf"
LEFT_OUT: dict[str, str] = {
    SEEN: "given after something of what others hold of the claim could be seen",
    ACCEPTED: "that only accepted what was suggested to everybody, all at once: they are nobody’s own judgement",
    DRAWN: "of second readings drawn by the label of the first: they are no fair sample",
    NOT_A_LEAF: "on sentences that have been divided since, or that are only separators",
    OTHER_SCALE: "on another scale than the project's present one",
}
"""Why a first verdict does not count, in the order in which it is asked: each is counted once."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the confusion table: how many pairs, and how deep it is coloured, from 0 (none) to 5 (the most)."""

    count: int
    shade: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the confusion table."""

    label: Label
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two reviewers by their initials, with the figures of what both have read."""

    first: str
    second: str
    figures: Pair


@dataclass(frozen=True, slots=True)
class Omission:
    """So many first verdicts that do not count, and why."""

    count: int
    why: str


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """The figures on the labels, those on checkability alone, and the tables as they are shown.

    `counted` is the number of first verdicts that count, `reviewers` that of the people who gave them.
    """

    labels: Agreement
    checkability: Agreement
    pairs: tuple[PairRow, ...]
    confusion: tuple[Row, ...]
    commonest: str
    counted: int
    reviewers: int
    left_out: tuple[Omission, ...]


class _First(NamedTuple):
    claim: int
    basis: str
    reviewer: int
    label: str
    scale: str
    blind: bool
    drawn: bool
    accepted: bool


def document_agreement(document: Document) -> AgreementReport:
    """Return how far the reviewers of a document agree. For those alone who see all (4 queries)."""
    return _report(document.project, [document.pk])


def project_agreement(project: Project) -> AgreementReport:
    """Return how far the reviewers agree over all documents of a project. For those alone who see all (4 queries)."""
    kept = Document.objects.filter(project=project, erased_at=None)
    return _report(project, kept.values_list("pk", flat=True))


def _report(project: Project, documents: Iterable[int]) -> AgreementReport:
    scale = SCALES[project.scale]
    counting: list[_First] = []
    omitted: Counter[str] = Counter()
    rows, leaves = _first_verdicts(documents), _leaves(documents)
    for row in rows:
        why = _why_not(row, leaves, scale.slug)
        if why:
            omitted[why] += 1
        else:
            counting.append(row)
    graded = [label.slug for label in scale.in_group(Group.GRADED)]
    found = agreement(_ratings(counting), graded)
    initials = initials_of(project)
    return AgreementReport(
        labels=found,
        checkability=agreement(_ratings(counting, scale), ()),
        pairs=tuple(_pair(pair, initials) for pair in found.pairs),
        confusion=_table(found, scale),
        commonest=scale.label(found.commonest).title if found.commonest in scale else "",
        counted=len(counting),
        reviewers=len({row.reviewer for row in counting}),
        left_out=tuple(Omission(omitted[code], why) for code, why in LEFT_OUT.items() if omitted[code]),
    )


def _first_verdicts(documents: Iterable[int]) -> list[_First]:
    drawn = Assignment.objects.filter(claim=OuterRef("claim"), reader=OuterRef("reviewer"), drawn=Draw.LABEL)
    firsts = Verdict.objects.filter(document__in=documents, number=1).exclude(label="")
    rows = firsts.annotate(by_label=Exists(drawn)).order_by("pk")
    accepted = _accepted(documents)
    told = ("claim_id", "basis", "reviewer_id", "label", "scale", "blind", "by_label", "document_id", "claim__serial")
    return [
        _First(claim, basis, reviewer, label, scale, blind, by_label, (document, reviewer, serial) in accepted)
        for claim, basis, reviewer, label, scale, blind, by_label, document, serial in rows.values_list(*told)
    ]


def _accepted(documents: Iterable[int]) -> set[tuple[int, int, int]]:
    """Return document, reviewer and serial of every claim whose suggested label somebody accepted with all others.

    Who has a verdict on a claim does not accept it any more, so it is the first of theirs; the history knows them.
    """
    entries = HistoryEntry.objects.filter(
        document__in=documents, code="verdict.suggestions_accepted", undoes=None, body__isnull=False
    )
    rows = entries.values_list("document_id", "actor_id", "body")
    return {(document, actor, item["claim"]) for document, actor, body in rows for item in (body or {})["given"]}


def _leaves(documents: Iterable[int]) -> set[int]:
    """Return the claims that are one statement each: parts, and sentences without any; no separators."""
    parts = Claim.objects.filter(parent=OuterRef("pk"), retired_at__isnull=True)
    separators = Placement.objects.filter(claim=OuterRef("pk"), kind="separator")
    whole = Claim.objects.filter(document__in=documents, retired_at__isnull=True)
    return set(whole.exclude(Exists(parts)).exclude(Exists(separators)).values_list("pk", flat=True))


def _why_not(row: _First, leaves: set[int], scale: str) -> str:
    if not row.blind:
        return SEEN
    if row.accepted:
        return ACCEPTED
    if row.drawn:
        return DRAWN
    if row.claim not in leaves:
        return NOT_A_LEAF
    return "" if row.scale == scale else OTHER_SCALE


def _ratings(rows: Iterable[_First], scale: Scale | None = None) -> list[Rating]:
    """Return the verdicts as ratings; with a scale, only whether something can be checked.

    Verdicts on different wordings of one claim are of different things, and so are their units.
    """
    return [
        Rating(f"{row.claim} {row.basis}", str(row.reviewer), _checkability(scale, row.label) if scale else row.label)
        for row in rows
    ]


def _checkability(scale: Scale, label: str) -> str:
    return CHECKABLE if scale.label(label).is_checkable else NOT_CHECKABLE


def _pair(pair: Pair, initials: dict[int, str]) -> PairRow:
    return PairRow(initials.get(int(pair.first), ""), initials.get(int(pair.second), ""), pair)


def _table(found: Agreement, scale: Scale) -> tuple[Row, ...]:
    """Return the confusion table in the order of the scale, each cell with its shade."""
    labels = [label for label in scale.labels if label.slug in found.confusion.labels]
    most = max((found.confusion.count(one.slug, two.slug) for one in labels for two in labels), default=0)
    return tuple(
        Row(one, tuple(_cell(found.confusion.count(one.slug, two.slug), most) for two in labels)) for one in labels
    )


def _cell(count: int, most: int) -> Cell:
    return Cell(count, -(-count * SHADES // most) if most else 0)
