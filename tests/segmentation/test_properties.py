"""What holds for every text, shown on texts that Hypothesis makes up."""

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.segmentation import KINDS, is_blank, segment
from annotations.segmentation.languages import LANGUAGES

FRAGMENTS = [
    "The dam failed.",
    "etc.",
    "U.S.",
    "Dr.",
    "J.",
    "3.",
    "a.m.",
    "Inc.",
    "Nr. 5",
    "z. B.",
    "т. е.",
    "100",
    "1) ",
    "(a)",
    "• ",
    "- ",
    "...",
    " . . . ",
    "…",
    "?!",
    "。",
    "？",
    "।",
    "؟",
    "”",
    "“",
    '"',
    "'",
    "»",
    "«",
    "(",
    ")",
    "[3]",
    "[…]",
    "—",
    "-",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u2028",
    "\u2029",
    "\x85",
    "\t",
    " ",
    "  ",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "\u2060",
    "\u3000",
    "word",
    "Word",
    "i",
    "I",
    "http://a.b/c",
    ":-)",
    "<3",
    "😀",
    "👨\u200d👩\u200d👧",
    "🇩🇪",
    "👍🏽",
    "\u0301",
    "\u200d",
    "\ufe0f",
    "\u20e3",
    "e\u0301",
    "क्षि",
    "好",
    "が",
    "각",
    "\u1100\u1161",
    "ß",
    "\x00",
    "\U000e0067",
]

characters = st.characters(exclude_categories=["Cs"])
texts = st.lists(st.sampled_from(FRAGMENTS) | characters, max_size=40).map("".join)
languages = st.sampled_from([*LANGUAGES, "", "xx"])
quick = settings(max_examples=150, deadline=None)


@quick
@given(texts, languages)
def test_units_are_ordered_disjoint_and_inside_the_text(text, language):
    position = 0
    for unit in segment(text, language):
        assert position <= unit.start < unit.end <= len(text)
        position = unit.end


@quick
@given(texts, languages)
def test_every_character_that_shows_is_in_exactly_one_unit(text, language):
    covered = [0] * len(text)
    for unit in segment(text, language):
        for place in range(unit.start, unit.end):
            covered[place] += 1
    assert all(covered[place] == 1 or is_blank(text[place]) for place in range(len(text)))
    assert max(covered, default=0) <= 1


@quick
@given(texts, languages)
def test_no_unit_begins_or_ends_with_a_blank(text, language):
    for unit in segment(text, language):
        assert not is_blank(text[unit.start])
        assert not is_blank(text[unit.end - 1])


@quick
@given(texts, languages)
def test_a_unit_has_a_known_kind_and_a_rule_with_a_plain_name(text, language):
    for unit in segment(text, language):
        assert unit.kind in KINDS
        assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", unit.rule)


@quick
@given(texts, languages)
def test_no_boundary_falls_inside_a_grapheme(text, language):
    for unit in segment(text, language):
        for place in (unit.start, unit.end):
            assert not joins(text, place), (place, text[max(0, place - 3) : place + 3])


def joins(text, place):
    """Return whether the characters on both sides of a place belong to one grapheme, by the plainest of its rules.

    A mark that combines with a blank at the beginning of a paragraph is left out: a unit cannot begin with the blank.
    """
    if place in (0, len(text)):
        return False
    before, after = text[place - 1], text[place]
    if is_blank(before) and not segment_before(text, place):
        return False
    if unicodedata.category(before) in ("Cc", "Zl", "Zp") or before in "\u200b\u2060\ufeff":
        return (before, after) == ("\r", "\n")
    extends = unicodedata.category(after)[0] == "M" or after == "\u200d" or "\U0001f3fb" <= after <= "\U0001f3ff"
    flags = [len(run) for run in re.findall(r"[\U0001f1e6-\U0001f1ff]+\Z", text[:place])]
    half_a_flag = bool(flags and flags[0] % 2 and "\U0001f1e6" <= after <= "\U0001f1ff")
    return extends or half_a_flag or (before == "\u200d" and "\U0001f300" <= after <= "\U0001faff")


def segment_before(text, place):
    """Return whether anything that shows stands before a place in its paragraph."""
    line = re.split(r"[\n\r\u2028\u2029\x85\t]", text[:place])[-1]
    return any(not is_blank(character) for character in line)


@quick
@given(texts, languages)
def test_the_same_text_is_cut_the_same_way_twice(text, language):
    assert segment(text, language) == segment(text, language)


@quick
@given(texts, texts, languages)
def test_a_paragraph_added_after_a_blank_line_moves_nothing_before_it(text, added, language):
    alone = segment(text, language)
    together = segment(f"{text}\n\n{added}", language)
    assert together[: len(alone)] == alone


@quick
@given(texts, texts, languages)
def test_a_paragraph_is_cut_the_same_way_wherever_it_stands(text, first, language):
    shift = len(first) + 2
    alone = [(unit.start + shift, unit.end + shift, unit.kind, unit.rule) for unit in segment(text, language)]
    together = segment(f"{first}\n\n{text}", language)
    assert [(unit.start, unit.end, unit.kind, unit.rule) for unit in together if unit.start >= shift] == alone
