"""Verdicts on claims that a revision split or merged: they count nowhere, and what came of the claims wants reading."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet

from annotations.models import Claim, Document, Lineage, Placement, Project, Sight, User, Verdict
from annotations.models.verdicts import VerdictQuerySet
from annotations.queries.comparing import Diff, diff_of
from annotations.queries.fates import links_of, reached
from annotations.queries.members import initials_of
from annotations.scales import SCALES, Label

SHOWN = 50


@dataclass(frozen=True, slots=True)
class PartedVerdict:
    """One person's verdict on a claim that is retired, with what stands in its place.

    `diff` leads from the wording that was judged to those of the successors together.
    """

    claim: Claim
    number: str
    verdict: Verdict
    label: Label | None
    by: str
    is_mine: bool
    old_text: str
    successors: tuple[Placement, ...]
    diff: Diff


@dataclass(frozen=True, slots=True)
class Parted:
    """The first fifty such verdicts in reading order; `mine` and `others` count all of them."""

    items: tuple[PartedVerdict, ...]
    mine: int
    others: int


def parted_verdicts(document: Document, sight: Sight) -> Parted:
    """Return the viewer's verdicts on parted claims whose successors they have not all judged.

    Those who see all are shown the others' too (9 queries at most).
    """
    rows = sight.verdicts() if sight.sees_all else Verdict.objects.filter(reviewer=sight.user)
    held = _last_on_retired(rows.filter(document=document))
    if not held:
        return Parted((), 0, 0)
    starts = dict(_starts(document))
    leads = reached(links_of(document), {claim for claim, _ in held}, starts)
    judged = _judged({there for found in leads.values() for there in found}, rows)
    waiting = [
        (starts[leads[claim][0]], reviewer != sight.user.pk, pk, leads[claim])
        for (claim, reviewer), pk in held.items()
        if claim in leads and not judged >= {(there, reviewer) for there in leads[claim]}
    ]
    waiting.sort()
    mine = sum(not foreign for _, foreign, _, _ in waiting)
    shown = {pk: found for _, _, pk, found in waiting[:SHOWN]}
    return Parted(_items(document, sight, shown), mine, len(waiting) - mine)


def own_parted(user: User, projects: QuerySet[Project]) -> dict[int, int]:
    """Return by document how many parted claims somebody judged without having judged all that came of them.

    Whatever the number of documents, 5 queries, and 1 where there are no such claims.
    """
    rows = Verdict.objects.filter(reviewer=user)
    here = rows.filter(document__project__in=projects, document__erased_at__isnull=True)
    held = {claim for claim, _ in _last_on_retired(here)}
    if not held:
        return {}
    concerned = Document.objects.filter(claims__in=held)
    links = Lineage.objects.filter(ancestor__document__in=concerned, ancestor__parent=None, descendant__parent=None)
    steps = list(links.values_list("ancestor_id", "descendant_id", "ancestor__document_id"))
    documents = {ancestor: document for ancestor, _, document in steps}
    live = Placement.objects.live().filter(revision=F("revision__document__current"), revision__document__in=concerned)
    descended = live.filter(Exists(Lineage.objects.filter(descendant=OuterRef("claim"))))
    ends = set(descended.values_list("claim_id", flat=True))
    leads = reached([step[:2] for step in steps], held, ends)
    judged = {claim for claim, _ in _judged({there for found in leads.values() for there in found}, rows)}
    return Counter(documents[claim] for claim, found in leads.items() if not judged.issuperset(found))


def _last_on_retired(rows: VerdictQuerySet) -> dict[tuple[int, int], int]:
    """Return the last row of everybody on each claim that went by a revision, unless it was taken back."""
    links = Lineage.objects.filter(ancestor=OuterRef("claim"), kind="revised", descendant__parent=None)
    found = rows.filter(Exists(links), claim__retired_at__isnull=False)
    last: dict[tuple[int, int], tuple[int, str]] = {}
    for pk, claim, reviewer, label in found.order_by("number", "pk").values_list(
        "pk", "claim_id", "reviewer_id", "label"
    ):
        last[claim, reviewer] = pk, label
    return {key: pk for key, (pk, label) in last.items() if label}


def _starts(document: Document) -> Iterable[tuple[int, int]]:
    live = Placement.objects.live().filter(revision=document.current_id)
    return live.order_by("start").values_list("claim_id", "start")


def _judged(claims: Iterable[int], rows: VerdictQuerySet) -> set[tuple[int, int]]:
    """Return who has said something of which of the successors, or of parts of them."""
    ids = sorted(set(claims))
    found = rows.filter(claim__in=ids).values_list("claim_id", "reviewer_id")
    parts = rows.filter(claim__parent__in=ids).values_list("claim__parent_id", "reviewer_id")
    return {*found, *((parent or 0, reviewer) for parent, reviewer in parts)}


def _items(document: Document, sight: Sight, shown: Mapping[int, Sequence[int]]) -> tuple[PartedVerdict, ...]:
    verdicts = Verdict.objects.select_related("claim").in_bulk(shown)
    there = {claim for found in shown.values() for claim in found}
    live = Placement.objects.live().filter(revision=document.current_id, claim__in=there).select_related("claim")
    places = {place.claim_id: place for place in live.order_by("start")}
    stood = Placement.objects.filter(claim__in={row.claim_id for row in verdicts.values()}).order_by("pk")
    texts = {(place.claim_id, place.wording): place for place in stood}
    initials, scale = initials_of(document.project), SCALES[document.project.scale]
    items = []
    for pk, found in shown.items():
        verdict = verdicts[pk]
        old = texts[verdict.claim_id, verdict.wording]
        successors = tuple(place for claim, place in places.items() if claim in found)
        diff = diff_of(old.text, "\n".join(place.text for place in successors), document.language)
        label = scale.label(verdict.label) if verdict.label in scale else None
        by, is_mine = initials.get(verdict.reviewer_id, ""), verdict.reviewer_id == sight.user.pk
        items.append(
            PartedVerdict(verdict.claim, old.shown_number, verdict, label, by, is_mine, old.text, successors, diff)
        )
    return tuple(items)
