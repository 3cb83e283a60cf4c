"""What the formats of training data have in common: which claims qualify, and why the others do not."""

from annotations.reports.cited import Numbered
from annotations.reports.contents import ClaimEntry, PartEntry, ReportContents, VerdictEntry
from annotations.reports.left_out import LeftOut, Reason
from annotations.scales import Label

UNREAD = Reason("is not checked yet", "are not checked yet")
DISAGREEMENT = Reason("has no label, since reviewers disagree", "have no label, since reviewers disagree")
NOT_CHECKABLE = Reason(
    "is an opinion, a prediction or the like, with nothing to check",
    "are opinions, predictions or the like, with nothing to check",
)
STRANGE = Reason("has a label that the scale does not know", "have labels that the scale does not know")
WORDLESS = Reason("has no words", "have no words")


def label_to_export(numbered: Numbered, contents: ReportContents, left_out: LeftOut) -> Label | None:
    """Return the label of a claim that says something about truth, else None with the reason noted."""
    slug = numbered.entry.label
    label = contents.scale.label(slug) if slug is not None and slug in contents.scale else None
    if label and label.is_checkable and words_of(numbered.entry).strip():
        return label
    left_out.add(numbered.number, _reason(numbered.entry, label))
    return None


def _reason(entry: ClaimEntry | PartEntry, label: Label | None) -> Reason:
    if entry.label is None:
        return DISAGREEMENT if entry.disagreement else UNREAD
    if label is None:
        return STRANGE
    return WORDLESS if label.is_checkable else NOT_CHECKABLE


def words_of(entry: ClaimEntry | PartEntry) -> str:
    """Return the wording of a claim or of a part of one."""
    return entry.text if isinstance(entry, ClaimEntry) else entry.wording


def grounds_of(entry: ClaimEntry | PartEntry) -> tuple[str, ...]:
    """Return why the claim has its label: the reason of the editor who settled it, else the reviewers' rationales."""
    settled = [one.reason for one in entry.adjudications if one.stands and one.label == entry.label]
    if settled:
        return tuple(settled[-1:])
    return tuple(one.rationale for one in entry.verdicts if _carries(one, entry))


def _carries(verdict: VerdictEntry, entry: ClaimEntry | PartEntry) -> bool:
    return verdict.current and verdict.label == entry.label and bool(verdict.rationale.strip())
