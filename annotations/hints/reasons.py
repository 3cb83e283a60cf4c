"""What a hint is, and the closed list of its reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar


class Reason(StrEnum):
    """Why a stretch of text is pointed out. The first eleven speak for checking, the last four for another mark."""

    NUMBER = "number"
    DATE = "date"
    MONEY = "money"
    PERCENT = "percent"
    NAME = "name"
    QUOTATION = "quotation"
    SUPERLATIVE = "superlative"
    COMPARISON = "comparison"
    CAUSE = "cause"
    ATTRIBUTION = "attribution"
    ABSOLUTE = "absolute"
    OPINION = "opinion"
    PREDICTION = "prediction"
    QUESTION = "question"
    INSTRUCTION = "instruction"

    @property
    def is_for_checking(self) -> bool:
        """Whether the reason speaks for checking the claim, and not for a mark that says there is nothing to check."""
        return self not in _FOR_ANOTHER_MARK


_FOR_ANOTHER_MARK = frozenset({Reason.OPINION, Reason.PREDICTION, Reason.QUESTION, Reason.INSTRUCTION})

REASONS: dict[Reason, str] = {
    Reason.NUMBER: "Number",
    Reason.DATE: "Date",
    Reason.MONEY: "Amount of money",
    Reason.PERCENT: "Percentage",
    Reason.NAME: "Name",
    Reason.QUOTATION: "Quotation",
    Reason.SUPERLATIVE: "Superlative",
    Reason.COMPARISON: "Comparison or change",
    Reason.CAUSE: "Cause",
    Reason.ATTRIBUTION: "Somebody is said to have said it",
    Reason.ABSOLUTE: "All, none or not",
    Reason.OPINION: "Opinion",
    Reason.PREDICTION: "Prediction",
    Reason.QUESTION: "Question",
    Reason.INSTRUCTION: "Instruction",
}
"""Titles for people, in the order in which hints are explained."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A stretch of the text, in code points with the end exclusive, and the reason why it is pointed out."""

    reason: Reason
    start: int
    end: int


class Stretch(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int:
        """The first code point."""

    @property
    def end(self) -> int:
        """The code point after the last one."""


Placed = TypeVar("Placed", bound=Stretch)


def outside(stretches: Iterable[Placed], taken: Sequence[Stretch]) -> list[Placed]:
    """Return the stretches that touch none of those taken. Both come in order, and those taken do not overlap."""
    left: list[Placed] = []
    place = 0
    for stretch in stretches:
        while place < len(taken) and taken[place].end <= stretch.start:
            place += 1
        if place == len(taken) or stretch.end <= taken[place].start:
            left.append(stretch)
    return left
