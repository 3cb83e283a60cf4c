"""Word files: what readers saw is text, and what they did not see is told."""

import io

import docx
import pytest
from docx.enum.text import WD_BREAK

from annotations.importing import READERS, Manuscript
from tests.importing.word_files import NAMESPACES, everywhere, make_docx, paragraph, run


def read_body(body: str, **parts: str) -> Manuscript:
    return READERS["docx"].read(make_docx(body, **parts), name="letter.docx")


def kinds(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(block.kind, manuscript.text[block.start : block.end]) for block in manuscript.structure]


def test_a_file_of_a_real_writer_is_read_with_its_structure():
    made = docx.Document()
    made.core_properties.title, made.core_properties.author = "On bridges", "Ina Quill"
    made.core_properties.language = "en-GB"
    made.add_heading("Bridges", 1)
    made.add_paragraph("One was opened ").add_run("in 1931.").add_break(WD_BREAK.LINE)
    made.add_paragraph("stone", style="List Bullet")
    made.add_paragraph("first", style="List Number")
    made.add_paragraph("second", style="List Number")
    made.add_paragraph("It never closed.", style="Quote")
    made.add_paragraph("Figure 1", style="Caption")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "1931", "900"
    made.add_paragraph("After the table.")
    file = io.BytesIO()
    made.save(file)
    manuscript = READERS["docx"].read(file.getvalue())
    assert kinds(manuscript) == [
        ("heading", "Bridges"),
        ("paragraph", "One was opened in 1931."),
        ("list-item", "- stone"),
        ("list-item", "1. first"),
        ("list-item", "2. second"),
        ("quote", "It never closed."),
        ("caption", "Figure 1"),
        ("table-cell", "1931"),
        ("table-cell", "900"),
        ("paragraph", "After the table."),
    ]
    assert (manuscript.title, manuscript.author, manuscript.language) == ("On bridges", "Ina Quill", "en")
    assert "- stone\n1. first\n2. second\n\nIt never" in manuscript.text
    assert "Figure 1\n\n1931\n900\n\nAfter" in manuscript.text


def test_text_in_every_place_comes_in_the_documented_order():
    manuscript = READERS["docx"].read(everywhere())
    assert manuscript.text == "cell text\n\nIn 2023[1] inserted shown by a field\n\nbox text\n\n[1] note text"
    assert manuscript.warnings == (
        "Left out: 1 deletion of the tracked changes.",
        "Left out: 1 comment on nothing that is in the text, such as “comment text”.",
        "Left out: the page headers, such as “header text”.",
    )


def test_numbers_of_a_list_are_counted_as_word_does():
    def level(depth: int, form: str, text: str) -> str:
        return (f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
                f'<w:lvlText w:val="{text}"/></w:lvl>')  # fmt: skip

    levels = level(0, "decimal", "%1.") + level(1, "lowerLetter", "%1.%2)") + level(2, "upperRoman", "%3")
    numbering = (f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="5">{levels}</w:abstractNum>'
                 '<w:num w:numId="3"><w:abstractNumId w:val="5"/></w:num></w:numbering>')  # fmt: skip
    depths = [0, 1, 1, 2, 2, 0, 1]
    body = "".join(
        paragraph("x", f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="3"/></w:numPr>') for depth in depths
    )
    items = read_body(body, numbering=numbering).text.split("\n")
    assert items == ["1. x", "1.a) x", "1.b) x", "I x", "II x", "2. x", "2.a) x"]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:t>a</w:t><w:tab/><w:t>b</w:t>", "a b"),
        ("<w:t>a</w:t><w:br/><w:t>b</w:t>", "a\nb"),
        ('<w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t>', "a b"),
        ("<w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t>", "co\u2011op"),
        ("<w:t>in</w:t><w:softHyphen/><w:t>fra</w:t>", "infra"),
        ('<w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>12</w:t>', "¹²"),
        ('<w:t>5 </w:t><w:sym w:font="Arial" w:char="20AC"/>', "5 €"),
        (
            "<w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby>",
            "漢",
        ),
    ],
)
def test_what_stands_in_a_run_becomes_characters(inside, text):
    assert read_body(f"<w:p><w:r>{inside}</w:r></w:p>").text == text


def test_moved_and_inserted_text_is_kept_once():
    body = (f"<w:p><w:moveFrom>{run('moved')}</w:moveFrom>{run('start ')}"
            f"<w:moveTo>{run('moved')}</w:moveTo></w:p><w:ins>{paragraph('new paragraph')}</w:ins>")  # fmt: skip
    assert read_body(body).text == "start moved\n\nnew paragraph"


def test_hidden_text_pictures_and_symbols_are_told():
    body = ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r><w:r><w:t>seen</w:t><w:drawing/>"
            '<w:sym w:font="Wingdings" w:char="F0E0"/></w:r></w:p>')  # fmt: skip
    manuscript = read_body(body)
    assert manuscript.text == "seen"
    assert manuscript.warnings == (
        "Left out: 1 hidden passage.",
        "Left out: 1 image.",
        "Left out: 1 symbol of a special font.",
    )


def test_notes_are_numbered_by_their_place_in_the_text():
    body = "".join(
        f'<w:p><w:r><w:t>{word}</w:t><w:{kind}Reference w:id="{key}"/></w:r></w:p>'
        for word, kind, key in [("one", "endnote", 4), ("two", "footnote", 9), ("three", "endnote", 4)]
    )
    notes = (
        f'<w:footnote w:type="separator" w:id="0"/><w:footnote w:id="9">{paragraph("a footnote")}</w:footnote>'
        f'<w:footnote w:id="7">{paragraph("orphan")}</w:footnote>'
    )
    foot = f"<w:footnotes {NAMESPACES}>{notes}</w:footnotes>"
    end = f'<w:endnotes {NAMESPACES}><w:endnote w:id="4">{paragraph("an endnote")}</w:endnote></w:endnotes>'
    manuscript = read_body(body, footnotes=foot, endnotes=end)
    assert manuscript.text == "one[1]\n\ntwo[2]\n\nthree[1]\n\n[1] an endnote\n[2] a footnote"
    assert manuscript.warnings == ("Left out: 1 note that the text does not refer to.",)


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    gone = "<w:rPr><w:del/></w:rPr>"
    body = paragraph("It was opened ", gone) + paragraph("in 1931.") + paragraph("Last", gone)
    assert read_body(body).text == "It was opened in 1931.\n\nLast"
    cell = f"<w:tbl><w:tr><w:tc>{paragraph('cell', gone)}</w:tc></w:tr></w:tbl>"
    assert read_body(paragraph("before", gone) + cell + paragraph("after")).text == "before\n\ncell\n\nafter"


def test_the_blank_after_a_raised_word_is_kept():
    style = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    body = f'<w:p>{run("the 1")}<w:r>{style}<w:t xml:space="preserve">st </w:t></w:r>{run("of May")}</w:p>'
    assert read_body(body).text == "the 1st of May"
