"""Which tables serve which language.

To extend a language, add words to its module and cases to its sample file; to add one, write a module with its
`LANGUAGE`, list it below under its code, and write a sample file of that name.
"""

from functools import cache

from annotations.segmentation.languages import (
    ar,
    bg,
    ca,
    cs,
    da,
    de,
    default,
    el,
    en,
    es,
    fa,
    fi,
    fr,
    hi,
    hr,
    hu,
    hy,
    it,
    ja,
    kk,
    nl,
    pl,
    pt,
    ro,
    ru,
    sv,
    tr,
    uk,
    zh,
)
from annotations.segmentation.languages.base import Language, Tables, prepare

# Some languages are served by the tables of a close relative.
LANGUAGES: dict[str, Language] = {
    "ar": ar.LANGUAGE,
    "be": ru.LANGUAGE,
    "bg": bg.LANGUAGE,
    "bs": hr.LANGUAGE,
    "ca": ca.LANGUAGE,
    "cs": cs.LANGUAGE,
    "da": da.LANGUAGE,
    "de": de.LANGUAGE,
    "el": el.LANGUAGE,
    "en": en.LANGUAGE,
    "es": es.LANGUAGE,
    "fa": fa.LANGUAGE,
    "fi": fi.LANGUAGE,
    "fr": fr.LANGUAGE,
    "gl": pt.LANGUAGE,
    "hi": hi.LANGUAGE,
    "hr": hr.LANGUAGE,
    "hu": hu.LANGUAGE,
    "hy": hy.LANGUAGE,
    "it": it.LANGUAGE,
    "ja": ja.LANGUAGE,
    "kk": kk.LANGUAGE,
    "mr": hi.LANGUAGE,
    "nb": da.LANGUAGE,
    "ne": hi.LANGUAGE,
    "nl": nl.LANGUAGE,
    "nn": da.LANGUAGE,
    "no": da.LANGUAGE,
    "pl": pl.LANGUAGE,
    "pt": pt.LANGUAGE,
    "ro": ro.LANGUAGE,
    "ru": ru.LANGUAGE,
    "sk": cs.LANGUAGE,
    "sl": hr.LANGUAGE,
    "sr": hr.LANGUAGE,
    "sv": sv.LANGUAGE,
    "tr": tr.LANGUAGE,
    "uk": uk.LANGUAGE,
    "ur": fa.LANGUAGE,
    "zh": zh.LANGUAGE,
}


def tables_for(code: str) -> Tables:
    """Return the tables for a language code such as `de`, `pt-BR` or `zh_Hant`; those of no language when unknown."""
    known = code.replace("_", "-").partition("-")[0].lower()
    return _prepared(known if known in LANGUAGES else "")


@cache
def _prepared(code: str) -> Tables:
    return prepare(LANGUAGES.get(code, default.LANGUAGE), default.LANGUAGE)
