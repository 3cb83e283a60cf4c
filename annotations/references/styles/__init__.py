"""Formatted citations: one record in one style, as plain text and as runs of upright and italic text."""

from collections.abc import Callable

from annotations.references.csl import Item, clean
from annotations.references.styles.apa import apa
from annotations.references.styles.chicago import chicago
from annotations.references.styles.facts import Facts, facts_of
from annotations.references.styles.mla import mla
from annotations.references.styles.runs import Formatted, Phrase, Run, finished

__all__ = ["STYLES", "Formatted", "Run", "formatted"]

STYLES: dict[str, str] = {"apa-7": "APA 7", "chicago-author-date": "Chicago author-date", "mla-9": "MLA 9"}
"""The styles by slug, with their titles."""

_STYLES: dict[str, Callable[[Facts], Phrase]] = {"apa-7": apa, "chicago-author-date": chicago, "mla-9": mla}


def formatted(item: Item, style: str) -> Formatted:
    """Return the entry for a list of works cited, in the style's words for English.

    Titles keep the capitals they have. A personal communication, which APA and Chicago cite in the text alone, is given
    as it is put there. The text is plain: addresses in it are http or https. Raises KeyError for an unknown style and
    ValueError for a record of an unknown type.
    """
    return finished(_STYLES[style](facts_of(clean(item)[0])))
