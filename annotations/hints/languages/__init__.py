"""Which tables serve which language. To add one, write a module with its `LANGUAGE` and list it below."""

from functools import cache

from annotations.hints.languages import de, en, es, fr, it, nl, pl, pt, ru, uk
from annotations.hints.languages.base import Language, Tables, prepare

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


def tables_for(code: str) -> Tables:
    """Return the tables for a code such as `de`, `pt-BR` or `zh_Hant`; without words where a language is unknown."""
    known = code.replace("_", "-").partition("-")[0].lower()
    return _prepared(known if known in LANGUAGES else "")


@cache
def _prepared(code: str) -> Tables:
    return prepare(LANGUAGES.get(code, Language(phrases={})))
