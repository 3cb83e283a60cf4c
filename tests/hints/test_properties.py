"""What holds for any text, and how long it takes."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.hints import LANGUAGES, Reason, hints
from annotations.hints.languages import tables_for

PATTERNS = [
    "a ", "A ", "A", "a'", "“", "”", "“a", "“a” ", "\"", "\" \"", "?", "1", "1 ", "123 ", "1,", "1-", "5 million ",
    "May ", "May 5 ", "5 May ", "12 of ", "$", "$5", "5%", "more a ", "one of the ", "as as ", "Bank of ", "A. ",
    "never ", "Please ", "\n", "‘’", "《", "ß", "İ", "1990s ", "a-", "two ",
]  # fmt: skip

languages = st.sampled_from([*LANGUAGES, "xx"])
texts = st.text() | st.lists(st.sampled_from([*PATTERNS, "than ", "percent ", ". ", "est ", "12"])).map("".join)
quick = settings(max_examples=200, deadline=None)


@quick
@given(texts, languages)
def test_hints_are_ordered_and_lie_in_the_text(text, language):
    found = hints(text, language)
    assert [(hint.start, hint.end) for hint in found] == sorted((hint.start, hint.end) for hint in found)
    assert len(set(found)) == len(found)
    for hint in found:
        assert 0 <= hint.start < hint.end <= len(text)
        assert text[hint.start : hint.end].strip() == text[hint.start : hint.end]


@quick
@given(texts, languages)
def test_a_paragraph_added_after_changes_no_hint_before(text, language):
    closed = text.replace('"', "").translate(dict.fromkeys(map(ord, "“”„«»‹›‘’‚「」『』"))) + ".\n\n"
    before, after = hints(closed, language), hints(closed + "she slept.", language)
    # Names apart: small letters show that a text is not in capitals throughout.
    found, more = ([hint for hint in each if hint.reason is not Reason.NAME] for each in (before, after))
    assert [hint for hint in more if hint.end <= len(closed)] == found


def count_steps(text):
    """Return how many lines of Python run to find the hints of a text."""
    steps = 0

    def trace(frame, event, _argument):
        nonlocal steps
        steps += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        hints(text)
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize("pattern", PATTERNS)
def test_twice_the_text_takes_at_most_twice_the_steps(pattern):
    short, long = (count_steps(pattern * times) for times in (100, 200))
    assert long <= 2.2 * short + 200


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_long_hostile_text_is_read_to_the_end(pattern):
    text = pattern * (60_000 // len(pattern))
    assert all(hint.end <= len(text) for hint in hints(text + "."))


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_keep_to_their_form(language):
    """Stars stand at the ends of words, no phrase begins with a star alone, every phrase is in small letters."""
    phrases = LANGUAGES[language].phrases
    for reason, table in phrases.items():
        for phrase in table.split(","):
            first, *_rest = phrase.split()
            assert phrase == phrase.lower(), phrase
            assert first.strip("*!"), (reason, phrase)
            assert all("*" not in word[1:-1] for word in phrase.split()), phrase
    assert set(phrases) == set(Reason) - {
        Reason.MONEY, Reason.PERCENT, Reason.NAME, Reason.QUOTATION, Reason.QUESTION
    }  # fmt: skip
    assert len(tables_for(language).months) >= 12
