"""Which lines are statements and which are headings, in the languages whose tables hold verbs."""

import pytest

from annotations.segmentation import segment
from annotations.segmentation.languages import LANGUAGES

STATEMENTS = [
    ("en", "The bridge opened in 1931"),
    ("en", "Crime is down"),
    ("en", "Prices rose by a third last year"),
    ("en", "Nobody has ever seen the report"),
    ("en", "They said “yes”, and he left"),
    ("en", "“The dam failed in 1975”"),
    ("en", "Unemployment at 4.5 % in March"),
    ("en", "> The bridge opened in 1931"),
    ("de", "Die Brücke wurde 1931 eröffnet"),
    ("de", "Arbeitslosigkeit bei 4,5 %"),
    ("fr", "Le pont est ouvert depuis 1931"),
    ("es", "El puente fue inaugurado en 1931"),
    ("it", "Il ponte è aperto dal 1931"),
    ("pt", "A ponte foi inaugurada em 1931"),
    ("nl", "De brug werd in 1931 geopend"),
    ("pl", "Most został otwarty w 1931 roku"),
    ("cs", "Most byl otevřen v roce 1931"),
    ("ru", "Мост был открыт в 1931 году"),
    ("uk", "Міст був відкритий у 1931 році"),
    ("sv", "Bron var klar år 1931"),
    ("da", "Broen blev åbnet i 1931"),
    ("hi", "पुल 1931 में खोला गया था"),
    ("zh", "这座桥于1931年通车，是当时最长的桥"),
]
HEADINGS = [
    ("en", "Key findings"),
    ("en", "The Bridge Opened in 1931"),
    ("en", "How the bridge was built"),
    ("en", "Why prices rose"),
    ("en", "THE BRIDGE OPENED IN 1931"),
    ("en", "What the mayor said:"),
    ("en", "Opened doors"),
    ("en", "Lessons learned"),
    ("en", "> Key findings"),
    ("de", "Wie die Brücke gebaut wurde"),
    ("de", "Die Brücke von 1931"),
    ("fr", "Comment le pont a été construit"),
    ("es", "El puente de 1931"),
    ("ru", "Почему мост был закрыт"),
    ("zh", "主要结论"),
    ("hu", "Az 1931-es híd"),
]


def kinds(text, language="en"):
    return [unit.kind for unit in segment(text, language)]


@pytest.mark.parametrize(("language", "text"), STATEMENTS)
def test_a_line_with_a_verb_or_a_share_is_a_statement_without_a_stop(language, text):
    assert kinds(text, language) == ["sentence"]


@pytest.mark.parametrize(("language", "text"), HEADINGS)
def test_a_line_without_a_verb_or_with_a_word_that_asks_is_a_heading(language, text):
    assert kinds(text, language) == ["heading"]


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_no_word_both_makes_a_statement_and_opens_a_heading(code):
    assert LANGUAGES[code].finite.isdisjoint(LANGUAGES[code].asking)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left.\n-- \nAnn Reed\nThe Daily Bell", ["sentence", "separator", "line", "line"]),
        ("-- \nann@example.org\nhttps://example.org/a", ["separator", "line", "line"]),
        ("> He left.\n> -- \n> Ann Reed", ["sentence", "separator", "line"]),
    ],
)
def test_the_lines_of_a_signature_are_no_statements(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He left.\n--\nThis is a paragraph that is wrapped at the\nend of a line.",
        "He left.\n--\n" + "A long line that no signature would hold. " * 3,
        "--\n" + "\n".join(f"{number} is a number, and this is a sentence." for number in range(12)),
        "> He left.\n> --\nI answer below the mark.",
    ],
)
def test_two_dashes_before_other_lines_open_no_signature(text):
    assert "line" not in kinds(text)


def test_header_lines_of_an_e_mail_are_no_statements():
    text = "From: Ann Reed\nSubject: The bridge that was opened in 1931 and closed again a year later\nDate: 4 May"
    assert [(unit.kind, unit.rule) for unit in segment(text)] == [
        ("line", "header-line"),
        ("line", "header-line"),
        ("line", "blank-line"),
    ]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("> He left.\nI know.", ["quote-depth", "blank-line"]),
        ("> He left and took\n> the car.", ["blank-line"]),
        ("> He left and\ntook the\n> car.", ["blank-line"]),
        ("> He left.\nand took the car.", ["quote-depth", "blank-line"]),
        ("> He left\n>\n> Nobody knows.", ["quoted-blank-line", "quoted-blank-line", "blank-line"]),
        ("They met\n* * *\nThey left.", ["ruler", "ruler", "blank-line"]),
        ("Dear Ms. Reed,\nYou wrote that the bridge opened in 1931.", ["courtesy", "blank-line"]),
        ("A few lines below,\nYou wrote that the bridge opened in 1931.", ["blank-line"]),
    ],
)
def test_a_line_break_of_an_e_mail_is_a_boundary_or_none(text, rules):
    assert [unit.rule for unit in segment(text)] == rules
