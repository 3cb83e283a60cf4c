"""What a unit is: a sentence, a heading, a caption, a line that is no sentence, a separator."""

import re

from annotations.segmentation.boundaries import Stretch
from annotations.segmentation.languages.base import Language
from annotations.segmentation.lines import Passage
from annotations.segmentation.mail import without_quote_marks
from annotations.segmentation.patterns import is_wide
from annotations.segmentation.units import Unit

SHOWN = re.compile(r"[^\W_]")
HEADING_LENGTH, LINE_LENGTH = 80, 200
TRAIL = re.compile(r"\s(?:[-|>›»·/•])\s")  # between the steps of a breadcrumb
ENDS = frozenset(".!…。！．।॥۔։።။")
CLOSERS = "\"'”’»)]」』"
WIDE_HEADING_LENGTH = 30  # in Chinese and Japanese, where a character says more
AROUND_WORDS = "\"'“”‘’«»(),;:"
SHARE = re.compile(r"\d\s?%")
BYLINE = re.compile(
    r"(?:By|Von|Par|Por|Door|Updated|Published|Posted|Photo by|Autor|Auteur|Автор)(?=\s+[A-ZÀ-ÞА-Я\d]|:)"
)
CAPTION = re.compile(
    r"(?:Photo|Image|Picture|Fig(?:ure|\.)|Table|Chart|Graphic|Source|Credit|Foto|Bild|Abb(?:ildung|\.)|Quelle|Tabelle"
    r"|Figur[ae]|Fuente|Fonte|Рис\.|Фото|Источник)\s*(?:\d+\s*)?[:.]"
)


def units_of(text: str, passage: Passage, stretches: list[Stretch], language: Language) -> list[Unit]:
    """Return the stretches of a passage as units with their kinds."""
    alone = len(stretches) == 1 and passage.kind == "sentence"
    units = []
    for start, end, rule, doubt in stretches:
        kind = kind_of(text[start:end], passage, language) if alone else passage.kind
        if not text[start].isalnum() and is_separator(text, start, end):
            kind = "separator"
        units.append(Unit(start, end, kind, rule, doubt))
    return units


def kind_of(words: str, passage: Passage, language: Language) -> str:
    """Return the kind of a passage that holds one unit."""
    if words[0] == ">":
        words = without_quote_marks(words).strip() or words
    if len(words) > 12 and CAPTION.match(words):
        return "caption"
    if len(words) > LINE_LENGTH or words[-12:].rstrip(CLOSERS)[-1:] in ENDS:
        return "sentence"
    if len(words) > 8 and len(TRAIL.findall(words)) > 1:
        return "line"
    if len(words) > HEADING_LENGTH or "\n" in words or words[0].islower():
        return "sentence"
    if BYLINE.match(words) or words[-1] in ",;":
        return "line"
    if words[-1] in "?？؟":
        return "heading" if passage.is_block else "sentence"
    return "sentence" if says_something(words, language) else "heading"


def says_something(words: str, language: Language) -> bool:
    """Return whether a short line without a stop looks like a statement: a verb after the first word, or a share.

    A statement that is taken for a heading is not offered for a check, so that a doubtful line counts as a statement.
    """
    if is_wide(words[0]) and (len(words) > WIDE_HEADING_LENGTH or "，" in words):
        return True
    first, *others = words.split()
    if len(others) < 2 or words[-1] in ":：" or first.lower() in language.asking:
        return False
    return bool(SHARE.search(words)) or any(is_verb(word.strip(AROUND_WORDS), language) for word in others)


def is_verb(word: str, language: Language) -> bool:
    """Return whether a word is, in the tables of a language, a verb that makes a sentence; none has a capital."""
    if word in language.finite:
        return True
    return len(word) > 4 and word.islower() and word.endswith(language.finite_endings or "\n")


def is_separator(text: str, start: int, end: int) -> bool:
    """Return whether a stretch holds no letter and no digit."""
    return SHOWN.search(text, start, end) is None
