"""PDF files: lines become paragraphs, and what is only furniture of the page is left out and told."""

import pytest

from annotations.importing import READERS, Manuscript, page_at
from annotations.importing.pdf_strips import Strip, merged
from tests.importing.pdfs import Line, column, make_pdf, stream

WIDE = "The county opened the bridge in the year 1931, and nobody then"
NEXT = "could have known how many people would come to cross it."


def read_pdf(*pages: list[Line], **how: str) -> Manuscript:
    return READERS["pdf"].read(make_pdf(pages, **how), name="paper.pdf")


def kinds(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(block.kind, manuscript.text[block.start : block.end]) for block in manuscript.structure]


def test_lines_of_a_paragraph_are_joined_with_one_blank():
    assert read_pdf(column([WIDE, NEXT], top=700)).text == f"{WIDE} {NEXT}"


def test_a_gap_an_indent_and_a_short_last_line_each_begin_a_paragraph():
    gap = column([WIDE, NEXT, "", WIDE, NEXT], top=700)
    first = [f"{WIDE} {NEXT}", f"{WIDE} {NEXT}"]
    assert read_pdf(gap).text.split("\n\n") == first
    indented = [Line(72, 700, WIDE), Line(72, 686, WIDE + "."), Line(90, 672, WIDE), Line(72, 658, NEXT)]
    assert read_pdf(indented).text.split("\n\n") == [f"{WIDE} {WIDE}.", f"{WIDE} {NEXT}"]
    short = column([WIDE, "came.", WIDE, NEXT], top=700)
    assert read_pdf(short).text.split("\n\n") == [f"{WIDE} came.", f"{WIDE} {NEXT}"]


def test_a_sentence_goes_on_over_a_page_but_a_new_one_does_not():
    pages = column([WIDE], top=200), column([NEXT, "", WIDE, NEXT], top=700)
    assert read_pdf(*pages).text.split("\n\n") == [f"{WIDE} {NEXT}", f"{WIDE} {NEXT}"]
    closed = column([NEXT], top=200), column(["A new page begins with a sentence of its own."], top=700)
    assert len(read_pdf(*closed).text.split("\n\n")) == 2


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [("the infra-", "structure of the county", "the infrastructure of the county"),
     ("a meeting of the Anglo-", "French council", "a meeting of the Anglo-French council")],
)  # fmt: skip
def test_a_word_cut_at_the_end_of_a_line_is_whole_again(first, second, joined):
    assert read_pdf(column([WIDE, first, second], top=700)).text == f"{WIDE} {joined}"


def test_a_larger_line_is_a_heading_and_a_bullet_a_list_item():
    page = [Line(72, 740, "On bridges", 18), *column([WIDE, NEXT, "\x95 stone", "\x95 steel"], top=700)]
    page = [line._replace(text=line.text.replace("\x95", "•")) for line in page]
    assert kinds(read_pdf(page)) == [
        ("heading", "On bridges"),
        ("paragraph", f"{WIDE} {NEXT}"),
        ("list-item", "• stone"),
        ("list-item", "• steel"),
    ]


def test_running_heads_and_page_numbers_are_left_out_and_told():
    pages = [[Line(72, 810, "The Tarn Quarterly", 9), Line(72, 600, f"Page text {word}."), Line(290, 30, str(number))]
             for number, word in enumerate(["one", "two", "three"], start=7)]  # fmt: skip
    manuscript = read_pdf(*pages)
    assert manuscript.text.split("\n\n") == ["Page text one.", "Page text two.", "Page text three."]
    assert manuscript.warnings == (
        "Left out: running heads and page numbers (6 lines), such as “The Tarn Quarterly”, “7”, “8”, ….",
    )


def test_a_head_counts_with_its_pages_but_the_rows_of_a_table_do_not():
    pages = [
        [Line(72, 810, f"Report 2024, page {number} of 3", 9), Line(72, 780, f"Bridge {cars} cars a day"),
         Line(72, 600, f"Page text {word}.")]
        for number, word, cars in [(1, "one", 900), (2, "two", 4000), (3, "three", 12)]
    ]  # fmt: skip
    manuscript = read_pdf(*pages)
    assert "Report" not in manuscript.text
    assert all(f"Bridge {cars} cars a day" in manuscript.text for cars in (900, 4000, 12))


def test_footnotes_stand_at_the_end_and_part_no_sentence():
    notes = [Line(72, 100, "1 County record of 1931.", 8), Line(72, 90, "2 Council minutes.", 8)]
    manuscript = read_pdf(column([WIDE], top=200) + notes, column([NEXT], top=700))
    assert kinds(manuscript) == [
        ("paragraph", f"{WIDE} {NEXT}"),
        ("footnote", "1 County record of 1931."),
        ("footnote", "2 Council minutes."),
    ]


def test_a_raised_mark_is_never_glued_to_a_number():
    page = [Line(72, 700, "It was opened in 1931"), Line(178, 700, "2", 7, 4), Line(182, 700, ", as they say.")]
    assert read_pdf(page).text == "It was opened in 1931², as they say."


def test_ligatures_become_letters():
    cmap = stream(b"begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <41> <fb03> endbfchar")
    font = "/Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R"
    data = make_pdf([column(["eAcient"])], font=font, extra=[cmap])
    assert "\ufb03" not in READERS["pdf"].read(data).text
    assert "ffi" in READERS["pdf"].read(data).text


def test_stretched_blanks_part_no_line_but_a_column_gap_does():
    full = Strip("a line over the whole of the column", 60, 300, 712, 9)
    pieces = [Strip("stretched", 60, 110, 700, 9), Strip("out", 140, 160, 700, 9), Strip("line", 190, 300, 700, 9)]
    assert [strip.text for strip in merged([full, *pieces])] == [full.text, "stretched out line"]
    assert len(merged(pieces)) == 3


def test_the_title_is_the_stated_one_unless_a_program_put_a_file_name_there():
    page = [Line(72, 740, "On bridges", 18), *column([WIDE, NEXT], top=700)]
    assert read_pdf(page, title="Bridges of the county", author="Ina Quill").title == "Bridges of the county"
    assert read_pdf(page, title="Bridges of the county", author="Ina Quill").author == "Ina Quill"
    assert read_pdf(page, title="Microsoft Word - draft7.doc").title == "On bridges"
    assert read_pdf(column([WIDE, NEXT], top=700)).title == "paper"


def test_pages_without_text_are_told():
    assert read_pdf(column([WIDE, NEXT], top=700), []).warnings == (
        "Left out: 1 page without text, such as pictures of pages.",
    )


def test_the_limit_of_pages_is_exact():
    page = [Line(72, 400, "A text.")]
    assert READERS["pdf"].read(make_pdf([page] * 500)).text.startswith("A text.")


def pages_of(manuscript: Manuscript) -> list[str]:
    """Return the text of each page, as far as `pages` tells."""
    ends = [*manuscript.pages[1:], len(manuscript.text)]
    return [manuscript.text[start:end].strip() for start, end in zip(manuscript.pages, ends, strict=True)]


def test_each_page_begins_where_its_first_character_stands():
    pages = column([WIDE, "It was not the infra-"], top=700), column(["structure of", "the county."], top=700)
    manuscript = read_pdf(*pages, column(["A third page."], top=700))
    assert manuscript.text.split("\n\n") == [f"{WIDE} It was not the infrastructure of the county.", "A third page."]
    assert pages_of(manuscript) == [f"{WIDE} It was not the infra", "structure of the county.", "A third page."]


def test_a_page_without_text_has_the_place_of_the_next():
    manuscript = read_pdf([], column(["A page."], top=700), [], [], column(["Another page."], top=700), [])
    assert manuscript.text == "A page.\n\nAnother page."
    assert manuscript.pages == (0, 0, 9, 9, 9, 22)


def test_the_page_of_a_character_is_known_but_not_that_of_a_footnote():
    note = [Line(72, 100, "1 County record of 1931.", 8)]
    manuscript = read_pdf([], column([WIDE, NEXT], top=700) + note, column(["Another page."], top=700))
    second = manuscript.text.index("Another")
    assert (page_at(manuscript, 0), page_at(manuscript, second - 1), page_at(manuscript, second)) == (2, 2, 3)
    assert page_at(manuscript, manuscript.text.index("County record")) is None
    assert page_at(manuscript, -1) is page_at(manuscript, len(manuscript.text)) is None
    assert page_at(READERS["txt"].read(b"Text."), 0) is None


def test_links_comments_fields_and_pictures_on_a_page_are_told():
    kinds_of = (
        "/Subtype /Link /A << /S /URI /URI (https://a.example) >>", "/Subtype /Link /Dest [4 0 R /Fit]",
        "/Subtype /Text /Contents (Is this so?)", "/Subtype /Highlight", "/Subtype /Widget /FT /Tx /T (a)",
    )  # fmt: skip
    annotations = "".join(f"<< /Type /Annot /Rect [0 0 9 9] {kind} >>" for kind in kinds_of)
    picture = stream(b"q 9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q")
    data = make_pdf([column(["A text."])], page=f"/Annots [{annotations}]", extra=[picture])
    data = data.replace(b"/Contents 5 0 R", b"/Contents [5 0 R 6 0 R]")
    assert READERS["pdf"].read(data).warnings == (
        "Left out: 1 comment, such as “Is this so?”.",
        "Left out: 1 link to a page of the web.",
        "Left out: 1 field of a form.",
        "Left out: 1 image.",
    )
