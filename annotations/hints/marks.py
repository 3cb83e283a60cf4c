"""What punctuation alone tells: quotations and questions."""

import re
from collections.abc import Iterator

from annotations.hints.reasons import Hint, Reason

_QUESTION = re.compile(r"(?:[?？؟⁇⁈⁉]|\u037e)++[!！]*+")
_QUOTE = re.compile(r"[“”„\"«»‹›‘’‚「」『』]")
_ENDS = {
    "“": "”", "„": "“”", "\"": "\"", "«": "»", "»": "«", "”": "”", "‹": "›", "›": "‹", "‘": "’", "‚": "‘’",
    "「": "」", "『": "』",
}  # fmt: skip
_SINGLE = "‘’‚"


def questions(text: str) -> Iterator[Hint]:
    """Yield the marks that end questions."""
    return (Hint(Reason.QUESTION, match.start(), match.end()) for match in _QUESTION.finditer(text))


def quotations(text: str) -> Iterator[Hint]:
    """Yield what stands between quotation marks, with the marks. A quotation inside another is part of it.

    A mark that nothing closes makes no quotation; an apostrophe is no mark.
    """
    start, closing = -1, ""
    for match in _QUOTE.finditer(text):
        place, mark = match.start(), match[0]
        if mark in _SINGLE and _inside_word(text, place):
            continue
        if closing and mark in closing:
            if _says_something(text, start, place):
                yield Hint(Reason.QUOTATION, start, place + 1)
            start, closing = -1, ""
        elif not closing and mark in _ENDS:
            start, closing = place, _ENDS[mark]


def _inside_word(text: str, place: int) -> bool:
    """Return whether letters or figures stand on both sides."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return before.isalnum() and after.isalnum()


def _says_something(text: str, start: int, end: int) -> bool:
    """Look at the beginning of a quotation alone, which keeps the work bounded."""
    return any(character.isalnum() for character in text[start + 1 : min(end, start + 20)])
