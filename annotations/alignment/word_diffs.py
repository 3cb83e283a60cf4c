"""What changed from one wording to another, word by word, with what a checker must not overlook."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from annotations.alignment.longest_common import common
from annotations.alignment.weights import Weight, weigh
from annotations.alignment.words import is_blank, tokens_of

ChangeKind = Literal["equal", "deleted", "inserted"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark or a run of blank; its weights are empty where nothing changed."""

    text: str
    weights: tuple[Weight, ...] = ()


_Step = tuple[ChangeKind, Token]


@dataclass(frozen=True, slots=True)
class Change:
    """A run of tokens that is equal in both texts, deleted from the old one or inserted into the new one."""

    kind: ChangeKind
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """The run as it stands in its text."""
        return "".join(token.text for token in self.tokens)

    @property
    def weights(self) -> frozenset[Weight]:
        """What is in the run, of all that weighs."""
        return frozenset(weight for token in self.tokens for weight in token.weights)


def word_diff(old: str, new: str, language: str = "") -> list[Change]:
    """Return the runs that lead from one text to the other, with as many equal words as there can be.

    Equal and deleted runs joined are the old text, equal and inserted ones the new text, to the character. Chinese and
    Japanese are compared by character. Two texts that have nothing in common at their ends and more than 20,000 words
    each between are not compared word by word: one is deleted there, the other inserted.
    """
    return list(_runs(_steps(_weighed(old, language), _weighed(new, language))))


def _weighed(text: str, language: str) -> list[Token]:
    tokens = tokens_of(text)
    return [Token(token, weights) for token, weights in zip(tokens, weigh(tokens, language), strict=True)]


def _runs(steps: Iterable[_Step]) -> Iterator[Change]:
    """Join steps into runs; between two equal ones, everything deleted comes before everything inserted."""
    for is_equal, group in groupby(steps, key=lambda step: step[0] == "equal"):
        run = list(group)
        kinds: tuple[ChangeKind, ...] = ("equal",) if is_equal else ("deleted", "inserted")
        for kind in kinds:
            tokens = tuple(token for its, token in run if its == kind)
            if tokens:
                yield Change(kind, tokens)


def _steps(old: Sequence[Token], new: Sequence[Token]) -> Iterator[_Step]:
    """Yield what became of each token; words are matched, and a blank goes with the word before it."""
    olds, news = _pieces(old), _pieces(new)
    pairs = common([piece[0].text for piece in olds], [piece[0].text for piece in news])
    a = b = 0
    for match_a, match_b in [*pairs, (len(olds), len(news))]:
        yield from (("deleted", token) for piece in olds[a:match_a] for token in piece)
        yield from (("inserted", token) for piece in news[b:match_b] for token in piece)
        if match_a < len(olds):
            yield from _matched(olds[match_a], news[match_b])
        a, b = match_a + 1, match_b + 1


def _matched(old: Sequence[Token], new: Sequence[Token]) -> Iterator[_Step]:
    """Yield a word that stayed, and the blank after it, which may have changed."""
    yield "equal", Token(old[0].text)
    if [token.text for token in old[1:]] == [token.text for token in new[1:]]:
        yield from (("equal", token) for token in old[1:])
    else:
        yield from (("deleted", token) for token in old[1:])
        yield from (("inserted", token) for token in new[1:])


def _pieces(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Return each token with the blank after it; a blank at the beginning stands alone."""
    pieces: list[Sequence[Token]] = []
    for place, token in enumerate(tokens):
        if place == 0 or not is_blank(token.text):
            pieces.append(tokens[place : place + 1])
        else:
            pieces[-1] = tokens[place - 1 : place + 1]
    return pieces
