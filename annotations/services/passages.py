"""Find the words of a sentence that somebody means: by what they selected, or by quoting them."""

from collections.abc import Sequence
from itertools import pairwise

from annotations.segmentation import is_blank
from annotations.services.refusals import Invalid
from annotations.services.stands import Spans

MAX_SPANS = 50


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


def in_order(spans: Spans, text: str) -> Spans:
    """Return spans in text order; raise Invalid if they are too many, overlap or do not lie in the sentence."""
    ordered = sorted([start, end] for start, end in spans)
    if len(ordered) > MAX_SPANS:
        raise Invalid("too_many_spans", f"An atomic claim is about at most {MAX_SPANS} passages of its sentence.")
    if any(not 0 <= start < end <= len(text) for start, end in ordered):
        raise Invalid("spans_outside", "The words of an atomic claim must lie inside its sentence.")
    if any(right[0] < left[1] for left, right in pairwise(ordered)):
        raise Invalid("spans_overlap", "The words of an atomic claim must not overlap.")
    return ordered


def passages_in(text: str, quote: str) -> Spans:
    """Return where the passages stand that are quoted, one on each line, or one that goes over several lines.

    Of words that are quoted twice, the second place is meant too. Raises Invalid if a passage does not stand there.
    """
    lines = [line for line in quote.splitlines() if line.strip()]
    if len(lines) < 2 or _place(text, quote, ()):
        return quoted_in(text, quote)
    found: Spans = []
    for line in lines:
        found += quoted_in(text, line, found)
    return found


def quoted_in(text: str, quote: str, taken: Sequence[Sequence[int]] = ()) -> Spans:
    """Return where a quotation stands in a sentence for the first time, however its blanks are written.

    What is `taken` is passed over. Raises Invalid if it does not stand there.
    """
    found = _place(text, quote, taken)
    if found is None:
        said = quote.strip()
        shown = f": “{said[:80]}{'…' if len(said) > 80 else ''}”" if said else ""
        raise Invalid("quote_not_found", f"These words do not stand in the sentence{shown}. Copy them from it.")
    return [found]


def _place(text: str, quote: str, taken: Sequence[Sequence[int]]) -> list[int] | None:
    solid = [offset for offset, character in enumerate(text) if not is_blank(character)]
    dense = "".join(text[offset] for offset in solid)
    wanted = "".join(character for character in quote if not is_blank(character))
    at = dense.find(wanted) if wanted else -1
    while at >= 0:
        start, end = solid[at], solid[at + len(wanted) - 1] + 1
        if all(end <= first or last <= start for first, last in taken):
            return [start, end]
        at = dense.find(wanted, at + 1)
    return None
