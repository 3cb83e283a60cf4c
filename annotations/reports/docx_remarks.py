"""What the comments in a Word file say: one for each verdict, the settled label first, each in its person's name.

What belongs to a claim rather than to one verdict, such as its citations and notes, stands at the end of the first
comment on it. A claim that has such things but no verdict has a comment in the program's name.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from annotations.reports.citations import CitationView
from annotations.reports.contents import CitationEntry, ClaimEntry, NoteEntry, PartEntry, ReportContents
from annotations.reports.findings import Finding
from annotations.reports.labels import DISAGREEMENT, LabelView
from annotations.reports.notes import NoteView, open_notes
from annotations.reports.people import PersonView
from annotations.reports.text import one_line, printable
from annotations.reports.verdicts import VerdictView, printed_verdict

PROGRAM = PersonView("fc", "factcheck", "")


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a comment, a link if `href` is an address of the web."""

    text: str
    href: str = ""
    is_strong: bool = False


Line = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment, paragraph by paragraph; `at` is in UTC."""

    author: str
    initials: str
    at: datetime
    lines: tuple[Line, ...]


def remarks_on(claim: ClaimEntry, finding: Finding, contents: ReportContents) -> tuple[Remark, ...]:
    """Return the comments on a claim and its parts in the order in which they are to be read."""
    parts = {str(part.id): part for part in claim.parts}
    found = [*_on_entry(claim, finding, (), contents)]
    for part in finding.parts:
        entry = parts[part.anchor]
        found.extend(_on_entry(entry, part, _of_part(claim, entry, part), contents))
    return tuple(found)


def remark_on_document(contents: ReportContents) -> tuple[Remark, ...]:
    """Return the comment that holds the open notes on the document as a whole, if there are any."""
    lines = tuple(_notes(open_notes(contents.document_notes, contents)))
    return (_remark(PROGRAM, _latest(contents.document_notes, contents), lines),) if lines else ()


def name_of(who: PersonView) -> str:
    """Return the name under which somebody comments, which is never empty."""
    return who.name or who.initials or "unnamed"


def _on_entry(
    entry: ClaimEntry | PartEntry, finding: Finding, of_part: tuple[Line, ...], contents: ReportContents
) -> Iterator[Remark]:
    common = tuple(_common(finding))
    own = [*_settlement(entry, finding, of_part), *_verdicts(entry, finding, of_part)]
    if own:
        yield replace(own[0], lines=(*own[0].lines, *common))
        yield from own[1:]
        return
    state = (_heading(finding.label, finding.remark if not of_part else ""),) if entry.label is not None else ()
    if state or common:
        yield _remark(PROGRAM, _latest((*entry.notes, *entry.citations), contents), (*state, *of_part, *common))


def _settlement(entry: ClaimEntry | PartEntry, finding: Finding, of_part: tuple[Line, ...]) -> Iterator[Remark]:
    if finding.settlement:
        view, last = finding.settlement, max(entry.adjudications, key=lambda one: one.number)
        head = f"{view.heading}: {_titled(view.label)}" if view.label else view.heading
        yield _remark(view.editor, last.at, ((Words(head, is_strong=True),), *of_part, *_paragraphs(view.reason)))


def _verdicts(entry: ClaimEntry | PartEntry, finding: Finding, of_part: tuple[Line, ...]) -> Iterator[Remark]:
    reviewers = dict.fromkeys(verdict.reviewer for verdict in entry.verdicts)
    printed = [verdict for verdict in (printed_verdict(entry, key) for key in reviewers) if verdict]
    for view, verdict in zip(finding.verdicts, printed, strict=True):
        yield _remark(view.reviewer, verdict.at, (_heading(view.label, *view.remarks), *of_part, *_said(view)))


def _said(view: VerdictView) -> Iterator[Line]:
    yield from _paragraphs(view.rationale)
    if view.tags:
        yield (Words(f"Issues: {', '.join(view.tags)}"),)
    if view.proposed_wording:
        yield from _paragraphs(f"{view.action or 'Proposed wording'}: “{view.proposed_wording}”")
    elif view.action:
        yield (Words(view.action),)
    if view.evidence_override:
        yield from _paragraphs(f"Rules of evidence overridden: {view.evidence_override}")


def _common(finding: Finding) -> Iterator[Line]:
    """Yield what belongs to the claim and not to one verdict on it."""
    if finding.label == DISAGREEMENT:
        yield _heading(finding.label, finding.initials)
    for citation in finding.citations:
        yield from _citation(citation)
    yield from _notes(finding.notes)


def _citation(citation: CitationView) -> Iterator[Line]:
    source = citation.source
    told = [source.publisher, source.kind, source.reliability.lower() if source.is_weak else ""]
    address = "" if source.href else source.address
    rest = "".join(f", {words}" for words in (*told, address) if words)
    line = [
        Words(f"{citation.stance}: "), Words(source.title, source.href), Words(f"{rest} (source {source.number})"),
    ]  # fmt: skip
    copy = "archived copy" if source.archive_href else source.archive
    for words, href in ((source.doi, source.doi_href), (copy, source.archive_href)):
        if words:
            line += [Words(", "), Words(words, href)]
    yield tuple(line)
    quote = f"“{citation.quote}”" if citation.quote else ""
    question = f"Question: {citation.question}" if citation.question else ""
    translation = f"Translation: {citation.translation}" if citation.translation else ""
    for words in (question, quote, translation):
        yield from _paragraphs(words)
    yield (Words(" · ".join(filter(None, (citation.locator, citation.state, *citation.remarks)))),)


def _notes(notes: tuple[NoteView, ...]) -> Iterator[Line]:
    for note in notes:
        kind = "Answer" if note.is_answer else "Internal note" if note.is_internal else "Open note"
        yield from _paragraphs(f"{kind} ({note.who}, {note.when}): {note.text}")


def _of_part(claim: ClaimEntry, part: PartEntry, finding: Finding) -> tuple[Line, ...]:
    """Say which part of the sentence is meant, in its own wording and in the words that it comes from."""
    words = " … ".join(one_line(claim.text[start:end]) for start, end in part.spans)
    origin = f", from the words “{words}”" if words and words != one_line(part.wording) else ""
    return tuple(_paragraphs(f"On part {finding.number}: “{finding.text}”{origin}"))


def _heading(label: LabelView, *remarks: str) -> Line:
    more = ", ".join(filter(None, remarks))
    return (Words(_titled(label), is_strong=True), Words(f" ({more})" if more else ""))


def _titled(label: LabelView) -> str:
    return f"{label.sign} {label.title}"


def _paragraphs(text: str) -> Iterator[Line]:
    """Yield the lines of a text that are not blank, each as a paragraph."""
    yield from ((Words(line),) for line in printable(text).split("\n") if line.strip())


def _remark(who: PersonView, at: datetime, lines: tuple[Line, ...]) -> Remark:
    return Remark(name_of(who), who.initials, at.astimezone(UTC), lines)


def _latest(given: Iterable[NoteEntry | CitationEntry], contents: ReportContents) -> datetime:
    return max((one.at for one in given), default=contents.revision.imported_at)
