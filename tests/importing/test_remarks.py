"""Comments and links stand beside the very words that they are about, whatever becomes of the text around them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.importing import READERS, Manuscript, Upload, read
from annotations.importing.child import read_in_child
from annotations.importing.drafts import Draft
from annotations.importing.marks import Mark, Placed
from annotations.importing.remarks import MAX_REMARK_BYTES, MAX_REMARKS, web_address
from tests.importing.word_files import (
    NAMESPACES,
    commented,
    comments_part,
    link_field,
    linked,
    make_docx,
    paragraph,
    run,
)

URL = "https://example.org/count"


def told(manuscript: Manuscript) -> list[tuple[str, str, str]]:
    """Return kind, stretch and content of each remark."""
    return [
        (one.kind, manuscript.text[one.start : one.end], one.url or f"{one.author}: {one.text}")
        for one in manuscript.remarks
    ]


def read_word(body: str, **more: object) -> Manuscript:
    return READERS["docx"].read(make_docx(body, **more))  # type: ignore[arg-type]


def test_a_word_comment_is_a_note_on_its_stretch_with_its_author():
    body = f"<w:p>{run('It carried ')}{commented(3, run('4,000') + run('  cars '))}{run('a day.')}</w:p>"
    comments = comments_part((3, "Ina Quill", paragraph("Says who?") + paragraph("Ask the council.")))
    manuscript = read_word(body, comments=comments)
    assert manuscript.text == "It carried 4,000 cars a day."
    assert told(manuscript) == [("note", "4,000 cars", "Ina Quill: Says who?\nAsk the council.")]
    assert manuscript.warnings == ()


def test_a_comment_runs_over_paragraphs_and_a_comment_on_a_point_is_about_its_paragraph():
    body = (
        f'<w:commentRangeStart w:id="1"/>{paragraph("One.")}'
        f'<w:p>{run("Two.")}<w:commentRangeEnd w:id="1"/>{run(" Three.")}</w:p>'
        f'<w:p>{run("Four.")}<w:r><w:commentReference w:id="2"/></w:r>{run(" Five.")}</w:p>'
    )
    manuscript = read_word(body, comments=comments_part((1, "A", paragraph("a")), (2, "B", paragraph("b"))))
    assert told(manuscript) == [("note", "One.\n\nTwo.", "A: a"), ("note", "Four. Five.", "B: b")]


def test_comments_and_links_are_found_in_tables_lists_boxes_and_notes():
    item = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    box = f"<w:pict><w:txbxContent><w:p>{linked('boxed', 'e2')}</w:p></w:txbxContent></w:pict>"
    body = (
        f"<w:tbl><w:tr><w:tc><w:p>{run('in a ')}{linked('cell')}</w:p></w:tc></w:tr></w:tbl>"
        f"<w:p>{item}{run('an ')}{commented(0, linked('item', 'e1'))}</w:p>"
        f'<w:p><w:r>{box}</w:r>{run("text")}<w:r><w:footnoteReference w:id="5"/></w:r></w:p>'
    )
    note = f'<w:footnote w:id="5"><w:p>{run("see ")}{linked("record")}</w:p></w:footnote>'
    links = {"document": ["http://cell.example/", "http://item.example/", "http://box.example/"],
             "footnotes": ["http://note.example/"]}  # fmt: skip
    manuscript = read_word(
        body, links=links, footnotes=f"<w:footnotes {NAMESPACES}>{note}</w:footnotes>",
        comments=comments_part((0, "A", paragraph("a"))),
    )  # fmt: skip
    assert manuscript.text == "in a cell\n\n- an item\n\ntext[1]\n\nboxed\n\n[1] see record"
    assert told(manuscript) == [
        ("source", "cell", "http://cell.example/"),
        ("note", "item", "A: a"),
        ("source", "item", "http://item.example/"),
        ("source", "boxed", "http://box.example/"),
        ("source", "record", "http://note.example/"),
    ]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (link_field(f'HYPERLINK "{URL}"', "words"), [("source", "words", URL)]),
        (link_field(f' HYPERLINK "{URL}" \\l "part" ', "words"), [("source", "words", f"{URL}#part")]),
        (f"<w:fldSimple w:instr='HYPERLINK {URL}'>{run('words')}</w:fldSimple>", [("source", "words", URL)]),
        (link_field('HYPERLINK \\l "bookmark"', "words"), []),
        (link_field("PAGE", "words"), []),
        (f'<w:hyperlink w:anchor="bookmark">{run("words")}</w:hyperlink>', []),
        (f'<w:hyperlink r:id="e0" w:anchor="p2">{run("words")}</w:hyperlink>', [("source", "words", f"{URL}#p2")]),
    ],
)  # fmt: skip
def test_links_of_word_are_sources_however_they_are_written(inner, expected):
    manuscript = read_word(f"<w:p>{inner}</w:p>", links={"document": [URL]})
    assert manuscript.text == "words"
    assert told(manuscript) == expected
    assert manuscript.warnings == ()


def test_what_is_no_link_to_a_page_of_the_web_is_told():
    links = {"document": ["mailto:ina@example.org", "javascript:alert(1)", URL]}
    body = f"<w:p>{linked('mail')}{linked(' script', 'e1')}{linked(' ', 'e2')}</w:p>"
    manuscript = read_word(body, links=links)
    assert manuscript.remarks == ()
    assert manuscript.warnings == (
        "Left out: 2 links that lead to no page of the web, such as “mailto:ina@example.org”, “javascript:alert(1)”.",
        f"Left out: 1 link without words, such as “{URL}”.",
    )


def test_comments_on_nothing_are_told_and_an_address_behind_the_words_of_one_is_kept():
    comment = f"<w:p>{run('See ')}{linked('the record')}{run('.')}</w:p>"
    comments = comments_part((1, "A", comment), (2, "B", paragraph("lost")), (3, "C", "<w:p/>"))
    manuscript = read_word(f"<w:p>{commented(1, run('Text.'))}</w:p>", comments=comments, links={"comments": [URL]})
    assert told(manuscript) == [("note", "Text.", f"A: See the record ({URL}).")]
    assert manuscript.warnings == ("Left out: 1 comment on nothing that is in the text, such as “lost”.",)


def test_a_comment_on_deleted_words_is_about_the_paragraph_they_stood_in():
    gone = "<w:del><w:r><w:delText>not </w:delText></w:r></w:del>"
    body = f"<w:p>{run('It was ')}{commented(1, gone)}{run('opened.')}</w:p>"
    manuscript = read_word(body, comments=comments_part((1, "A", paragraph("a"))))
    assert told(manuscript) == [("note", "It was opened.", "A: a")]


def test_the_number_of_remarks_is_limited_and_peoples_words_come_first():
    body = "".join(f"<w:p>{linked('link')}</w:p>" for _ in range(MAX_REMARKS + 5))
    body += f"<w:p>{commented(1, run('Text.'))}</w:p>"
    manuscript = read_word(body, links={"document": [URL]}, comments=comments_part((1, "A", paragraph("a"))))
    assert len(manuscript.remarks) == MAX_REMARKS
    assert manuscript.remarks[-1].kind == "note"
    assert manuscript.warnings == ("Left out: 6 comments and links beyond the first 2,000.",)


def test_a_long_comment_is_cut_between_two_characters():
    exact, longer = "é" * (MAX_REMARK_BYTES // 2), "x" + "é" * (MAX_REMARK_BYTES // 2)
    for text, kept, warnings in ((exact, exact, 0), (longer, longer[:-1], 1)):
        comments = comments_part((1, "A", paragraph(text)))
        manuscript = read_word(f"<w:p>{commented(1, run('Text.'))}</w:p>", comments=comments)
        assert manuscript.remarks[0].text == kept
        assert len(manuscript.warnings) == warnings


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"a [b *c*]({URL}) d", [("source", "b c", URL)]),
        (f"a <{URL}>", [("source", URL, URL)]),
        (f"a [b][r] [r]\n\n[r]: {URL}", [("source", "b", URL), ("source", "r", URL)]),
        (f"- one\n- [two]({URL})", [("source", "two", URL)]),
        (f"| a |\n|---|\n| [b]({URL}) |", [("source", "b", URL)]),
        (f"a[^1]\n\n[^1]: see [b]({URL}).", [("source", "b", URL)]),
        (f"[![a picture](p.png)]({URL})", [("source", "a picture", URL)]),
        ("[a](#part) [b](javascript:alert(1))", []),
    ],
)
def test_links_of_markdown_are_sources(source, expected):
    assert told(READERS["md"].read(source.encode())) == expected


def test_links_of_markdown_that_lead_to_no_page_are_told():
    manuscript = READERS["md"].read(b"[a](file.md) <ina@example.org>")
    assert manuscript.text == "a ina@example.org"
    assert manuscript.warnings == (
        "Left out: 2 links that lead to no page of the web, such as “file.md”, “mailto:ina@example.org”.",
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"<p>a <a href='{URL}'>b <i>c</i> </a> d", [("source", "b c", URL)]),
        (f"<p>a</p><a href='{URL}'><h2>b</h2><p>c</p></a><p>d</p>", [("source", "b\n\nc", URL)]),
        (f"<nav><a href='{URL}'>n</a></nav><p>a <a href='{URL}'>b</a>", [("source", "b", URL)]),
        (f"<div role=navigation><a href='{URL}'>n</a></div><footer><a href='{URL}'>f</a></footer><p>a", []),
        (f"<article><header><a href='{URL}'>h</a></header></article>", [("source", "h", URL)]),
        (f"<p>in 2023<sup><a href='{URL}'>1</a></sup>.", [("source", "¹", URL)]),
        ("<p>in 2023<sup><a href='#n1'>1</a></sup>.", []),
        (f"<base href='{URL}'><p><a href='b/c'>b</a>", [("source", "b", "https://example.org/b/c")]),
        (f"<link rel=canonical href='{URL}'><p><a href='/d'>b</a>", [("source", "b", "https://example.org/d")]),
        (f"<p hidden><a href='{URL}'>x</a></p><p>a", []),
    ],
)
def test_links_of_a_page_are_sources_but_not_its_navigation(source, expected):
    for everything in (False, True):
        assert told(READERS["html"].read(source.encode(), everything=everything)) == expected


def test_links_outside_the_article_are_no_sources():
    sentences = "".join(f"<p>The bridge of the year {year} carried four thousand cars a day.</p>" for year in range(20))
    page = f"<article><h1>Bridges</h1>{sentences}<p>So says <a href='{URL}'>the record of the county</a>.</p></article>"
    page += "<div class='sidebar ad'><p><a href='http://ad.example/'>Buy a boat</a></p></div>"
    assert told(READERS["html"].read(page.encode())) == [("source", "the record of the county", URL)]


def test_a_relative_link_without_a_base_is_told():
    manuscript = READERS["html"].read(b"<p><a href='/a'>a</a> <a href='mailto:x@y'>b</a>")
    assert manuscript.remarks == ()
    assert manuscript.warnings == ("Left out: 2 links that lead to no page of the web, such as “/a”, “mailto:x@y”.",)


@pytest.mark.parametrize(
    ("address", "is_kept"),
    [(URL, True), ("HTTP://example.org", True), ("http://[::1]/", True), ("ftp://example.org/", False),
     ("http://", False), ("http://[", False), ("https://a b", False), ("https://a\u202eb", False),
     ("https://a/" + "x" * 1990, True), ("https://a/" + "x" * 1991, False),
     ("javascript:alert(1)//https://a", False), ("//example.org", False)],
)  # fmt: skip
def test_only_sound_addresses_of_the_web_are_kept(address, is_kept):
    assert web_address(address) == (address if is_kept else "")


def test_remarks_and_pages_come_out_of_the_child_as_they_went_in():
    comments = comments_part((1, "Ina Quill", paragraph("“Quoted” \U0001f600")))
    data = make_docx(f"<w:p>{commented(1, linked('Text.'))}</w:p>", links={"document": [URL]}, comments=comments)
    upload = Upload("letter.docx", "", data)
    manuscript = read_in_child(upload)
    assert len(manuscript.remarks) == 2
    assert manuscript == read(upload)
    page = Upload("page.html", "", b"<nav>Menu</nav><article>" + b"<p>A sentence of the article, long enough.</p>" * 20)
    assert "Menu" in read_in_child(page, everything=True).text
    assert "Menu" not in read_in_child(page).text


PIECES = st.text(st.sampled_from("ab \n\t\u00a0\u200b\u00ad\x07é\u0301"), max_size=12)


@settings(max_examples=300, deadline=None)
@given(before=PIECES, inside=PIECES, after=PIECES, marker=st.sampled_from(["", "- ", "a. "]))
def test_a_mark_is_found_again_in_the_tidy_text(before, inside, after, marker):
    """Ink is what tells the place: as much of it lies before, inside and after the stretch as in the raw text."""
    draft = Draft()
    draft.add("paragraph", "First.")
    marks = [Placed(len(before), Mark("x", True)), Placed(len(before + inside), Mark("x", False))]
    draft.add("list-item", before + inside + after, marker=marker, marks=marks)
    draft.add("paragraph", "Last.")
    text, _structure = draft.finish()
    start, end = draft.stretches()["x"]
    assert end is not None
    assert ink_of(text[start:end] if start < end else "") == ink_of(inside)
    if ink_of(inside):
        assert ink_of(text[:start]) == "First." + (marker.strip() + ink_of(before))
        assert text[start:end] == text[start:end].strip()


def ink_of(text: str) -> str:
    return "".join(one for one in text if one not in " \n\t\u00a0\u200b\u00ad\x07")
