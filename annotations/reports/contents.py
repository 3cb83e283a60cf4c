"""All that a report writer may see: frozen, in reading order, without database ids.

Offsets are Unicode code points of the revision's text, end exclusive. Times are UTC. People are named by the
`key` of the people list; claims by their serial. Whoever fills these in has already left out what the reader of
the report may not see, so a writer prints what it gets. What only the lossless report needs stands at the end of
each entry, or in `records.py`, and is empty in the contents of every other one.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from annotations.reports.published import AgreementEntry, CorrectionEntry, PublisherEntry
from annotations.reports.records import (
    AnswerEntry,
    AssignmentEntry,
    AuthorLinkEntry,
    BallotEntry,
    HistoryItem,
    PlaceEntry,
    ProjectEntry,
    SignOffEntry,
    VerdictRef,
)
from annotations.scales import Scale


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """Somebody named in the report."""

    key: str
    initials: str
    name: str
    role: str
    pseudonym: str = ""
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source of the project that the report cites; `id` counts from 1 in order of first citation.

    `file_content` is the file that lies with it, in Base64. One that was merged into another names that one.
    """

    id: int
    csl: dict[str, Any]
    title: str
    kind: str
    publisher: str
    doi: str
    url: str
    archive_url: str
    reliability: str
    confidential: bool = False
    archive_state: str = ""
    archive_failure: str = ""
    archived_at: datetime | None = None
    file_sha256: str = ""
    file_content: str | None = None
    merged_into: int | None = None


@dataclass(frozen=True, slots=True)
class VerdictEntry:
    """One verdict row. `label` is '' when the reviewer withdrew; `current` says whether it counts now.

    `rank` counts the document's verdicts in order of creation; `confirmed` is the row of which `confirms` is the
    number, `restates` the one whose words an undo or a redo brought back.
    """

    reviewer: str
    number: int
    revision: int
    label: str
    scale: str
    rationale: str
    tags: tuple[str, ...]
    action: str
    proposed_wording: str
    blind: bool
    override: bool
    current: bool
    basis: str
    wording: str
    at: datetime
    confirms: int | None = None
    evidence_override: str = ""
    rank: int = 0
    confirmed: VerdictRef | None = None
    restates: VerdictRef | None = None
    answers: tuple[AnswerEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class AdjudicationEntry:
    """An editor's settled label. `label` is '' when the case was reopened."""

    editor: str
    number: int
    label: str
    scale: str
    reason: str
    considered: tuple[tuple[str, int], ...]
    by_vote: bool
    stands: bool
    basis: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CitationEntry:
    """A source used on a claim; `id` is its rank in creation order within the document.

    With `by_author` it came with the text; `added_by` is then who last said something of it, at first the importer.
    """

    id: int
    source: int
    added_by: str
    by_author: bool
    stance: str
    quote: str
    locator: str
    question: str
    evidence_set: int | None
    independence_group: str
    state: str
    at: datetime
    origin: int | None = None
    withdrawn_at: datetime | None = None
    version: int | None = None
    translation: str = ""


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A remark; `thread` is the id of the note it answers, None for the first of a thread.

    With `by_author` it came with the text, as a comment in the author's file: `said_by` is the name that it bears
    there, which may be empty, and `author` who imported it.
    """

    id: int
    thread: int | None
    author: str
    by_author: bool
    said_by: str
    text: str
    internal: bool
    resolved_by: str | None
    at: datetime
    origin: int | None = None
    withdrawn_at: datetime | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class LineageEntry:
    """How a claim came from another."""

    ancestor: int
    descendant: int
    kind: str
    revision: int
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A claim where it stands in the revision. `id` is its serial in the document, `number` what readers see.

    `label`: the adjudicated one, else the common current label of all who have one, else None; then
    `disagreement` says whether two current verdicts differ. `page` is that of the original, None where it has none.
    `places` are all places it ever had, the last one that of `start` and `end`.
    """

    id: int
    number: str
    start: int
    end: int
    page: int | None
    kind: str
    rule: str
    doubtful: bool
    suggested_label: str
    text: str
    label: str | None
    disagreement: bool
    basis: str
    parts: tuple["PartEntry", ...] = ()
    verdicts: tuple[VerdictEntry, ...] = ()
    adjudications: tuple[AdjudicationEntry, ...] = ()
    citations: tuple[CitationEntry, ...] = ()
    notes: tuple[NoteEntry, ...] = ()
    lineage: tuple[LineageEntry, ...] = ()
    retired: bool = False
    retired_at: datetime | None = None
    version: int | None = None
    places: tuple[PlaceEntry, ...] = ()
    ballots: tuple[BallotEntry, ...] = ()
    assignments: tuple[AssignmentEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class PartEntry:
    """An atomic claim inside a claim: own wording, the spans it comes from, own verdicts."""

    id: int
    wording: str
    spans: tuple[tuple[int, int], ...]
    label: str | None
    disagreement: bool
    basis: str
    verdicts: tuple[VerdictEntry, ...] = ()
    adjudications: tuple[AdjudicationEntry, ...] = ()
    citations: tuple[CitationEntry, ...] = ()
    notes: tuple[NoteEntry, ...] = ()
    retired: bool = False
    central: bool = False
    retired_at: datetime | None = None
    version: int | None = None
    lineage: tuple[LineageEntry, ...] = ()
    ballots: tuple[BallotEntry, ...] = ()
    assignments: tuple[AssignmentEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """What the document says of itself."""

    title: str
    author: str
    publisher: str
    url: str
    language: str
    as_of: date | None
    deadline: datetime | None
    project: str
    version: int | None = None
    next_serial: int | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RevisionEntry:
    """A text of the document. `sha256` is that of the UTF-8 text; `original_sha256` of the file as it came in.

    `original_content` is that file in Base64, None where it is not part of the report.
    """

    number: int
    text: str
    sha256: str
    imported_by: str
    imported_at: datetime
    segmenter: str
    warnings: tuple[str, ...]
    original_name: str
    original_media_type: str
    original_size: int
    original_sha256: str
    original_url: str = ""
    original_fetched_at: datetime | None = None
    original_content: str | None = None


@dataclass(frozen=True, slots=True)
class ReportContents:
    """A document's check at one moment, for one kind of reader.

    `profile` is "complete" (made with the right to see everything), "mine" (what one reviewer may see; the report says
    so on its face) or "public". `public_url` ends with a slash, '' where nothing is published. `claims` are the live
    ones in reading order; `retired_claims` were split, merged or deleted and keep what was attached to them.
    """

    profile: str
    document: DocumentEntry
    scale: Scale
    revision: RevisionEntry
    people: tuple[PersonEntry, ...]
    sources: tuple[SourceEntry, ...]
    claims: tuple[ClaimEntry, ...]
    retired_claims: tuple[ClaimEntry, ...] = ()
    document_notes: tuple[NoteEntry, ...] = ()
    history: tuple[HistoryItem, ...] = ()
    left_out: tuple[str, ...] = field(default=())
    signoffs: tuple[SignOffEntry, ...] = ()
    room: ProjectEntry | None = None
    earlier_revisions: tuple[RevisionEntry, ...] = ()
    author_links: tuple[AuthorLinkEntry, ...] = ()
    publisher: PublisherEntry | None = None
    public_url: str = ""
    corrections: tuple[CorrectionEntry, ...] = ()
    agreement: tuple[AgreementEntry, ...] = ()
