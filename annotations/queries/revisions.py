"""The revisions of a document, and how an older one was judged."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from annotations.models import Claim, Document, HistoryEntry, Placement, Revision, Sight
from annotations.models.verdicts import VerdictQuerySet
from annotations.queries.members import initials_of
from annotations.scales import SCALES, Label

PAGE_SIZE = 500


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """A revision in the list: its facts, who imported it, and what became of the claims (None for the first)."""

    revision: Revision
    by: str
    is_current: bool
    counts: Mapping[str, Mapping[str, int]] | None


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody held of a claim at a revision; grey where it was said of another wording.

    `part` is the wording of the atomic claim that it is about, if it is about one.
    """

    label: Label | None
    slug: str
    by: str
    is_grey: bool
    is_settled: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim as it stood in a revision, and what was held of it there, as far as the viewer may see."""

    serial: int
    number: str
    text: str
    kind: str
    wording: str
    starts_block: bool
    held: tuple[Held, ...]


class Stood(NamedTuple):
    """Of a placement what is shown of it; an object for each of 60,000 would take most of the time of comparing."""

    claim_id: int
    serial: int
    number: int
    suffix: str
    text: str
    kind: str
    wording: str
    gap: str

    @property
    def shown_number(self) -> str:
        """The number that readers see, such as 12 or 12a."""
        return f"{self.number}{self.suffix}"


STOOD = ("claim_id", "claim__serial", "number", "suffix", "text", "kind", "wording", "gap")


@dataclass(frozen=True, slots=True)
class RevisionPage:
    """A page of a revision's text. `page` counts from 1."""

    revision: Revision
    standings: tuple[Standing, ...]
    page: int
    pages: int
    is_current: bool

    @property
    def previous_page(self) -> int:
        """The number of the page before."""
        return self.page - 1

    @property
    def next_page(self) -> int:
        """The number of the page after."""
        return self.page + 1


def revision_lines(document: Document) -> list[RevisionLine]:
    """Return the revisions of a document, the newest first (3 queries)."""
    initials = initials_of(document.project)
    rows = Revision.objects.filter(document=document).select_related("imported_by", "original").defer("text")
    told = {body["revision"]: body for body in _bodies(document)}
    return [
        RevisionLine(
            row, initials.get(row.imported_by_id) or row.imported_by.mark, row.pk == document.current_id,
            _counts(told.get(row.number)),
        )
        for row in rows.order_by("-number")
    ]  # fmt: skip


def _bodies(document: Document) -> list[dict[str, Any]]:
    entries = HistoryEntry.objects.filter(document=document, code="document.revised", body__isnull=False)
    return [body for body in entries.values_list("body", flat=True) if body]


def _counts(body: Mapping[str, Any] | None) -> Mapping[str, Mapping[str, int]] | None:
    return {side: body[side] for side in ("old", "new")} if body else None


def find_revision(document: Document, number: int) -> Revision | None:
    """Return the revision with this number, its text left in the database."""
    return Revision.objects.filter(document=document, number=number).defer("text").first()


def revision_page(document: Document, revision: Revision, sight: Sight, *, page: int = 1) -> RevisionPage:
    """Return up to 500 claims of a revision with what was held of them up to it, as `sight` may see."""
    live = Placement.objects.live().filter(revision=revision).order_by("start")
    pages = max(1, -(-live.count() // PAGE_SIZE))
    page = min(max(1, page), pages)
    places = [Stood(*row) for row in live.values_list(*STOOD)[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]]
    held = holdings(document, sight, [revision], [place.claim_id for place in places])
    standings = tuple(standing_of(place, held.at(revision, place)) for place in places)
    return RevisionPage(revision, standings, page, pages, revision.pk == document.current_id)


def stood_in(revision: Revision) -> list[Stood]:
    """Return where claims stand in a revision, in text order (1 query)."""
    rows = Placement.objects.live().filter(revision=revision).order_by("start").values_list(*STOOD)
    return [Stood(*row) for row in rows.iterator(chunk_size=5000)]


def standing_of(place: Stood, held: tuple[Held, ...]) -> Standing:
    """Return a placement as it is shown."""
    starts_block = any(mark in place.gap for mark in "\n\r\u2029")
    return Standing(place.serial, place.shown_number, place.text, place.kind, place.wording, starts_block, held)


@dataclass(frozen=True, slots=True)
class _Row:
    """A verdict or a settlement, with the revision up to which it counts as said."""

    claim: int
    person: int
    label: str
    wording: str
    since: int | datetime
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Holdings:
    """All rows about the claims of some revisions, from which what was held at each of them is read."""

    rows: Mapping[int, Sequence[_Row]]
    parts: Mapping[int, Sequence[tuple[int, str]]]
    ends: Mapping[int, datetime | None]
    initials: Mapping[int, str]
    labels: Mapping[str, Label]

    def at(self, revision: Revision, place: Stood) -> tuple[Held, ...]:
        """Return what was held of a claim where it stood in a revision, settlements first."""
        found = [self._held(revision, place.claim_id, place.wording, "")]
        found += [
            self._held(revision, pk, place.wording, wording) for pk, wording in self.parts.get(place.claim_id, ())
        ]
        return tuple(held for rows in found for held in rows)

    def said_between(self, one: Revision, other: Revision) -> set[int]:
        """Return the sentences of which, or of whose parts, more was said at one of two revisions than at the other."""
        sentences = {part: sentence for sentence, parts in self.parts.items() for part, _ in parts}
        return {
            sentences.get(claim, claim)
            for claim, rows in self.rows.items()
            if any(self._was_said(row, one) != self._was_said(row, other) for row in rows)
        }

    def _held(self, revision: Revision, claim: int, wording: str, part: str) -> list[Held]:
        last: dict[tuple[bool, int], _Row] = {}
        for row in self.rows.get(claim, ()):
            if self._was_said(row, revision):
                last[row.is_settled, 0 if row.is_settled else row.person] = row
        shown = sorted(last.values(), key=lambda row: not row.is_settled)
        return [
            Held(
                self.labels.get(row.label), row.label, self.initials.get(row.person, ""),
                self._is_grey(row, claim, wording, part), row.is_settled, part,
            )
            for row in shown
            if row.label
        ]  # fmt: skip

    def _was_said(self, row: _Row, revision: Revision) -> bool:
        if isinstance(row.since, int):
            return row.since <= revision.number
        end = self.ends[revision.pk]
        return end is None or row.since < end

    def _is_grey(self, row: _Row, claim: int, wording: str, part: str) -> bool:
        """A settlement keeps only the basis, which is the wording where there are no parts."""
        if row.is_settled:
            return not part and claim not in self.parts and row.wording != wording
        return row.wording != wording


def holdings(
    document: Document, sight: Sight, revisions: Iterable[Revision], claims: Sequence[int] | None = None
) -> Holdings:
    """Return what may be seen of all verdicts and settlements on these claims, or on all (6 queries)."""
    parts = _parts(document, claims)
    among = {} if claims is None else {"claim__in": [*claims, *(pk for own in parts.values() for pk, _ in own)]}
    rows: dict[int, list[_Row]] = defaultdict(list)
    for row in _verdicts(sight.verdicts().filter(document=document, **among)):
        rows[row.claim].append(row)
    settled = sight.adjudications().filter(document=document, **among).order_by("number")
    for claim, editor, label, basis, at in settled.values_list("claim_id", "editor_id", "label", "basis", "created_at"):
        rows[claim].append(_Row(claim, editor, label, basis, at, is_settled=True))
    labels = {label.slug: label for label in SCALES[document.project.scale].labels}
    return Holdings(rows, parts, _ends(document, revisions), initials_of(document.project), labels)


def _verdicts(rows: VerdictQuerySet) -> list[_Row]:
    fields = ("claim_id", "reviewer_id", "label", "wording", "revision__number")
    return [
        _Row(claim, person, label, wording, since, is_settled=False)
        for claim, person, label, wording, since in rows.order_by("number", "pk").values_list(*fields)
    ]


def _parts(document: Document, claims: Sequence[int] | None) -> dict[int, list[tuple[int, str]]]:
    found = Claim.objects.filter(document=document, parent__isnull=False).order_by("serial")
    if claims is not None:
        found = found.filter(parent__in=claims)
    parts: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for pk, parent, wording in found.values_list("pk", "parent_id", "own_wording"):
        parts[parent or 0].append((pk, wording))
    return dict(parts)


def _ends(document: Document, revisions: Iterable[Revision]) -> dict[int, datetime | None]:
    """Return when the revision after each of these came."""
    came = dict(Revision.objects.filter(document=document).values_list("number", "created_at"))
    return {revision.pk: came.get(revision.number + 1) for revision in revisions}
