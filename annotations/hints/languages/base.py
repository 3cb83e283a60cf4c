"""What the rules need to know about a language."""

from collections.abc import Mapping
from dataclasses import dataclass

from annotations.hints.reasons import Reason
from annotations.hints.words import Lexicon, folded, lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Tables of one language. Those with phrases divide them by commas (see `Lexicon`), the others by blanks."""

    phrases: Mapping[Reason, str]
    months: str = ""
    date_links: str = ""  # small words inside a date: 12 *de* mayo
    currencies: str = ""  # words; signs and codes are the same everywhere
    percents: str = ""  # phrases
    starters: str = ""  # words that begin sentences and are no part of a name
    never_names: str = ""  # words with a capital that are no names
    nouns_have_capitals: bool = False


@dataclass(frozen=True, slots=True)
class Tables:
    """A language's tables, ready for looking up."""

    phrases: Lexicon
    instructions: Lexicon
    months: frozenset[str]
    date_links: frozenset[str]
    currencies: frozenset[str]
    percents: tuple[tuple[str, ...], ...]
    starters: frozenset[str]
    never_names: frozenset[str]
    nouns_have_capitals: bool


def prepare(language: Language) -> Tables:
    """Return the tables of a language, with its instructions, which count only where a sentence begins, apart."""
    instructions = {Reason.INSTRUCTION: language.phrases.get(Reason.INSTRUCTION, "")}
    others = {**language.phrases, Reason.INSTRUCTION: ""}
    percents = (phrase.split() for phrase in folded(language.percents).split(","))
    return Tables(
        phrases=lexicon(others),
        instructions=lexicon(instructions),
        months=_words(language.months),
        date_links=_words(language.date_links),
        currencies=_words(language.currencies),
        percents=tuple(tuple(phrase) for phrase in percents if phrase),
        starters=_words(language.starters),
        never_names=_words(language.never_names),
        nouns_have_capitals=language.nouns_have_capitals,
    )


def _words(table: str) -> frozenset[str]:
    return frozenset(folded(table).split())
