"""The report as Markdown: the text with footnote marks, then the findings. CommonMark, with tables and footnotes.

User text is escaped so that no reader of Markdown takes any of it for markup, a link, a formula or HTML.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from annotations.reports.article import Block, Mark, article
from annotations.reports.bibliography import SourceView, bibliography
from annotations.reports.citations import CitationView
from annotations.reports.contents import ReportContents
from annotations.reports.findings import Finding, findings, retired_findings
from annotations.reports.front import Front, front, people
from annotations.reports.labels import LabelView
from annotations.reports.notes import NoteView, open_notes
from annotations.reports.people import PersonView
from annotations.reports.summary import Summary, summarise
from annotations.reports.text import one_line, plural
from annotations.reports.verdicts import SettlementView, VerdictView

_ANYWHERE = re.compile(r"[\\`*_\[\]<>&~|$^{}@#]|(?<=:)//|(?<=\bwww)\.", re.IGNORECASE)
_AT_LINE_START = re.compile(r"^(\s*)([#+\-=:>]|\d+[.)](?=\s|$))")
_PLAIN_NUMBER = re.compile(r"\d+[a-z]*")


def escaped(text: str) -> str:
    """Return one line of user text that renders as itself wherever it stands."""
    line = _ANYWHERE.sub(_backslashed, one_line(text))
    return _AT_LINE_START.sub(lambda match: match[1] + _backslashed_end(match[2]), line)


def lines_of(text: str) -> list[str]:
    """Return user text line by line, escaped; an empty line parts paragraphs, a backslash ends a broken line."""
    lines = [escaped(line) for line in text.split("\n")]
    following = [*lines[1:], ""]
    return [f"{line}\\" if line and after else line for line, after in zip(lines, following, strict=True)]


def _backslashed(match: re.Match[str]) -> str:
    return "".join(f"\\{character}" for character in match[0])


def _backslashed_end(marker: str) -> str:
    return f"{marker[:-1]}\\{marker[-1]}"


@dataclass(frozen=True, slots=True)
class MarkdownWriter:
    """Markdown with footnotes, for editors and for version control."""

    slug: str = "md"
    title: str = "Markdown"
    media_type: str = "text/markdown; charset=utf-8"
    suffix: str = "md"

    def write(self, contents: ReportContents, out: BinaryIO) -> tuple[str, ...]:
        """Write the report as UTF-8 with LF line ends, block by block; it holds all that the contents hold."""
        blocks = (block for section in _sections(contents) for block in section)
        for rank, block in enumerate(blocks):
            out.write(f"{chr(10) * 2 if rank else ''}{block}".encode())
        out.write(b"\n")
        return ()


def _sections(contents: ReportContents) -> Iterator[Iterator[str]]:
    found = findings(contents)
    yield _title(front(contents), contents.left_out)
    yield _summary(summarise(contents))
    yield _text(article(contents))
    yield _findings("The findings", found)
    yield _document_notes(open_notes(contents.document_notes, contents))
    yield _sources(bibliography(contents))
    yield _people(people(contents))
    yield _findings("Retired sentences", retired_findings(contents))
    yield _footnotes(found)


def _title(head: Front, left_out: tuple[str, ...]) -> Iterator[str]:
    yield f"# {escaped(head.title)}"
    if head.stamp:
        yield f"> **{escaped(head.stamp)}**"
    by = [head.author or "Unsigned", head.publisher, f"as of {head.as_of}" if head.as_of else ""]
    yield " · ".join(escaped(words) for words in by if words)
    yield "\n".join(_facts(head, left_out))


def _facts(head: Front, left_out: tuple[str, ...]) -> Iterator[str]:
    facts = [
        ("Project", head.project),
        ("Checked", head.checked),
        ("Revision", f"{head.revision}, imported {head.imported}"),
        ("Text SHA-256", head.sha256),
        ("Original file", head.original),
        ("File SHA-256", head.original_sha256),
        ("Scale", head.scale),
        ("Deadline", head.deadline),
    ]
    if head.source:
        yield f"- Published at: {_link(head.source, head.source_href)}"
    yield from (f"- {name}: {escaped(words)}" for name, words in facts if words)
    yield from (f"- Warning on import: {escaped(warning)}" for warning in head.warnings)
    yield from (f"- Left out: {escaped(line)}" for line in left_out)
    for signoff in head.signoffs:
        words = [signoff.said, f"SHA-256 {signoff.hash}", signoff.state]
        yield f"- **Signed off**: {' · '.join(escaped(word) for word in words if word)}"
        yield from (f"    - Signed all the same: {escaped(words)}" for words in signoff.overrides)


def _summary(summary: Summary) -> Iterator[str]:
    yield "## Summary"
    yield f"**{summary.read} of {plural(summary.claims, 'sentence')} checked** ({summary.coverage} %)"
    if summary.rows:
        rows = [f"| {_label(row.label)} | {row.count} | {row.share} % |" for row in summary.rows]
        yield "\n".join(["| Label | Sentences | Share |", "|:--|--:|--:|", *rows])


def _text(blocks: tuple[Block, ...]) -> Iterator[str]:
    yield "## The text"
    yield from (_block(block) for block in blocks)


def _block(block: Block) -> str:
    text = "".join(mark.gap + _mark(mark) for mark in block.marks)
    return f"### {text}" if block.kind == "heading" else text


def _mark(mark: Mark) -> str:
    return escaped(mark.text) + (f"[^{_footnote(mark.number, mark.anchor)}]" if mark.counts else "")


def _footnote(number: str, anchor: str) -> str:
    return number if _PLAIN_NUMBER.fullmatch(number) else f"claim-{anchor}"


def _findings(heading: str, found: tuple[Finding, ...]) -> Iterator[str]:
    if found:
        yield f"## {heading}"
    for finding in found:
        more = "".join(f" ({words})" for words in (finding.remark, finding.page) if words)
        yield f"### {escaped(finding.number)} · {_label(finding.label)}{more}"
        yield from _finding(finding)
        for part in finding.parts:
            yield f"#### {escaped(part.number)} · {_label(part.label)} ({part.remark})"
            yield from _finding(part)


def _finding(finding: Finding) -> Iterator[str]:
    yield f"> {escaped(finding.text)}"
    if finding.suggestion:
        yield f"Suggested by the program: {escaped(finding.suggestion)}"
    if finding.settlement:
        yield from _settlement(finding.settlement)
    for verdict in finding.verdicts:
        yield from _verdict(verdict)
    if finding.citations:
        yield "\n".join(_numbered(finding.citations)).rstrip()
    yield from (_note(note) for note in finding.notes)
    yield from (f"From {escaped(origin.number)} (retired)" for origin in finding.origins)


def _settlement(settlement: SettlementView) -> Iterator[str]:
    who = escaped(f"{settlement.editor.name}, {settlement.when}")
    label = f": {_label(settlement.label)}" if settlement.label else ""
    yield f"**{settlement.heading}{label}** ({who})"
    if settlement.reason:
        yield _quoted(settlement.reason)


def _verdict(verdict: VerdictView) -> Iterator[str]:
    remarks = ", ".join([verdict.when, *verdict.remarks])
    yield f"**{escaped(verdict.reviewer.initials)}: {_label(verdict.label)}** ({escaped(remarks)})"
    if verdict.rationale:
        yield "\n".join(lines_of(verdict.rationale))
    if verdict.tags:
        yield f"Issues: {', '.join(escaped(tag) for tag in verdict.tags)}"
    if verdict.action or verdict.proposed_wording:
        yield f"**{escaped(verdict.action or 'Proposed wording')}**"
    if verdict.proposed_wording:
        yield _quoted(verdict.proposed_wording)
    if verdict.evidence_override:
        first, *rest = lines_of(verdict.evidence_override)
        yield "\n".join([f"Rules of evidence overridden: {first}", *rest])


def _numbered(citations: tuple[CitationView, ...]) -> Iterator[str]:
    for rank, citation in enumerate(citations, start=1):
        yield f"{rank}. {_citation(citation)}"
        yield from (f"    {line}".rstrip() for line in _citation_lines(citation))


def _citation(citation: CitationView) -> str:
    source = citation.source
    words = [_link(source.title, source.href), escaped(source.publisher), escaped(source.kind)]
    weak = [f"**{escaped(source.reliability).lower()}**"] if source.is_weak else []
    return (
        f"**{escaped(citation.stance)}**: {', '.join([word for word in words if word] + weak)} (source {source.number})"
    )


def _citation_lines(citation: CitationView) -> Iterator[str]:
    if citation.question:
        yield from ["", f"Question: {escaped(citation.question)}"]
    if citation.quote:
        yield from ["", *_quoted(citation.quote).split("\n")]
    if citation.translation:
        yield from ["", "Translation of the quote:", "", *_quoted(citation.translation).split("\n")]
    yield from ["", " · ".join(escaped(word) for word in (citation.locator, citation.state, *citation.remarks) if word)]
    yield ""


def _document_notes(notes: tuple[NoteView, ...]) -> Iterator[str]:
    if notes:
        yield "### Open notes on the document"
    yield from (_note(note) for note in notes)


def _note(note: NoteView) -> str:
    kind = "Answer" if note.is_answer else "Internal note" if note.is_internal else "Open note"
    return "\n".join([f"{kind} ({escaped(f'{note.who}, {note.when}')}):\\", *lines_of(note.text)])


def _sources(sources: tuple[SourceView, ...]) -> Iterator[str]:
    if sources:
        yield "## Sources"
        yield "\n".join(f"{source.number}. {_source(source)}" for source in sources)


def _source(source: SourceView) -> str:
    words = [
        escaped(source.authors),
        _link(source.title, source.href),
        escaped(", ".join(filter(None, [source.publisher, source.issued]))),
        escaped(source.kind),
        f"**{escaped(source.reliability).lower()}**" if source.is_weak else "",
        "" if source.href else escaped(source.address),
        f"accessed {source.accessed}" if source.accessed else "",
        _link(f"doi {source.doi}", source.doi_href) if source.doi else "",
        _link("archived copy" if source.archive_href else source.archive, source.archive_href)
        if source.archive
        else "",
    ]
    return ". ".join(word for word in words if word)


def _people(named: tuple[PersonView, ...]) -> Iterator[str]:
    if named:
        yield "## Who is who"
        yield "\n".join(f"- **{escaped(one.initials)}** {escaped(_with_role(one))}" for one in named)


def _with_role(one: PersonView) -> str:
    return f"{one.name}, {one.role}" if one.role else one.name


def _footnotes(found: tuple[Finding, ...]) -> Iterator[str]:
    if found:
        yield "\n".join(f"[^{_footnote(one.number, one.anchor)}]: {_footnote_text(one)}" for one in found)


def _footnote_text(finding: Finding) -> str:
    who = f" ({escaped(finding.initials)})" if finding.initials else ""
    return f"{escaped(finding.number)} · {_label(finding.label)}{who}"


def _label(label: LabelView) -> str:
    return f"{escaped(label.sign)} {escaped(label.title)}"


def _link(words: str, href: str) -> str:
    # In an address only `&` means something to Markdown; what else could is refused before.
    return f"[{escaped(words)}](<{href.replace('&', '&amp;')}>)" if href else escaped(words)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in lines_of(text))
