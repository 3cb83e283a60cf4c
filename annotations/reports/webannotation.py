"""Web Annotations of the W3C: verdicts, citations, requests and notes, each tied to its place in the revision.

An annotation bears an IRI made of what it stands for, so that it stays the same from one report to the next. The
address of a target names the revision's text by its hash. One annotation stands on each line.
"""

import json
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, BinaryIO

from annotations.reports.contents import (
    CitationEntry,
    ClaimEntry,
    NoteEntry,
    PartEntry,
    PersonEntry,
    ReportContents,
    SourceEntry,
    VerdictEntry,
)
from annotations.reports.omissions import claims_without
from annotations.reports.selectors import source_of, target_of, targets_of, whole_text
from annotations.reports.summary import counted
from annotations.reports.text import iso_moment, one_line, plural
from annotations.reports.verdicts import printed_verdict
from annotations.reports.webannotation_bodies import (
    citation_bodies,
    maker,
    note_bodies,
    note_maker,
    request_bodies,
    settlement_bodies,
    verdict_bodies,
    wording_body,
)

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, CONTEXT)
QUESTION = "source"  # the action that asks the author something instead of asking for a change
ONLY_FROM_PARTS = "the label is only what the parts add up to, and nobody’s verdict"
NOT_IN_THE_TEXT = "the text no longer has the words"
UNUSED_PARTS = ("part no longer in use", "parts no longer in use")
STALE = ("verdict whose wording has changed since", "verdicts whose wording has changed since")
RESOLVED = ("resolved thread of notes", "resolved threads of notes")
ANSWERS = ("answer of the author", "answers of the author")
OTHERS = (UNUSED_PARTS, STALE, RESOLVED, ANSWERS)

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class WebAnnotationWriter:
    """An AnnotationCollection with one page, streamed annotation by annotation."""

    slug: str = "webannotation"
    title: str = "Web Annotation (JSON-LD)"
    media_type: str = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    suffix: str = "json"

    def write(self, contents: ReportContents, out: BinaryIO) -> tuple[str, ...]:
        """Write the collection; left out are what no longer counts, resolved threads, and claims of earlier texts."""
        out.write(_opening(contents))
        total = 0
        for annotation in _Annotations(contents).all():
            out.write(b",\n" if total else b"\n")
            out.write(_encoded(annotation))
            total += 1
        out.write(f'{chr(10) if total else ""}]}}, "total": {total}}}\n'.encode())
        return tuple(_left_out(contents))


def _encoded(data: Json) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _opening(contents: ReportContents) -> bytes:
    """Return the collection up to the bracket that opens the annotations."""
    name = f"{source_of(contents)}/{contents.profile}"
    page = {"id": _iri("page", name), "type": "AnnotationPage", "partOf": _iri("collection", name), "startIndex": 0}
    collection = {
        "@context": CONTEXT,
        "id": _iri("collection", name),
        "type": "AnnotationCollection",
        "label": one_line(contents.document.title) or "Untitled",
        "generator": {"type": "Software", "name": "factcheck"},
        "first": page | {"items": []},
    }
    return _encoded(collection).removesuffix(b"]}}")


def _iri(*names: object) -> str:
    """Return an IRI for something that these names tell from everything else: the same names, the same IRI."""
    return uuid.uuid5(NAMESPACE, json.dumps([str(name) for name in names])).urn


@dataclass(frozen=True)
class _Annotations:
    """The annotations of a report, claim by claim in reading order, those on the whole text last."""

    contents: ReportContents

    @cached_property
    def people(self) -> dict[str, PersonEntry]:
        return {person.key: person for person in self.contents.people}

    @cached_property
    def sources(self) -> dict[int, SourceEntry]:
        return {source.id: source for source in self.contents.sources}

    def all(self) -> Iterator[Json]:
        for claim in counted(self.contents):
            yield from self.of_entry(claim, [target_of(claim, self.contents)])
            for part in claim.parts:
                if not part.retired:
                    yield from self.of_entry(part, targets_of(claim, part, self.contents))
        yield from self.notes(0, self.contents.document_notes, [whole_text(self.contents)])

    def of_entry(self, entry: ClaimEntry | PartEntry, targets: list[Json]) -> Iterator[Json]:
        for verdict in entry.verdicts:
            if verdict.current and verdict.label:
                yield self.assessment(entry, verdict, targets)
                yield from self.request(entry, verdict, targets)
        yield from self.settlements(entry, targets)
        yield from self.links(entry, targets)
        yield from self.notes(entry.id, entry.notes, targets)

    def assessment(self, entry: ClaimEntry | PartEntry, verdict: VerdictEntry, targets: list[Json]) -> Json:
        iri = _iri("verdict", entry.id, verdict.reviewer, verdict.number, verdict.at)
        bodies = [*verdict_bodies(verdict, self.contents), *wording_body(entry)]
        return _annotation(iri, "assessing", bodies, targets, self.maker(verdict.reviewer), verdict.at)

    def request(self, entry: ClaimEntry | PartEntry, verdict: VerdictEntry, targets: list[Json]) -> Iterator[Json]:
        """What the verdict asks for is an annotation of its own: a change, or a question to the author."""
        bodies = request_bodies(verdict)
        if bodies:
            iri = _iri("request", entry.id, verdict.reviewer, verdict.number, verdict.at)
            motivation = "questioning" if verdict.action == QUESTION else "editing"
            yield _annotation(iri, motivation, bodies, targets, self.maker(verdict.reviewer), verdict.at)

    def settlements(self, entry: ClaimEntry | PartEntry, targets: list[Json]) -> Iterator[Json]:
        for settled in entry.adjudications:
            if settled.stands and settled.label:
                iri = _iri("settlement", entry.id, settled.number, settled.at)
                bodies = [*settlement_bodies(settled, self.contents), *wording_body(entry)]
                yield _annotation(iri, "assessing", bodies, targets, self.maker(settled.editor), settled.at)

    def links(self, entry: ClaimEntry | PartEntry, targets: list[Json]) -> Iterator[Json]:
        for citation in _standing(entry):
            source = self.sources.get(citation.source)
            if source is not None:
                iri = _iri("citation", entry.id, citation.id, citation.at)
                bodies = citation_bodies(citation, source)
                yield _annotation(iri, "linking", bodies, targets, self.maker(citation.added_by), citation.at)

    def notes(self, claim: int, notes: tuple[NoteEntry, ...], targets: list[Json]) -> Iterator[Json]:
        """Open threads: the first note on the text, each answer on the first note."""
        for note, first in _open(notes):
            motivation = "commenting" if first is None else "replying"
            about = targets if first is None else [_note_iri(claim, first)]
            bodies = note_bodies(note, motivation)
            yield _annotation(_note_iri(claim, note), motivation, bodies, about, note_maker(note, self.people), note.at)

    def maker(self, key: str) -> Json:
        return maker(self.people.get(key))


def _annotation(
    iri: str, motivation: str, bodies: list[Json], targets: list[Json] | list[str], creator: Json, at: datetime
) -> Json:
    """Each annotation names its context, so that it may be taken out of the collection as it is."""
    annotation = {
        "@context": CONTEXT,
        "id": iri,
        "type": "Annotation",
        "motivation": motivation,
        "creator": creator,
        "created": iso_moment(at),
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
    }
    return {key: value for key, value in annotation.items() if value}


def _note_iri(claim: int, note: NoteEntry) -> str:
    return _iri("note", claim, note.id, note.at)


def _standing(entry: ClaimEntry | PartEntry) -> list[CitationEntry]:
    return [citation for citation in entry.citations if not citation.withdrawn_at]


def _open(notes: tuple[NoteEntry, ...]) -> Iterator[tuple[NoteEntry, NoteEntry | None]]:
    """Yield the notes of threads that nobody has resolved, each with the first one, which has None.

    An answer whose first note was withdrawn opens what is left of the thread.
    """
    standing = {note.id: note for note in notes if not note.withdrawn_at}
    for note in standing.values():
        first = standing.get(note.thread) if note.thread is not None else None
        if not (first or note).resolved_by:
            yield note, first


def _left_out(contents: ReportContents) -> Iterator[str]:
    claims = counted(contents)
    gone = [one for one in contents.retired_claims if one.verdicts or one.adjudications or one.citations or one.notes]
    yield from claims_without(
        {ONLY_FROM_PARTS: [claim for claim in claims if _is_from_parts(claim)], NOT_IN_THE_TEXT: gone}
    )
    counts: Counter[tuple[str, str]] = Counter()
    for entry in _entries(claims):
        counts.update(_passed_over(entry))
    counts[UNUSED_PARTS] = sum(part.retired and bool(part.verdicts) for claim in claims for part in claim.parts)
    yield from (f"Left out: {plural(counts[words], *words)}." for words in OTHERS if counts[words])


def _is_from_parts(claim: ClaimEntry) -> bool:
    """Whether the label is only the parts' and no annotation bears it."""
    said = any(one.current for one in claim.verdicts) or any(one.stands for one in claim.adjudications)
    return claim.label is not None and bool(claim.parts) and not said


def _entries(claims: tuple[ClaimEntry, ...]) -> Iterator[ClaimEntry | PartEntry]:
    for claim in claims:
        yield claim
        yield from (part for part in claim.parts if not part.retired)


def _passed_over(entry: ClaimEntry | PartEntry) -> dict[tuple[str, str], int]:
    """Count what hangs on it and has no annotation."""
    printed = [printed_verdict(entry, key) for key in dict.fromkeys(one.reviewer for one in entry.verdicts)]
    firsts = [note for note in entry.notes if note.thread is None and not note.withdrawn_at]
    return {
        STALE: len([verdict for verdict in printed if verdict and not verdict.current]),
        RESOLVED: len([note for note in firsts if note.resolved_by]),
        ANSWERS: sum(len(verdict.answers) for verdict in entry.verdicts),
    }
