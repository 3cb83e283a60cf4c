"""Reading BibTeX, RIS and CSL-JSON: what comes in, and what is told about the rest."""

import json

import pytest

from annotations.references import MAX_BYTES, UnreadableReferences, read_references

BIBTEX = r"""% Encoding: UTF-8
This line is outside of any entry.
@comment{left by a program, with @article{inside, title = {x}} of it}
@string{nyt = "The New York Times"}
@preamble{"\newcommand{\x}{y}"}

@article{manjoo2017,
  author    = {Manjoo, Farhad and M{\"u}ller, J{\'o}zsef and {World Bank}},
  title     = "A Bet on the {Camera}",
  journal   = nyt # { Magazine},
  year = 2017, month = mar, day = {8},
  volume = 12, number = {3}, pages = {28--33},
  doi = {https://doi.org/10.1000/xyz_123},
  keywords = {news, cameras},
  eprint = {1703.00001},
}

@Book(knuth, author = {Donald E. Knuth}, title = {The {\TeX}book}, publisher = {Addison-Wesley}, year = {1984}
)

@online{page, title = {Na{\"\i}ve \& {\ss}}, subtitle = {a \emph{test}}, date = {2020-05-12}, urldate = {2021-01-02},
  url = {https://example.org/a_b?x=1\&y=%20}, organization = {Caf\'e}}
"""


def ids(references):
    return [item["id"] for item in references.items]


def test_a_bibtex_file_is_read_with_its_strings_accents_and_names():
    found = read_references(BIBTEX.encode(), "refs.bib")
    assert ids(found) == ["manjoo2017", "knuth", "page"]
    assert found.refused == found.remarks == ()
    assert found.items[0] == {
        "id": "manjoo2017", "type": "article-journal",
        "author": [
            {"family": "Manjoo", "given": "Farhad"}, {"family": "Müller", "given": "József"}, {"literal": "World Bank"},
        ],
        "title": "A Bet on the Camera", "container-title": "The New York Times Magazine", "volume": "12",
        "issue": "3", "page": "28-33", "DOI": "10.1000/xyz_123", "keyword": "news, cameras",
        "issued": {"date-parts": [[2017, 3, 8]]}, "custom": {"eprint": "1703.00001"},
    }  # fmt: skip
    assert found.items[1]["author"] == [{"family": "Knuth", "given": "Donald E."}]
    assert found.items[1]["title"] == "The TeXbook"
    assert found.items[2] == {
        "id": "page", "type": "webpage", "title": "Naïve & ß: a test", "publisher": "Café",
        "issued": {"date-parts": [[2020, 5, 12]]}, "accessed": {"date-parts": [[2021, 1, 2]]},
        "URL": "https://example.org/a_b?x=1&y=%20",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("@article{a, title = {never { closed,\n year = 2020}", "the braces of the field “title” are never closed"),
        ("@book{a, title = \"not closed,\n year = 2020}", "the quotation marks of the field “title” are never closed"),
        ("@article{a, title = {x} year = 2020}", "a comma is missing after the field “title”"),
        ("@article{a, title = , year = 2020}", "the field “title” has no value"),
        ("@book{a, note = {x}, ?}", "after the field “note” there is neither another field nor the end of the entry"),
        ("@article{a b c}", "there is no comma after its key"),
        ("@article{a, title = {x}", "it is never closed"),
        ("@article{a, year = 2020}", "it has no title, no author and no address"),
    ],
)  # fmt: skip
def test_a_broken_entry_is_told_by_its_place_and_costs_no_other(broken, reason):
    text = f"@book{{one, title = {{One}}}}\n\n{broken}\n@book{{three, title = {{Three}}}}\n"
    found = read_references(text.encode(), "refs.bib")
    assert ids(found) == ["one", "three"]
    assert len(found.refused) == 1
    assert found.refused[0].startswith("Entry 2 (")
    assert found.refused[0].endswith(f"line 3): {reason}.")


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("Ludwig van Beethoven", {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"}),
        ("van der Berg, Jan", {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}),
        ("King, Jr., Martin Luther", {"family": "King", "given": "Martin Luther", "suffix": "Jr."}),
        ("{Barnes and Noble}", {"literal": "Barnes and Noble"}),
        ("Plato", {"family": "Plato"}),
        ("{\\O}rsted, Hans", {"family": "Ørsted", "given": "Hans"}),
        ("{de la Cruz}, Ana", {"family": "de la Cruz", "given": "Ana"}),
    ],
)
def test_names_are_taken_apart_as_bibtex_does(field, expected):
    found = read_references(f"@book{{a, author = {{{field}}}}}".encode(), "a.bib")
    assert found.items[0]["author"] == [expected]


def test_others_are_kept_as_et_al():
    found = read_references(b"@book{a, author = {Roe, Ann and others}}", "a.bib")
    assert found.items[0]["author"] == [{"family": "Roe", "given": "Ann"}, {"literal": "et al."}]


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\'{E}cole, \^ile, gar\c{c}on, \v{S}koda, \H{o}, \r{a}, \k{a}, \.z", "École, île, garçon, Škoda, ő, å, ą, ż"),
        (r"{\'\i}ndice, {\aa}ngstr{\"o}m, \O{}re, \l{}\'od\'z", "índice, ångström, Øre, łódź"),
        (r"50\% of \$5 \& \#1 \_ \textasciitilde", "50% of $5 & #1 _ ~"),
        ("``quoted'' 1914--1918 --- so", "“quoted” 1914–1918 — so"),
        (r"H$_2$O, CO$_{2}$, x$^2$", "H₂O, CO₂, x²"),
        (r"\textit{in} \textbf{bold} {\em it} \url{a}", "in bold it a"),
        (r"a formula $\alpha + \beta$ stays", r"a formula $\alpha + \beta$ stays"),
        (r"A~B\ C\\D", "A B C D"),
    ],
)
def test_latex_becomes_plain_text(latex, expected):
    found = read_references(f"@book{{a, title = {{{latex}}}}}".encode(), "a.bib")
    assert found.items[0]["title"] == expected


def test_types_and_subtypes_are_told_apart():
    text = (
        "@article{a, title={x}, entrysubtype={newspaper}} @misc{b, title={x}, url={https://e.org}} @misc{c, title={x}}"
        " @phdthesis{d, title={x}, school={Y}} @misc{e, title={x}, entrysubtype={interview}} @foo{f, title={x}}"
        " @misc{g, title={x}, howpublished={\\url{https://e.org/g}}}"
    )
    found = read_references(text.encode(), "a.bib")
    types = ["article-newspaper", "webpage", "document", "thesis", "interview", "document", "document"]
    assert [item["type"] for item in found.items] == types
    assert found.items[3]["genre"] == "PhD thesis"
    assert found.items[6]["URL"] == "https://e.org/g"
    assert found.remarks == ("Entry 6 (f, line 1): “@foo” is no known type of entry and was read as “document”.",)


def test_a_cross_reference_is_followed_and_a_dead_one_told():
    text = (
        "@incollection{a, title={Part}, crossref={b}}\n@book{b, title={Whole}, publisher={P}, year=1999}\n"
        "@incollection{c, title={Part}, crossref={nowhere}}"
    )
    found = read_references(text.encode(), "a.bib")
    assert found.items[0]["container-title"] == "Whole"
    assert found.items[0]["publisher"] == "P"
    assert found.remarks == ("Entry 3 (c, line 3): it refers to “nowhere”, which is not there.",)


def test_twice_the_same_key_or_field_is_told_and_nothing_lost():
    text = "@book{a, title={One}, title={Uno}}\n@book{a, title={Two}, note=undefined}"
    found = read_references(text.encode(), "a.bib")
    assert ids(found) == ["a", "a-2"]
    assert [item["title"] for item in found.items] == ["One", "Two"]
    assert found.remarks == (
        "Entry 1 (a, line 1): the field “title” stands there twice, the first was taken.",
        "Entry 2 (a, line 2): another entry has this key; it became “a-2”.",
        "Entry 2 (a, line 2): the field “note” names “undefined”, which is defined nowhere; the word was taken.",
    )


RIS = """\ufeffTY  - JOUR
ID  - livy
AU  - Satterfield, Susan
AU  - King, Martin Luther, Jr.
AU  - World Bank
TI  - Livy and the Order
  of Things
T2  - Classical Philology
VL  - 111
IS  - 2
SP  - 165
EP  - 176
PY  - 2016
DA  - 2016/04/12/
Y2  - 2020/01//
DO  - 10.1086/685748
UR  - https://example.org/livy
UR  - https://example.org/second
SN  - 0009-837X
KW  - Rome
KW  - history
N1  - seen
ZZ  - 9
ER  -

TY  - XXXX
TI  - No such type
ER  -
TI  - Stray
ER  -
TY  - BOOK
TI  - Never ended
SN  - 978-1-59420-398-5
TY  - NEWS
TI  - Last
ER  -
"""


def test_a_ris_file_is_read_and_its_faults_are_told():
    found = read_references(RIS.replace("\n", "\r\n").encode(), "refs.ris")
    assert found.items[0] == {
        "id": "livy", "type": "article-journal",
        "author": [
            {"family": "Satterfield", "given": "Susan"},
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
            {"literal": "World Bank"},
        ],
        "title": "Livy and the Order of Things", "container-title": "Classical Philology", "volume": "111",
        "issue": "2", "page": "165-176", "issued": {"date-parts": [[2016, 4, 12]]},
        "accessed": {"date-parts": [[2020, 1]]}, "DOI": "10.1086/685748", "URL": "https://example.org/livy",
        "ISSN": "0009-837X", "keyword": "Rome, history", "note": "seen",
        "custom": {"ur": "https://example.org/second", "zz": "9"},
    }  # fmt: skip
    assert [(item["type"], item["title"]) for item in found.items[1:]] == [
        ("book", "Never ended"), ("article-newspaper", "Last"),
    ]  # fmt: skip
    assert found.items[1]["ISBN"] == "978-1-59420-398-5"
    assert found.refused == (
        "Entry 2 (line 26): there is no type of source “XXXX”.",
        "Entry 3 (line 29): it does not begin with TY.",
    )
    assert found.remarks == ("Entry 4 (line 31): it does not end with ER.",)


CSL = [
    {"id": 7, "type": "webpage", "title": "  A\npage\u0000 ", "URL": "https://example.org/", "volume": 3,
     "issued": {"date-parts": [["2020", "5"]]}, "accessed": "2021-02-03",
     "author": [{"family": "Roe", "given": "Ann", "extra": 1}, {"literal": "Desk"}, "Body", {}, 5],
     "my-own": "kept", "shortTitle": "Page", "custom": {"key": "value"}, "categories": ["a"]},
    {"id": "b", "type": "tweet", "title": "x"},
    {"title": "x"},
    "text",
    {"id": "e", "type": "book", "title": "E", "URL": "javascript:alert(1)", "DOI": "none", "page": {"a": 1}},
    {"id": "f", "type": "book"},
]  # fmt: skip


def test_csl_json_is_cleaned_and_its_faults_are_told():
    found = read_references(json.dumps(CSL).encode(), "refs.json")
    assert found.items[0] == {
        "id": "7", "type": "webpage", "title": "A page", "URL": "https://example.org/", "volume": "3",
        "issued": {"date-parts": [[2020, 5]]}, "accessed": {"date-parts": [[2021, 2, 3]]},
        "author": [{"family": "Roe", "given": "Ann"}, {"literal": "Desk"}, {"literal": "Body"}], "title-short": "Page",
        "categories": ["a"], "custom": {"my-own": "kept", "key": "value"},
    }  # fmt: skip
    assert found.items[1] == {
        "id": "e", "type": "book", "title": "E", "custom": {"address": "javascript:alert(1)", "doi": "none"},
    }  # fmt: skip
    assert found.refused == (
        "Entry 2 (b): there is no type of source “tweet”.",
        "Entry 3: it has no type.",
        "Entry 4: it is not an object with variables.",
        "Entry 6 (f): it has no title, no author and no address.",
    )
    assert found.remarks == (
        "Entry 5 (e): the address “javascript:alert(1)” does not begin with http:// or https:// and is no link.",
        "Entry 5 (e): “none” is no DOI.",
        "Entry 5 (e): “page” is not a text and was left out.",
    )


def test_one_item_and_a_list_of_items_in_an_object_are_read():
    item = {"id": "a", "type": "book", "title": "A"}
    assert read_references(json.dumps(item).encode(), "").items == (item,)
    assert read_references(json.dumps({"items": [item]}).encode(), "").items == (item,)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"date-parts": [[2020, 2, 30]]}, {"date-parts": [[2020, 2]]}),
        ({"date-parts": [[2020, 13]]}, {"date-parts": [[2020]]}),
        ({"date-parts": [[2020, 5, 1], [2020, 5, 3]]}, {"date-parts": [[2020, 5, 1], [2020, 5, 3]]}),
        ({"raw": "12 May 2020"}, {"date-parts": [[2020, 5, 12]]}),
        ("May 12, 2020", {"date-parts": [[2020, 5, 12]]}),
        ("Sept 2020", {"date-parts": [[2020, 9]]}),
        ("2020-05-12T10:00:00Z", {"date-parts": [[2020, 5, 12]]}),
        ({"literal": "in press"}, {"literal": "in press"}),
        ("spring 2020", {"literal": "spring 2020"}),
        ({"date-parts": [[1890]], "circa": True}, {"date-parts": [[1890]], "circa": True}),
    ],
)
def test_dates_are_kept_as_far_as_they_exist(value, expected):
    item = {"id": "a", "type": "book", "title": "A", "issued": value}
    assert read_references(json.dumps([item]).encode(), "").items[0]["issued"] == expected


def test_dates_that_say_nothing_are_left_out():
    for value in ({}, [], {"date-parts": []}, {"date-parts": [["x"]]}, True):
        item = {"id": "a", "type": "book", "title": "A", "issued": value}
        assert "issued" not in read_references(json.dumps([item]).encode(), "").items[0]


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.bib", "references_format_unknown"),
        (b"plain words", "a.doc", "references_format_unknown"),
        (b"plain words", "a.bib", "no_references"),
        (b"plain words", "a.txt", "references_format_unknown"),
        (b"[", "a.json", "references_not_json"),
        (b"[" * 100_000, "a.json", "references_not_json"),
        (b"[" + b"9" * 5_000 + b"]", "a.json", "references_not_json"),
        (b"[]", "a.json", "no_references"),
        (b"\x81\x8d", "a.bib", "references_encoding_unknown"),
        (b"\xff\xfe\x00", "a.bib", "references_encoding_unknown"),
        (b" " * (MAX_BYTES + 1), "a.bib", "references_too_large"),
        (b"@book{a, title={x}}\n" * 5001, "a.bib", "too_many_references"),
        (b"@book{a, title=\n" * 5001, "a.bib", "too_many_references"),
    ],
)
def test_a_file_of_which_nothing_can_be_taken_is_refused_whole(data, name, code):
    with pytest.raises(UnreadableReferences) as refusal:
        read_references(data, name)
    assert refusal.value.code == code
    assert refusal.value.message.endswith(".")


def test_the_place_of_a_fault_in_json_is_told():
    with pytest.raises(UnreadableReferences, match=r"Line 2, column 8: this is not JSON"):
        read_references(b'[\n{"id": x}]', "a.json")


def test_five_thousand_entries_are_taken():
    assert len(read_references(b"@book{a, title={x}}\n" * 5000, "a.bib").items) == 5000


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told_apart(encoding):
    found = read_references("@book{a, title={Müller}}".encode(encoding), "a.bib")
    assert found.items[0]["title"] == "Müller"
    assert bool(found.remarks) == (encoding == "cp1252")


def test_the_content_decides_before_the_suffix():
    assert read_references(b"TY  - BOOK\nTI  - A\nER  - \n", "a.bib").items[0]["title"] == "A"
    assert read_references(b"@book{a, title={A}, abstract={TY  - BOOK}}", "a.ris").items[0]["title"] == "A"


def test_markup_stays_text():
    for data, name in (
        (b"@book{a, title={<script>alert(1)</script>}}", "a.bib"),
        (b"TY  - BOOK\nTI  - <script>alert(1)</script>\nER  - \n", "a.ris"),
        (b'[{"id": "a", "type": "book", "title": "<script>alert(1)</script>"}]', "a.json"),
    ):
        assert read_references(data, name).items[0]["title"] == "<script>alert(1)</script>"


def test_signs_that_cannot_be_stored_or_that_turn_the_text_round_are_taken_out():
    data = b'[{"id": "a", "type": "book", "title": "a\\ud800b\\u202ec\\u0000d\\u200fe"}]'
    assert read_references(data, "a.json").items[0]["title"] == "abcd\u200fe"
