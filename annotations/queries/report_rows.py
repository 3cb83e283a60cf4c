"""The rows of a document that the reader of a report may see, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q

from annotations.models import (
    Adjudication,
    Citation,
    Claim,
    Document,
    HistoryEntry,
    Lineage,
    Membership,
    Note,
    Placement,
    ReviewerKey,
    Sight,
    SignOff,
    Verdict,
)
from annotations.models.mentions import KEYED
from annotations.queries.history import entries_of
from annotations.queries.report_signoffs import signoffs_of
from annotations.queries.report_whole import Whole, whole_rows

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
    signoffs: list[SignOff]
    whole: Whole


def report_rows(document: Document, sight: Sight, *, whole: bool = False, confidential: bool = False) -> Rows:
    """Return the document's rows: everything with the right to see all, else what `user` may see.

    `whole` asks for what only the lossless report holds too, and for notes as they are stored, with the keys of those
    whom they mention; `confidential` for citations of confidential sources.
    """
    verdicts = _verdicts(document, sight)
    adjudications = _adjudications(document, sight)
    citations = _citations(document, sight)
    open_citations = [row for row in citations if confidential or not row.source.confidential]
    notes = _notes(document, sight, stored=whole)
    places = Placement.objects.filter(revision__document=document).select_related("claim").order_by("pk")
    history = list(reversed(entries_of(document, sight, ballots=whole)))
    _withhold(history, {row.claim_id for row in citations if row.source.confidential and not confidential})
    more = whole_rows(document) if whole else Whole()
    signed = sight.sees_all and any(entry.code == "document.signed_off" for entry in history)
    signoffs = signoffs_of(document) if signed else []
    people = _people_ids(verdicts, adjudications, open_citations, notes, history) | more.people
    people |= {document.current.imported_by_id if document.current else 0} | {row.editor_id for row in signoffs}
    mentioned = {key for note in notes for key in KEYED.findall(note.text)} if whole else ()
    members = Membership.objects.filter(project=document.project_id).values("user")
    keys = ReviewerKey.objects.filter(Q(user__in=people) | Q(key__in=mentioned, user__in=members))
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
        ranks=_ranks(open_citations, notes, verdicts),
        keys={row.user_id: str(row.key) for row in keys},
        confidential=len(citations) - len(open_citations),
        signoffs=signoffs,
        whole=more,
    )


def _verdicts(document: Document, sight: Sight) -> list[Verdict]:
    rows = sight.verdicts()
    rows = rows.filter(document=document).select_related("confirms", "restates", "revision").defer("revision__text")
    return list(rows.order_by("number", "pk"))


def _adjudications(document: Document, sight: Sight) -> list[Adjudication]:
    rows = sight.adjudications()
    return list(rows.filter(document=document).prefetch_related("considered").order_by("number", "pk"))


def _citations(document: Document, sight: Sight) -> list[Citation]:
    rows = sight.citations().filter(document=document)
    return sight.read_citations(rows.select_related("source").order_by("pk"))


def _notes(document: Document, sight: Sight, *, stored: bool) -> list[Note]:
    rows = sight.notes().filter(document=document).order_by("pk")
    return list(rows) if stored else sight.read_notes(rows)


def _lineage(document: Document) -> list[Lineage]:
    links = Lineage.objects.filter(ancestor__document=document)
    links = links.order_by("created_at", "ancestor__serial", "descendant__serial", "kind")
    return list(links.select_related("ancestor", "descendant", "revision").defer("revision__text"))


def _by_claim(rows: Iterable[Row]) -> dict[int, list[Row]]:
    grouped: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if row.claim_id is not None:
            grouped[row.claim_id].append(row)
    return grouped


def _ranks(citations: list[Citation], notes: list[Note], verdicts: list[Verdict]) -> dict[tuple[str, int], int]:
    ranks = {("citation", citation.pk): rank for rank, citation in enumerate(citations, 1)}
    ranks |= {("verdict", pk): rank for rank, pk in enumerate(sorted(verdict.pk for verdict in verdicts), 1)}
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
