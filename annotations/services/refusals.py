"""How a service says no. A refusal has written nothing; doors turn its class into their own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


class Refusal(Exception):
    """Something that cannot be done; `code` is stable, `message` is a sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Invalid(Refusal):
    """What was sent cannot be meant."""


class NotAllowed(Refusal):
    """A rule of the desk forbids it to this person, whatever their role."""


class Duplicate(Refusal):
    """It is there already; `existing` is the thing."""

    def __init__(self, code: str, message: str, existing: Any) -> None:
        super().__init__(code, message)
        self.existing = existing


class Stale(Refusal):
    """Somebody, or oneself in another window, was faster: what was changed is no longer what was shown."""


class Blocked(Refusal):
    """A later act stands in the way of an undo; `entry` is its number in the document's history."""

    def __init__(self, message: str, entry: int) -> None:
        super().__init__("undo_blocked", message)
        self.entry = entry


class Unconfirmed(Refusal):
    """What others did would leave the page; it is done if it is asked for once more, with that said."""


class TooMany(Refusal):
    """Too much at once, or too fast; after `seconds` it may be tried again."""

    def __init__(self, code: str, message: str, *, seconds: int) -> None:
        super().__init__(code, message)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Successor:
    """A claim that stands where a retired one stood."""

    serial: int
    number: str
    start: int
    end: int
    text: str


class Superseded(Refusal):
    """The claim was split or merged meanwhile; `successors` stand in its place."""

    def __init__(self, message: str, successors: Sequence[Successor]) -> None:
        super().__init__("claim_superseded", message)
        self.successors = tuple(successors)
