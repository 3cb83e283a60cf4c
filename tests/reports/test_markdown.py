"""Markdown: user text is never markup, whatever reads it."""

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from annotations.reports import write
from annotations.reports.markdown import escaped, lines_of
from annotations.reports.text import one_line
from tests.reports.contents import SMALL
from tests.reports.nasty import EVERY_NASTY, HOSTILE

READER = MarkdownIt("gfm-like", {"html": True, "linkify": False}).use(footnote_plugin).use(dollarmath_plugin)


def paragraph(source):
    """Return the tokens of a source that must be one plain paragraph."""
    opening, inline, closing = READER.parse(source)
    assert (opening.type, closing.type) == ("paragraph_open", "paragraph_close")
    return inline.children


@pytest.mark.parametrize("text", HOSTILE)
def test_an_escaped_line_reads_as_itself(text):
    if not one_line(text):
        return
    tokens = paragraph(escaped(text))
    assert {token.type for token in tokens} <= {"text", "text_special"}
    assert "".join(token.content for token in tokens) == one_line(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_an_escaped_line_reads_as_itself_after_other_words_and_in_a_cell(text):
    tokens = paragraph(f"before {escaped(text)} after")
    assert "".join(token.content for token in tokens) == f"before {one_line(text)} after".replace("  ", " ")
    table = READER.parse(f"| a | b |\n|--|--|\n| {escaped(text)} | x |")
    cells = [token for token in table if token.type == "inline"]
    assert [cell.content for cell in cells[:2]] == ["a", "b"]
    assert len(cells) == 4
    assert "".join(token.content for token in cells[2].children) == one_line(text)


def test_lines_and_paragraphs_stay_apart():
    assert lines_of("one\ntwo\n\n# three") == ["one\\", "two", "", "\\# three"]


@pytest.mark.parametrize("text", ["4.1 million", "2024 was good", "a-b", "1.", "3) x", "Mr. = Mrs."])
def test_ordinary_words_are_escaped_only_where_they_must(text):
    assert escaped(text).count("\\") == (text in ("1.", "3) x"))


def test_no_hostile_text_becomes_html_or_a_link_in_the_report():
    for contents in EVERY_NASTY:
        for token in READER.parse(write(contents, "md").content.decode()):
            assert token.type not in ("html_block", "fence", "code_block", "math_block")
            for inner in token.children or []:
                assert inner.type not in ("html_inline", "image", "code_inline", "math_inline", "s_open")
                if inner.type == "link_open":
                    assert inner.attrGet("href").startswith(("https://", "http://"))


def test_every_sentence_has_a_footnote_that_names_its_label():
    source = write(SMALL, "md").content.decode()
    notes = [token for token in READER.parse(source) if token.type == "footnote_open"]
    assert len(notes) == 8
    assert "Traffic doubled in ten years.[^5]" in source
    assert "[^5]: 5 · ≉ Mostly refuted (AK·MR)" in source


def test_each_verdict_stands_in_the_report_once():
    source = write(SMALL, "md").content.decode()
    for rationale in ("The yearbook gives the same figure.", "Southport handles more.", "Doubled for containers only."):
        assert source.count(rationale) == 1
    assert "Not found yet." not in source
