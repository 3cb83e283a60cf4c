"""What a unit is: a sentence, a heading, a caption, a line that is no sentence, a separator."""

import re

from annotations.segmentation.boundaries import Stretch
from annotations.segmentation.lines import Passage
from annotations.segmentation.units import Unit

SHOWN = re.compile(r"[^\W_]")
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


def units_of(text: str, passage: Passage, stretches: list[Stretch]) -> list[Unit]:
    """Return the stretches of a passage as units with their kinds."""
    alone = len(stretches) == 1 and passage.kind == "sentence"
    units = []
    for start, end, rule, doubt in stretches:
        words = text[start:end]
        kind = kind_of(words, passage) if alone else passage.kind
        if is_separator(words):
            kind = "separator"
        units.append(Unit(start, end, kind, rule, doubt))
    return units


def kind_of(words: str, passage: Passage) -> str:
    """Return the kind of a passage that holds one unit."""
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
    return SHOWN.search(words) is None
