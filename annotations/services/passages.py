"""Find the words of a sentence that somebody means: by what they selected, or by quoting them."""

from annotations.segmentation import is_blank
from annotations.services.refusals import Invalid
from annotations.services.stands import Spans


def whole_of(text: str) -> Spans:
    """Return the span of a whole sentence."""
    return [[0, len(text)]]


def selected_in(text: str, first: int, last: int) -> Spans:
    """Return the span from the `first` to before the `last` character, counting those alone that are not blank.

    Whoever counts so need not know how blanks are written. Raises Invalid where nothing is left.
    """
    solid = [offset for offset, character in enumerate(text) if not is_blank(character)]
    chosen = solid[max(0, first) : last]
    if not chosen:
        raise Invalid("selection_empty", "Select words inside the sentence.")
    return [[chosen[0], chosen[-1] + 1]]


def quoted_in(text: str, quote: str) -> Spans:
    """Return where a quotation stands in a sentence for the first time, however its blanks are written.

    Raises Invalid if it does not stand there.
    """
    solid = [offset for offset, character in enumerate(text) if not is_blank(character)]
    wanted = "".join(character for character in quote if not is_blank(character))
    at = "".join(text[offset] for offset in solid).find(wanted)
    if not wanted or at < 0:
        raise Invalid("quote_not_found", "These words do not stand in the sentence. Copy them from it.")
    return [[solid[at], solid[at + len(wanted) - 1] + 1]]
