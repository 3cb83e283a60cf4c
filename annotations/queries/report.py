"""Everything that a report of a document holds, for one kind of reader, in a fixed number of queries."""

from collections import defaultdict

from annotations.models import (
    Citation,
    Claim,
    Document,
    HistoryEntry,
    Lineage,
    Membership,
    Note,
    Placement,
    Revision,
    Sight,
    Source,
    User,
)
from annotations.queries.cases import Case, case_of
from annotations.queries.report_rows import Rows, report_rows
from annotations.reports import contents
from annotations.scales import SCALES

COMPLETE = "complete"
MINE = "mine"


def report_contents(document: Document, sight: Sight) -> contents.ReportContents:
    """Return the document's check as somebody may see it.

    Its profile is "complete" with the right to see all, else "mine".
    """
    revision = Revision.objects.select_related("original", "imported_by").get(pk=document.current_id or 0)
    rows = report_rows(document, sight)
    sources = _sources(rows)
    build = _Builder(document, rows, {source.pk: rank for rank, source in enumerate(sources, 1)}, sight.sees_all)
    live = [place for places in rows.places.values() for place in places if place.closed_at is None]
    live.sort(key=lambda place: place.start)
    here = {place.claim_id for place in live if place.revision_id == document.current_id}
    return contents.ReportContents(
        profile=COMPLETE if sight.sees_all else MINE,
        document=_document_entry(document),
        scale=SCALES[document.project.scale],
        revision=_revision_entry(revision, rows.keys),
        people=_people(document, rows),
        sources=tuple(build.source_entry(source) for source in sources),
        claims=tuple(build.claim_entry(place) for place in live if place.revision_id == document.current_id),
        retired_claims=tuple(
            build.claim_entry(rows.places[claim.pk][-1])
            for claim in rows.claims.values()
            if claim.parent_id is None and claim.pk not in here
        ),
        document_notes=tuple(build.note_entry(note) for note in rows.document_notes),
        history=tuple(build.history_item(entry) for entry in rows.history),
        left_out=_left_out(rows),
    )


def _left_out(rows: Rows) -> tuple[str, ...]:
    count = rows.confidential
    return (f"Citations of confidential sources: {count}.",) if count else ()


def _people(document: Document, rows: Rows) -> tuple[contents.PersonEntry, ...]:
    """Everybody whom the rows name, by membership first; who is no member keeps initials and name."""
    members = {member.user_id: member for member in Membership.objects.filter(project=document.project).order_by("pk")}
    users = User.objects.filter(pk__in=rows.keys).order_by("pk")
    return tuple(
        contents.PersonEntry(
            key=rows.keys[user.pk],
            initials=(members[user.pk].initials if user.pk in members else "") or user.mark,
            name=str(user),
            role=members[user.pk].role if user.pk in members else "",
        )
        for user in users
    )


def _sources(rows: Rows) -> list[Source]:
    """The cited sources, in order of first citation."""
    cited = sorted((citation for group in rows.citations.values() for citation in group), key=lambda row: row.pk)
    return list({citation.source_id: citation.source for citation in cited}.values())


def _document_entry(document: Document) -> contents.DocumentEntry:
    return contents.DocumentEntry(
        title=document.title, author=document.author, publisher=document.publisher, url=document.url,
        language=document.language, as_of=document.as_of, deadline=document.deadline,
        project=document.project.name,
    )  # fmt: skip


def _revision_entry(revision: Revision, keys: dict[int, str]) -> contents.RevisionEntry:
    original = revision.original
    return contents.RevisionEntry(
        number=revision.number, text=revision.text, sha256=revision.sha256,
        imported_by=keys.get(revision.imported_by_id, ""), imported_at=revision.created_at,
        segmenter=revision.segmenter, warnings=tuple(revision.warnings), original_name=original.file_name,
        original_media_type=original.media_type, original_size=original.size, original_sha256=original.sha256,
    )  # fmt: skip


class _Builder:
    """Turns rows into entries; holds what every entry needs."""

    def __init__(self, document: Document, rows: Rows, source_ranks: dict[int, int], sees_all: bool) -> None:
        self.scale = document.project.scale
        self.rows = rows
        self.source_ranks = source_ranks
        self.sees_all = sees_all
        self.serials = {claim.pk: claim.serial for claim in rows.claims.values()}
        self.parts: dict[int, list[Claim]] = defaultdict(list)
        self.links: dict[int, list[Lineage]] = defaultdict(list)
        for claim in rows.claims.values():
            if claim.parent_id is not None:
                self.parts[claim.parent_id].append(claim)
        for link in rows.lineage:
            self.links[link.ancestor_id].append(link)
            self.links[link.descendant_id].append(link)

    def case(self, claim: Claim) -> Case:
        rows = self.rows
        parts = [self.case(part) for part in self.parts[claim.pk] if part.retired_at is None]
        return case_of(claim, self.scale, rows.verdicts.get(claim.pk, ()), rows.adjudications.get(claim.pk, ()), parts)

    def claim_entry(self, place: Placement) -> contents.ClaimEntry:
        claim, case = place.claim, self.case(place.claim)
        return contents.ClaimEntry(
            id=claim.serial, number=place.shown_number, start=place.start, end=place.end, page=place.page,
            kind=place.kind, rule=place.rule, doubtful=place.doubtful, suggested_label=place.suggested_label,
            text=place.text, label=case.label, disagreement=case.is_disagreement, basis=claim.basis,
            parts=tuple(self.part_entry(part) for part in self.parts[claim.pk]),
            verdicts=self.verdict_entries(claim, case), adjudications=self.adjudication_entries(claim, case),
            citations=tuple(self.citation_entry(row) for row in self.rows.citations.get(claim.pk, ())),
            notes=tuple(self.note_entry(row) for row in self.rows.notes.get(claim.pk, ())),
            lineage=tuple(self.lineage_entry(link) for link in self.links[claim.pk]),
            retired=claim.retired_at is not None,
        )  # fmt: skip

    def part_entry(self, part: Claim) -> contents.PartEntry:
        case = self.case(part)
        return contents.PartEntry(
            id=part.serial, wording=part.own_wording, spans=tuple((start, end) for start, end in part.spans),
            label=case.label, disagreement=case.is_disagreement, basis=part.basis,
            verdicts=self.verdict_entries(part, case), adjudications=self.adjudication_entries(part, case),
            citations=tuple(self.citation_entry(row) for row in self.rows.citations.get(part.pk, ())),
            notes=tuple(self.note_entry(row) for row in self.rows.notes.get(part.pk, ())),
            retired=part.retired_at is not None,
        )  # fmt: skip

    def verdict_entries(self, claim: Claim, case: Case) -> tuple[contents.VerdictEntry, ...]:
        return tuple(
            contents.VerdictEntry(
                reviewer=self.rows.keys[row.reviewer_id], number=row.number, revision=row.revision.number,
                label=row.label, scale=row.scale, rationale=row.rationale, tags=tuple(row.tags), action=row.action,
                proposed_wording=row.proposed_wording, blind=row.blind, override=row.override,
                current=row in case.current, basis=row.basis, wording=row.wording, at=row.created_at,
                confirms=row.confirms.number if row.confirms else None, evidence_override=row.evidence_override,
            )
            for row in self.rows.verdicts.get(claim.pk, ())
        )  # fmt: skip

    def adjudication_entries(self, claim: Claim, case: Case) -> tuple[contents.AdjudicationEntry, ...]:
        return tuple(
            contents.AdjudicationEntry(
                editor=self.rows.keys[row.editor_id], number=row.number, label=row.label, scale=row.scale,
                reason=row.reason, by_vote=row.by_vote, stands=row == case.settled, basis=row.basis,
                considered=tuple(
                    (self.rows.keys.get(seen.reviewer_id, ""), seen.number)
                    for seen in sorted(row.considered.all(), key=lambda seen: seen.pk)
                    if self.sees_all or seen in self.rows.verdicts.get(claim.pk, ())
                ),
                at=row.created_at,
            )
            for row in self.rows.adjudications.get(claim.pk, ())
        )  # fmt: skip

    def citation_entry(self, row: Citation) -> contents.CitationEntry:
        return contents.CitationEntry(
            id=self.rows.ranks["citation", row.pk], source=self.source_ranks[row.source_id],
            added_by=self.rows.keys[row.added_by_id], by_author=row.by_author, stance=row.stance, quote=row.quote,
            locator=row.locator, question=row.question, evidence_set=row.evidence_set,
            independence_group=row.independence_group, state=row.state, at=row.created_at,
            origin=self.rows.ranks.get(("citation", row.origin_id or 0)), withdrawn_at=row.withdrawn_at,
        )  # fmt: skip

    def note_entry(self, row: Note) -> contents.NoteEntry:
        return contents.NoteEntry(
            id=self.rows.ranks["note", row.pk], thread=self.rows.ranks.get(("note", row.thread_id or 0)),
            author=self.rows.keys[row.author_id], by_author=row.by_author, said_by=row.said_by, text=row.text,
            internal=row.internal,
            resolved_by=self.rows.keys[row.resolved_by_id] if row.resolved_by_id else None, at=row.created_at,
            origin=self.rows.ranks.get(("note", row.origin_id or 0)), withdrawn_at=row.withdrawn_at,
        )  # fmt: skip

    def lineage_entry(self, link: Lineage) -> contents.LineageEntry:
        return contents.LineageEntry(link.ancestor.serial, link.descendant.serial, link.kind, link.revision.number)

    def source_entry(self, source: Source) -> contents.SourceEntry:
        return contents.SourceEntry(
            id=self.source_ranks[source.pk], csl=source.csl, title=source.title, kind=source.kind,
            publisher=source.publisher, doi=source.doi, url=source.url, archive_url=source.archive_url,
            reliability=source.reliability,
        )  # fmt: skip

    def history_item(self, entry: HistoryEntry) -> contents.HistoryItem:
        """An entry; without the right to see all, without hashes, since they depend on what is withheld."""
        return contents.HistoryItem(
            number=entry.number, at=entry.at, actor=str(entry.actor_key), code=entry.code,
            claim=self.serials.get(entry.claim_id or 0), subject=entry.subject,
            commitment=entry.commitment if self.sees_all else "", hash=entry.hash if self.sees_all else "",
            body=entry.body,
        )  # fmt: skip
