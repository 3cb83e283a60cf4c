"""The report as a table: one row per claim and verdict that counts, for spreadsheets."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from typing import BinaryIO

from annotations.reports.contents import (
    AdjudicationEntry,
    CitationEntry,
    ClaimEntry,
    PartEntry,
    ReportContents,
    VerdictEntry,
)
from annotations.reports.labels import label_of_verdict, scale_named, view_of
from annotations.reports.people import person
from annotations.reports.text import carriable, iso_moment, one_line
from annotations.reports.verdicts import printed_verdict
from annotations.scales import ACTIONS, CITATION_STATES, ISSUE_TAGS, STANCES

COLUMNS = (
    "number", "claim", "part", "retired", "start", "end", "page", "kind", "text", "label", "open_disagreement",
    "reviewer", "reviewer_name", "verdict", "counts_now", "rationale", "tags", "action", "proposed_wording", "at",
    "settled", "settled_by", "settled_reason", "citations", "revision", "revision_sha256", "profile",
    "evidence_override",
)  # fmt: skip

Row = dict[str, str]

# What makes a spreadsheet run a cell, also behind blanks or apostrophes of the author's own.
_FORMULA = re.compile("['\\s\u200b\ufeff]*[=+\\-@|%＝＋－＠]|'*[\t\r\n]")


def guarded(cell: str) -> str:
    """Return the cell with an apostrophe in front if a spreadsheet would take it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return what `guarded` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


@dataclass(frozen=True, slots=True)
class CsvWriter:
    """Comma-separated values as spreadsheets like them: UTF-8 with BOM, every field quoted, CRLF."""

    slug: str = "csv"
    title: str = "Table (CSV)"
    media_type: str = "text/csv; charset=utf-8"
    suffix: str = "csv"

    def write(self, contents: ReportContents, out: BinaryIO) -> tuple[str, ...]:
        """Write the table row by row; no cell is a formula, and `unguarded` gives back the text of each."""
        table = TextIOWrapper(out, encoding="utf-8-sig", newline="")
        writer = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for row in _rows(contents):
            writer.writerow([guarded(carriable(row.get(column, ""))) for column in COLUMNS])
        table.detach()  # which writes what is left and leaves `out` open
        return ()


def _rows(contents: ReportContents) -> Iterator[Row]:
    for claim in (*contents.claims, *contents.retired_claims):
        place = _place(claim, contents)
        yield from _verdict_rows(claim, place, contents)
        for part in claim.parts:
            yield from _verdict_rows(part, place | _part(part), contents)


def _place(claim: ClaimEntry, contents: ReportContents) -> Row:
    return {
        "number": claim.number,
        "claim": str(claim.id),
        "retired": _yes(claim.retired),
        "start": str(claim.start),
        "end": str(claim.end),
        "page": str(claim.page or ""),
        "kind": claim.kind,
        "text": claim.text,
        "revision": str(contents.revision.number),
        "revision_sha256": contents.revision.sha256,
        "profile": contents.profile,
    }


def _part(part: PartEntry) -> Row:
    return {"part": str(part.id), "retired": _yes(part.retired), "text": part.wording}


def _verdict_rows(entry: ClaimEntry | PartEntry, place: Row, contents: ReportContents) -> Iterator[Row]:
    row = place | _state(entry, contents)
    chosen = [printed_verdict(entry, key) for key in dict.fromkeys(one.reviewer for one in entry.verdicts)]
    verdicts = [verdict for verdict in chosen if verdict]
    yield from (row | _verdict(verdict, contents) for verdict in verdicts)
    if not verdicts:
        yield row


def _state(entry: ClaimEntry | PartEntry, contents: ReportContents) -> Row:
    label = view_of(entry.label, contents.scale).title if entry.label is not None else ""
    standing = [citation for citation in entry.citations if not citation.withdrawn_at]
    return {
        "label": label,
        "open_disagreement": _yes(entry.disagreement and entry.label is None),
        "citations": "\n".join(_citation(citation, contents) for citation in standing),
        **_settled([one for one in entry.adjudications if one.stands and one.label], contents),
    }


def _settled(adjudications: list[AdjudicationEntry], contents: ReportContents) -> Row:
    if not adjudications:
        return {}
    last = adjudications[-1]
    return {
        "settled": view_of(last.label, scale_named(last.scale, contents)).title,
        "settled_by": person(last.editor, contents).name,
        "settled_reason": last.reason,
    }


def _verdict(verdict: VerdictEntry, contents: ReportContents) -> Row:
    reviewer = person(verdict.reviewer, contents)
    return {
        "reviewer": reviewer.initials,
        "reviewer_name": reviewer.name,
        "verdict": label_of_verdict(verdict, contents).title,
        "counts_now": _yes(verdict.current),
        "rationale": verdict.rationale,
        "tags": ", ".join(ISSUE_TAGS.get(tag, tag) for tag in verdict.tags),
        "action": ACTIONS.get(verdict.action, verdict.action),
        "proposed_wording": verdict.proposed_wording,
        "at": iso_moment(verdict.at),
        "evidence_override": verdict.evidence_override,
    }


def _citation(citation: CitationEntry, contents: ReportContents) -> str:
    source = next((one for one in contents.sources if one.id == citation.source), None)
    title = f"{source.title} {source.url}" if source else ""
    words = [
        f"{STANCES.get(citation.stance, citation.stance)}: {title}",
        f"“{citation.quote}”" if citation.quote else "",
        f"translated: “{citation.translation}”" if citation.translation else "",
        citation.locator,
        CITATION_STATES.get(citation.state, citation.state),
        "supplied by the author" if citation.by_author else "",
        "weak source" if source and source.reliability == "weak" else "",
    ]
    return one_line(" · ".join(word for word in words if word))


def _yes(value: bool) -> str:
    return "yes" if value else ""
