"""Two revisions of a document side by side: what became of every claim, and what was held of it then and now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotations.alignment import Change, word_diff
from annotations.models import Document, Revision, Sight
from annotations.queries.fates import Pair, pairs_of
from annotations.queries.revisions import Holdings, Standing, holdings, standing_of, stood_in

PAGE_SIZE = 200
FATES = ("unchanged", "moved", "changed", "split", "merged", "deleted", "new")
WEIGHTS = {
    "number": "a number", "date": "a date", "negation": "a negation", "name": "a name",
    "quotation-mark": "a quotation mark",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Diff:
    """A word diff, and in words what in it a checker must not overlook."""

    changes: tuple[Change, ...]
    weights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A claim in two revisions; one side is None where it does not stand.

    `others` are the numbers of the claims that it was split or merged into, or comes from. `skipped` counts the
    unchanged claims before it that are not shown.
    """

    fate: str
    old: Standing | None
    new: Standing | None
    others: tuple[str, ...] = ()
    context_changed: bool = False
    diff: Diff | None = None
    skipped: int = 0

    @property
    def differs(self) -> bool:
        """Whether anything of it is to be looked at: the text, the context, or what was held of it."""
        return self.fate != "unchanged" or self.context_changed or self.holds_otherwise

    @property
    def holds_otherwise(self) -> bool:
        """Whether what is held of it differs between the two."""
        return self.old is not None and self.new is not None and self.old.held != self.new.held


@dataclass(frozen=True, slots=True)
class Fates:
    """How many claims of the older revision, and how many of the newer one, have a fate."""

    fate: str
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A page of what differs between two revisions. `counts` are of all claims, by fate; `page` counts from 1.

    `sides` tells the same of each revision; the sums are how many claims each has.
    """

    before: Revision
    after: Revision
    rows: tuple[Compared, ...]
    counts: tuple[tuple[str, int], ...]
    sides: tuple[Fates, ...]
    rest: int
    page: int
    pages: int

    @property
    def sums(self) -> tuple[int, int]:
        """How many claims the older revision has, and how many the newer one."""
        return sum(row.old for row in self.sides), sum(row.new for row in self.sides)

    @property
    def previous_page(self) -> int:
        """The number of the page before."""
        return self.page - 1

    @property
    def next_page(self) -> int:
        """The number of the page after."""
        return self.page + 1


def diff_of(old: str, new: str, language: str) -> Diff:
    """Return the word diff of two wordings, with the weights of all that changed."""
    changes = tuple(word_diff(old, new, language))
    found = {weight for change in changes for weight in change.weights}
    return Diff(changes, tuple(title for weight, title in WEIGHTS.items() if weight in found))


def compare(document: Document, before: Revision, after: Revision, sight: Sight, *, page: int = 1) -> Comparison:
    """Compare two revisions, as far as `sight` may see what was held (9 queries, whatever the length)."""
    sides = _sides(document, before, after, sight)
    shown, rest = _folded(sides)
    pages = max(1, -(-len(shown) // PAGE_SIZE))
    page = min(max(1, page), pages)
    on_page = shown[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    rows = tuple(replace(sides.compared(pair, document.language), skipped=skipped) for pair, skipped in on_page)
    return Comparison(
        before, after, rows, _counted(sides.pairs), _sums(sides.pairs), rest if page == pages else 0, page, pages
    )  # fmt: skip


def compare_all(document: Document, before: Revision, after: Revision, sight: Sight) -> Comparison:
    """Compare two revisions on one page, the claims among it of which nothing differs."""
    sides = _sides(document, before, after, sight)
    rows = tuple(sides.compared(pair, document.language) for pair in sides.pairs)
    return Comparison(before, after, rows, _counted(sides.pairs), _sums(sides.pairs), 0, 1, 1)


@dataclass(frozen=True, slots=True)
class _Sides:
    before: Revision
    after: Revision
    pairs: Sequence[Pair]
    held: Holdings

    def compared(self, pair: Pair, language: str) -> Compared:
        old = standing_of(pair.old, self.held.at(self.before, pair.old)) if pair.old else None
        new = standing_of(pair.new, self.held.at(self.after, pair.new)) if pair.new else None
        diff = diff_of(old.text, new.text, language) if old and new and pair.fate == "changed" else None
        return Compared(pair.fate, old, new, pair.others, pair.context_changed, diff)

    def held_otherwise(self) -> set[int]:
        """Return the claims of which something else was held at one revision than at the other, on the same words."""
        said = self.held.said_between(self.before, self.after)
        both = ((pair.old, pair.new) for pair in self.pairs if pair.old and pair.new and pair.old.claim_id in said)
        return {
            old.claim_id for old, new in both if self.held.at(self.before, old) != self.held.at(self.after, new)
        }  # fmt: skip


def _sides(document: Document, before: Revision, after: Revision, sight: Sight) -> _Sides:
    pairs = pairs_of(document, stood_in(before), stood_in(after))
    return _Sides(before, after, pairs, holdings(document, sight, [before, after]))


def _folded(sides: _Sides) -> tuple[list[tuple[Pair, int]], int]:
    """Return the pairs that differ, each with how many were left out before it, and how many after the last."""
    otherwise = sides.held_otherwise()
    shown: list[tuple[Pair, int]] = []
    skipped = 0
    for pair in sides.pairs:
        if pair.differs or (pair.new and pair.new.claim_id in otherwise):
            shown.append((pair, skipped))
            skipped = 0
        else:
            skipped += 1
    return shown, skipped


def _counted(pairs: Sequence[Pair]) -> tuple[tuple[str, int], ...]:
    counts = dict.fromkeys(FATES, 0)
    for pair in pairs:
        counts[pair.fate] += 1
    return tuple((fate, count) for fate, count in counts.items() if count)


def _sums(pairs: Sequence[Pair]) -> tuple[Fates, ...]:
    """Return how many claims of either side have each fate."""
    found = ((fate, _of(pairs, fate)) for fate in FATES)
    return tuple(Fates(fate, old, new) for fate, (old, new) in found if old or new)


def _of(pairs: Sequence[Pair], fate: str) -> tuple[int, int]:
    own = [pair for pair in pairs if pair.fate == fate]
    return sum(pair.old is not None for pair in own), sum(pair.new is not None for pair in own)
