"""The rules for what stands before a single full stop: abbreviations, initials, ordinals.

A rule answers True (cut here), False (do not cut here) or None (nothing to say), as `rules` explains.
"""

import re
from collections.abc import Callable
from unicodedata import bidirectional

from annotations.segmentation.candidates import Candidate
from annotations.segmentation.openings import starts
from annotations.segmentation.patterns import extends

Rule = Callable[[Candidate], bool | None]

ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.-?)++[^\W\d_]{1,2}$")
LONGEST_ACRONYM = 20
ROMAN = re.compile(r"[IVXLC]+\b")


def abbreviation_goes_on(c: Candidate) -> bool | None:
    """An abbreviation written with blanks is not over after its first letter: z. B., т. е."""
    if not c.word or len(c.word) > 4 or c.lead or c.text[c.word_end : c.word_end + 1] != ".":
        return None
    for joined in (*c.joinings, c.token.lower()):
        if joined in c.tables.beginnings:
            longer = f"{joined}.{c.word.lower()}"
            if longer in c.tables.beginnings or longer in c.tables.classes:
                return False
    return None


def never_ends(c: Candidate) -> bool | None:
    """Some abbreviations never end a sentence: e.g., vs."""
    return False


def title(c: Candidate) -> bool | None:
    """A title stands before a name: Dr. Meier."""
    return c.key in c.tables.titles_that_end and c.word.lower() not in c.tables.titles_that_start and starts(c)


def number_follows(c: Candidate) -> bool | None:
    """Some abbreviations stand before a number: No. 7, Fig. IV."""
    if c.next_character.isdigit() or ROMAN.match(c.text, c.word_start, c.limit):
        return False
    return starts(c) or (bool(c.word) and c.key in c.tables.numbered_that_end)


def month(c: Candidate) -> bool | None:
    """A short name of a month or weekday stands before a number or another part of the date."""
    return not c.next_character.isdigit() and (starts(c) or (bool(c.word) and c.token.islower()))


def clock(c: Candidate) -> bool | None:
    """After a.m. or p.m. a sentence ends, unless a time zone, a weekday or a number follows.

    Nor does it end when it says no more so far than the time: At 5 a.m. Mr. Smith.
    """
    if not c.word or c.word.lower() in c.language.clock_followers:
        return False
    opening = c.text[c.first : c.mark].split() if c.mark - c.first < 24 else []
    return len(opening) != 3 or opening[0].lower() not in c.language.clock_openings


def unit_of_measure(c: Candidate) -> bool | None:
    """After a unit of measure a sentence ends before a capital or a quote, unless it is another unit: 2 mil. Kč."""
    if c.tables.classes.get(c.word.lower()) == "units":
        return False
    return not c.next_character.isdigit() and (bool(c.word) or bool(c.lead.strip(" (")))


def and_so_on(c: Candidate) -> bool | None:
    """After words that close an enumeration a sentence ends before a capital or a letter without case."""
    return bool(c.word) or bool(c.lead.strip(" ("))


def company_suffix(c: Candidate) -> bool | None:
    """After Inc. or Ltd. a sentence ends before a word that opens one, or a capital with a small word after it."""
    if "(" not in c.lead and (c.next_character.isdigit() or starts(c)):
        return True
    if not c.word or c.word.lower() in c.language.offices:
        return bool(c.lead.strip(" (["))
    after = c.word_after
    return after.islower() and after not in c.language.company_continuations


def may_end_abbreviation(c: Candidate) -> bool | None:
    """After etc. or U.S. a sentence ends before a word that opens sentences."""
    if c.next_character.isdigit():
        return c.key == "etc"
    return starts(c) if c.word else bool(c.lead.strip())


def acronym(c: Candidate) -> bool | None:
    """After letters with stops a sentence ends before a word that opens sentences: M.I.T. Her."""
    if "." not in c.token or len(c.token) > LONGEST_ACRONYM or not ACRONYM.match(c.token):
        return None
    return starts(c) if c.word else bool(c.lead.strip())


def letter_without_case(c: Candidate) -> bool | None:
    """A letter alone, in a script without capitals, is an initial, a vowel sign with it or not: ए. पी. जे."""
    if not 0 < len(c.token) < 3 or not c.token[0].isalpha() or c.token.lower() != c.token.upper():
        return None
    is_short_word = len(c.token) == 2 and bidirectional(c.token[0]) in ("R", "AL") and not extends(c.token[1])
    return None if is_short_word else False  # Arabic and Hebrew have whole words of two letters


def initial(c: Candidate) -> bool | None:
    """After one capital letter a sentence ends only before a word that opens sentences: Malcolm X. It was.

    A small one stands before a number: b. 1950, s. 12.
    """
    if len(c.token) == 1 and c.token.islower() and c.next_character.isdigit():
        return False
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


# The rule for each class of abbreviations, as the tables name them.
BY_CLASS: dict[str, Rule] = {
    "and_so_on": and_so_on,
    "clock": clock,
    "companies": company_suffix,
    "may_end": may_end_abbreviation,
    "months": month,
    "never": never_ends,
    "numbered": number_follows,
    "titles": title,
    "units": unit_of_measure,
}
# The rules for what is in no table, in order.
WITHOUT_CLASS: tuple[Rule, ...] = (acronym, letter_without_case, initial, ordinal_date, ordinal)
