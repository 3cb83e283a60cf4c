"""Shorter forms of what people wrote, for formats that want a line where there are pages."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

ELLIPSIS = "…"

_END = re.compile("[.!?…][\"'”’»)\\]]*(?=\\s)|[。！？]")
# What a full stop may belong to without ending a sentence: an initial, a short title, an ordinal number.
_SHORT = re.compile(r"\b(?:[^\W\d_]|[A-Z][a-z]|Mrs|Gen|Sen|\d{1,2}|pp|vol|ca|cf|vs|etc)\.\Z")
_LONGEST_SHORT = 5


def shortened(text: str, most: int) -> str:
    """Return the text, or so much of it that it has at most `most` code points with “…”, whole words if it can be."""
    if len(text) <= most:
        return text
    cut = most - 1
    blank = text.rfind(" ", 0, cut + 1)
    if blank > most // 2:
        cut = blank
    while cut > 1 and _belongs_together(text[cut - 1], text[cut]):
        cut -= 1
    return text[:cut].rstrip(" ,;:–—-") + ELLIPSIS


def first_sentences(text: str, count: int) -> str:
    """Return the first sentences on one line; where a sentence ends is guessed with caution, so it may be more."""
    return " ".join("".join(islice(_sentences(text), count)).split())


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences with the blanks around them; the end of a line ends a sentence too."""
    for line in filter(None, map(str.strip, text.splitlines())):
        start = 0
        for end in _END.finditer(line):
            if not _SHORT.search(line, max(start, end.start() - _LONGEST_SHORT), end.start() + 1):
                yield line[start : end.end()]
                start = end.end()
        if start < len(line):
            yield f"{line[start:]} "


def _belongs_together(before: str, after: str) -> bool:
    """Whether the two make one sign: a letter and its accent, or the pieces of a picture."""
    joins = {"\u200d", "\ufe0e", "\ufe0f"}
    is_modifier = "\U0001f3fb" <= after <= "\U0001f3ff"
    both_flags = all("\U0001f1e6" <= one <= "\U0001f1ff" for one in (before, after))
    return bool(unicodedata.combining(after)) or after in joins or before == "\u200d" or is_modifier or both_flags
