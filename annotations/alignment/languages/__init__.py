"""Which tables serve which language.

To extend a language, add words to its module; to add one, write a module with its `LANGUAGE`, list it below under its
code, and give it rows in the tests of first words and of highlights.
"""

from functools import cache

from annotations.alignment.languages import de, en, es, fr, it, nl, pl, pt, ru, uk
from annotations.alignment.languages.base import Language

LANGUAGES: dict[str, Language] = {
    "de": de.LANGUAGE,
    "en": en.LANGUAGE,
    "es": es.LANGUAGE,
    "fr": fr.LANGUAGE,
    "it": it.LANGUAGE,
    "nl": nl.LANGUAGE,
    "pl": pl.LANGUAGE,
    "pt": pt.LANGUAGE,
    "ru": ru.LANGUAGE,
    "uk": uk.LANGUAGE,
}
_NONE = Language()


def table_for(code: str) -> Language:
    """Return the table for a language code such as `de`, `pt-BR` or `zh_Hant`; an empty one when it is unknown."""
    return LANGUAGES.get(_base(code), _NONE)


def table_of_words(code: str) -> Language:
    """Return the table for a language code, or, where no language is given, one that has the words of all."""
    return table_for(code) if code else _together()


@cache
def _together() -> Language:
    tables = LANGUAGES.values()
    return Language(
        referring=frozenset().union(*(table.referring for table in tables)),
        connectives=frozenset().union(*(table.connectives for table in tables)),
        openers=frozenset().union(*(table.openers for table in tables)),
        negations=frozenset().union(*(table.negations for table in tables)),
        negation_starts=tuple(start for table in tables for start in table.negation_starts),
        negation_ends=tuple(end for table in tables for end in table.negation_ends),
        numerals={word: digits for table in tables for word, digits in table.numerals.items()},
        amounts=frozenset().union(*(table.amounts for table in tables)),
        dates=frozenset().union(*(table.dates for table in tables)),
    )


def _base(code: str) -> str:
    return code.replace("_", "-").partition("-")[0].lower()
