"""What the sheets of a workbook say: the columns of each, and its rows in reading order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from annotations.reports.bibliography import SourceView, source_view
from annotations.reports.contents import (
    AdjudicationEntry,
    CitationEntry,
    ClaimEntry,
    PartEntry,
    ReportContents,
    VerdictEntry,
)
from annotations.reports.front import front
from annotations.reports.labels import label_of_verdict, scale_named, view_of
from annotations.reports.notes import open_notes
from annotations.reports.people import person
from annotations.reports.xlsx_cells import Link, Row, Value
from annotations.scales import ACTIONS, CITATION_STATES, ISSUE_TAGS, STANCES

NO_AGREEMENT = (
    "No figures: agreement is computed where two or more people read the same sentences, and shown to those who may "
    "see all verdicts on them."
)

Entry = ClaimEntry | PartEntry


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its columns with their widths in characters, and what stands in them."""

    title: str
    columns: tuple[tuple[str, int], ...]
    rows: Callable[[ReportContents], Iterator[Row]]


def _claims(contents: ReportContents) -> Iterator[Row]:
    for claim, part in _entries(contents):
        entry = part or claim
        yield (
            *_place(claim, part), entry.retired, claim.page, claim.kind, _words(entry),
            view_of(entry.label, contents.scale).title if entry.label is not None else "",
            entry.disagreement and entry.label is None,
            _suggestion(claim, part, contents),
            sum(verdict.current for verdict in entry.verdicts),
            *_settled(entry, contents),
            sum(not citation.withdrawn_at for citation in entry.citations),
            len(open_notes(entry.notes, contents)),
            *((None, None, None) if part else (claim.start, claim.end, claim.doubtful)),
            contents.revision.number, contents.profile,
        )  # fmt: skip


def _verdicts(contents: ReportContents) -> Iterator[Row]:
    for claim, part in _entries(contents):
        for verdict in (part or claim).verdicts:
            yield (*_place(claim, part), _words(part or claim), *_verdict(verdict, contents))


def _citations(contents: ReportContents) -> Iterator[Row]:
    sources = {source.id: source_view(source) for source in contents.sources}
    for claim, part in _entries(contents):
        for citation in (part or claim).citations:
            source = sources.get(citation.source)
            yield (*_place(claim, part), *_citation(citation, contents), citation.source, *_source(source))


def _agreement(contents: ReportContents) -> Iterator[Row]:
    for one in contents.agreement:
        yield (one.name, one.value, one.units, one.low, one.high, one.caution)
    if not contents.agreement:
        yield (NO_AGREEMENT, None, None, None, None, None)


def _about(contents: ReportContents) -> Iterator[Row]:
    head = front(contents)
    yield from (("Title", head.title), ("Profile", contents.profile))
    if head.stamp:
        yield ("Partial", head.stamp)
    yield from (("Revision", contents.revision.number), ("Text SHA-256", head.sha256), ("Scale", head.scale))
    yield from (("Left out", line) for line in contents.left_out)


SHEETS = (
    Sheet(
        "Claims",
        (
            ("number", 9), ("claim", 8), ("part", 8), ("retired", 9), ("page", 7), ("kind", 11), ("text", 60),
            ("label", 20), ("open disagreement", 13), ("suggested label", 18), ("verdicts that count", 11),
            ("settled", 20), ("settled by", 18), ("settled because", 40), ("settled at (UTC)", 18),
            ("citations", 10), ("open notes", 8), ("start", 9), ("end", 9), ("doubtful", 10), ("revision", 9),
            ("profile", 11),
        ),
        _claims,
    ),
    Sheet(
        "Verdicts",
        (
            ("number", 9), ("claim", 8), ("part", 8), ("text", 50), ("reviewer", 10), ("reviewer name", 18),
            ("role", 11), ("verdict number", 9), ("verdict", 20), ("scale", 14), ("counts now", 9),
            ("rationale", 60), ("issues", 24), ("action", 16), ("proposed wording", 50), ("blind", 8),
            ("on the sentence as a whole", 12), ("rules of evidence overridden because", 30), ("revision", 9),
            ("at (UTC)", 18),
        ),
        _verdicts,
    ),
    Sheet(
        "Citations",
        (
            ("number", 9), ("claim", 8), ("part", 8), ("stance", 11), ("quote", 50), ("translation", 40),
            ("locator", 14), ("question", 30), ("evidence set", 9), ("same origin", 18), ("state", 18),
            ("by the author", 9), ("recorded by", 18), ("at (UTC)", 18), ("withdrawn at (UTC)", 18), ("source", 8),
            ("title", 40), ("authors", 24), ("publisher", 20), ("issued", 14), ("kind", 14), ("reliability", 12),
            ("address", 40), ("DOI", 24), ("archived copy", 40),
        ),
        _citations,
    ),
    Sheet(
        "Agreement",
        (("figure", 40), ("value", 10), ("claims", 9), ("low (95 %)", 10), ("high (95 %)", 10), ("caution", 60)),
        _agreement,
    ),
    Sheet("About", (("fact", 16), ("value", 90)), _about),
)  # fmt: skip


def _entries(contents: ReportContents) -> Iterator[tuple[ClaimEntry, PartEntry | None]]:
    for claim in (*contents.claims, *contents.retired_claims):
        yield claim, None
        yield from ((claim, part) for part in claim.parts)


def _place(claim: ClaimEntry, part: PartEntry | None) -> Row:
    return (_number(claim.number), claim.id, part.id if part else None)


def _number(words: str) -> Value:
    """Return a number of a claim as one, so that a column sorts by it; '7a' stays a text."""
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 10 else words


def _words(entry: Entry) -> str:
    return entry.wording if isinstance(entry, PartEntry) else entry.text


def _suggestion(claim: ClaimEntry, part: PartEntry | None, contents: ReportContents) -> str:
    return view_of(claim.suggested_label, contents.scale).title if claim.suggested_label and not part else ""


def _settled(entry: Entry, contents: ReportContents) -> Row:
    last = _standing(entry)
    if last is None:
        return (None, None, None, None)
    label = view_of(last.label, scale_named(last.scale, contents)).title
    return (label, person(last.editor, contents).name, last.reason, last.at)


def _standing(entry: Entry) -> AdjudicationEntry | None:
    standing = [one for one in entry.adjudications if one.stands and one.label]
    return max(standing, key=lambda one: one.number, default=None)


def _verdict(verdict: VerdictEntry, contents: ReportContents) -> Row:
    reviewer = person(verdict.reviewer, contents)
    return (
        reviewer.initials, reviewer.name, reviewer.role, verdict.number, label_of_verdict(verdict, contents).title,
        scale_named(verdict.scale, contents).title, verdict.current, verdict.rationale,
        ", ".join(ISSUE_TAGS.get(tag, tag) for tag in verdict.tags),
        "" if verdict.action == "none" else ACTIONS.get(verdict.action, verdict.action),
        verdict.proposed_wording, verdict.blind, verdict.override, verdict.evidence_override, verdict.revision,
        verdict.at,
    )  # fmt: skip


def _citation(citation: CitationEntry, contents: ReportContents) -> Row:
    return (
        STANCES.get(citation.stance, citation.stance), citation.quote, citation.translation, citation.locator,
        citation.question, citation.evidence_set, citation.independence_group,
        CITATION_STATES.get(citation.state, citation.state), citation.by_author,
        person(citation.added_by, contents).name, citation.at, citation.withdrawn_at,
    )  # fmt: skip


def _source(source: SourceView | None) -> Row:
    if source is None:
        return (None,) * 9
    return (
        source.title, source.authors, source.publisher, source.issued, source.kind, source.reliability,
        Link(source.address, source.href), Link(source.doi, source.doi_href),
        Link(source.archive, source.archive_href),
    )  # fmt: skip


def not_in_sheets(contents: ReportContents) -> Iterator[str]:
    """Yield in a sentence each what has no place in any sheet."""
    entries = [part or claim for claim, part in _entries(contents)]
    notes = sum(len(entry.notes) for entry in entries) + len(contents.document_notes)
    if notes:
        yield f"Notes ({notes}): the workbook has no sheet for them."
    earlier = sum(len(entry.adjudications) - bool(_standing(entry)) for entry in entries)
    if earlier:
        yield f"Settlements that no longer stand ({earlier}): the sheet of claims has those that do."
