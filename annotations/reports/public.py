"""The public profile: what is on the allow-list is copied, all else is left behind.

Every entry is written anew from named fields, so that a field that is added to the contents later stays inside until
somebody puts it here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from annotations.reports.contents import (
    AdjudicationEntry,
    CitationEntry,
    ClaimEntry,
    DocumentEntry,
    NoteEntry,
    PartEntry,
    ReportContents,
    RevisionEntry,
    SourceEntry,
    VerdictEntry,
)
from annotations.reports.public_people import named_people
from annotations.reports.public_records import public_record
from annotations.reports.records import SignOffEntry

PUBLIC = "public"

_MENTION = re.compile(r"@\[[^\]\s]*\]")


def public(contents: ReportContents, names: str) -> ReportContents:
    """Return what of complete contents may be read by everybody; people are named by `names`: "roles" or "initials".

    Kept are the text, each claim's settled label with its reason or else the current rationales that carry the label,
    standing citations of sources that are not confidential, open public notes, the sign-off that holds, publisher and
    corrections. Pure: the same contents always give the same result.
    """
    people = named_people(contents, names)
    open_sources = {source.id for source in contents.sources if not source.confidential}
    claims = [claim for claim in contents.claims if not claim.retired]
    cited = [one for claim in claims for one in _citations(claim)]
    wanted = dict.fromkeys(one.source for one in cited if one.withdrawn_at is None and one.source in open_sources)
    view = _View({key: person.key for key, person in people.items()}, {old: new for new, old in enumerate(wanted, 1)})
    named = view.people
    kept = tuple(view.claim(claim) for claim in claims)
    notes = view.notes(contents.document_notes)
    signoffs = tuple(view.signoff(entry) for entry in contents.signoffs if entry.valid)
    return ReportContents(
        profile=PUBLIC, document=_document(contents.document), scale=contents.scale,
        revision=_revision(contents.revision),
        people=tuple(person for key, person in people.items() if named[key] in view.used),
        sources=tuple(_source(source, view.sources[source.id]) for source in _chosen(contents.sources, wanted)),
        claims=kept, document_notes=notes, signoffs=signoffs, publisher=contents.publisher,
        public_url=contents.public_url, corrections=contents.corrections,
    )  # fmt: skip


def _live(claim: ClaimEntry) -> tuple[PartEntry, ...]:
    return tuple(part for part in claim.parts if not part.retired)


def _citations(claim: ClaimEntry) -> tuple[CitationEntry, ...]:
    return (*claim.citations, *(one for part in _live(claim) for one in part.citations))


def _chosen(sources: Iterable[SourceEntry], wanted: Mapping[int, None]) -> list[SourceEntry]:
    known = {source.id: source for source in sources}
    return [known[one] for one in wanted]


def _document(entry: DocumentEntry) -> DocumentEntry:
    return DocumentEntry(
        title=entry.title, author=entry.author, publisher=entry.publisher, url=entry.url, language=entry.language,
        as_of=entry.as_of, deadline=None, project=entry.project,
    )  # fmt: skip


def _revision(entry: RevisionEntry) -> RevisionEntry:
    """The text and its hash; not who imported it, nor the file it came in."""
    return RevisionEntry(
        number=entry.number, text=entry.text, sha256=entry.sha256, imported_by="", imported_at=entry.imported_at,
        segmenter="", warnings=(), original_name="", original_media_type="", original_size=0, original_sha256="",
    )  # fmt: skip


def _source(entry: SourceEntry, rank: int) -> SourceEntry:
    return SourceEntry(
        id=rank, csl=public_record(entry.csl), title=entry.title, kind=entry.kind, publisher=entry.publisher,
        doi=entry.doi, url=entry.url, archive_url=entry.archive_url, reliability=entry.reliability,
    )  # fmt: skip


@dataclass(slots=True)
class _View:
    """The names by which the public knows people, and the numbers by which it knows sources."""

    people: Mapping[str, str]
    sources: Mapping[int, int]
    used: set[str]
    citations: int

    def __init__(self, people: Mapping[str, str], sources: Mapping[int, int]) -> None:
        self.people, self.sources, self.used, self.citations = people, sources, set(), 0

    def who(self, key: str) -> str:
        named = self.people.get(key, "")
        self.used.add(named)
        return named

    def claim(self, entry: ClaimEntry) -> ClaimEntry:
        return ClaimEntry(
            id=entry.id, number=entry.number, start=entry.start, end=entry.end, page=entry.page, kind=entry.kind,
            rule="", doubtful=False, suggested_label="", text=entry.text, basis="", **self.held(entry),
            parts=tuple(self.part(part) for part in _live(entry)),
        )  # fmt: skip

    def part(self, entry: PartEntry) -> PartEntry:
        return PartEntry(
            id=entry.id, wording=entry.wording, spans=entry.spans, basis="", central=entry.central, **self.held(entry)
        )

    def held(self, entry: ClaimEntry | PartEntry) -> dict[str, Any]:
        """The label and what it rests on: the settlement that stands, else the verdicts that have this label."""
        settled = [one for one in entry.adjudications if one.stands and one.label and one.label == entry.label]
        verdicts = [one for one in entry.verdicts if one.current and one.label and one.label == entry.label]
        return {
            "label": entry.label,
            "disagreement": entry.disagreement,
            "adjudications": tuple(self.settlement(one) for one in settled[-1:]),
            "verdicts": () if settled else tuple(self.verdict(one) for one in verdicts),
            "citations": tuple(self.citation(one) for one in entry.citations if self.stands(one)),
            "notes": self.notes(entry.notes),
        }

    def settlement(self, one: AdjudicationEntry) -> AdjudicationEntry:
        return AdjudicationEntry(
            editor=self.who(one.editor), number=1, label=one.label, scale=one.scale, reason=one.reason, considered=(),
            by_vote=one.by_vote, stands=True, basis="", at=one.at,
        )  # fmt: skip

    def verdict(self, one: VerdictEntry) -> VerdictEntry:
        return VerdictEntry(
            reviewer=self.who(one.reviewer), number=1, revision=one.revision, label=one.label, scale=one.scale,
            rationale=one.rationale, tags=one.tags, action="none", proposed_wording="", blind=False, override=False,
            current=True, basis="", wording="", at=one.at,
        )  # fmt: skip

    def stands(self, one: CitationEntry) -> bool:
        return one.withdrawn_at is None and one.source in self.sources

    def citation(self, one: CitationEntry) -> CitationEntry:
        self.citations += 1
        return CitationEntry(
            id=self.citations, source=self.sources[one.source], added_by=self.who(one.added_by),
            by_author=one.by_author, stance=one.stance, quote=one.quote, locator=one.locator, question=one.question,
            evidence_set=one.evidence_set, independence_group="", state=one.state, at=one.at,
            translation=one.translation,
        )  # fmt: skip

    def notes(self, entries: Iterable[NoteEntry]) -> tuple[NoteEntry, ...]:
        """The open threads that were begun in public by the desk, with their public answers."""
        said = [one for one in entries if not (one.internal or one.by_author or one.withdrawn_at)]
        threads = {one.id: rank for rank, one in enumerate(said, 1) if one.thread is None and one.resolved_by is None}
        return tuple(
            replace(self.note(one, rank), thread=None if one.thread is None else threads[one.thread])
            for rank, one in enumerate(said, 1)
            if (one.id if one.thread is None else one.thread) in threads
        )

    def note(self, one: NoteEntry, rank: int) -> NoteEntry:
        return NoteEntry(
            id=rank, thread=None, author=self.who(one.author), by_author=False, said_by="",
            text=_MENTION.sub("@…", one.text), internal=False, resolved_by=None, at=one.at,
        )  # fmt: skip

    def signoff(self, one: SignOffEntry) -> SignOffEntry:
        return SignOffEntry(
            revision=one.revision, number=one.number, editor=self.who(one.editor), at=one.at,
            content_hash=one.content_hash, valid=True, hash_version=one.hash_version,
        )  # fmt: skip
