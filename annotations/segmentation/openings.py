"""What rules ask of the text around a candidate: does a sentence seem to open here?"""

import re

from annotations.segmentation.candidates import Candidate

APOSTROPHE = re.compile("['’]")
FOOTNOTE = re.compile(r"(\d{1,2})\s+([^\W\d_][\w'’]{0,40}+)")
VOWELS = "aeiouyäöüáéíóúàèìòùâêîôûãõаеёиоуыэюяіїєαεηιουωάέήίόύώ"
ORDINARY = re.compile(rf"(?=[^\W\d_]*[{VOWELS}])[^\W\d_]{{3,}}$", re.IGNORECASE)
OPENS_SMALL = re.compile(r"[\s>\"'“(]{0,20}+(?!(?:https?|www)\b)[a-zа-яäöüéèàêçñ][^\W\d_]{0,40}+[\s,']")


def starts(c: Candidate) -> bool:
    """Return whether the next word opens sentences; a single letter with a stop is an initial instead."""
    word = c.word.lower()
    if len(word) == 1 and c.text[c.word_end : c.word_end + 1] == ".":
        return False
    stem = APOSTROPHE.split(word, maxsplit=1)[0]
    return word in c.language.starters or stem in c.language.starters or stem in c.tables.titles_that_start


def is_ordinary(c: Candidate) -> bool:
    """Return whether the token is a word of three letters or more with a vowel, and no known abbreviation."""
    return c.abbreviation is None and ORDINARY.match(c.token) is not None


def is_careless(c: Candidate) -> bool:
    """Return whether the writing seems to do without capitals, so that a small word may open a sentence here."""
    if c.word in c.language.pronouns:
        return c.abbreviation is None and len(c.token) != 1 and ends_like_a_sentence(c)
    return is_ordinary(c) and OPENS_SMALL.match(c.text, c.first, c.mark) is not None


def ends_like_a_sentence(c: Candidate) -> bool:
    """Return whether an ordinary word, a pronoun, a number or a bracket stands before the stop."""
    return (
        is_ordinary(c) or c.token[-1:].isdigit() or c.text[c.mark - 1] == ")" or c.token.lower() in c.language.pronouns
    )


def footnote_end(c: Candidate) -> int:
    """Return where the sentence ends behind the number of a footnote, `rights. 4 Even though`, or its plain end."""
    number = FOOTNOTE.match(c.text, c.next, c.limit) if c.text[c.next].isdigit() else None
    if not number:
        return c.end
    word = number.group(2)
    return number.end(1) if word[0].isupper() and word.lower() in c.language.starters else c.end
