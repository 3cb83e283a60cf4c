"""The tables of the languages: written as `Language` says, and known to the engine."""

import dataclasses
import re

import pytest

from annotations.segmentation import units
from annotations.segmentation.abbreviations import BY_CLASS, WITHOUT_CLASS
from annotations.segmentation.languages import LANGUAGES, default, tables_for
from annotations.segmentation.languages.base import CLASSES, Language
from annotations.segmentation.patterns import SPACED, UNSPACED

TABLES = [*LANGUAGES.items(), ("default", default.LANGUAGE)]
SMALL = [
    field.name
    for field in dataclasses.fields(Language)
    if "frozenset" in str(field.type) and field.name not in (*CLASSES,)
]  # fmt: skip


@pytest.mark.parametrize(("code", "language"), TABLES)
def test_an_abbreviation_is_written_without_its_last_stop(code, language):
    written = [word for name in CLASSES for word in getattr(language, name)]
    assert [word for word in written if word.endswith(".") or word.startswith(".") or ".." in word] == []


@pytest.mark.parametrize(("code", "language"), TABLES)
def test_words_that_are_no_abbreviations_are_written_small(code, language):
    written = [word for name in SMALL for word in getattr(language, name)]
    assert [word for word in written if word != word.lower()] == []


@pytest.mark.parametrize(("code", "language"), TABLES)
def test_a_title_or_number_word_that_may_end_is_in_its_table_or_the_shared_one(code, language):
    tables = tables_for(code)
    for word in language.titles_that_end if code != "default" else ():
        assert tables.classes[word] == "titles"


@pytest.mark.parametrize(("code", "language"), TABLES)
def test_an_attribution_is_a_pattern(code, language):
    re.compile(language.attribution)


@pytest.mark.parametrize(("code", "language"), TABLES)
def test_a_terminator_of_one_language_is_not_one_of_all(code, language):
    assert set(language.extra_terminators).isdisjoint(SPACED + UNSPACED)


def test_the_languages_are_listed_in_order():
    assert list(LANGUAGES) == sorted(LANGUAGES)


def test_every_class_of_abbreviations_has_its_rule():
    assert BY_CLASS.keys() == set(CLASSES)


def test_every_doubtful_rule_is_a_rule():
    rules = {rule.__name__.replace("_", "-") for rule in (*BY_CLASS.values(), *WITHOUT_CLASS)}
    assert rules >= units.DOUBTFUL_RULES


@pytest.mark.parametrize("rule", [*BY_CLASS.values(), *WITHOUT_CLASS], ids=lambda rule: rule.__name__)
def test_every_rule_says_in_a_sentence_what_it_does(rule):
    assert re.match(r"[A-Z][^\n]*[.\]!]", rule.__doc__)
