"""Files made to be slow or to trick: the work grows with the length and no faster; nothing but refusals is raised."""

import contextlib
import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.references import (
    MAX_BYTES,
    STYLES,
    UnreadableReferences,
    formatted,
    read_references,
    to_bibtex,
    to_ris,
)

PATTERNS = {
    "title": ["{", "}", "{}", "\\", "\\'", "\\'{", "\\a", "$", "$_", "-", "`", "'", "~", "\\textbf{", "a "],
    "author": [" and ", "a and ", "{a} and ", "a, ", ",", "a ", "van ", "~", "} and "],
    "journal = x}\n@book{y, note": ["@article{", "@comment{", "\n@article{a,b={", "\n@string{a=", '"', "#", "a={},"],
}
BIBTEX = [pytest.param(field, sign, id=f"{field[:7]}: {sign!r}") for field, signs in PATTERNS.items() for sign in signs]
RIS = ["\nx", "AU  - a\n", "AU  - a,b\n", "KW  - a\n", "SP  - 1\n", "ER  - \n", "ZZ  - a\n", "TY  - BOOK\n"]


def read(text):
    """Read a file, or return the code of its refusal."""
    try:
        return read_references(text.encode(), "")
    except UnreadableReferences as refusal:
        return refusal.code


def count_steps(text):
    """Return how many lines of Python run to read a file."""
    steps = 0

    def trace(frame, event, _argument):
        nonlocal steps
        steps += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        read(text)
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize(("field", "sign"), BIBTEX)
def test_twice_the_bibtex_takes_at_most_twice_the_steps(field, sign):
    short, long = (count_steps(f"@book{{x, {field} = {{{sign * times}}}}}") for times in (150, 300))
    assert long <= 2.2 * short + 300


@pytest.mark.parametrize("line", RIS)
def test_twice_the_ris_takes_at_most_twice_the_steps(line):
    short, long = (count_steps("TY  - BOOK\n" + line * times) for times in (150, 300))
    assert long <= 2.2 * short + 300


@pytest.mark.parametrize("line", RIS)
def test_a_long_ris_file_is_read_to_the_end(line):
    found = read("TY  - BOOK\n" + line * (MAX_BYTES // 2 // len(line)))
    assert found == "too_many_references" or found.items or found.refused


@pytest.mark.parametrize(("field", "sign"), BIBTEX)
def test_a_long_bibtex_file_is_read_to_the_end(field, sign):
    found = read(f"@book{{x, {field} = {{{sign * (MAX_BYTES // 4 // len(sign))}}}}}")
    assert found == "too_many_references" or found.items or found.refused


def test_strings_made_of_strings_do_not_grow_without_end():
    steps = [f"@string{{{chr(98 + step)} = {' # '.join(chr(97 + step) * 10)}}}" for step in range(15)]
    found = read("\n".join(["@string{a = {" + "x" * 100 + "}}", *steps, "@book{y, title = {Y}, note = p}"]))
    assert [item["title"] for item in found.items] == ["Y"]
    assert len(found.items[0]["note"]) == 1
    assert "the strings of the file stand for more text than is read" in found.refused[0]


def test_a_long_entry_that_thousands_refer_to_is_not_copied_into_all():
    children = "".join(f"\n@book{{a{number}, note = {{n}}, crossref = {{p}}}}" for number in range(4000))
    found = read("@book{p, title = {" + "x" * 500_000 + "}}" + children)
    assert len(found.items) == 4001
    assert sum("container-title" in item for item in found.items) == 4
    assert len(found.remarks) == 3996


@pytest.mark.parametrize(
    "value", ["1" * 100_000, "10." * 50_000, "http://" + "a" * 100_000 + " ", "-" * 100_000, "2020/" * 50_000]
)
@pytest.mark.parametrize("variable", ["issued", "DOI", "URL", "edition", "page", "title"])
def test_long_values_are_read_and_formatted(variable, value):
    item = {"id": "a", "type": "book", "title": "T", variable: value}
    [found] = read(json.dumps([item])).items
    assert all(formatted(found, style).text for style in STYLES)


trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
variables = st.sampled_from(
    ["id", "type", "title", "author", "editor", "issued", "accessed", "URL", "DOI", "page", "custom", "note", "edition"]
)
names = st.fixed_dictionaries({}, optional={"family": trees, "given": trees, "literal": trees, "suffix": trees})
dates = st.fixed_dictionaries(
    {}, optional={"date-parts": st.lists(st.lists(trees)), "literal": trees, "raw": st.text()}
)
items = st.dictionaries(variables, trees | st.lists(names) | dates, max_size=6).map(
    lambda item: {"title": "T", **item, "type": "webpage"}
)


@settings(deadline=None, max_examples=200)
@given(st.lists(trees | items, min_size=1, max_size=4))
def test_any_json_is_read_or_told_and_what_is_read_can_be_written_and_formatted(entries):
    found = read(json.dumps(entries))
    assert len(found.items) + len(found.refused) == len(entries)
    assert json.dumps(found.items, allow_nan=False)
    assert len(read_again(to_bibtex, found)) == len(read_again(to_ris, found)) == len(found.items)
    for item in found.items:
        assert all(formatted(item, style).text for style in STYLES)


def read_again(write, found):
    return read(write(found.items)).items if found.items else ()


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(["@book{", "a", ",", "title", " = ", "{", "}", '"', "#", "\n", "1", "@string{", "é"])))
def test_any_scramble_of_bibtex_is_read_or_told(pieces):
    text = "".join(pieces) + "\n@book{last, title = {Last}}"
    found = read(text)
    assert [item["title"] for item in found.items][-1:] == ["Last"]


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["a.bib", "a.ris", "a.json", "a", ""]))
def test_any_bytes_are_read_or_refused(data, name):
    with contextlib.suppress(UnreadableReferences):
        found = read_references(data, name)
        assert found.items or found.refused
