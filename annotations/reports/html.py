"""The report as a page: for the screen inside the application, and as one file that needs nothing else."""

from dataclasses import dataclass
from typing import BinaryIO

from django.template.loader import render_to_string

from annotations.reports.article import Block, article
from annotations.reports.bibliography import SourceView, bibliography
from annotations.reports.chart import Chart, chart
from annotations.reports.contents import ReportContents
from annotations.reports.findings import Finding, findings, retired_findings
from annotations.reports.front import Front, front, people
from annotations.reports.labels import LabelView
from annotations.reports.notes import NoteView, open_notes
from annotations.reports.people import PersonView
from annotations.reports.stylesheet import stylesheet
from annotations.reports.summary import Summary, summarise
from annotations.reports.text import one_line, plural

STYLE_HERE = "<style></style>"
SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"


@dataclass(frozen=True, slots=True)
class CountRow:
    """A row of the table beside the chart; numbers as text, so that no locale touches them."""

    label: LabelView
    count: str
    share: str


@dataclass(frozen=True, slots=True)
class HtmlReport:
    """The context of `templates/reports/`: words only, nothing left to look up, count or choose."""

    front: Front
    summary: Summary
    coverage: str
    figures: tuple[str, ...]
    counts: tuple[CountRow, ...]
    chart: Chart
    article: tuple[Block, ...]
    findings: tuple[Finding, ...]
    notes: tuple[NoteView, ...]
    sources: tuple[SourceView, ...]
    people: tuple[PersonView, ...]
    retired: tuple[Finding, ...]
    left_out: tuple[str, ...]


def present(contents: ReportContents) -> HtmlReport:
    """Return what the report's templates show, on the screen and in the file alike."""
    summary = summarise(contents)
    return HtmlReport(
        front=front(contents),
        summary=summary,
        coverage=f"{summary.read} of {plural(summary.claims, 'sentence')} checked",
        figures=_figures(summary),
        counts=tuple(CountRow(row.label, str(row.count), f"{row.share} %") for row in summary.rows),
        chart=chart(summary),
        article=article(contents),
        findings=findings(contents),
        notes=open_notes(contents.document_notes, contents),
        sources=bibliography(contents),
        people=people(contents),
        retired=retired_findings(contents),
        left_out=tuple(one_line(line) for line in contents.left_out),
    )


@dataclass(frozen=True, slots=True)
class HtmlWriter:
    """One self-contained HTML file: no script, nothing loaded, its fonts and style inside."""

    slug: str = "html"
    title: str = "Web page"
    media_type: str = "text/html; charset=utf-8"
    suffix: str = "html"

    def write(self, contents: ReportContents, out: BinaryIO) -> tuple[str, ...]:
        """Write the page as UTF-8; it holds all that the contents hold."""
        context = {"report": present(contents), "security_policy": SECURITY_POLICY}
        page = render_to_string("reports/file.html", context)
        # Put in here, not by the template: the template escapes all it is given, and so it shall stay.
        out.write(page.replace(STYLE_HERE, f"<style>\n{stylesheet(page)}\n</style>", 1).encode())
        return ()


def _figures(summary: Summary) -> tuple[str, ...]:
    weak = f", {plural(summary.weak_sources, 'weak one', 'weak ones')}" if summary.weak_sources else ""
    figures = {
        f"{plural(summary.verdicts, 'verdict')} by {plural(summary.reviewers, 'reviewer')}": summary.verdicts,
        plural(summary.disagreements, "open disagreement"): summary.disagreements,
        f"{summary.adjudicated} settled by an editor": summary.adjudicated,
        f"{plural(summary.citations, 'citation')} of {plural(summary.sources, 'source')}{weak}": summary.citations,
        plural(summary.open_notes, "open note"): summary.open_notes,
    }
    return tuple(words for words, count in figures.items() if count)
