"""What was found about each claim, in words ready to print. Choosing happens here, looks elsewhere.

Printed are each reviewer's verdict that counts now (or, if the wording has changed since, the last one, marked so),
the last adjudication, citations that stand and notes that are open. Everything else is in the JSON report.
"""

from dataclasses import dataclass

from annotations.reports.article import initials_of
from annotations.reports.citations import CitationView, citations_of
from annotations.reports.contents import ClaimEntry, PartEntry, ReportContents
from annotations.reports.labels import UNREAD, LabelView, label_of_claim, view_of
from annotations.reports.notes import NoteView, open_notes
from annotations.reports.summary import counted
from annotations.reports.text import one_line, printable
from annotations.reports.verdicts import SettlementView, VerdictView, settlement_of, verdicts_of


@dataclass(frozen=True, slots=True)
class Origin:
    """The retired claim that a claim came from."""

    anchor: str
    number: str
    is_printed: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """All that is said of one claim, or of one atomic claim inside it (then `text` is its own wording).

    `anchor` is the serial, unique in the document. `remark` says what an atomic claim is, or that
    the label is what the parts of a sentence add up to; `suggestion` is a label that
    the program proposes, not a person. `page` says where the original has it, if it has pages.
    """

    anchor: str
    number: str
    page: str
    text: str
    label: LabelView
    initials: str
    remark: str
    suggestion: str
    verdicts: tuple[VerdictView, ...]
    settlement: SettlementView | None
    citations: tuple[CitationView, ...]
    notes: tuple[NoteView, ...]
    parts: tuple["Finding", ...]
    origins: tuple[Origin, ...]

    @property
    def is_one_voice(self) -> bool:
        """Whether the label is that of the only verdict, so that it need not be said twice."""
        return len(self.verdicts) == 1 and self.verdicts[0].label == self.label

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing to say beyond the label."""
        said = any(
            one.rationale or one.tags or one.action or one.proposed_wording or one.evidence_override
            for one in self.verdicts
        )
        more = self.settlement or self.citations or self.notes or self.parts or self.origins
        return not said and not more and self.label.tone != "disagreement"


def findings(contents: ReportContents) -> tuple[Finding, ...]:
    """Return one finding per counted live claim, in reading order."""
    return tuple(_finding(claim, contents) for claim in counted(contents))


def retired_findings(contents: ReportContents) -> tuple[Finding, ...]:
    """Return the retired claims that still carry verdicts, citations or open notes."""
    retired = (claim for claim in contents.retired_claims if _carries(claim, contents))
    return tuple(_finding(claim, contents, stands=False) for claim in retired)


def _carries(entry: ClaimEntry | PartEntry, contents: ReportContents) -> bool:
    """Whether anything would be printed under it."""
    stands = any(not citation.withdrawn_at for citation in entry.citations)
    own = stands or entry.adjudications or verdicts_of(entry, contents) or open_notes(entry.notes, contents)
    return bool(own) or any(_carries(part, contents) for part in getattr(entry, "parts", ()))


def _finding(claim: ClaimEntry, contents: ReportContents, *, stands: bool = True) -> Finding:
    return Finding(
        anchor=str(claim.id),
        number=one_line(claim.number),
        page=f"page {claim.page} of the original" if claim.page else "",
        text=printable(claim.text),
        label=label_of_claim(claim, contents),
        initials=initials_of(claim, contents),
        remark=_source_of_label(claim),
        suggestion=_suggestion(claim, contents),
        verdicts=verdicts_of(claim, contents, stands=stands),
        settlement=settlement_of(claim, contents),
        citations=citations_of(claim, contents),
        notes=open_notes(claim.notes, contents),
        parts=_parts(claim, contents, stands),
        origins=_origins(claim, contents),
    )


def _source_of_label(claim: ClaimEntry) -> str:
    """Say that a sentence's label is what its parts add up to: nobody settled or overrode it."""
    live = sum(not part.retired for part in claim.parts)
    said = any(one.current for one in claim.verdicts) or any(one.stands for one in claim.adjudications)
    if not live or claim.label is None or said:
        return ""
    return f"from {live} part{'' if live == 1 else 's'}"


def _parts(claim: ClaimEntry, contents: ReportContents, stands: bool) -> tuple[Finding, ...]:
    """Parts of a live claim that were taken away keep what they carry, so they are printed if they carry any."""
    printed = [part for part in claim.parts if not part.retired or claim.retired or part.verdicts]
    return tuple(_part(claim, rank, part, contents, stands) for rank, part in enumerate(printed, start=1))


def _part(claim: ClaimEntry, rank: int, part: PartEntry, contents: ReportContents, stands: bool) -> Finding:
    return Finding(
        anchor=str(part.id),
        number=f"{one_line(claim.number)}.{rank}",
        page="",
        text=printable(part.wording),
        label=label_of_claim(part, contents),
        initials=initials_of(part, contents),
        remark="part, no longer in use" if part.retired and not claim.retired else "part, as it was checked",
        suggestion="",
        verdicts=verdicts_of(part, contents, stands=stands),
        settlement=settlement_of(part, contents),
        citations=citations_of(part, contents),
        notes=open_notes(part.notes, contents),
        parts=(),
        origins=(),
    )


def _suggestion(claim: ClaimEntry, contents: ReportContents) -> str:
    is_unread = label_of_claim(claim, contents) == UNREAD
    return view_of(claim.suggested_label, contents.scale).title if is_unread and claim.suggested_label else ""


def _origins(claim: ClaimEntry, contents: ReportContents) -> tuple[Origin, ...]:
    ancestors = dict.fromkeys(step.ancestor for step in claim.lineage if step.descendant == claim.id)
    retired = {one.id: one for one in contents.retired_claims} if ancestors else {}
    return tuple(
        Origin(str(one), one_line(retired[one].number), _carries(retired[one], contents))
        for one in ancestors
        if one in retired
    )
