"""What two similar claims do not share of that which makes them true or false."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from annotations.alignment.languages import table_of_words
from annotations.alignment.languages.base import Language
from annotations.alignment.weights import Weight, weigh
from annotations.alignment.words import tokens_of

MarkKind = Literal["number", "date", "negation", "name"]
MARK_KINDS: tuple[MarkKind, ...] = ("date", "number", "negation", "name")  # what is two of them counts as the first

_GROUPED = re.compile(r"\d{1,3}(?:([.,\u00a0\u202f])\d{3})(?:\1\d{3})*(?!\d)")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|er|º)")
_CONTRACTED = {"cannot": "not", "can't": "not"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of one claim that the other does not have: its kind and its place, in code points, end exclusive."""

    kind: MarkKind
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Differences:
    """What only the first and what only the second of two claims has, in the order of their texts."""

    first: tuple[Mark, ...]
    second: tuple[Mark, ...]

    @property
    def kinds(self) -> tuple[MarkKind, ...]:
        """The kinds in which the two differ; empty if they agree in all."""
        found = {mark.kind for mark in (*self.first, *self.second)}
        return tuple(kind for kind in MARK_KINDS if kind in found)


def differences(first: str, second: str, language: str = "") -> Differences:
    """Return the numbers, dates, negations and names that one claim has and the other has not, or not as often.

    Written forms of one value are equal: `5,000` and `5000`, `two` and `2`, `not` and `isn't`, `Russia's` and `Russia`.
    Which of two numbers belongs to what is not understood, so that claims without differences may still differ.
    """
    ours, theirs = _marked(first, language), _marked(second, language)
    return Differences(_surplus(ours, theirs), _surplus(theirs, ours))


_Valued = tuple[tuple[MarkKind, str], Mark]


def _marked(text: str, language: str) -> list[_Valued]:
    """Return the words that count, each with its kind and value."""
    table = table_of_words(language)
    tokens = tokens_of(text)
    found: list[_Valued] = []
    start = 0
    for token, weights in zip(tokens, weigh(tokens, language, first_words=True), strict=True):
        end = start + len(token)
        kind = _kind(weights)
        if kind:
            found.append(((kind, _value(kind, token, table)), Mark(kind, start, end, token)))
        start = end
    return found


def _kind(weights: Sequence[Weight]) -> MarkKind | None:
    return next((kind for kind in MARK_KINDS if kind in weights), None)


def _value(kind: MarkKind, token: str, table: Language) -> str:
    """Return what forms of one value have in common."""
    word = token.casefold().replace("’", "'")
    if kind == "name":
        return word.removesuffix("'s").removesuffix("'")
    if kind == "negation":
        return "not" if word.endswith(table.negation_ends) else _CONTRACTED.get(word, word)
    if kind == "date":
        return _ORDINAL.sub(r"\1", word)
    if _GROUPED.match(word):
        return re.sub(r"[.,\u00a0\u202f](?=\d{3})", "", word)
    return table.numerals.get(word, word)


def _surplus(ours: Sequence[_Valued], theirs: Sequence[_Valued]) -> tuple[Mark, ...]:
    left = Counter(value for value, _mark in theirs)
    found = []
    for value, mark in ours:
        left[value] -= 1
        if left[value] < 0:
            found.append(mark)
    return tuple(found)
