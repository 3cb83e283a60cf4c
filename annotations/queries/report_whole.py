"""The rows that only the lossless report holds, and their entries: with the right to see all, never without."""

import base64
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from django.conf import settings

from annotations.models import (
    Assignment,
    AuthorAnswer,
    AuthorLink,
    Ballot,
    Document,
    EditorDecision,
    Placement,
    Project,
    Revision,
    Verdict,
)
from annotations.reports import records

Row = TypeVar("Row", Ballot, Assignment)


@dataclass(frozen=True, slots=True)
class Whole:
    """The rows beyond what is printed, each kind in order; by claim, answers by verdict."""

    revisions: list[Revision] = field(default_factory=list)
    ballots: Mapping[int, list[Ballot]] = field(default_factory=dict)
    assignments: Mapping[int, list[Assignment]] = field(default_factory=dict)
    links: list[AuthorLink] = field(default_factory=list)
    answers: Mapping[int, list[AuthorAnswer]] = field(default_factory=dict)

    @property
    def people(self) -> set[int]:
        """The ids of everybody whom these rows name."""
        found = {row.imported_by_id for row in self.revisions} | {row.made_by_id for row in self.links}
        found |= {row.voter_id for rows in self.ballots.values() for row in rows}
        for rows in self.assignments.values():
            found |= {row.assigned_by_id for row in rows} | {row.reader_id for row in rows if row.reader_id}
        answers = (answer for rows in self.answers.values() for answer in rows)
        return found | {decision.editor_id for answer in answers for decision in answer.decisions.all()}


def whole_rows(document: Document) -> Whole:
    """Return the rows of a document that only its lossless report holds (6 queries)."""
    revisions = Revision.objects.filter(document=document).exclude(pk=document.current_id or 0)
    ballots = Ballot.objects.filter(document=document).select_related("considered_up_to__claim").order_by("pk")
    # A reading that waited is given out under a new time: ids say nothing of their order.
    assignments = Assignment.objects.filter(document=document).order_by("created_at", "reading", "pk")
    answers: dict[int, list[AuthorAnswer]] = defaultdict(list)
    rows = AuthorAnswer.objects.filter(document=document).prefetch_related("decisions").order_by("number")
    for answer in rows:
        answers[answer.verdict_id].append(answer)
    return Whole(
        revisions=list(revisions.select_related("original").order_by("number")),
        ballots=_by_claim(ballots),
        assignments=_by_claim(assignments),
        links=list(AuthorLink.objects.filter(document=document).order_by("pk")),
        answers=answers,
    )


def _by_claim(rows: Iterable[Row]) -> dict[int, list[Row]]:
    grouped: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row.claim_id].append(row)
    return grouped


def kept_file(name: str) -> str | None:
    """Return a file of the data folder in Base64, None if it is not there."""
    path = Path(settings.ORIGINALS_DIR) / name
    return base64.b64encode(path.read_bytes()).decode() if name and path.is_file() else None


def room_entry(project: Project) -> records.ProjectEntry:
    """Return the project with its policy as it is stored."""
    return records.ProjectEntry(project.slug, project.name, project.guidelines, dict(project.policy))


class WholeEntries:
    """Turns these rows into entries; `keys` names people by id, `serials` claims."""

    def __init__(self, whole: Whole, keys: Mapping[int, str], serials: Mapping[int, int]) -> None:
        self.whole = whole
        self.keys = keys
        self.serials = serials
        self.link_ranks = {link.pk: rank for rank, link in enumerate(whole.links, 1)}

    def ref(self, verdict: Verdict) -> records.VerdictRef:
        return records.VerdictRef(self.serials[verdict.claim_id], self.keys[verdict.reviewer_id], verdict.number)

    def ballots(self, claim: int) -> tuple[records.BallotEntry, ...]:
        return tuple(
            records.BallotEntry(
                voter=self.keys[row.voter_id], considered_up_to=self.ref(row.considered_up_to), label=row.label,
                scale=row.scale, reason=row.reason, at=row.created_at, round=row.round,
            )
            for row in self.whole.ballots.get(claim, ())
        )  # fmt: skip

    def assignments(self, claim: int) -> tuple[records.AssignmentEntry, ...]:
        return tuple(
            records.AssignmentEntry(
                reader=self.keys[row.reader_id] if row.reader_id else None, assigned_by=self.keys[row.assigned_by_id],
                reading=row.reading, drawn=row.drawn, due=row.due, started_at=row.started_at,
                returned_at=row.returned_at, done_at=row.done_at, version=row.version, at=row.created_at,
            )
            for row in self.whole.assignments.get(claim, ())
        )  # fmt: skip

    def links(self) -> tuple[records.AuthorLinkEntry, ...]:
        return tuple(
            records.AuthorLinkEntry(
                id=self.link_ranks[row.pk], name=row.name, made_by=self.keys[row.made_by_id],
                expires_at=row.expires_at, revoked_at=row.revoked_at, at=row.created_at,
            )
            for row in self.whole.links
        )  # fmt: skip

    def answers(self, verdict: int) -> tuple[records.AnswerEntry, ...]:
        return tuple(
            records.AnswerEntry(
                number=row.number, answer=row.answer, wording=row.wording, reason=row.reason,
                link=self.link_ranks[row.by_key_id], at=row.created_at,
                decisions=tuple(self._decision(one) for one in sorted(row.decisions.all(), key=lambda one: one.pk)),
            )
            for row in self.whole.answers.get(verdict, ())
        )  # fmt: skip

    def _decision(self, row: EditorDecision) -> records.DecisionEntry:
        return records.DecisionEntry(self.keys[row.editor_id], row.upheld, row.reason, row.created_at)


def place_entry(place: Placement, revisions: Mapping[int, int]) -> records.PlaceEntry:
    """Return a placement, its revision by number."""
    return records.PlaceEntry(
        revision=revisions[place.revision_id], start=place.start, end=place.end, gap=place.gap, number=place.number,
        suffix=place.suffix, kind=place.kind, rule=place.rule, doubtful=place.doubtful,
        suggested_label=place.suggested_label, page=place.page, opened_at=place.created_at, closed_at=place.closed_at,
    )  # fmt: skip
