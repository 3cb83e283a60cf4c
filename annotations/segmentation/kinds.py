"""What a unit is: a sentence, a heading, a caption, a line that is no sentence, a separator."""

import re
from dataclasses import replace

from annotations.segmentation.lines import Passage
from annotations.segmentation.units import Unit

HEADING_LENGTH, LINE_LENGTH = 80, 200
TRAIL = re.compile(r"\s(?:[-|>›»·/•])\s")  # between the steps of a breadcrumb
ENDS_SENTENCE = re.compile(r"""[.!…。！．।॥۔։።။]["'”’»)\]」』]*$""")
BYLINE = re.compile(
    r"(?:By|Von|Par|Por|Door|Updated|Published|Posted|Photo by|Autor|Auteur|Автор)(?=\s+[A-ZÀ-ÞА-Я\d]|:)"
)
CAPTION = re.compile(
    r"(?:Photo|Image|Picture|Fig(?:ure|\.)|Table|Chart|Graphic|Source|Credit|Foto|Bild|Abb(?:ildung|\.)|Quelle|Tabelle"
    r"|Figur[ae]|Fuente|Fonte|Рис\.|Фото|Источник)\s*(?:\d+\s*)?[:.]"
)


def kinds_of(text: str, passage: Passage, units: list[Unit]) -> list[Unit]:
    """Return the units of a passage with their kinds."""
    if len(units) == 1 and passage.kind == "sentence":
        words = text[units[0].start : units[0].end]
        return [replace(units[0], kind=kind_of(words, passage))]
    return [replace(unit, kind="separator") if is_separator(text[unit.start : unit.end]) else unit for unit in units]


def kind_of(words: str, passage: Passage) -> str:
    """Return the kind of a passage that holds one unit."""
    if is_separator(words):
        return "separator"
    if CAPTION.match(words) and len(words) > 12:
        return "caption"
    if len(words) > LINE_LENGTH or ENDS_SENTENCE.search(words[-12:]):
        return "sentence"
    if len(TRAIL.findall(words)) > 1:
        return "line"
    if len(words) > HEADING_LENGTH or "\n" in words or words[0].islower():
        return "sentence"
    if BYLINE.match(words) or words[-1] in ",;":
        return "line"
    if words[-1] in "?？؟":
        return "heading" if passage.is_block else "sentence"
    return "heading"


def is_separator(words: str) -> bool:
    """Return whether a stretch holds no letter and no digit."""
    return not any(character.isalnum() for character in words)
