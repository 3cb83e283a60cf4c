"""What goes into an alignment, and what comes out of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, TypeAlias

Key: TypeAlias = int | str
Fate = Literal["unchanged", "moved", "changed", "split", "merged", "returned", "new", "deleted"]

NEW_FATES: tuple[Fate, ...] = ("unchanged", "moved", "changed", "split", "merged", "returned", "new")
OLD_FATES: tuple[Fate, ...] = ("unchanged", "moved", "changed", "split", "merged", "deleted")
# In these the new unit is one claim that is there already; a claim that returns stood in an earlier revision only.
ONE_TO_ONE: frozenset[str] = frozenset({"unchanged", "moved", "changed", "returned"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit of a revision: the claim's key (of a new unit any key), the hash of its wording, and where it stands.

    Of earlier revisions neither text nor kind is read, so that they may be left empty. A `separator` is matched by
    its wording alone.
    """

    key: Key
    wording: str
    start: int
    text: str = ""
    kind: str = "sentence"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a new unit is, and the keys of the claims that it comes from: several when merged, none when new."""

    key: Key
    fate: Fate
    old: tuple[Key, ...] = ()
    context_changed: bool = False


@dataclass(frozen=True, slots=True)
class Departure:
    """What became of a claim of the current revision, and the keys of the new units that it went into."""

    key: Key
    fate: Fate
    new: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """Old claims and new units that might belong together and were not matched, because only a guess could say how.

    A `repeat` has the same wording on both sides, a `look-alike` a similar one. The new units count as new, the old
    claims as deleted (or stay in earlier revisions) until a person decides.
    """

    reason: Literal["repeat", "look-alike"]
    old: tuple[Key, ...]
    new: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The fate of every new unit and of every old claim, each in the order of its text, and what is undecided."""

    new: tuple[Arrival, ...]
    old: tuple[Departure, ...]
    reviews: tuple[Review, ...] = field(default=())

    @property
    def new_counts(self) -> dict[Fate, int]:
        """How many new units have each fate; the sum is the number of new units."""
        return _counted(NEW_FATES, (arrival.fate for arrival in self.new))

    @property
    def old_counts(self) -> dict[Fate, int]:
        """How many old claims have each fate; the sum is the number of old claims."""
        return _counted(OLD_FATES, (departure.fate for departure in self.old))

    @property
    def keeps(self) -> dict[Key, Key]:
        """New key → the key of the claim that the unit is: for unchanged, moved, changed and returned ones."""
        return {arrival.key: arrival.old[0] for arrival in self.new if arrival.fate in ONE_TO_ONE}


def require_order(placed: Sequence[Placed]) -> None:
    """Raise ValueError unless starts rise and no key stands twice."""
    if any(left.start >= right.start for left, right in pairwise(placed)):
        raise ValueError("the units of a revision must be in the order of its text")
    if len({unit.key for unit in placed}) != len(placed):
        raise ValueError("a key stands twice in one revision")


def _counted(fates: Sequence[Fate], found: Iterable[Fate]) -> dict[Fate, int]:
    counts = dict.fromkeys(fates, 0)
    for fate in found:
        counts[fate] += 1
    return counts
