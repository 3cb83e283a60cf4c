"""All hints of a text, in order."""

from collections.abc import Iterator, Sequence

from annotations.hints.languages import tables_for
from annotations.hints.languages.base import Tables
from annotations.hints.marks import questions, quotations
from annotations.hints.names import names
from annotations.hints.numbers import numbers
from annotations.hints.reasons import Hint, Reason
from annotations.hints.words import Word, words_of

_RANK = {reason: rank for rank, reason in enumerate(Reason)}


def hints(text: str, language: str = "en") -> tuple[Hint, ...]:
    """Return the hints of a text, by their start, then by their end; they may overlap.

    Any language code is taken: a region or script after it is passed over, and a language without tables gets what
    figures, capitals and punctuation tell. The work grows with the length of the text and no faster.
    """
    tables = tables_for(language)
    words = words_of(text)
    phrases = _phrases(words, tables)
    counted = numbers(text, words, [hint for hint in phrases if hint.reason is Reason.NUMBER], tables)
    others = [hint for hint in phrases if hint.reason is not Reason.NUMBER]
    taken = sorted([*counted, *(hint for hint in others if hint.reason is Reason.DATE)], key=_place)
    found = {
        *counted, *others, *names(text, words, taken, tables), *_instructions(words, tables),
        *quotations(text), *questions(text),
    }  # fmt: skip
    return tuple(sorted(found, key=_place))


def _place(hint: Hint) -> tuple[int, int, int]:
    return hint.start, hint.end, _RANK[hint.reason]


def _phrases(words: Sequence[Word], tables: Tables) -> list[Hint]:
    """Return what the lexicon finds, but for months that look like other words: "in May" allows nothing."""
    months = {word.start for word in words if word.folded in tables.months and word.is_proper}
    return [hint for hint in tables.phrases.matches(words) if hint.start not in months]


def _instructions(words: Sequence[Word], tables: Tables) -> Iterator[Hint]:
    """Yield the phrases that tell somebody to do something, where a sentence begins with them."""
    openings = {word.start for word in words if word.opens}
    return (hint for hint in tables.instructions.matches(words) if hint.start in openings)
