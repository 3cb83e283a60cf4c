"""What a file leaves out, and why: plain sentences, claims with the same reason in one."""

from dataclasses import dataclass, field

from annotations.reports.omissions import MOST_NAMED
from annotations.reports.text import listed, plural


@dataclass(frozen=True, slots=True)
class Reason:
    """Why claims are left out: what one "has", what several "have"."""

    of_one: str
    of_many: str


@dataclass(slots=True)
class LeftOut:
    """Gathers what is left out while a file is written; reasons are told in the order in which they came up."""

    thing: str = "claim"
    numbers: dict[Reason, list[str]] = field(default_factory=dict)

    def add(self, number: str, reason: Reason) -> None:
        """Note that the claim with this number is left out."""
        self.numbers.setdefault(reason, []).append(number)

    def sentences(self) -> tuple[str, ...]:
        """Return one sentence for each reason; of many claims the first twenty are named."""
        return tuple(self._sentence(reason, numbers) for reason, numbers in self.numbers.items())

    def _sentence(self, reason: Reason, numbers: list[str]) -> str:
        if len(numbers) == 1:
            return f"{self.thing.capitalize()} {numbers[0]} {reason.of_one}."
        more = len(numbers) - MOST_NAMED
        named = listed([*numbers[:MOST_NAMED], f"{more} more"] if more > 0 else numbers)
        return f"{plural(len(numbers), self.thing)} {reason.of_many}: {named}."
