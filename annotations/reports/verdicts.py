"""Verdicts and adjudications in print: which of them, and in which words."""

from dataclasses import dataclass

from annotations.reports.contents import AdjudicationEntry, ClaimEntry, PartEntry, ReportContents, VerdictEntry
from annotations.reports.labels import LabelView, label_of_verdict, scale_named, view_of
from annotations.reports.people import PersonView, person
from annotations.reports.text import minute, one_line, printable
from annotations.scales import ACTIONS, ISSUE_TAGS


@dataclass(frozen=True, slots=True)
class VerdictView:
    """A reviewer's verdict. `is_current` is False if the wording has changed since; `remarks` are short words."""

    reviewer: PersonView
    label: LabelView
    rationale: str
    tags: tuple[str, ...]
    action: str
    proposed_wording: str
    when: str
    remarks: tuple[str, ...]
    is_current: bool
    evidence_override: str = ""


@dataclass(frozen=True, slots=True)
class SettlementView:
    """The last word of an editor. `heading` says whether it stands, was overtaken, or opened the case again."""

    heading: str
    editor: PersonView
    label: LabelView | None
    reason: str
    when: str
    stands: bool


def verdicts_of(
    entry: ClaimEntry | PartEntry, contents: ReportContents, *, stands: bool = True
) -> tuple[VerdictView, ...]:
    """Return the printed verdict of each reviewer, in the order of their first ones.

    `stands` says that the claim is in the text: only then has a verdict of an earlier revision been carried.
    """
    reviewers = dict.fromkeys(verdict.reviewer for verdict in entry.verdicts)
    chosen = (printed_verdict(entry, reviewer) for reviewer in reviewers)
    here = stands and not entry.retired
    return tuple(_verdict(verdict, entry, contents, here) for verdict in chosen if verdict)


def printed_verdict(entry: ClaimEntry | PartEntry, reviewer: str) -> VerdictEntry | None:
    """Return the reviewer's current verdict, else the last one unless that is a withdrawal, else None."""
    own = sorted((one for one in entry.verdicts if one.reviewer == reviewer), key=lambda one: one.number)
    last = next((one for one in reversed(own) if one.current), own[-1] if own else None)
    return last if last and last.label else None


def _verdict(
    verdict: VerdictEntry, entry: ClaimEntry | PartEntry, contents: ReportContents, stands: bool
) -> VerdictView:
    return VerdictView(
        reviewer=person(verdict.reviewer, contents),
        label=label_of_verdict(verdict, contents),
        rationale=printable(verdict.rationale).strip(),
        tags=tuple(ISSUE_TAGS.get(tag, one_line(tag)) for tag in verdict.tags),
        action="" if verdict.action in ("", "none") else ACTIONS.get(verdict.action, one_line(verdict.action)),
        proposed_wording=printable(verdict.proposed_wording).strip(),
        when=minute(verdict.at),
        remarks=_verdict_remarks(verdict, entry, contents, stands),
        is_current=verdict.current,
        evidence_override=printable(verdict.evidence_override).strip(),
    )


def _verdict_remarks(
    verdict: VerdictEntry, entry: ClaimEntry | PartEntry, contents: ReportContents, stands: bool
) -> tuple[str, ...]:
    is_older, is_carried = verdict.revision != contents.revision.number, verdict.current and stands
    remarks = {
        "the wording has changed since": not verdict.current and not entry.retired,
        "given blind": verdict.blind,
        "on the sentence as a whole": verdict.override,
        f"carried from revision {verdict.revision}": is_older and is_carried,
        f"on revision {verdict.revision}": is_older and not is_carried,
        "on another scale": verdict.scale != contents.scale.slug,
    }
    return tuple(words for words, applies in remarks.items() if applies)


def settlement_of(entry: ClaimEntry | PartEntry, contents: ReportContents) -> SettlementView | None:
    """Return the last adjudication, or None if an editor never spoke."""
    if not entry.adjudications:
        return None
    last = max(entry.adjudications, key=lambda one: one.number)
    return SettlementView(
        heading=_settlement_heading(last),
        editor=person(last.editor, contents),
        label=view_of(last.label, scale_named(last.scale, contents)) if last.label else None,
        reason=printable(last.reason).strip(),
        when=minute(last.at),
        stands=last.stands,
    )


def _settlement_heading(adjudication: AdjudicationEntry) -> str:
    if not adjudication.label:
        return "Opened again"
    how = "Settled by vote" if adjudication.by_vote else "Settled"
    return how if adjudication.stands else f"{how}, overtaken since"
