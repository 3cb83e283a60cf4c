"""The body of a Word file: a short title block, then the text with comments and tracked changes on its sentences."""

from collections.abc import Iterator
from itertools import count
from typing import IO

from lxml import etree

from annotations.reports.article import Block, article
from annotations.reports.contents import ClaimEntry, ReportContents, VerdictEntry
from annotations.reports.docx_remarks import Line, Remark, Words, name_of, remark_on_document, remarks_on
from annotations.reports.docx_text import Links, comment, commented, line, moment, paragraph, serialised
from annotations.reports.findings import findings
from annotations.reports.front import Front, front
from annotations.reports.people import person
from annotations.reports.summary import summarise
from annotations.reports.text import plural, printable
from annotations.reports.word_changes import Step, steps
from annotations.reports.word_files import run_of, tracked_change

FIRST_CHANGE = 10_000_000  # comments have the numbers below
STYLES = {"heading": "Heading2", "list-item": "ListParagraph", "caption": "Caption"}
URGENT = ("must", "should")


class Body:
    """The paragraphs of the file, in order; the comments on them go into `comments` as they come."""

    def __init__(self, contents: ReportContents, comments: IO[bytes]) -> None:
        self.contents = contents
        self.links, self.comment_links = Links(), Links()
        self._comments = comments
        self.said = 0  # comments so far
        self._changes = count(FIRST_CHANGE)
        self._claims = {str(claim.id): claim for claim in contents.claims}
        self._found = {finding.anchor: finding for finding in findings(contents)}

    def xml(self) -> Iterator[bytes]:
        """Yield each paragraph as XML."""
        yield from map(serialised, self._paragraphs())

    def _paragraphs(self) -> Iterator[etree._Element]:
        head = front(self.contents)
        title = run_of(head.title)
        yield paragraph("Title", self._commented([title], remark_on_document(self.contents)), head.title)
        for style, words in _front(head, self.contents):
            yield line(style, words, self.links)
        yield line("Heading1", (Words("The text"),), self.links)
        yield from map(self._block, article(self.contents))

    def _block(self, block: Block) -> etree._Element:
        text = "".join(mark.text for mark in block.marks)
        return paragraph(STYLES.get(block.kind, "Normal"), self._marks(block, text), text)

    def _marks(self, block: Block, text: str) -> Iterator[etree._Element]:
        for mark in block.marks:
            if mark.gap:
                yield run_of(mark.gap, within=text)
            claim, finding = self._claims[mark.anchor], self._found.get(mark.anchor)
            remarks = remarks_on(claim, finding, self.contents) if finding else ()
            yield from self._commented(self._wording(claim, mark.text, text), remarks)

    def _commented(self, children: list[etree._Element], remarks: tuple[Remark, ...]) -> Iterator[etree._Element]:
        numbers = []
        for remark in remarks:
            numbers.append(self.said)
            self.said += 1
            self._comments.write(serialised(comment(numbers[-1], remark, self.comment_links)))
        return commented(children, numbers)

    def _wording(self, claim: ClaimEntry, text: str, within: str) -> list[etree._Element]:
        verdict = proposal(claim)
        if verdict is None:
            return [run_of(text, within=within)]
        proposed = printable(verdict.proposed_wording).strip()
        return [self._step(step, verdict, text + within) for step in steps(text, proposed)]

    def _step(self, step: Step, verdict: VerdictEntry, within: str) -> etree._Element:
        run = run_of(step.text, tracked=step.kind, within=within)
        if step.kind is None:
            return run
        author = name_of(person(verdict.reviewer, self.contents))
        return tracked_change(run, step.kind, number=next(self._changes), author=author, at=moment(verdict.at))


def proposal(claim: ClaimEntry) -> VerdictEntry | None:
    """Return the verdict whose wording is asked for in the text: of those that count, one of the settled label.

    If there are several, or none is settled, it is the last one.
    """
    asked = [one for one in claim.verdicts if one.current and one.action in URGENT and _changes(one, claim)]
    return max(asked, key=lambda one: (one.label == claim.label, one.at, one.rank, one.number), default=None)


def _changes(verdict: VerdictEntry, claim: ClaimEntry) -> bool:
    wording = printable(verdict.proposed_wording).strip()
    return bool(wording) and wording != printable(claim.text).strip()


def _front(head: Front, contents: ReportContents) -> Iterator[tuple[str, Line]]:
    """Yield the title block: what is checked, by whom, how far, and what came of it."""
    if head.stamp:
        yield "IntenseQuote", (Words(head.stamp),)
    by = [head.author or "Unsigned", head.publisher, f"as of {head.as_of}" if head.as_of else ""]
    yield "Subtitle", (Words(" · ".join(filter(None, by))),)
    if head.source:
        yield "NoSpacing", (Words("Published at: "), Words(head.source, head.source_href))
    if contents.public_url:
        yield "NoSpacing", (Words("Public report: "), Words(contents.public_url, contents.public_url))
    revision = f"{head.revision}, SHA-256 {head.short_sha256}"
    facts = (("Checked", head.checked), ("Revision", revision), ("Scale", head.scale))
    yield from (("NoSpacing", (Words(f"{name}: {words}"),)) for name, words in facts if words)
    yield from (("NoSpacing", (Words(f"Signed off: {one.said} · {one.state}".rstrip(" ·")),)) for one in head.signoffs)
    yield from (("NoSpacing", (Words(f"Left out: {words}"),)) for words in contents.left_out)
    yield "NoSpacing", (Words(_figures(contents)),)


def _figures(contents: ReportContents) -> str:
    figures = summarise(contents)
    rows = ", ".join(f"{row.label.sign} {row.label.title} {row.count}" for row in figures.rows)
    read = f"{figures.read} of {plural(figures.claims, 'sentence')} checked ({figures.coverage} %)"
    return f"{read}: {rows}" if rows else read
