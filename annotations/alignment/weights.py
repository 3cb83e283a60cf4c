"""What a word weighs: numbers, dates, negations, names and quotation marks are what a checker must not overlook."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal

from annotations.alignment.languages import table_of_words
from annotations.alignment.languages.base import Language
from annotations.alignment.words import is_blank, is_word

Weight = Literal["number", "date", "negation", "name", "quotation-mark"]

QUOTATION_MARKS = frozenset("\"'«»‘’‚‛“”„‟‹›「」『』〝〞〟＂＇｢｣")
SIGNS_OF_AMOUNT = frozenset("%‰‱％")
ENDS_OF_SENTENCES = frozenset(".!?…。！？।")
STOPS = frozenset(".")
TITLES = frozenset({"Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Hr", "Fr", "Sr", "Sra", "Mme", "Sen", "Gen", "Gov"})

_YEAR = re.compile(r"1\d{3}|20\d{2}")
_DATE = re.compile(r"\d{4}[./]\d{1,2}[./]\d{1,2}|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})")
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|º)?")
_BETWEEN_DAY_AND_MONTH = frozenset({".", ",", "of", "de", "di"})


def weigh(tokens: Sequence[str], language: str = "", *, first_words: bool = False) -> list[tuple[Weight, ...]]:
    """Return the weights of each token of a whole text, by the words of a language, or of all if none is given.

    A capital makes a name inside a sentence; with `first_words` also at its beginning, unless the word is known there.
    """
    table = table_of_words(language)
    dates = _days_and_months(tokens, table)
    openings = _openings(tokens)
    return [
        () if is_blank(token) else tuple(_weights(token, table, place in dates, first_words or place not in openings))
        for place, token in enumerate(tokens)
    ]


def _weights(token: str, table: Language, dated: bool, may_be_name: bool) -> Iterator[Weight]:
    word = token.casefold().replace("’", "'")
    if is_number(token) or word in table.numerals or word in table.amounts:
        yield "number"
    if dated:
        yield "date"
    if word in table.negations or word.startswith(table.negation_starts) or word.endswith(table.negation_ends):
        yield "negation"
    if may_be_name and not dated and _is_capitalised(token) and not _is_common(word, table):
        yield "name"
    if token in QUOTATION_MARKS:
        yield "quotation-mark"


def is_number(token: str) -> bool:
    """Return whether a token holds a digit or another numeric sign, or is a sign of percentage or currency."""
    if len(token) == 1 and not is_word(token):
        return token in SIGNS_OF_AMOUNT or token.isnumeric() or unicodedata.category(token) == "Sc"
    return any(character.isnumeric() for character in token)


def _is_capitalised(token: str) -> bool:
    return len(token) > 1 and (token[0].isupper() or token[0].istitle())


def _is_common(word: str, table: Language) -> bool:
    return word in table.openers or word in table.referring or word in table.connectives or word.startswith("i'")


def _openings(tokens: Sequence[str]) -> set[int]:
    """Return the places of the words that begin a sentence, or a quotation."""
    found = set()
    opens, before = True, ""
    for place, token in enumerate(tokens):
        if is_blank(token):
            continue
        if is_word(token):
            if opens:
                found.add(place)
            opens = False
        elif token in ENDS_OF_SENTENCES:
            opens = token not in STOPS or not _is_abbreviation(before)
        elif token in QUOTATION_MARKS:
            opens = True
        before = token
    return found


def _is_abbreviation(word: str) -> bool:
    return word in TITLES or (len(word) == 1 and word.isupper())


def _days_and_months(tokens: Sequence[str], table: Language) -> set[int]:
    """Return the places of the names of months and weekdays, of days beside a month, of years and of whole dates."""
    words = [place for place, token in enumerate(tokens) if not is_blank(token)]
    found = set()
    for index, place in enumerate(words):
        token = tokens[place]
        if token in table.dates or token.lower() in table.dates:
            found.add(place)
            found.update(_day_beside(tokens, words, index, step) for step in (-1, 1))
        elif _YEAR.fullmatch(token) or _DATE.fullmatch(token):
            found.add(place)
    return found - {-1}


def _day_beside(tokens: Sequence[str], words: Sequence[int], index: int, step: int) -> int:
    """Return the place of the number of a day beside a month, or -1."""
    index += step
    if 0 <= index < len(words) and tokens[words[index]] in _BETWEEN_DAY_AND_MONTH:
        index += step
    return words[index] if 0 <= index < len(words) and _DAY.fullmatch(tokens[words[index]]) else -1
