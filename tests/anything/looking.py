"""What is there, read anew: what the pages show, what is stored, and sums counted again the slow way."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Q

from annotations.models import Adjudication, Assignment, Claim, Document, Lineage, Placement, Sight, User, Verdict
from annotations.models.blindness import projects_seen_whole
from annotations.queries.coverage import coverage
from annotations.queries.marking import marked_for_checking
from annotations.queries.states import claim_states
from annotations.queries.undecided import undecided_groups
from annotations.scales import SCALES, aggregate
from tests.repairs import live


def visible(document: Document) -> tuple[Any, ...]:
    """Return what the pages show: the text as it is cut and numbered, and what counts on each claim.

    That somebody once read a claim stays known, whatever is taken back; so do times and versions.
    """
    sight = Sight(document.project.memberships.first().user, sees_all=True)
    places = live(document)
    bases = {place.claim_id: place.claim.basis for place in places}
    on_the_page = Q(document=document) & (Q(claim=None) | Q(claim__retired_at=None))
    people = User.objects.filter(memberships__project=document.project).order_by("pk")
    return (
        [
            (place.claim.serial, place.start, place.end, place.shown_number, place.kind, place.suggested_label)
            for place in places
        ],
        [
            (state.serial, state.label, state.settled, state.disagreement, state.stale, state.overtaken)
            for state in claim_states(document, sight)
        ],
        _rows(
            Claim.objects.filter(document=document, parent__isnull=False, retired_at=None), "serial", "parent__serial",
            "own_wording", "spans", "central",
        ),
        _rows(
            Verdict.objects.filter(document=document).current(), "claim__serial", "reviewer", "label", "rationale",
            "tags", "action",
        ),
        _rows(sight.citations().standing().filter(on_the_page), "pk", "claim__serial", "stance", "quote"),
        _rows(sight.notes().standing().filter(on_the_page), "pk", "claim__serial", "text", "resolved_by"),
        [marked_for_checking(document, person, bases) for person in people],
        [({row.claim_id for row in group.old}, {row.claim_id for row in group.new}) for group in
         undecided_groups(document)],
    )  # fmt: skip


def _rows(rows: Any, *names: str) -> list[str]:
    return sorted(map(repr, rows.values_list(*names)))


def stored() -> tuple[Any, ...]:
    """Return how many rows every table has, and where every chain of the history ends."""
    tables = [
        model._meta.db_table for model in apps.get_app_config("annotations").get_models(include_auto_created=True)
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"(SELECT COUNT(*) FROM {table})" for table in tables))
        counts = dict(zip(tables, cursor.fetchone(), strict=True))
        cursor.execute("SELECT id, length, head FROM annotations_chain ORDER BY id")
        return counts, cursor.fetchall()


def shown_sums(document: Document, person: User) -> tuple[Counter[str], int, int, int]:
    """Return what the bar and the filters say to a person: claims by tone, in all, stale, in disagreement."""
    sees_all = projects_seen_whole(person).filter(pk=document.project_id).exists()
    states = claim_states(document, Sight(person, sees_all))
    bar = coverage(document, states)
    tones = Counter({segment.tone: segment.count for segment in bar.segments})
    return tones, bar.total, sum(state.stale for state in states), sum(state.disagreement for state in states)


class Recount:
    """The same sums, row by row, from what the tables hold and from the rules as they are written down."""

    def __init__(self, document: Document, person: User) -> None:
        self.document, self.scale = document, SCALES[document.project.scale]
        opened = self._opened(person)
        self.verdicts: dict[int, list[Verdict]] = defaultdict(list)
        for row in Verdict.objects.filter(document=document).order_by("number"):
            if opened is None or row.claim_id in opened or row.reviewer_id == person.pk:
                self.verdicts[row.claim_id].append(row)
        self.settled: dict[int, Adjudication] = {}
        settled = Adjudication.objects.filter(document=document).prefetch_related("considered").order_by("number")
        for one in settled:
            if opened is None or one.claim_id in opened or one.editor_id == person.pk:
                self.settled[one.claim_id] = one

    def _opened(self, person: User) -> set[int] | None:
        """Return the claims of which the person may see everything; None for all of them."""
        if projects_seen_whole(person).filter(pk=self.document.project_id).exists():
            return None
        mine = set(Verdict.objects.filter(reviewer=person).values_list("claim_id", flat=True))
        links = list(Lineage.objects.values_list("ancestor_id", "descendant_id"))
        held = Assignment.objects.open().filter(reader=person, reading__gt=1).values_list("claim_id", flat=True)
        related = _closure(mine, links) | _closure(mine, [(down, up) for up, down in links])
        return mine | (related - set(held))

    def sums(self) -> tuple[Counter[str], int, int, int]:
        """Return claims by tone, in all, stale, in disagreement."""
        places = Placement.objects.filter(revision=self.document.current_id, closed_at=None).exclude(kind="separator")
        tones: Counter[str] = Counter()
        total = stale = differing = 0
        for place in places.select_related("claim"):
            parts = list(Claim.objects.filter(parent=place.claim_id, retired_at=None).order_by("serial"))
            label, disagrees, is_stale = self._sentence(place.claim, parts)
            tones["disagreement" if disagrees else self.scale.label(label).tone if label else ""] += 1
            total, stale, differing = total + 1, stale + is_stale, differing + disagrees
        return tones, total, stale, differing

    def _sentence(self, claim: Claim, parts: list[Claim]) -> tuple[str | None, bool, bool]:
        label, disagrees, stale, spoken = self._leaf(claim)
        if not parts:
            return label, disagrees, stale
        found = [self._leaf(part) for part in parts]
        summed = aggregate((one[0] for one in found), self.scale, (part.central for part in parts))
        missed = any(row.override for row in self._stale(claim))
        return label if spoken else summed, disagrees or any(one[1] for one in found), missed or any(
            one[2] for one in found
        )  # fmt: skip

    def _leaf(self, claim: Claim) -> tuple[str | None, bool, bool, bool]:
        """Return its label, whether readers differ, whether somebody's verdict is stale, whether anything counts."""
        current = self._current(claim)
        labels = {row.label for row in current}
        case = self.settled.get(claim.pk)
        stands = case is not None and case.label and (case.basis, case.scale) == (claim.basis, self.scale.slug)
        if case is not None and stands:
            seen = {row.restates_id or row.pk for row in case.considered.all()}
            stands = all((row.restates_id or row.pk) in seen for row in current if row.label != case.label)
        if case is not None and stands:
            return case.label, False, bool(self._stale(claim)), True
        common = labels.pop() if len(labels) == 1 else None
        return common, len(labels) > 1, bool(self._stale(claim)), bool(current)

    def _current(self, claim: Claim) -> list[Verdict]:
        here = (row for row in self.verdicts[claim.pk] if (row.basis, row.scale) == (claim.basis, self.scale.slug))
        return [row for row in {row.reviewer_id: row for row in here}.values() if row.label]

    def _stale(self, claim: Claim) -> list[Verdict]:
        counting = {row.reviewer_id for row in self._current(claim)}
        last = {row.reviewer_id: row for row in self.verdicts[claim.pk]}
        return [row for person, row in last.items() if row.label and person not in counting]


def _closure(start: Iterable[int], links: list[tuple[int, int]]) -> set[int]:
    found = set(start)
    while more := {there for here, there in links if here in found} - found:
        found |= more
    return found
