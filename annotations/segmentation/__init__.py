"""Text to units: sentences, headings, list items and lines, each with exact offsets.

Standard library only. Offsets are Unicode code points, end exclusive. The text is never changed.
"""

from annotations.segmentation.boundaries import sentences
from annotations.segmentation.kinds import units_of
from annotations.segmentation.languages import tables_for
from annotations.segmentation.lines import passages
from annotations.segmentation.units import KINDS, RULES_VERSION, Unit, is_blank

__all__ = ["KINDS", "RULES_VERSION", "Unit", "is_blank", "segment"]


def segment(text: str, language: str = "en") -> list[Unit]:
    """Return the units of a text in order; every non-blank character lies in exactly one, none begins or ends blank.

    Any language code is taken: a region or script after it is passed over, an unknown language gets general rules.
    A paragraph added after a blank line changes no unit before it.
    """
    tables = tables_for(language)
    units: list[Unit] = []
    for passage in passages(text):
        units += units_of(text, passage, sentences(text, passage, tables), tables.language)
    return units
