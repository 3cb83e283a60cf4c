"""The sample files, one per language: what a linguist wrote down is what the segmenter finds."""

from pathlib import Path

import pytest

from annotations.segmentation import segment
from annotations.segmentation.languages import LANGUAGES

SAMPLES = Path(__file__).parent.parent / "samples" / "segmentation"
UNKNOWN_LANGUAGE = "xx"


def cases(path: Path) -> list[str]:
    """Return the cases of a sample file, without its notes."""
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith("#")]
    return [case.strip("\n") for case in "\n".join(lines).split("\n\n") if case.strip()]


CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}-{number}")
    for path in sorted(SAMPLES.glob("*.txt"))
    for number, case in enumerate(cases(path), 1)
]


@pytest.mark.parametrize(("code", "case"), CASES)
def test_a_sample_is_cut_where_its_author_says(code, case):
    text = case.replace("|", "")
    wanted = [unit.strip() for unit in case.split("|")]

    found = segment(text, UNKNOWN_LANGUAGE if code == "default" else code)

    assert [text[unit.start : unit.end] for unit in found] == wanted


def test_every_sample_file_names_a_language_that_has_tables():
    codes = {path.stem for path in SAMPLES.glob("*.txt")}
    assert codes - {"default"} <= LANGUAGES.keys()
    assert {"en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "ar", "hi", "zh", "ja", "default"} <= codes


@pytest.mark.parametrize("code", ["en", "en-GB", "EN_us", "en-Latn-GB"])
def test_region_and_script_of_a_language_code_are_passed_over(code):
    text = "Sales fell, etc. The rest rose."
    assert segment(text, code) == segment(text, "en")


@pytest.mark.parametrize("code", ["", "-", "xx", "tlh-Piqd", "not a language"])
def test_an_unknown_language_gets_general_rules(code):
    found = segment("Dr. Ada met Mr. Bell. They spoke!", code)
    assert [(unit.start, unit.end) for unit in found] == [(0, 21), (22, 33)]
