"""The text under review with a mark behind every claim."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotations.reports.contents import ClaimEntry, PartEntry, ReportContents
from annotations.reports.labels import LabelView, label_of_claim
from annotations.reports.text import one_line, printable

MOST_INITIALS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """One claim in the running text. `gap` is what stands before it on the same line: a space or nothing.

    `anchor` is the claim's serial, as text so that no locale touches it.
    """

    anchor: str
    number: str
    kind: str
    gap: str
    text: str
    label: LabelView
    initials: str

    @property
    def counts(self) -> bool:
        """Whether the claim has a finding: a separator has none."""
        return self.kind != "separator"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a heading, list item or the like if all of it is one. `kind` is the kind of its claims."""

    kind: str
    marks: tuple[Mark, ...]


def article(contents: ReportContents) -> tuple[Block, ...]:
    """Return the text in paragraphs: a line break between two claims begins a new one."""
    return tuple(_block(marks) for marks in _paragraphs(contents))


def initials_of(entry: ClaimEntry | PartEntry, contents: ReportContents) -> str:
    """Return who has a current verdict on it: 'AK·MR', or 'AK≠MR' while they disagree."""
    if not entry.verdicts:
        return ""
    known = {person.key: one_line(person.initials) for person in contents.people}
    keys = dict.fromkeys(verdict.reviewer for verdict in entry.verdicts if verdict.current)
    names = [known.get(key, "?") for key in keys]
    more = f"+{len(names) - MOST_INITIALS}" if len(names) > MOST_INITIALS else ""
    differ = entry.label is None and entry.disagreement
    return ("≠" if differ else "·").join(names[:MOST_INITIALS]) + more


def _paragraphs(contents: ReportContents) -> Iterator[list[Mark]]:
    marks: list[Mark] = []
    end = 0
    for claim in contents.claims:
        gap = printable(contents.revision.text[end : claim.start])
        if "\n" in gap and marks:
            yield marks
            marks = []
        marks.append(_mark(claim, " " if marks and gap.strip() != gap else "", contents))
        end = claim.end
    if marks:
        yield marks


def _mark(claim: ClaimEntry, gap: str, contents: ReportContents) -> Mark:
    return Mark(
        anchor=str(claim.id),
        number=one_line(claim.number),
        kind=claim.kind,
        gap=gap,
        text=printable(claim.text),
        label=label_of_claim(claim, contents),
        initials=initials_of(claim, contents),
    )


def _block(marks: list[Mark]) -> Block:
    kinds = {mark.kind for mark in marks}
    return Block(kinds.pop() if len(kinds) == 1 else "sentence", tuple(marks))
