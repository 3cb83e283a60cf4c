"""Which characters end sentences, which stay with the sentence before, and what comes next.

Every pattern is anchored or looks a bounded way ahead, and its repeats are possessive (`*+`, `++`), so that no text
makes it slow.
"""

import re
import unicodedata
from functools import cache

BEHIND, AHEAD = 60, 200  # how far a rule looks, in code points

# Marks that end a sentence only before white space, and marks that need none.
SPACED = ".!?…‽⁇⁈⁉‼"
UNSPACED = "。！？｡．؟۔।॥։።፧၊။៕"
SMALL, CAPITAL = "a-zß-ÿа-яіїє", "A-ZÀ-ÞА-ЯІЇЄ"
WIDE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\u3010\u300c\u300e\u300a\u3008"

RAISED = "¹²³⁰-⁹"  # numbers of footnotes

# Where a blank was forgotten: the number of a footnote, a capital, or a small word right after the marks.
GLUED = (
    rf"(?<=[{SMALL})”’\"][.!?…])(?=\d{{1,2}}\s+[{CAPITAL}])"
    rf"|(?<=[{SMALL}.!?][.!?…])(?=[{CAPITAL}][{SMALL}'’\s])"
    rf"|(?<=[{SMALL}][?!])(?=[{SMALL}]++ )"
)

BLANKS = re.compile(r"[\s\u200b]*+")

CITATION = r"\[(?:\d{1,3}|[a-z]|note \d{1,3}|citation needed)(?:[,–-]\d{1,3})?\]"
CLOSERS = (
    r"[”’»›)\]}」』）】》〉〞]"
    r"|[\"'](?!\w)"
    r"|[“«„‘](?=[\s.,;:)]|$)"  # they close in German and in inverted French quotes
    r"|[*_]++(?=\s|$)"  # emphasis of plain text
    rf"|[{RAISED}†‡]"
    "|[\u200e\u200f\u202c\u2069]"  # ends of a stretch in the other direction
)
SPACED_QUOTE = re.compile(r'[ \u00a0\u202f]"(?=\s|$)')
PICTURES = "\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff\U000e0020-\U000e007f\ufe0f\u200d\u20e3"
TAIL = re.compile(
    rf"(?=[\W{RAISED}{PICTURES}])"  # mostly a letter follows, which needs no look at the rest
    rf"(?:{CLOSERS}|{CITATION})*+"
    rf"(?:\s?(?:{CITATION})++(?=\s|$))?+"
    r"(?:[ \u00a0\u202f]{1,2}[»”)\]](?!\w))?+"
    r"(?:[ \u00a0]?\[(?:…|\.{3})\])?+"
    rf"(?:[ \u00a0]{{0,2}}(?:[{PICTURES}]++|[:;=]['’]?-?[()DPp/\\|*]++(?!\w)|<3(?!\w)))*+"
)

NEXT = re.compile(
    r"""([]"'“”‘’«»(\[„‚¿¡‹›>—–\- \u00a0*_…\u200e\u200f\u202a-\u202e\u2066-\u2069]{0,8}+)([^\W\d_][\w'’]{0,40}+)?"""
)
BEFORE_TOKEN = re.compile(r".*[\s\"'“”«»()\[\]„‘’/—–<>*_]", re.DOTALL)


@cache
def scanner(extra: str) -> re.Pattern[str]:
    """Return the pattern that finds runs of terminators, with a language's own marks among the spaced ones."""
    spaced = re.escape(SPACED + extra)
    return re.compile(
        r"(?<=\w)\.(?= \. \. \. )"  # the stop of a sentence before spaced dots
        rf"|\.(?:[ \u00a0\u202f]?\.){{2,}}+[!?]*+(?!\w)"
        rf"|[{spaced}{UNSPACED}]++(?:(?<=[{UNSPACED}])|(?![^\W{RAISED}])|(?=[{WIDE}])|{GLUED})"
    )


def absorb(text: str, position: int, limit: int) -> int:
    """Return the end of what belongs to the sentence whose terminators end at `position`."""
    tail = TAIL.match(text, position, limit)
    end = tail.end() if tail else position
    while end < limit and extends(text[end]):
        end += 1
    return end


def extends(character: str) -> bool:
    """Return whether a character belongs to the one before it: a combining mark, a joiner, a skin tone, a tag."""
    if character < "\u0300":
        return False
    return (
        unicodedata.category(character)[0] == "M"
        or character in "\u200c\u200d\u0e33\u0eb3\uff9e\uff9f"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


def binds(character: str) -> bool:
    """Return whether a character belongs to the one after it: a joiner, or a virama."""
    return character == "\u200d" or (character > "\u0900" and unicodedata.combining(character) == 9)


def is_wide(character: str) -> bool:
    """Return whether a character is Chinese, Japanese or Korean, where no blank need stand between sentences."""
    return "\u3000" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7a3"
