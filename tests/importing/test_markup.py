"""Markdown and HTML: readable text in blocks, with nothing of the markup left and nothing of the text lost."""

from pathlib import Path

import pytest

from annotations.importing import READERS, Manuscript

SAMPLES = Path(__file__).parent.parent / "samples" / "importing"


def read_as(slug: str, source: str) -> Manuscript:
    return READERS[slug].read(source.encode())


def kinds(manuscript: Manuscript) -> list[str]:
    return [block.kind for block in manuscript.structure]


def test_the_markdown_sample_is_readable_text_with_its_front_matter():
    manuscript = READERS["md"].read((SAMPLES / "article.md").read_bytes())
    assert manuscript.text == (
        "The bridge at Tarn\n\nThe bridge was opened in 1931.[1] It carried 4,000 cars a day.\n\n"
        "1. First span\n2. Second span\n- with a rail\n\nIt never closed,\nnot once.\n\n"
        "Year\nCars\n1931\n900\n\n[1] County record."
    )
    assert kinds(manuscript) == ["heading", "paragraph", *["list-item"] * 3, "quote", *["table-cell"] * 4, "footnote"]
    stated = (manuscript.title, manuscript.author, manuscript.published, manuscript.language)
    assert stated == ("The bridge at Tarn", "Ina Quill", "2024-03-05", "en")
    assert manuscript.warnings == ()
    assert [(one.text, one.url) for one in manuscript.remarks] == [("4,000 cars", "https://example.org/count")]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a *b* **c** `d_e` ~~f~~ \\*g", "a b c d_e f *g"),
        ("one\r\ntwo\rthree", "one two three"),
        ("3. c\n4. d", "3. c\n4. d"),
        ("- a\n\n  more of a\n- b", "- a\nmore of a\n- b"),
        ("```\nx = 1\n\ny = 2\n```", "x = 1\n\ny = 2"),
        ("![a picture](x.png) after", "a picture after"),
        ("&amp; &lt;b&gt; &#8364;", "& <b> €"),
        ("> q1\n>\n> > q2", "q1\n\nq2"),
        ("Title\n=====\n\n---\n\ntext", "Title\n\ntext"),
        ("x[^a] y[^b]\n\n[^b]: B\n[^a]: A\n", "x[1] y[2]\n\n[1] A\n[2] B"),
        ("---\nnot closed front matter", "not closed front matter"),
    ],
)
def test_markdown_becomes_readable_text(source, text):
    assert read_as("md", source).text == text


def test_the_html_sample_is_its_article_and_tells_what_it_left_out():
    manuscript = READERS["html"].read((SAMPLES / "article.html").read_bytes())
    for left_out in ("Home page", "Subscribe now", "All rights reserved"):
        assert left_out not in manuscript.text
        assert left_out in manuscript.warnings[0]
    assert "opened in 1931[1]. It" in manuscript.text
    assert "and 10⁶ in its first year" in manuscript.text
    assert "The bridge in the year of its opening." in manuscript.text
    assert (
        "1. First span, built of stone from the quarry\n2. Second span, built of steel\n- with a rail"
        in manuscript.text
    )
    assert "Year\nCars\n1931\n900" in manuscript.text
    stated = (manuscript.title, manuscript.author, manuscript.published, manuscript.language)
    assert stated == ("The bridge at Tarn", "Ina Quill", "2024-03-05", "en")
    assert set(kinds(manuscript)) == {"heading", "paragraph", "caption", "list-item", "quote", "table-cell"}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("in 2023<sup><a href='#n1'>1</a></sup> and", "in 2023[1] and"),
        ("in 2023<sup class=reference>[4]</sup> and", "in 2023[4] and"),
        ("in 2023<a href='#n'><sup>7</sup></a> and", "in 2023[7] and"),
        ("in 2023<sup>1</sup> and", "in 2023¹ and"),
        ("in 2023<sup>a</sup> and", "in 2023[a] and"),
        ("10<sup>-6</sup> m<sup>2</sup>, the 1<sup>st</sup>", "10⁻⁶ m², the 1st"),
        ("H<sub>2</sub>O", "H2O"),
        ("he said <q>no</q> twice", "he said “no” twice"),
        ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
        ("a\n  b\t c&nbsp;d", "a b c\xa0d"),
        ("<b>bo</b>ld <i>it<span>al</span>ic</i>", "bold italic"),
        ("one<p>two<div>three</div>four", "one\n\ntwo\n\nthree\n\nfour"),
        ("in&shy;fra", "infra"),
        ("<pre>a\nb</pre>", "a\nb"),
        ("<dl><dt>word<dd>meaning</dl>", "word\nmeaning"),
        ("<p>a<img alt=x src=http://127.0.0.1:9/>b<iframe src=x>c</iframe></p>", "ab"),
    ],
)
def test_html_becomes_readable_text(source, text):
    assert read_as("html", source).text == text


def test_a_page_without_an_article_is_taken_whole():
    manuscript = read_as("html", "<title>Short</title><nav>Menu</nav><p>A text.</p><footer>Foot</footer>")
    assert (manuscript.text, manuscript.title) == ("Menu\n\nA text.\n\nFoot", "Short")
    assert manuscript.warnings == ()


def test_everything_on_a_page_is_taken_when_it_is_asked_for():
    data = (SAMPLES / "article.html").read_bytes()
    article, whole = READERS["html"].read(data), READERS["html"].read(data, everything=True)
    for words in ("Home page", "Subscribe now", "All rights reserved"):
        assert words not in article.text
        assert words in whole.text
    assert whole.text.index("Home page") < whole.text.index("opened in 1931") < whole.text.index("All rights")
    assert whole.warnings == ()
    assert (whole.title, whole.author, whole.published) == (article.title, article.author, article.published)
    hidden = READERS["html"].read(b"<aside>Aside</aside><p hidden>Unseen</p>", everything=True)
    assert (hidden.text, len(hidden.warnings)) == ("Aside", 1)


def test_the_other_formats_know_no_difference_between_everything_and_the_article():
    assert READERS["md"].read(b"A text.", everything=True) == READERS["md"].read(b"A text.")


def test_front_matter_that_is_not_understood_is_told():
    source = "---\ntitle: Bridges\ntags: [a, b]\ndate: in spring\nauthors:\n  - Ina Quill\n---\nText."
    manuscript = read_as("md", source)
    assert (manuscript.text, manuscript.title, manuscript.published) == ("Text.", "Bridges", "")
    assert manuscript.warnings == (
        "Left out: 3 fields of the front matter, such as “tags: [a, b]”, “date: in spring”, “authors:”.",
    )


def test_images_unused_footnotes_and_unused_addresses_are_told():
    defined = "[^x]: never cited\n\n[used]: http://u.example\n[un]: http://n.example\n"
    source = f"a ![a bridge](b.png) ![](c.png) [used]\n\n{defined}"
    manuscript = read_as("md", source)
    assert manuscript.warnings == (
        "Left out: 2 images, such as “a bridge”, “c.png”; the description stands in the text where there is one.",
        "Left out: 1 footnote that the text does not refer to, such as “never cited”.",
        "Left out: 1 address that the text does not refer to, such as “http://n.example”.",
    )


@pytest.mark.parametrize("source", ["in 2023[^n].\n\n[^n]: N", "in 2023^[N]."])
def test_a_footnote_of_markdown_is_never_glued_to_a_number(source):
    manuscript = read_as("md", source)
    assert manuscript.text == "in 2023[1].\n\n[1] N"
    assert kinds(manuscript) == ["paragraph", "footnote"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("> a\n> b\n\nc", [("quote", "a b"), ("paragraph", "c")]),
        ("- > q", [("quote", "q")]),
        ("> - q", [("list-item", "- q")]),
        ("| a | b |\n|---|--:|\n| 1 | |\n\nafter", [("table-cell", "a"), ("table-cell", "b"), ("table-cell", "1"),
                                                ("paragraph", "after")]),
    ],
)  # fmt: skip
def test_quotes_and_tables_of_markdown_are_blocks_of_their_kind(source, expected):
    manuscript = read_as("md", source)
    assert [(block.kind, manuscript.text[block.start : block.end]) for block in manuscript.structure] == expected
