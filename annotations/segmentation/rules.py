"""The order in which rules are asked, and the rules that hold whatever the mark.

A rule looks at one candidate and answers: cut here (True), do not cut here (False), or nothing to say (None). The first
answer counts; if none has one, the sentence ends. A rule's name, with dashes, is stored with what it decided. The rules
for what stands before a single full stop are in `abbreviations`.
"""

import re
from functools import cache

from annotations.segmentation import abbreviations
from annotations.segmentation.abbreviations import Rule
from annotations.segmentation.candidates import Candidate
from annotations.segmentation.openings import APOSTROPHE, footnote_end, is_careless, is_ordinary, starts
from annotations.segmentation.patterns import AHEAD, BEHIND, is_wide

CLOSING_MARKS = frozenset(",;:)]}”…，、；：）")
CLOSING_QUOTES = frozenset("\"”’»'“")
OPENING_QUOTES = frozenset('"“「『')
LIST_MARKER = re.compile(r"[•⁃◦▪●*–-]?\s*+\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})$")
CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")
WEB_ADDRESS = re.compile(r"https?://|www\.")


# --- after any mark -------------------------------------------------------------------------------------------------


def missing_blank(c: Candidate) -> bool | None:
    """Where the blank was forgotten, a sentence ends only after a small word, before one that opens sentences."""
    if not c.token.islower() or not is_ordinary(c):
        return False
    if c.word[:1].islower():
        return c.run[-1] in "?!" and c.word in c.language.pronouns
    return footnote_end(c) > c.end or (c.lead == "" and (len(c.run) > 1 or starts(c)))


def closing_mark_follows(c: Candidate) -> bool | None:
    """A sentence does not end right before a comma, a semicolon, a colon or a closing bracket."""
    following = c.text[c.next]
    if c.text.startswith(",,", c.next) or (following == "”" and c.lead == "”" and c.next_character.isalnum()):
        return None  # an opening quote: made of commas, or as Swedish and Finnish write it
    if following in CLOSING_MARKS or (not c.word and c.next_character in CLOSING_MARKS):
        return False
    return False if following == "." and not c.text.startswith(("...", ". ."), c.next) else None


def bracket_before(c: Candidate) -> bool | None:
    """Marks right after an opening bracket stand for something left out: [...] or (!)."""
    return False if c.mark > c.first and c.text[c.mark - 1] in "[(" else None


def dash_follows(c: Candidate) -> bool | None:
    """After a closing quote, or before a small word, a dash leads to who said it."""
    is_dash = c.text[c.next] in "—–" or c.text.startswith("- ", c.next)
    return False if is_dash and (c.is_closed or c.word[:1].islower()) else None


def attribution_follows(c: Candidate) -> bool | None:
    """Where a language says so, a short clause of saying after a quotation belongs to its sentence."""
    if not c.is_closed or c.text[c.first : c.first + BEHIND].lstrip()[:1] not in OPENING_QUOTES:
        return None
    return False if re.compile(c.language.attribution).match(c.text, c.next, min(c.limit, c.next + AHEAD)) else None


def speaker_follows(c: Candidate) -> bool | None:
    """Where a language says so, a name and a verb of saying belong to the question before: "Why?" Reed asked."""
    if not c.is_closed or c.run[-1] not in "?!" or c.text[c.first] not in OPENING_QUOTES:
        return None
    return False if re.compile(c.language.speaker).match(c.text, c.next, min(c.limit, c.next + AHEAD)) else None


def quotation_continues(c: Candidate) -> bool | None:
    """Where a language says so, a particle after a closed quotation goes on with the sentence: 「…。」と."""
    return False if c.is_closed and c.text[c.next] in c.language.continuations else None


# --- after question marks, exclamation marks and dots -----------------------------------------------------------------


def name_with_mark(c: Candidate) -> bool | None:
    """Some names end in a mark of exclamation: Yahoo!"""
    is_name = c.token.lower() in c.language.names_with_mark
    return False if is_name and not (c.word[:1].isupper() and starts(c)) else None


def quote_goes_on(c: Candidate) -> bool | None:
    """A small word after a closing quote or bracket goes on with the sentence: "Really?" she said."""
    return False if c.is_closed and c.word[:1].islower() and not CAMEL.match(c.word) else None


def opening_dots(c: Candidate) -> bool | None:
    """Dots at the very beginning of a sentence do not end it."""
    return False if not c.text[c.first : min(c.mark, c.first + BEHIND)].strip().lstrip("> ") else None


def ellipsis(c: Candidate) -> bool | None:
    """After dots a sentence ends only before a capital, an opening quote or a letter without case."""
    if "?" in c.run or "!" in c.run or WEB_ADDRESS.match(c.text, c.word_start):
        return None
    if c.word.startswith("I") and c.text[c.mark - 1] == " " and starts(c) and APOSTROPHE.split(c.word)[0] == "I":
        return False  # always a capital, so that it says nothing
    if not c.word:
        return c.run == ".." or bool(c.lead.strip()) or is_wide(c.text[c.next])
    return not c.word[0].islower()


# --- after one full stop ------------------------------------------------------------------------------------------


def stop_is_no_end(c: Candidate) -> bool | None:
    """In some scripts a full stop on the line does not end a sentence."""
    return False


def small_word_follows(c: Candidate) -> bool | None:
    """A small word goes on with the sentence, save in writing without capitals and before an address or iPhone."""
    if not c.word[:1].islower():
        return None
    if CAMEL.match(c.word) or (c.word in c.language.contracted and c.lead[-1:] in ("'", "’", "‘")):
        return True
    if WEB_ADDRESS.match(c.text, c.word_start) or ("(" in c.lead and is_ordinary(c)):
        return None
    return is_careless(c) and not c.is_closed


def list_marker(c: Candidate) -> bool | None:
    """A marker alone, such as `1.` or `(a).`, is never a sentence."""
    if c.mark - c.first > 12:
        return None
    return False if LIST_MARKER.match(c.text[c.first : c.mark].strip().lstrip("> ")) else None


def closing_quote(c: Candidate) -> bool | None:
    """A stop and a closing quote before a capital end a sentence."""
    return True if c.is_closed and not CLOSING_QUOTES.isdisjoint(c.text[c.mark_end : c.end]) else None


AFTER_MARKS: tuple[Rule, ...] = (bracket_before, quote_goes_on)
AFTER_DOTS: tuple[Rule, ...] = (bracket_before, quote_goes_on, opening_dots, ellipsis)
AFTER_STOP: tuple[Rule, ...] = (
    bracket_before,
    small_word_follows,
    list_marker,
    closing_quote,
    abbreviations.abbreviation_goes_on,
)
Named = tuple[tuple[Rule, str], ...]


def named(*rules: Rule) -> Named:
    """Pair each rule with the name that is stored."""
    return tuple((rule, rule.__name__.replace("_", "-")) for rule in rules)


GLUED_RULES, NO_END_RULES = named(missing_blank), named(stop_is_no_end)
DOT_RULES, MARK_RULES, EXCLAMATION_RULES = named(*AFTER_DOTS), named(*AFTER_MARKS), named(name_with_mark, *AFTER_MARKS)
STOP_RULES = {name: named(*AFTER_STOP, rule) for name, rule in abbreviations.BY_CLASS.items()}
WORD_STOP_RULES = named(*AFTER_STOP)
OTHER_STOP_RULES = named(*AFTER_STOP, *abbreviations.WITHOUT_CLASS)


@cache
def first_rules(attribution: str, speaker: str, continuations: str) -> Named:
    """Return the rules asked first; a language that says so has more of them.

    They need not know what stands before the mark, and have nothing to say where a letter follows.
    """
    rules: list[Rule] = [closing_mark_follows, dash_follows]
    rules += [attribution_follows] if attribution else []
    rules += [speaker_follows] if speaker else []
    rules += [quotation_continues] if continuations else []
    return named(*rules)


def rules_for(c: Candidate) -> Named:
    """Return the rules asked next, for the run of marks of a candidate and what stands before it."""
    if c.run == ".":
        if not c.language.stop_ends:
            return NO_END_RULES
        c.look_behind()
        if c.is_glued:
            return GLUED_RULES
        if c.abbreviation:
            return STOP_RULES[c.abbreviation]
        return WORD_STOP_RULES if len(c.token) > 2 and c.token.isalpha() else OTHER_STOP_RULES
    if c.is_glued or c.run == "!":
        c.look_behind()
        return GLUED_RULES if c.is_glued else EXCLAMATION_RULES
    return DOT_RULES if "…" in c.run or ".." in c.run or ". ." in c.run else MARK_RULES


def judge(c: Candidate) -> tuple[bool, str]:
    """Return the answer of the first rule that has one, and that rule's name."""
    if not c.plain:
        for rule, name in first_rules(c.language.attribution, c.language.speaker, c.language.continuations):
            if (answer := rule(c)) is not None:
                return answer, name
    for rule, name in rules_for(c):
        if (answer := rule(c)) is not None:
            return answer, name
    return True, "sentence-end"
