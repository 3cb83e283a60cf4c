"""What people did in an imported report: verdicts, settled labels, votes, evidence, readings, the author's answers."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotations.models import (
    Adjudication,
    Assignment,
    AuthorAnswer,
    AuthorLink,
    Ballot,
    Citation,
    Claim,
    Document,
    EditorDecision,
    Note,
    Verdict,
)
from annotations.reports.contents import (
    AdjudicationEntry,
    CitationEntry,
    ClaimEntry,
    NoteEntry,
    PartEntry,
    ReportContents,
    VerdictEntry,
)
from annotations.reports.records import AnswerEntry, AssignmentEntry, AuthorLinkEntry, BallotEntry, VerdictRef
from annotations.services.inserting import insert, insert_in_turn
from annotations.services.report_names import Names, claims_of, maybe, named


@dataclass(frozen=True, slots=True)
class Work:
    """Enters the rows of one document, each kind in the order in which it was entered first."""

    contents: ReportContents
    document: Document
    names: Names

    def enter(self) -> None:
        """Insert every row; what others refer to comes first."""
        self._enter_verdicts()
        self._enter_adjudications()
        insert([self._ballot(claim, one) for entry, claim in self._claims() for one in entry.ballots])
        insert([self._assignment(claim, one) for claim, one in self._assignments()])
        self._enter_citations()
        self._enter_notes()
        self._enter_answers()

    def _claims(self) -> Iterator[tuple[ClaimEntry | PartEntry, Claim]]:
        for entry, _ in claims_of(self.contents):
            yield entry, self.names.claims[entry.id]

    def _enter_verdicts(self) -> None:
        told = [(claim, one) for entry, claim in self._claims() for one in entry.verdicts]
        told.sort(key=lambda pair: pair[1].rank)

        def make(pair: tuple[Claim, VerdictEntry]) -> Verdict:
            claim, entry = pair
            row = self._verdict(claim, entry)
            self.names.verdicts[VerdictRef(claim.serial, entry.reviewer, entry.number)] = row
            return row

        insert_in_turn(
            told, make, needs=lambda pair: (pair[1].confirmed, pair[1].restates),
            name=lambda pair: VerdictRef(pair[0].serial, pair[1].reviewer, pair[1].number),
        )  # fmt: skip

    def _verdict(self, claim: Claim, entry: VerdictEntry) -> Verdict:
        return Verdict(
            document=self.document, claim=claim, reviewer=self.names.person(entry.reviewer), number=entry.number,
            revision=named(self.names.revisions, entry.revision, "revision"), label=entry.label, scale=entry.scale,
            rationale=entry.rationale, tags=list(entry.tags), action=entry.action,
            proposed_wording=entry.proposed_wording, basis=entry.basis, wording=entry.wording, blind=entry.blind,
            override=entry.override, evidence_override=entry.evidence_override, created_at=entry.at,
            confirms=self.names.verdict(entry.confirmed), restates=self.names.verdict(entry.restates),
        )  # fmt: skip

    def _enter_adjudications(self) -> None:
        told = [(claim, one) for entry, claim in self._claims() for one in entry.adjudications]
        told.sort(key=lambda pair: (pair[1].at, pair[1].number))
        rows = insert([self._adjudication(claim, entry) for claim, entry in told])
        through = Adjudication.considered.through
        insert(
            [
                through(adjudication_id=row.pk, verdict_id=seen.pk)
                for row, (claim, entry) in zip(rows, told, strict=True)
                for seen in self._considered(claim, entry)
            ]
        )

    def _adjudication(self, claim: Claim, entry: AdjudicationEntry) -> Adjudication:
        return Adjudication(
            document=self.document, claim=claim, number=entry.number, editor=self.names.person(entry.editor),
            label=entry.label, scale=entry.scale, reason=entry.reason, basis=entry.basis, by_vote=entry.by_vote,
            created_at=entry.at,
        )  # fmt: skip

    def _considered(self, claim: Claim, entry: AdjudicationEntry) -> Iterator[Verdict]:
        for reviewer, number in entry.considered:
            yield named(self.names.verdicts, VerdictRef(claim.serial, reviewer, number), "verdict")

    def _ballot(self, claim: Claim, entry: BallotEntry) -> Ballot:
        return Ballot(
            document=self.document, claim=claim, voter=self.names.person(entry.voter), label=entry.label,
            considered_up_to=named(self.names.verdicts, entry.considered_up_to, "verdict"), scale=entry.scale,
            reason=entry.reason, created_at=entry.at, round=entry.round,
        )  # fmt: skip

    def _assignments(self) -> list[tuple[Claim, AssignmentEntry]]:
        told = [(claim, one) for entry, claim in self._claims() for one in entry.assignments]
        return sorted(told, key=lambda pair: pair[1].at)

    def _assignment(self, claim: Claim, entry: AssignmentEntry) -> Assignment:
        return Assignment(
            document=self.document, claim=claim, reader=self.names.somebody(entry.reader),
            assigned_by=self.names.person(entry.assigned_by), reading=entry.reading, drawn=entry.drawn, due=entry.due,
            started_at=entry.started_at, returned_at=entry.returned_at, done_at=entry.done_at, version=entry.version,
            created_at=entry.at,
        )  # fmt: skip

    def _enter_citations(self) -> None:
        told = [(claim, one) for entry, claim in self._claims() for one in entry.citations]
        told.sort(key=lambda pair: pair[1].id)

        def make(pair: tuple[Claim, CitationEntry]) -> Citation:
            row = self.names.citations[pair[1].id] = self._citation(*pair)
            return row

        insert_in_turn(told, make, needs=lambda pair: (pair[1].origin,), name=lambda pair: pair[1].id)

    def _citation(self, claim: Claim, entry: CitationEntry) -> Citation:
        return Citation(
            document=self.document, claim=claim, source=named(self.names.sources, entry.source, "source"),
            added_by=self.names.person(entry.added_by), by_author=entry.by_author, stance=entry.stance,
            quote=entry.quote, translation=entry.translation, locator=entry.locator, question=entry.question,
            evidence_set=entry.evidence_set, independence_group=entry.independence_group, state=entry.state,
            withdrawn_at=entry.withdrawn_at, origin=maybe(self.names.citations, entry.origin, "citation"),
            version=entry.version or 1, created_at=entry.at,
        )  # fmt: skip

    def _enter_notes(self) -> None:
        told: list[tuple[Claim | None, NoteEntry]] = [(None, one) for one in self.contents.document_notes]
        told += [(claim, one) for entry, claim in self._claims() for one in entry.notes]
        told.sort(key=lambda pair: pair[1].id)

        def make(pair: tuple[Claim | None, NoteEntry]) -> Note:
            row = self.names.notes[pair[1].id] = self._note(*pair)
            return row

        insert_in_turn(told, make, needs=lambda pair: (pair[1].thread, pair[1].origin), name=lambda pair: pair[1].id)

    def _note(self, claim: Claim | None, entry: NoteEntry) -> Note:
        return Note(
            document=self.document, claim=claim, thread=maybe(self.names.notes, entry.thread, "note"),
            author=self.names.person(entry.author), by_author=entry.by_author, said_by=entry.said_by, text=entry.text,
            internal=entry.internal, resolved_by=self.names.somebody(entry.resolved_by),
            origin=maybe(self.names.notes, entry.origin, "note"), withdrawn_at=entry.withdrawn_at,
            version=entry.version or 1, created_at=entry.at,
        )  # fmt: skip

    def _enter_answers(self) -> None:
        """Links get keys of their own: what was sent out opens nothing here."""
        rows = insert([self._link(entry) for entry in self.contents.author_links])
        self.names.links = {entry.id: row for entry, row in zip(self.contents.author_links, rows, strict=True)}
        told = [
            (self.names.verdicts[VerdictRef(entry.id, verdict.reviewer, verdict.number)], answer)
            for entry, _ in self._claims()
            for verdict in entry.verdicts
            for answer in verdict.answers
        ]
        answers = insert([self._answer(verdict, entry) for verdict, entry in told])
        insert(
            [
                EditorDecision(
                    document=self.document, answer=answer, editor=self.names.person(one.editor), upheld=one.upheld,
                    reason=one.reason, created_at=one.at,
                )
                for answer, (_, entry) in zip(answers, told, strict=True)
                for one in entry.decisions
            ]
        )  # fmt: skip

    def _link(self, entry: AuthorLinkEntry) -> AuthorLink:
        return AuthorLink(
            document=self.document, name=entry.name, made_by=self.names.person(entry.made_by),
            expires_at=entry.expires_at, revoked_at=entry.revoked_at, created_at=entry.at,
        )  # fmt: skip

    def _answer(self, verdict: Verdict, entry: AnswerEntry) -> AuthorAnswer:
        return AuthorAnswer(
            document=self.document, verdict=verdict, number=entry.number, answer=entry.answer, wording=entry.wording,
            reason=entry.reason, by_key=named(self.names.links, entry.link, "link"), created_at=entry.at,
        )  # fmt: skip
