"""Texts made to be slow: the work grows with the length and no faster."""

import re
import sys

import pytest

from annotations.segmentation import segment

PATTERNS = [
    "a",
    "word ",
    '" ',
    "(",
    "(a) ",
    ".",
    ". ",
    "A.",
    "A. ",
    "A.B.",
    "Dr. ",
    "a.",
    "\n",
    " ",
    "\t",
    "a\tb\n",
    "1.",
    "1. a ",
    "1. ",
    "?!",
    "…",
    "<",
    "😀",
    "\u0301",
    ".[1]",
    '."',
    "a\n",
    "。",
    "“ He went. ",
    ". \u0301",
    ".\u200d",
    "a?b",
    ". . . ",
    "[...] ",
    ":-) ",
    "- ",
    "• ",
    "\u2028",
    "z. B. ",
    "\u200b",
    "-",
    "a.5 ",
    "?b ",
    "> ",
    "> a\n",
    ">\n",
    "--\n",
    "-- \na\n",
    "Dear a,\nB\n",
    "From: a\n",
    '"a?" B ',
    '"A B',
    "(i)\n",
    "* ",
    "i\n।",
    ".好",
    "「؟",
]


def count_steps(text, language):
    """Return how many lines of Python the segmenter runs for a text."""
    steps = 0

    def trace(frame, event, _argument):
        nonlocal steps
        steps += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        segment(text, language)
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize("pattern", PATTERNS, ids=[re.sub(r"\W", lambda m: f"{ord(m[0]):x}-", p) for p in PATTERNS])
def test_twice_the_text_takes_at_most_twice_the_steps(pattern):
    short, long = (count_steps(pattern * times, "en") for times in (200, 400))
    assert long <= 2.2 * short + 200


@pytest.mark.parametrize("pattern", PATTERNS, ids=[re.sub(r"\W", lambda m: f"{ord(m[0]):x}-", p) for p in PATTERNS])
def test_a_long_hostile_text_is_cut_to_the_end(pattern):
    text = (pattern * 100_000)[:100_000]
    shown = [place for place, character in enumerate(text) if character.strip("\u200b \n\t\u2028")]
    units = segment(text, "en")
    assert [unit.end for unit in units][-1:] == [place + 1 for place in shown[-1:]]


def test_one_open_quote_before_many_sentences_changes_nothing():
    assert len(segment('"' + "He went home. " * 2_000)) == 2_000


def test_a_long_run_of_blanks_is_passed_over_once():
    text = "One." + " " * 50_000 + "a. b. c. d. " * 2_000
    assert [(unit.start, unit.end) for unit in segment(text)] == [(0, len(text) - 1)]
