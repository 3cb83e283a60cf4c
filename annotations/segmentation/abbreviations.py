"""The rules for what stands before a single full stop: abbreviations, initials, ordinals.

A rule answers True (cut here), False (do not cut here) or None (nothing to say), as `rules` explains.
"""

import re
from collections.abc import Callable

from annotations.segmentation.candidates import Candidate
from annotations.segmentation.openings import starts

Rule = Callable[[Candidate], bool | None]

ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}$")
ROMAN = re.compile(r"[IVXLC]+\b")
CLOCK_OPENING = re.compile(r"\s*+(?:At|By|Around|Until|Before|After|From)\s+[\d:.]++\s+\S+$")
# Titles that are also other words: street, foot.
ALSO_WORDS = frozenset(("st", "mt", "ft", "fr", "me", "sr", "hr", "dir", "им", "м"))
# Abbreviations that are also words, so that a sentence may end with them before any word: no, art, par.
BEFORE_NUMBERS_ONLY = frozenset(("no", "par", "art", "ex", "c", "r", "p", "pt", "app"))
# What goes on after a company's name though a small word follows: Corp. Chairman, Inc. Bank of.
GOES_ON = frozenset(("of", "and", "for", "said", "says"))


def abbreviation_goes_on(c: Candidate) -> bool | None:
    """An abbreviation written with blanks is not over after its first letter: z. B., т. е."""
    if not c.word or len(c.word) > 4 or c.lead or c.text[c.word_end : c.word_end + 1] != ".":
        return None
    if c.joined not in c.tables.beginnings:
        return None
    longer = f"{c.joined}.{c.word.lower()}"
    return False if longer in c.tables.beginnings or longer in c.tables.classes else None


def never_ends(c: Candidate) -> bool | None:
    """Some abbreviations never end a sentence: e.g., vs."""
    return False if c.abbreviation == "never" else None


def title(c: Candidate) -> bool | None:
    """A title stands before a name: Dr. Meier."""
    if c.abbreviation != "titles":
        return None
    return c.key in ALSO_WORDS and c.word.lower() in c.language.starters


def number_follows(c: Candidate) -> bool | None:
    """Some abbreviations stand before a number: No. 7, Fig. IV."""
    if c.abbreviation != "numbered":
        return None
    if c.next_character.isdigit() or ROMAN.match(c.text, c.word_start, c.limit):
        return False
    return starts(c) or (bool(c.word) and c.key in BEFORE_NUMBERS_ONLY)


def month(c: Candidate) -> bool | None:
    """A short name of a month or weekday stands before a number or another part of the date."""
    if c.abbreviation != "months":
        return None
    return not c.next_character.isdigit() and (starts(c) or (bool(c.word) and c.token.islower()))


def clock(c: Candidate) -> bool | None:
    """After a.m. or p.m. a sentence ends, unless a time zone, a weekday or a number follows."""
    if c.abbreviation != "clock":
        return None
    if not c.word or c.word.lower() in c.language.clock_followers:
        return False
    return c.mark - c.first > 24 or not CLOCK_OPENING.match(c.text[c.first : c.mark])


def unit_of_measure(c: Candidate) -> bool | None:
    """After a unit of measure a sentence ends before a capital or a quote: no name begins with 18 km."""
    if c.abbreviation != "units":
        return None
    return not c.next_character.isdigit() and (bool(c.word) or bool(c.lead.strip(" (")))


def and_so_on(c: Candidate) -> bool | None:
    """After words that close an enumeration a sentence ends before a capital or a letter without case."""
    if c.abbreviation != "and_so_on":
        return None
    return bool(c.word) or bool(c.lead.strip(" ("))


def company_suffix(c: Candidate) -> bool | None:
    """After Inc. or Ltd. a sentence ends before a word that opens one, or a capital with a small word after it."""
    if c.abbreviation != "companies":
        return None
    if "(" not in c.lead and (c.next_character.isdigit() or starts(c)):
        return True
    if not c.word or c.word.lower() in c.language.offices:
        return bool(c.lead.strip(" (["))
    after = c.word_after
    return after.islower() and after not in GOES_ON


def may_end_abbreviation(c: Candidate) -> bool | None:
    """After etc. or U.S. a sentence ends before a word that opens sentences."""
    if c.abbreviation != "may_end":
        return None
    if c.next_character.isdigit():
        return c.key == "etc"
    return starts(c) if c.word else bool(c.lead.strip())


def acronym(c: Candidate) -> bool | None:
    """After letters with stops a sentence ends before a word that opens sentences: M.I.T. Her."""
    if "." not in c.token or not ACRONYM.match(c.token):
        return None
    return starts(c) if c.word else bool(c.lead.strip())


def initial(c: Candidate) -> bool | None:
    """After one capital letter a sentence ends only before a word that opens sentences: Malcolm X. It was."""
    if len(c.token) != 1 or not c.token.isupper():
        return None
    return starts(c) and c.word.lower() != "a"


def ordinal_date(c: Candidate) -> bool | None:
    """Where a number with a stop is an ordinal, the name of a month goes on: 3. Oktober."""
    if not c.language.ordinals or not c.token.isdigit():
        return None
    return False if c.word.lower() in c.language.month_names else None


def ordinal(c: Candidate) -> bool | None:
    """Where a number with a stop is an ordinal, a sentence ends after it only before a word that opens sentences."""
    if not c.language.ordinals or not c.token.isdigit() or len(c.token) > 2:
        return None
    return starts(c)


RULES: tuple[Rule, ...] = (
    abbreviation_goes_on,
    never_ends,
    title,
    number_follows,
    month,
    clock,
    unit_of_measure,
    and_so_on,
    company_suffix,
    may_end_abbreviation,
    acronym,
    initial,
    ordinal_date,
    ordinal,
)
