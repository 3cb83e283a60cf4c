"""What `segment` promises about the cases of our own and about the kinds of units."""

import json
from pathlib import Path

import pytest

from annotations.segmentation import KINDS, RULES_VERSION, Unit, is_blank, segment

SAMPLES = Path(__file__).parent.parent / "samples" / "segmentation"
DEMO = Path(__file__).parent.parent.parent / "annotations" / "demo" / "whos-russias-allies.txt"
NEWS = json.loads((SAMPLES / "news_dev.json").read_text(encoding="utf-8"))

FIRST_DOCUMENT = [
    (0, 71), (73, 97), (99, 231), (232, 327), (328, 417), (419, 619), (620, 685), (686, 791), (793, 811), (813, 841),
    (842, 1024), (1025, 1223), (1225, 1296), (1297, 1373), (1374, 1502), (1503, 1644), (1646, 1680), (1681, 1803),
    (1804, 1895), (1897, 2027), (2028, 2236),
]  # fmt: skip


def spans(text, language="en"):
    return [(unit.start, unit.end) for unit in segment(text, language)]


def wordings(text, language="en"):
    return [text[start:end] for start, end in spans(text, language)]


def kinds(text):
    return [(text[unit.start : unit.end], unit.kind) for unit in segment(text)]


@pytest.mark.parametrize("case", NEWS, ids=[case["id"] for case in NEWS])
def test_a_case_of_news_is_cut_as_wanted(case):
    assert spans(case["text"], case["lang"]) == [tuple(span) for span in case["spans"]]


@pytest.fixture
def first_document():
    return DEMO.read_text(encoding="utf-8")


def test_the_first_document_has_its_21_units(first_document):
    assert spans(first_document) == FIRST_DOCUMENT


def test_the_first_document_has_one_line_and_two_headings(first_document):
    others = [(unit.start, unit.kind) for unit in segment(first_document) if unit.kind != "sentence"]
    assert others == [(0, "line"), (73, "heading"), (793, "heading")]


def test_the_first_document_has_two_doubtful_units(first_document):
    doubtful = [(unit.start, unit.end) for unit in segment(first_document) if unit.doubtful]
    assert doubtful == [(99, 231), (419, 619)]


def test_an_abbreviation_that_ends_a_sentence_makes_it_doubtful():
    first, second = segment("They sell pens, ink, etc. The paper is next door.")
    assert (first.rule, first.doubt, first.doubtful) == ("may-end-abbreviation", "", True)
    assert (second.rule, second.doubtful) == ("blank-line", False)


def test_an_abbreviation_that_could_have_ended_a_sentence_makes_it_doubtful():
    (unit,) = segment("They sell pens, ink, etc. London buyers pay less.")
    assert (unit.rule, unit.doubt, unit.doubtful) == ("blank-line", "may-end-abbreviation", True)


def test_an_abbreviation_before_a_small_word_is_beyond_doubt():
    (unit,) = segment("Pens, ink, etc. are exempt.")
    assert not unit.doubtful


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("One. Two.", ["sentence-end", "blank-line"]),
        ("“One.” Two!", ["closing-quote", "blank-line"]),
        ("One… Two.", ["ellipsis", "blank-line"]),
        ("Why:\nIt was late that evening, and nobody in the house had slept.", ["colon-line", "blank-line"]),
        ("1) one 2) two", ["list-marker", "blank-line"]),
        ("a\tb\nc\td", ["table-cell"] * 4),
        ("They met Malcolm X. It was cold.", ["initial", "blank-line"]),
    ],
)
def test_a_unit_names_the_rule_that_ended_it(text, rules):
    assert [unit.rule for unit in segment(text)] == rules


def test_the_version_of_the_rules_is_a_short_text():
    assert isinstance(RULES_VERSION, str)
    assert 0 < len(RULES_VERSION) < 20


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The dam failed in 1975.", "sentence"),
        ("Key findings", "heading"),
        ("What happened in Leeds?", "heading"),
        ("Detailed analysis:", "heading"),
        ("By Laura M. Stein", "line"),
        ("Updated 3:15 p.m. ET, Mon. March 2, 2020", "line"),
        ("Dear Ms. Reed,", "line"),
        ("Home > News > World", "line"),
        ("Home - News - Who pays for the bridge?", "line"),
        ("Photo: the bridge in spring", "caption"),
        ("Figure 3: Turnout by region.", "caption"),
        ("1. Check the date.", "list-item"),
        ("• Crime doubled in a year", "list-item"),
        ("- nobody came", "list-item"),
        ("J. Barlow wrote to the paper.", "sentence"),
        ("— Да, — сказал он.", "sentence"),
        ("It was — he said — a mistake.", "sentence"),
        ("***", "separator"),
        ("- - -", "separator"),
        ("and so it went on without a stop", "sentence"),
        (
            "A line without a stop that is far too long to be a heading, because it says something about the world",
            "sentence",
        ),
    ],
)
def test_a_passage_has_a_kind(text, kind):
    assert kinds(text) == [(text, kind)]
    assert kind in KINDS


def test_a_question_inside_a_paragraph_is_a_sentence():
    assert [kind for _, kind in kinds("Is it true? Nobody knows.")] == ["sentence", "sentence"]


def test_every_sentence_of_a_list_item_belongs_to_the_list():
    assert [kind for _, kind in kinds("1. Check the date. It matters.\n2. Check the source.")] == ["list-item"] * 3


def test_a_table_of_tabs_is_cut_into_cells():
    table = "Country\tPeople\nPeru\t34 mill. in 2023"
    assert kinds(table) == [
        ("Country", "table-cell"),
        ("People", "table-cell"),
        ("Peru", "table-cell"),
        ("34 mill. in 2023", "table-cell"),
    ]


def test_an_empty_or_blank_text_has_no_units():
    assert segment("") == []
    assert segment(" \n\t\u200b\ufeff\u2060\r\n ") == []


@pytest.mark.parametrize("character", [" ", "\n", "\u00a0", "\u2003", "\u3000", "\u200b", "\u2060", "\ufeff", "\x85"])
def test_a_character_that_shows_nothing_is_blank(character):
    assert is_blank(character)


@pytest.mark.parametrize("character", ["a", ".", "\u200d", "\u0301", "\ufe0f", "0"])
def test_a_character_that_shows_or_joins_is_not_blank(character):
    assert not is_blank(character)


def test_zero_width_marks_around_a_sentence_are_left_out():
    assert wordings("\ufeffOne.\u200b \u2060Two.\ufeff") == ["One.", "Two."]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_every_kind_of_newline_makes_a_blank_line(newline):
    assert wordings(f"no stop{newline}{newline}next") == ["no stop", "next"]
    assert wordings(f"no stop{newline} \u200b{newline}next") == ["no stop", "next"]


def test_a_paragraph_separator_is_a_blank_line():
    assert wordings("no stop\u2029next") == ["no stop", "next"]


def test_one_newline_in_wrapped_text_is_no_boundary():
    text = "The committee, which met on Thursday in a closed session,\r\nvoted to send the bill to the floor."
    assert wordings(text) == [text]


SHORT_SENTENCES = [f"They saw {number} of them." for number in range(40)]


@pytest.mark.parametrize("stray", ['"', "“", "”", "(", ")", '6" ', "'90s ", "«", "„", "[", "‘"])
@pytest.mark.parametrize("place", [0, 7, 39])
def test_one_stray_mark_changes_no_boundary(stray, place):
    sentences = [*SHORT_SENTENCES]
    sentences[place] = f"They saw {stray}five of them."
    assert wordings(" ".join(sentences)) == sentences


def test_two_inch_marks_change_no_boundary():
    sentences = [*SHORT_SENTENCES]
    sentences[3], sentences[30] = 'It is 6" long.', 'It is 12" wide.'
    assert wordings(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "cluster",
    [
        "👨\u200d👩\u200d👧\u200d👦",
        "e" + "\u0301" * 2000,
        "👍🏽",
        "🇩🇪🇫🇷",
        "1\ufe0f\u20e3",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    ],
)
def test_a_cluster_stays_whole_at_a_boundary(cluster):
    assert wordings(f"It was {cluster}. {cluster} followed.")[0].startswith(f"It was {cluster}.")
    assert wordings(f"It was good.{cluster} They left.")[-1].endswith("They left.")
    assert "".join(wordings(f"好。{cluster}好。")) == f"好。{cluster}好。"


def test_a_mark_that_combines_with_a_blank_keeps_the_sentence_whole():
    assert wordings("It was good. \u0301They left.") == ["It was good. \u0301They left."]


def test_text_from_right_to_left_with_overrides_is_cut_by_code_points():
    text = "\u202eقال نعم.\u202c هل هذا صحيح؟"
    assert wordings(text, "ar") == ["\u202eقال نعم.\u202c", "هل هذا صحيح؟"]


def test_a_unit_is_frozen_and_compares_by_value():
    assert Unit(0, 4, "sentence", "sentence-end") == Unit(0, 4, "sentence", "sentence-end", "")
    with pytest.raises(AttributeError):
        segment("One.")[0].start = 2
