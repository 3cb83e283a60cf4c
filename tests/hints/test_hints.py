"""Hints by samples: `tests/samples/hints/<language>.txt`, a text, then its hints in order, then a blank line."""

from pathlib import Path

import pytest

from annotations.hints import LANGUAGES, REASONS, Hint, Reason, hints

SAMPLES = Path(__file__).parent.parent / "samples" / "hints"


def cases():
    """Yield language, text, and what is expected as pairs of reason and words."""
    for path in sorted(SAMPLES.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
            text, *lines = block.split("\n")
            expected = [tuple(line.split(maxsplit=1)) for line in lines]
            yield pytest.param(path.stem, text, expected, id=f"{path.stem}: {text[:40]}")


@pytest.mark.parametrize(("language", "text", "expected"), cases())
def test_a_sample_has_exactly_these_hints(language, text, expected):
    assert [(hint.reason, text[hint.start : hint.end]) for hint in hints(text, language)] == expected


def test_every_language_has_a_sample_with_and_one_without_hints():
    for language in LANGUAGES:
        found = [expected for param in cases() for code, _, expected in [param.values] if code == language]
        assert [] in found, language
        assert len(found) > 3, language


def test_every_reason_occurs_in_the_english_samples():
    text = (SAMPLES / "en.txt").read_text(encoding="utf-8")
    assert {line.split()[0] for line in text.split("\n") if line.startswith("  ")} == set(Reason)


def test_every_reason_has_a_title_and_a_side():
    assert list(REASONS) == list(Reason)
    aside = [reason for reason in Reason if not reason.is_for_checking]
    assert aside == [Reason.OPINION, Reason.PREDICTION, Reason.QUESTION, Reason.INSTRUCTION]


def test_a_region_is_passed_over_and_an_unknown_language_reads_figures_and_marks_alone():
    assert hints("20 Prozent", "de-AT") == hints("20 Prozent", "de") == (Hint(Reason.PERCENT, 0, 10),)
    assert hints("20 Prozent will “all”", "xx") == (
        Hint(Reason.NUMBER, 0, 2),
        Hint(Reason.NAME, 3, 10),
        Hint(Reason.QUOTATION, 16, 21),
    )


def test_offsets_are_code_points_of_the_text_as_given():
    text = "🇩🇪𝒜 \r\n 5 %"
    assert [(hint.reason, text[hint.start : hint.end]) for hint in hints(text)] == [("percent", "5 %")]


def test_an_empty_text_has_no_hints():
    assert hints("") == hints(" \n ") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met Dr. Ada Smith.", ["Ada Smith"]),
        ("J. K. Rowling wrote it.", ["J. K. Rowling"]),
        ("It is in the University of the Arts London.", ["University of the Arts London"]),
        ("The BBC and the EU met.", ["BBC", "EU"]),
        ("He saw Paris. London was next.", ["Paris"]),
        ("Inflation fell, I’m told by OK people.", []),
        ("Iran’s army fell.", ["Iran’s"]),
        ("He met Biden Monday.", ["Biden"]),
        ("ALL CAPITALS ARE LOUD", []),
    ],
)
def test_names_are_words_with_a_capital_that_no_beginning_explains(text, expected):
    assert [text[hint.start : hint.end] for hint in hints(text) if hint.reason is Reason.NAME] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“a” and „b“ and «c» and \"d\"", ["“a”", "„b“", "«c»", "\"d\""]),
        ("“He said ‘no’ to it.”", ["“He said ‘no’ to it.”"]),
        ("‘It’s mine’", ["‘It’s mine’"]),
        ("“never closed", []),
        ("»so« and “”", ["»so«"]),
    ],
)  # fmt: skip
def test_quotations_stand_between_marks_that_belong_together(text, expected):
    assert [text[hint.start : hint.end] for hint in hints(text) if hint.reason is Reason.QUOTATION] == expected


@pytest.mark.parametrize(
    ("text", "reason", "expected"),
    [
        ("1 000 000 people", Reason.NUMBER, ["1 000 000"]),
        ("twenty-five thousand people", Reason.NUMBER, ["twenty-five thousand"]),
        ("in 1999 50 people", Reason.NUMBER, ["50"]),
        ("B2B and F-16 and H2O", Reason.NUMBER, []),
        ("€5.20 or 5 CHF or USD 7", Reason.MONEY, ["€5.20", "5 CHF", "USD 7"]),
        ("on 12/05/2020 or 12.5.20", Reason.DATE, ["12/05/2020", "12.5.20"]),
        ("May 3rd, 2020, and in June", Reason.DATE, ["May 3rd, 2020", "June"]),
        ("the march may end", Reason.DATE, []),
        ("the 2100s, 3000 and 950", Reason.DATE, []),
    ],
)
def test_numbers_are_given_once_and_as_what_they_are(text, reason, expected):
    found = [text[hint.start : hint.end] for hint in hints(text) if hint.reason is reason]
    assert found == expected
