"""The corrections log in print: what stood in public, what stands now, and why."""

from dataclasses import dataclass
from datetime import datetime

from annotations.reports.contents import ReportContents
from annotations.reports.labels import UNREAD, LabelView, scale_named, view_of
from annotations.reports.published import CorrectionEntry
from annotations.reports.text import day, minute, one_line, printable


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction. `claim` is the serial of the sentence, `number` what readers see of the claim, '' if it is gone.

    `is_change` says that the label is another one, so that both are printed.
    """

    rank: int
    claim: int
    number: str
    text: str
    old: LabelView
    new: LabelView
    is_change: bool
    was_wrong: str
    reason: str
    reported: str
    noted: str
    noted_at: datetime
    edition: int


def corrections(contents: ReportContents) -> tuple[CorrectionView, ...]:
    """Return the corrections, the newest first; `rank` counts from 1 for the oldest."""
    told = enumerate(contents.corrections, 1)
    named = _names(contents)
    return tuple(_view(rank, entry, named, contents) for rank, entry in reversed(list(told)))


def corrections_of_claim(contents: ReportContents, claim: int) -> tuple[CorrectionView, ...]:
    """Return the corrections of one sentence and its parts, the newest first."""
    return tuple(one for one in corrections(contents) if one.claim == claim)


def _names(contents: ReportContents) -> dict[int, tuple[int, str, str]]:
    """Return by serial of a claim or part: the serial of the sentence, its number, its words."""
    found = {}
    for claim in contents.claims:
        found[claim.id] = (claim.id, one_line(claim.number), one_line(claim.text))
        for rank, part in enumerate(claim.parts, 1):
            found[part.id] = (claim.id, f"{one_line(claim.number)}.{rank}", one_line(part.wording))
    return found


def _view(
    rank: int, entry: CorrectionEntry, named: dict[int, tuple[int, str, str]], contents: ReportContents
) -> CorrectionView:
    claim, number, text = named.get(entry.claim, (entry.claim, "", ""))
    scale = scale_named(entry.scale, contents)
    old, new = (view_of(slug, scale) if slug else UNREAD for slug in (entry.old_label, entry.new_label))
    by = f" by {one_line(entry.reported_by)}" if entry.reported_by else ""
    return CorrectionView(
        rank=rank, claim=claim, number=number, text=text, old=old, new=new,
        is_change=entry.old_label != entry.new_label, was_wrong=printable(entry.was_wrong).strip(),
        reason=printable(entry.reason).strip(), reported=f"{day(entry.reported_on)}{by}", noted=minute(entry.noted_at),
        noted_at=entry.noted_at, edition=entry.edition,
    )  # fmt: skip
