"""Writing BibTeX and RIS, and reading it again."""

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.references import TYPES, read_references, to_bibtex, to_ris
from annotations.references.csl import DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES

ARTICLE = {
    "id": "livy", "type": "article-journal", "title": "Livy & the 100% “Order” of {Things}_$1 #2 ~ ^ \\ `a` -- ''b''",
    "author": [
        {"family": "Satterfield", "given": "Susan"}, {"literal": "Barnes and Noble, Inc."},
        {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."}, {"family": "Plato"}, {"literal": "et al."},
    ],
    "container-title": "Classical Philology", "volume": "111", "issue": "2", "page": "165-176",
    "issued": {"date-parts": [[2016, 4]]}, "accessed": {"date-parts": [[2020, 1, 2]]},
    "DOI": "10.1086/685748", "URL": "https://example.org/a_b?x=1&y=%20#z", "custom": {"eprint": "1703.1"},
}  # fmt: skip


def test_bibtex_is_written_so_that_others_can_read_it():
    record = {
        "id": "who report", "type": "report", "title": "Health & Wealth", "author": [{"literal": "WHO"}],
        "publisher": "WHO", "publisher-place": "Geneva", "issued": {"date-parts": [[2020, 5, 12]]},
        "accessed": {"date-parts": [[2021, 1, 2]]}, "URL": "https://who.int/a_b", "number": "7", "page": "1-9",
    }  # fmt: skip
    assert to_bibtex([record, {"id": "who report", "type": "interview", "title": "Talk"}]) == (
        "@report{who-report,\n"
        "  title = {Health \\& Wealth},\n"
        "  author = {{WHO}},\n"
        "  publisher = {WHO},\n"
        "  address = {Geneva},\n"
        "  year = {2020},\n"
        "  date = {2020-05-12},\n"
        "  urldate = {2021-01-02},\n"
        "  url = {https://who.int/a_b},\n"
        "  number = {7},\n"
        "  pages = {1--9},\n"
        "}\n\n"
        "@misc{who-report-2,\n"
        "  entrysubtype = {interview},\n"
        "  title = {Talk},\n"
        "}\n"
    )


def test_ris_is_written_so_that_others_can_read_it():
    record = {
        "id": "a", "type": "broadcast", "title": "News\r\nER  - ", "author": [{"family": "Roe", "given": "Ann"}],
        "issued": {"date-parts": [[2020, 5]]}, "page": "3-5", "ISSN": "1234-5678",
    }  # fmt: skip
    assert to_ris([record]) == (
        "TY  - VIDEO\r\nID  - a\r\nC8  - broadcast\r\nAU  - Roe, Ann\r\nTI  - News ER -\r\nPY  - 2020\r\n"
        "DA  - 2020/05//\r\nSP  - 3\r\nEP  - 5\r\nSN  - 1234-5678\r\nER  - \r\n\r\n"
    )


def test_a_record_comes_back_from_bibtex_whole():
    found = read_references(to_bibtex([ARTICLE]).encode(), "a.bib")
    assert found.items == (ARTICLE,)
    assert found.refused == found.remarks == ()


def test_a_record_comes_back_from_ris_but_for_what_ris_cannot_say():
    plain = {
        **ARTICLE,
        "author": [{"family": "Satterfield", "given": "Susan"}, {"family": "Plato"}, {"literal": "WHO"}],
    }
    del plain["custom"]
    found = read_references(to_ris([plain]).encode(), "a.ris")
    assert found.items[0] | {"author": plain["author"]} == plain
    assert found.items[0]["author"] == [plain["author"][0], {"literal": "Plato"}, {"literal": "WHO"}]


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_every_type_comes_back_from_both_formats(kind):
    item = {"id": "a", "type": kind, "title": "T", "URL": "https://example.org/"}
    assert read_references(to_bibtex([item]).encode(), "a.bib").items == (item,)
    assert read_references(to_ris([item]).encode(), "a.ris").items == (item,)


SPECIAL = {"DOI": "10.1000/182", "URL": "https://example.org/x", "edition": "2"}


@pytest.mark.parametrize("variable", sorted(TEXT_VARIABLES))
@pytest.mark.parametrize("kind", ["article-journal", "chapter", "report", "interview"])
def test_every_text_variable_comes_back_from_bibtex(variable, kind):
    item = {"id": "a", "type": kind, "title": "T", variable: SPECIAL.get(variable, "some words")}
    assert read_references(to_bibtex([item]).encode(), "a.bib").items == (item,)


@pytest.mark.parametrize("variable", sorted(NAME_VARIABLES))
def test_every_name_variable_comes_back_from_bibtex(variable):
    item = {"id": "a", "type": "interview", variable: [{"family": "Roe", "given": "Ann"}, {"literal": "A, B and C"}]}
    assert read_references(to_bibtex([item]).encode(), "a.bib").items == (item,)


@pytest.mark.parametrize("variable", sorted(DATE_VARIABLES))
@pytest.mark.parametrize(
    "value",
    [
        {"date-parts": [[2020]]}, {"date-parts": [[2020, 5]]}, {"date-parts": [[2020, 5, 12]]},
        {"date-parts": [[2020, 5, 12], [2020, 6, 1]]}, {"literal": "in press"},
    ],
)  # fmt: skip
def test_every_date_comes_back_from_bibtex(variable, value):
    item = {"id": "a", "type": "book", "title": "T", variable: value}
    assert read_references(to_bibtex([item]).encode(), "a.bib").items == (item,)


def nfc(text):
    """Return letters composed, as LaTeX accents are when they are read."""
    return unicodedata.normalize("NFC", text)


words = st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" {}\\$%&#_~^'`-\"@,"), min_size=1).map(
    lambda text: " ".join(text.split())
)
titles = words.filter(bool)


@settings(deadline=None)
@given(st.lists(titles, min_size=1, max_size=3), st.sampled_from(["title", "note", "publisher", "container-title"]))
def test_any_text_survives_bibtex(texts, variable):
    items = [{"id": f"a{place}", "type": "book", "title": "T", variable: text} for place, text in enumerate(texts)]
    wanted = read_references(json.dumps(items).encode(), "a.json").items
    found = read_references(to_bibtex(items).encode(), "a.bib").items
    assert [nfc(item[variable]) for item in found] == [nfc(item[variable]) for item in wanted]


@settings(deadline=None)
@given(titles, titles)
def test_any_text_and_any_name_survive_ris(text, name):
    item = {"id": "a", "type": "book", "title": text, "author": [{"literal": name}]}
    [found] = read_references(to_ris([item]).encode(), "a.ris").items
    assert found["title"] == text
    assert found.get("author", [{"literal": ""}])[0]["literal"] == " ".join(name.replace(",", "").split())


@settings(deadline=None)
@given(st.lists(titles, min_size=1, max_size=4), st.booleans())
def test_any_body_survives_as_an_author_of_bibtex(bodies, with_title):
    authors = [{"literal": body} for body in bodies]
    item = {"id": "a", "type": "book", "title": "T" if with_title else "U", "author": authors}
    [found] = read_references(to_bibtex([item]).encode(), "a.bib").items
    assert [nfc(author["literal"]) for author in found["author"]] == [nfc(body) for body in bodies]


def test_writing_is_the_same_each_time_and_refuses_unknown_types():
    assert to_bibtex([ARTICLE]) == to_bibtex([dict(ARTICLE)])
    for write in (to_bibtex, to_ris):
        with pytest.raises(ValueError, match="no type"):
            write([{"id": "a", "type": "tweet", "title": "x"}])
        assert write([]) == ""


def test_an_address_cannot_close_its_field():
    item = {"id": "a}, x={y", "type": "webpage", "title": "T", "URL": "https://example.org/x"}
    assert to_bibtex([item]).count("{") == to_bibtex([item]).count("}")
    assert read_references(to_bibtex([item]).encode(), "a.bib").items[0]["title"] == "T"
