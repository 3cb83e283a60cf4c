"""Everything that a report of a document holds, for one kind of reader, in a fixed number of queries."""

import re
from collections import defaultdict
from dataclasses import replace

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
    Verdict,
)
from annotations.queries.cases import Case, case_of
from annotations.queries.report_rows import Rows, report_rows
from annotations.queries.report_signoffs import signoff_entries
from annotations.queries.report_whole import WholeEntries, kept_file, place_entry, room_entry
from annotations.reports import contents
from annotations.reports.records import HistoryItem, VerdictRef
from annotations.scales import SCALES

COMPLETE = "complete"
MINE = "mine"


def report_contents(
    document: Document, sight: Sight, *, whole: bool = False, confidential: bool = False
) -> contents.ReportContents:
    """Return the document's check as somebody may see it.

    Its profile is "complete" with the right to see all, else "mine". `whole` asks for what only the lossless report
    holds, with the bytes of files, and `confidential` for what is said of confidential sources; neither is given
    without the right to see all.
    """
    whole, confidential = whole and sight.sees_all, confidential and sight.sees_all
    revision = Revision.objects.select_related("original", "imported_by").get(pk=document.current_id or 0)
    rows = report_rows(document, sight, whole=whole, confidential=confidential)
    sources = _sources(rows, whole=whole)
    ranks = {source.pk: rank for rank, source in enumerate(sources, 1)}
    build = _Builder(document, rows, ranks, sees_all=sight.sees_all, whole=whole)
    live = [place for places in rows.places.values() for place in places if place.closed_at is None]
    live.sort(key=lambda place: place.start)
    here = {place.claim_id for place in live if place.revision_id == document.current_id}
    return contents.ReportContents(
        profile=COMPLETE if sight.sees_all else MINE,
        document=_document_entry(document, whole=whole),
        scale=SCALES[document.project.scale],
        revision=_revision_entry(revision, rows.keys, whole=whole),
        people=_people(document, rows, whole=whole),
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
        signoffs=signoff_entries(document, rows.signoffs, rows.keys),
        room=room_entry(document.project) if whole else None,
        earlier_revisions=tuple(_revision_entry(row, rows.keys, whole=whole) for row in rows.whole.revisions),
        author_links=build.more.links(),
    )


def _left_out(rows: Rows) -> tuple[str, ...]:
    count = rows.confidential
    return (f"Citations of confidential sources: {count}.",) if count else ()


def _people(document: Document, rows: Rows, *, whole: bool) -> tuple[contents.PersonEntry, ...]:
    """Everybody whom the rows name; who is no member keeps initials and name.

    In the order of the accounts, or of what no database decides: the pseudonyms, then the keys.
    """
    members = {member.user_id: member for member in Membership.objects.filter(project=document.project).order_by("pk")}
    users = User.objects.filter(pk__in=rows.keys).order_by("pk")
    found = [_person(user, rows.keys[user.pk], members.get(user.pk), whole=whole) for user in users]
    return tuple(sorted(found, key=_by_pseudonym) if whole else found)


def _person(user: User, key: str, member: Membership | None, *, whole: bool) -> contents.PersonEntry:
    return contents.PersonEntry(
        key=key, initials=(member.initials if member else "") or user.mark, name=str(user),
        role=member.role if member else "", pseudonym=member.pseudonym if member and whole else "",
        left_at=member.left_at if member and whole else None,
    )  # fmt: skip


def _by_pseudonym(person: contents.PersonEntry) -> tuple[bool, int, str, str]:
    digits = re.sub(r"\D", "", person.pseudonym)
    return not person.pseudonym, int(digits or 0), person.pseudonym, person.key


def _sources(rows: Rows, *, whole: bool) -> list[Source]:
    """The cited sources, in order of first citation; for the lossless report then those they were merged into."""
    cited = sorted((citation for group in rows.citations.values() for citation in group), key=lambda row: row.pk)
    found = {citation.source_id: citation.source for citation in cited}
    if whole:
        named = [source.merged_into_id for source in found.values() if source.merged_into_id]
        into = Source.objects.in_bulk([pk for pk in named if pk not in found])
        found |= {pk: into[pk] for pk in named if pk in into}
    return list(found.values())


def _document_entry(document: Document, *, whole: bool) -> contents.DocumentEntry:
    counts = {"version": document.version, "next_serial": document.next_serial} if whole else {}
    return contents.DocumentEntry(
        title=document.title, author=document.author, publisher=document.publisher, url=document.url,
        language=document.language, as_of=document.as_of, deadline=document.deadline,
        project=document.project.name, created_at=document.created_at if whole else None, **counts,
    )  # fmt: skip


def _revision_entry(revision: Revision, keys: dict[int, str], *, whole: bool) -> contents.RevisionEntry:
    original = revision.original
    return contents.RevisionEntry(
        number=revision.number, text=revision.text, sha256=revision.sha256,
        imported_by=keys.get(revision.imported_by_id, ""), imported_at=revision.created_at,
        segmenter=revision.segmenter, warnings=tuple(revision.warnings), original_name=original.file_name,
        original_media_type=original.media_type, original_size=original.size, original_sha256=original.sha256,
        original_url=original.url if whole else "", original_fetched_at=original.fetched_at if whole else None,
        original_content=kept_file(original.storage_name) if whole else None,
    )  # fmt: skip


class _Builder:
    """Turns rows into entries; holds what every entry needs."""

    def __init__(
        self, document: Document, rows: Rows, source_ranks: dict[int, int], *, sees_all: bool, whole: bool
    ) -> None:
        self.scale = document.project.scale
        self.rows = rows
        self.source_ranks = source_ranks
        self.sees_all = sees_all
        self.whole = whole
        self.serials = {claim.pk: claim.serial for claim in rows.claims.values()}
        self.more = WholeEntries(rows.whole, rows.keys, self.serials)
        self.revisions = {row.pk: row.number for row in rows.whole.revisions}
        if document.current is not None:
            self.revisions[document.current.pk] = document.current.number
        self.entries = {entry.pk: entry.number for entry in rows.history}
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
            retired=claim.retired_at is not None, retired_at=claim.retired_at if self.whole else None,
            version=claim.version if self.whole else None,
            places=tuple(place_entry(one, self.revisions) for one in self.rows.places[claim.pk]) if self.whole else (),
            ballots=self.more.ballots(claim.pk), assignments=self.more.assignments(claim.pk),
        )  # fmt: skip

    def part_entry(self, part: Claim) -> contents.PartEntry:
        case = self.case(part)
        return contents.PartEntry(
            id=part.serial, wording=part.own_wording, spans=tuple((start, end) for start, end in part.spans),
            label=case.label, disagreement=case.is_disagreement, basis=part.basis,
            verdicts=self.verdict_entries(part, case), adjudications=self.adjudication_entries(part, case),
            citations=tuple(self.citation_entry(row) for row in self.rows.citations.get(part.pk, ())),
            notes=tuple(self.note_entry(row) for row in self.rows.notes.get(part.pk, ())),
            retired=part.retired_at is not None, central=part.central,
            retired_at=part.retired_at if self.whole else None, version=part.version if self.whole else None,
            lineage=tuple(self.lineage_entry(link) for link in self.links[part.pk]) if self.whole else (),
            ballots=self.more.ballots(part.pk), assignments=self.more.assignments(part.pk),
        )  # fmt: skip

    def verdict_entries(self, claim: Claim, case: Case) -> tuple[contents.VerdictEntry, ...]:
        return tuple(
            contents.VerdictEntry(
                reviewer=self.rows.keys[row.reviewer_id], number=row.number, revision=row.revision.number,
                label=row.label, scale=row.scale, rationale=row.rationale, tags=tuple(row.tags), action=row.action,
                proposed_wording=row.proposed_wording, blind=row.blind, override=row.override,
                current=row in case.current, basis=row.basis, wording=row.wording, at=row.created_at,
                confirms=row.confirms.number if row.confirms else None, evidence_override=row.evidence_override,
                rank=self.rows.ranks["verdict", row.pk], confirmed=self.ref(row.confirms),
                restates=self.ref(row.restates), answers=self.more.answers(row.pk),
            )
            for row in self.rows.verdicts.get(claim.pk, ())
        )  # fmt: skip

    def ref(self, row: Verdict | None) -> VerdictRef | None:
        return self.more.ref(row) if row is not None and self.whole else None

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
            translation=row.translation, locator=row.locator, question=row.question, evidence_set=row.evidence_set,
            independence_group=row.independence_group, state=row.state, at=row.created_at,
            origin=self.rows.ranks.get(("citation", row.origin_id or 0)), withdrawn_at=row.withdrawn_at,
            version=row.version if self.whole else None,
        )  # fmt: skip

    def note_entry(self, row: Note) -> contents.NoteEntry:
        return contents.NoteEntry(
            id=self.rows.ranks["note", row.pk], thread=self.rows.ranks.get(("note", row.thread_id or 0)),
            author=self.rows.keys[row.author_id], by_author=row.by_author, said_by=row.said_by, text=row.text,
            internal=row.internal,
            resolved_by=self.rows.keys[row.resolved_by_id] if row.resolved_by_id else None, at=row.created_at,
            origin=self.rows.ranks.get(("note", row.origin_id or 0)), withdrawn_at=row.withdrawn_at,
            version=row.version if self.whole else None,
        )  # fmt: skip

    def lineage_entry(self, link: Lineage) -> contents.LineageEntry:
        at = link.created_at if self.whole else None
        return contents.LineageEntry(link.ancestor.serial, link.descendant.serial, link.kind, link.revision.number, at)

    def source_entry(self, source: Source) -> contents.SourceEntry:
        entry = contents.SourceEntry(
            id=self.source_ranks[source.pk], csl=source.csl, title=source.title, kind=source.kind,
            publisher=source.publisher, doi=source.doi, url=source.url, archive_url=source.archive_url,
            reliability=source.reliability, confidential=source.confidential,
        )  # fmt: skip
        if not self.whole:
            return entry
        return replace(
            entry, archive_state=source.archive_state,
            archive_failure=source.archive_failure, archived_at=source.archived_at, file_sha256=source.file_sha256,
            file_content=kept_file(source.file), merged_into=self.source_ranks.get(source.merged_into_id or 0),
        )  # fmt: skip

    def history_item(self, entry: HistoryEntry) -> HistoryItem:
        """An entry; without the right to see all, without hashes, since they depend on what is withheld."""
        item = HistoryItem(
            number=entry.number, at=entry.at, actor=str(entry.actor_key), code=entry.code,
            claim=self.serials.get(entry.claim_id or 0), subject=entry.subject,
            commitment=entry.commitment if self.sees_all else "", hash=entry.hash if self.sees_all else "",
            body=entry.body,
        )  # fmt: skip
        if not self.whole:
            return item
        return replace(
            item, salt=entry.salt if entry.body is not None else None, content=entry.content,
            undoes=self.entries.get(entry.undoes_id or 0),
            citation=self.rows.ranks.get(("citation", entry.citation_id or 0)),
            note=self.rows.ranks.get(("note", entry.note_id or 0)),
        )  # fmt: skip
