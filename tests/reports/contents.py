"""Report contents for the tests: `make_*` with sensible defaults, and three documents: empty, small, nasty."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from annotations.reports.contents import (
    AdjudicationEntry,
    CitationEntry,
    ClaimEntry,
    DocumentEntry,
    LineageEntry,
    NoteEntry,
    PartEntry,
    PersonEntry,
    ReportContents,
    RevisionEntry,
    SourceEntry,
    VerdictEntry,
)
from annotations.reports.published import AgreementEntry, CorrectionEntry, PublisherEntry
from annotations.reports.records import (
    AnswerEntry,
    AssignmentEntry,
    AuthorLinkEntry,
    BallotEntry,
    DecisionEntry,
    HistoryItem,
    OverrideEntry,
    PlaceEntry,
    ProjectEntry,
    SignOffEntry,
    VerdictRef,
)
from annotations.scales import STANDARD

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def make_person(**changes: Any) -> PersonEntry:
    return replace(PersonEntry(key="p-1", initials="AK", name="Asta Kern", role="reviewer"), **changes)


def make_source(**changes: Any) -> SourceEntry:
    source = SourceEntry(
        id=1,
        csl={"type": "report", "id": "1", "title": "Harbour statistics 2024"},
        title="Harbour statistics 2024",
        kind="primary",
        publisher="Port Office",
        doi="",
        url="https://port.example/statistics?year=2024&table=3",
        archive_url="",
        reliability="strong",
    )
    return replace(source, **changes)


def make_verdict(**changes: Any) -> VerdictEntry:
    verdict = VerdictEntry(
        reviewer="p-1",
        number=1,
        revision=1,
        label="supported",
        scale="standard-1",
        rationale="The yearbook gives the same figure.",
        tags=(),
        action="none",
        proposed_wording="",
        blind=True,
        override=False,
        current=True,
        basis=digest("basis"),
        wording=digest("wording"),
        at=NOON,
        rank=1,
    )
    return replace(verdict, **changes)


def make_adjudication(**changes: Any) -> AdjudicationEntry:
    adjudication = AdjudicationEntry(
        editor="p-3",
        number=1,
        label="mostly-refuted",
        scale="standard-1",
        reason="The later table counts.",
        considered=(("p-1", 1), ("p-2", 1)),
        by_vote=False,
        stands=True,
        basis=digest("basis"),
        at=NOON + timedelta(days=1),
    )
    return replace(adjudication, **changes)


def make_citation(**changes: Any) -> CitationEntry:
    citation = CitationEntry(
        id=1,
        source=1,
        added_by="p-1",
        by_author=False,
        stance="supports",
        quote="4.1 million tonnes",
        locator="p. 12",
        question="How much was handled in 2024?",
        evidence_set=1,
        independence_group="",
        state="says-so",
        at=NOON,
    )
    return replace(citation, **changes)


def make_note(**changes: Any) -> NoteEntry:
    note = NoteEntry(
        id=1, thread=None, author="p-2", by_author=False, said_by="", text="Ask for the 2025 table.", internal=False,
        resolved_by=None, at=NOON,
    )  # fmt: skip
    return replace(note, **changes)


def make_claim(**changes: Any) -> ClaimEntry:
    claim = ClaimEntry(
        id=1,
        number="1",
        start=0,
        end=0,
        page=None,
        kind="sentence",
        rule="full-stop",
        doubtful=False,
        suggested_label="",
        text="",
        label=None,
        disagreement=False,
        basis=digest("basis"),
    )
    return replace(claim, **changes)


def make_part(**changes: Any) -> PartEntry:
    part = PartEntry(
        id=20, wording="The harbour has a grain terminal.", spans=((0, 5),), label=None, disagreement=False,
        basis=digest("part"),
    )  # fmt: skip
    return replace(part, **changes)


def make_document(**changes: Any) -> DocumentEntry:
    document = DocumentEntry(
        title="The harbour grows",
        author="M. Writer",
        publisher="The Weekly",
        url="https://weekly.example/harbour",
        language="en",
        as_of=date(2026, 11, 1),
        deadline=NOON + timedelta(days=9, hours=5),
        project="Desk",
    )
    return replace(document, **changes)


def make_revision(**changes: Any) -> RevisionEntry:
    text = changes.get("text", "")
    revision = RevisionEntry(
        number=1,
        text=text,
        sha256=digest(text),
        imported_by="p-3",
        imported_at=NOON - timedelta(days=1),
        segmenter="1",
        warnings=(),
        original_name="harbour.txt",
        original_media_type="text/plain",
        original_size=len(text.encode("utf-8", "surrogatepass")),
        original_sha256=digest(text),
    )
    return replace(revision, **changes)


def make_contents(**changes: Any) -> ReportContents:
    contents = ReportContents(
        profile="complete",
        document=make_document(),
        scale=STANDARD,
        revision=make_revision(),
        people=(),
        sources=(),
        claims=(),
    )
    return replace(contents, **changes)


def placed(text: str, claims: list[ClaimEntry]) -> tuple[ClaimEntry, ...]:
    """Give each claim its offsets: where its text next occurs."""
    end = 0
    found = []
    for claim in claims:
        start = text.index(claim.text, end)
        end = start + len(claim.text)
        found.append(replace(claim, start=start, end=end))
    return tuple(found)


EMPTY = make_contents(revision=make_revision(imported_by="nobody"))

SMALL_TEXT = """The harbour grows

In 2024 the port handled 4.1 million tonnes. It is the largest on the coast and has a grain terminal.
* * *
Nobody will ever build a second one. Traffic doubled in ten years.

- The quay was finished in 1911.

The mayor opened it. The old pier was torn down in spring."""

PEOPLE = (
    make_person(),
    make_person(key="p-2", initials="MR", name="Mo Rossi"),
    make_person(key="p-3", initials="ED", name="Eda Dahl", role="editor"),
)

SOURCES = (
    make_source(
        csl={
            "type": "report",
            "id": "1",
            "title": "Harbour statistics 2024",
            "author": [{"literal": "Port Office"}, {"family": "Lind", "given": "Eva"}],
            "issued": {"date-parts": [[2025, 3]]},
            "accessed": {"date-parts": [[2026, 11, 20]]},
        },
        doi="10.1000/harbour.2024",
        archive_url="https://archive.example/2026/port",
    ),
    make_source(
        id=2, csl={"type": "webpage", "id": "2"}, title="Ten years of cranes", kind="tertiary", publisher="",
        url="http://cranes.example/", reliability="weak",
    ),
)  # fmt: skip


def _heading() -> ClaimEntry:
    return make_claim(
        id=1, number="1", kind="heading", rule="line", text="The harbour grows", suggested_label="not-a-claim"
    )


def _supported() -> ClaimEntry:
    return make_claim(
        id=2,
        number="2",
        text="In 2024 the port handled 4.1 million tonnes.",
        label="supported",
        verdicts=(
            make_verdict(label="unverified", rationale="Not found yet.", current=False),
            make_verdict(
                number=2,
                at=NOON + timedelta(hours=2),
                blind=False,
                restates=VerdictRef(2, "p-1", 1),
                evidence_override="The *only* table there is.\nAsked twice.",
            ),
        ),
        places=(
            PlaceEntry(
                revision=1,
                start=19,
                end=62,
                gap="\n\n",
                number=2,
                suffix="",
                kind="sentence",
                rule="full-stop",
                doubtful=False,
                suggested_label="",
                page=1,
                opened_at=NOON - timedelta(days=1),
                closed_at=None,
            ),
        ),
        assignments=(
            AssignmentEntry(
                reader="p-2",
                assigned_by="p-3",
                reading=2,
                drawn="hand",
                due=NOON + timedelta(days=3),
                started_at=None,
                returned_at=None,
                done_at=None,
                version=1,
                at=NOON,
            ),
        ),
        citations=(
            make_citation(),
            make_citation(id=2, quote="withdrawn quotation", withdrawn_at=NOON + timedelta(hours=1)),
        ),
        notes=(
            make_note(id=1),
            make_note(id=2, thread=1, author="p-1", text="Asked on Friday."),
            make_note(id=3, text="This one is done.", resolved_by="p-1"),
        ),
    )


def _with_parts() -> ClaimEntry:
    largest = make_part(
        wording="The harbour is the largest on the coast.",
        spans=((0, 33),),
        label="refuted",
        verdicts=(make_verdict(label="refuted", rationale="Southport handles more.", tags=("exaggerated",)),),
    )
    terminal = make_part(id=21, spans=((0, 2), (38, 58)))
    return make_claim(
        id=3, number="3", text="It is the largest on the coast and has a grain terminal.", parts=(largest, terminal)
    )


def _disagreement() -> ClaimEntry:
    second = make_verdict(reviewer="p-2", label="opinion", rationale="A judgement about the future.", blind=False)
    return make_claim(
        id=5,
        number="4",
        text="Nobody will ever build a second one.",
        disagreement=True,
        verdicts=(make_verdict(label="prediction", rationale="Says what will happen."), second),
    )


def _settled() -> ClaimEntry:
    first = make_verdict(
        label="refuted",
        rationale="It rose by 38 per cent.\n\nThe table has all ten years.",
        tags=("wrong-number", "exaggerated"),
        action="must",
        proposed_wording="Traffic rose by more than a third in ten years.",
        answers=(
            AnswerEntry(
                number=1,
                answer="otherwise",
                wording="Traffic rose by a third.",
                reason="Shorter.",
                link=1,
                at=NOON,
                decisions=(DecisionEntry("p-3", upheld=False, reason="It will do.", at=NOON),),
            ),
        ),
    )
    second = make_verdict(reviewer="p-2", label="mixed", rationale="Doubled for containers only.", action="should")
    return make_claim(
        id=6,
        number="5",
        page=2,
        text="Traffic doubled in ten years.",
        label="mostly-refuted",
        disagreement=True,
        verdicts=(first, second),
        adjudications=(make_adjudication(),),
        ballots=(BallotEntry("p-2", VerdictRef(6, "p-1", 1), "mixed", "standard-1", "Both count.", NOON, 1),),
        citations=(
            make_citation(
                id=3, stance="refutes", quote="an increase of 38 per cent", translation="ein Zuwachs von 38 Prozent",
                question="",
            ),
            make_citation(
                id=4, source=2, added_by="p-2", by_author=True, stance="context", quote="", locator="", question="",
                evidence_set=None, independence_group="port press office", state="not-yet-read",
            ),
        ),
    )  # fmt: skip


def _stale() -> ClaimEntry:
    return make_claim(
        id=7,
        number="6",
        kind="list-item",
        text="- The quay was finished in 1911.",
        verdicts=(
            make_verdict(current=False, revision=1, rationale="So the plaque says."),
            make_verdict(reviewer="p-2", number=1, rationale="Taken back at once.", current=False),
            make_verdict(reviewer="p-2", number=2, label="", rationale="", current=False),
        ),
        notes=(
            make_note(id=4, text="Keep out of print.", internal=True),
            make_note(
                id=6, author="p-3", by_author=True, said_by="M. Writer", text="From the *old* guide?", internal=True
            ),
            make_note(id=7, author="p-3", by_author=True, text="Nameless in the file.", internal=True),
        ),
    )


def _merged() -> ClaimEntry:
    return make_claim(
        id=10, number="7", text="The mayor opened it.", label="common-knowledge",
        verdicts=(make_verdict(label="common-knowledge", rationale="", scale="newsroom-1"),),
        lineage=(LineageEntry(8, 10, "merged", 1), LineageEntry(9, 10, "merged", 1)),
        adjudications=(make_adjudication(label="", reason="New papers came in.", considered=(), stands=False),),
    )  # fmt: skip


def _retired() -> tuple[ClaimEntry, ...]:
    said = make_claim(
        id=8, number="7", start=234, end=243, text="The mayor", retired=True,
        verdicts=(make_verdict(label="too-vague", rationale="Which mayor?", current=False),),
    )  # fmt: skip
    silent = make_claim(id=9, number="7a", start=244, end=254, text="opened it.", retired=True)
    return (said, silent)


HISTORY = (
    HistoryItem(1, NOON, "p-3", "document.imported", None, "", digest("c1"), digest("h1"), {"claims": 9}),
    HistoryItem(2, NOON, "p-1", "verdict.recorded", 2, "verdict 1", digest("c2"), digest("h2"), None),
)

SIGNOFFS = (
    SignOffEntry(
        revision=1, number=1, editor="p-3", at=NOON + timedelta(days=2), content_hash=digest("signed"), valid=False,
        voided_by="p-1", voided_at=NOON + timedelta(days=3), entry=2,
        overrides=(OverrideEntry("four_eyes", "2, 5", "No *second* reader on Friday."),),
    ),
    SignOffEntry(
        revision=1, number=2, editor="p-3", at=NOON + timedelta(days=4), content_hash=digest("signed again"),
        valid=True, entry=2,
    ),
)  # fmt: skip

SMALL = make_contents(
    revision=make_revision(text=SMALL_TEXT, warnings=("Line ends were mixed.",)),
    people=PEOPLE,
    sources=SOURCES,
    claims=placed(
        SMALL_TEXT,
        [
            _heading(),
            _supported(),
            _with_parts(),
            make_claim(id=4, number="", kind="separator", rule="line", text="* * *"),
            _disagreement(),
            _settled(),
            _stale(),
            _merged(),
            make_claim(id=11, number="8", text="The old pier was torn down in spring."),
        ],
    ),
    retired_claims=_retired(),
    document_notes=(make_note(id=5, author="p-3", text="Who is the author?"),),
    history=HISTORY,
    signoffs=SIGNOFFS,
    room=ProjectEntry("desk", "Desk", "Read twice.", {"blind": True}),
    earlier_revisions=(make_revision(number=2, text="Before.", original_content="QmVmb3JlLg=="),),
    author_links=(AuthorLinkEntry(1, "M. Writer", "p-3", NOON + timedelta(days=30), None, NOON),),
    publisher=PublisherEntry("The Desk", "https://desk.example/", "https://desk.example/corrections"),
    public_url="https://desk.example/r/Qk3v/",
    corrections=(
        CorrectionEntry(
            2, 2, "refuted", "supported", "standard-1", "A figure.", "New data.", "", date(2026, 11, 20), NOON
        ),
    ),
    agreement=(AgreementEntry("Krippendorff’s alpha", 0.5, 12, 0.25, 0.75, "Fewer than 30 claims."),),
)
