"""The rows of a document that the reader of a report may see, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from annotations.models import (
    Adjudication,
    Citation,
    Claim,
    Document,
    HistoryEntry,
    Lineage,
    Note,
    Placement,
    ReviewerKey,
    Sight,
    Verdict,
)
from annotations.queries.history import entries_of

Row = TypeVar("Row", Verdict, Adjudication, Citation, Note, Placement)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a document that the reader of the report may see, each kind in order."""

    claims: dict[int, Claim]
    places: dict[int, list[Placement]]
    verdicts: dict[int, list[Verdict]]
    adjudications: dict[int, list[Adjudication]]
    citations: dict[int, list[Citation]]
    notes: dict[int, list[Note]]
    document_notes: list[Note]
    lineage: list[Lineage]
    history: list[HistoryEntry]
    ranks: dict[tuple[str, int], int]
    keys: dict[int, str]
    confidential: int


def report_rows(document: Document, sight: Sight) -> Rows:
    """Return the document's rows: everything with the right to see all, else what `user` may see."""
    verdicts = _verdicts(document, sight)
    adjudications = _adjudications(document, sight)
    citations = _citations(document, sight)
    open_citations = [row for row in citations if not row.source.confidential]
    notes = _notes(document, sight)
    places = Placement.objects.filter(revision__document=document).select_related("claim").order_by("pk")
    history = list(reversed(entries_of(document, sight)))
    _withhold(history, {row.claim_id for row in citations if row.source.confidential})
    people = _people_ids(verdicts, adjudications, open_citations, notes, history)
    keys = ReviewerKey.objects.filter(user__in=people | {document.current.imported_by_id if document.current else 0})
    return Rows(
        claims={claim.pk: claim for claim in Claim.objects.filter(document=document).order_by("serial")},
        places=_by_claim(places),
        verdicts=_by_claim(verdicts),
        adjudications=_by_claim(adjudications),
        citations=_by_claim(open_citations),
        notes=_by_claim(note for note in notes if note.claim_id is not None),
        document_notes=[note for note in notes if note.claim_id is None],
        lineage=_lineage(document),
        history=history,
        ranks=_ranks(open_citations, notes),
        keys={row.user_id: str(row.key) for row in keys},
        confidential=len(citations) - len(open_citations),
    )


def _verdicts(document: Document, sight: Sight) -> list[Verdict]:
    rows = sight.verdicts()
    rows = rows.filter(document=document).select_related("confirms", "revision").defer("revision__text")
    return list(rows.order_by("number", "pk"))


def _adjudications(document: Document, sight: Sight) -> list[Adjudication]:
    rows = sight.adjudications()
    return list(rows.filter(document=document).prefetch_related("considered").order_by("number", "pk"))


def _citations(document: Document, sight: Sight) -> list[Citation]:
    rows = sight.citations().filter(document=document)
    return sight.read_citations(rows.select_related("source").order_by("pk"))


def _notes(document: Document, sight: Sight) -> list[Note]:
    return sight.read_notes(sight.notes().filter(document=document).order_by("pk"))


def _lineage(document: Document) -> list[Lineage]:
    links = Lineage.objects.filter(ancestor__document=document).order_by("pk")
    return list(links.select_related("ancestor", "descendant", "revision").defer("revision__text"))


def _by_claim(rows: Iterable[Row]) -> dict[int, list[Row]]:
    grouped: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if row.claim_id is not None:
            grouped[row.claim_id].append(row)
    return grouped


def _ranks(citations: list[Citation], notes: list[Note]) -> dict[tuple[str, int], int]:
    ranks = {("citation", citation.pk): rank for rank, citation in enumerate(citations, 1)}
    return ranks | {("note", note.pk): rank for rank, note in enumerate(notes, 1)}


def _withhold(history: list[HistoryEntry], claims: set[int]) -> None:
    """Leave out what the history says of citations on claims where a confidential source is cited."""
    for entry in history:
        if entry.claim_id in claims and entry.code.startswith("citation."):
            entry.body = None


def _people_ids(
    verdicts: list[Verdict],
    adjudications: list[Adjudication],
    citations: list[Citation],
    notes: list[Note],
    history: list[HistoryEntry],
) -> set[int]:
    people = {row.reviewer_id for row in verdicts} | {row.editor_id for row in adjudications}
    people |= {row.added_by_id for row in citations} | {row.author_id for row in notes}
    people |= {row.resolved_by_id for row in notes if row.resolved_by_id}
    return people | {row.actor_id for row in history}
