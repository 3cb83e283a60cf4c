"""The Word file: comments on the right sentences, proposals as tracked changes, and text that is only ever text."""

import io
import zipfile
from dataclasses import replace
from datetime import timedelta

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from annotations.importing import docx as importing
from annotations.reports.contents import ReportContents
from annotations.reports.docx import CROWDED, DocxWriter
from annotations.reports.docx_body import proposal
from annotations.reports.public import public
from annotations.reports.text import printable
from annotations.reports.word_changes import steps
from tests.reports.contents import (
    EMPTY,
    NOON,
    PEOPLE,
    SMALL,
    make_adjudication,
    make_citation,
    make_claim,
    make_contents,
    make_note,
    make_revision,
    make_source,
    make_verdict,
    placed,
)
from tests.reports.nasty import EVERY_NASTY, HOSTILE, nasty

INTERNAL = (
    *(person.name for person in PEOPLE), "Keep out of print.", "This one is done.", "rose by more than a third",
    "harbour.txt", "So the plaque says.", "withdrawn quotation",
)  # fmt: skip
MAIN, COMMENTS = "word/document.xml", "word/comments.xml"
SAID = (
    ("factcheck", "fc", "The harbour grows", "Open note (Eda Dahl, 20 November 2026, 12:00 UTC): Who is the author?"),
    ("Asta Kern", "AK", "In 2024 the port handled 4.1 million tonnes.", "✓ Supported"),
    ("Asta Kern", "AK", "It is the largest on the coast and has a grain terminal.", "✕ Refuted (given blind)"),
    ("Asta Kern", "AK", "Nobody will ever build a second one.", "→ Prediction (given blind)"),
    ("Mo Rossi", "MR", "Nobody will ever build a second one.", "“ Opinion"),
    ("Eda Dahl", "ED", "Traffic rose by more than a third in ten years.", "Settled: ≉ Mostly refuted"),
    ("Asta Kern", "AK", "Traffic rose by more than a third in ten years.", "✕ Refuted (given blind)"),
    ("Mo Rossi", "MR", "Traffic rose by more than a third in ten years.", "◐ Mixed or missing context (given blind)"),
    ("Asta Kern", "AK", "- The quay was finished in 1911.", "✓ Supported (the wording has changed since, given blind)"),
    ("Eda Dahl", "ED", "The mayor opened it.", "Opened again"),
    ("Asta Kern", "AK", "The mayor opened it.", "= Common knowledge (given blind, on another scale)"),
)


def written(contents: ReportContents) -> bytes:
    out = io.BytesIO()
    DocxWriter().write(contents, out)
    return out.getvalue()


def part_of(content, name=MAIN):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(name))


def comments_of(content):
    return list(docx.Document(io.BytesIO(content)).comments)


def shown(element):
    """Return the words of an element as Word shows them, deleted ones too."""
    signs = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    texts = (qn("w:t"), qn("w:delText"))
    return "".join(signs.get(one.tag) or (one.text or "") for one in element.iter(*signs, *texts))


def one_sentence(text, **given):
    revision = make_revision(text=text)
    claims = placed(text, [make_claim(text=text, **given)])
    return make_contents(revision=revision, claims=claims, people=PEOPLE, sources=(make_source(),))


CONTENT = written(SMALL)


def test_the_text_stands_as_it_is_under_a_short_title_block():
    rows = [(row.style.name, shown(row._p)) for row in docx.Document(io.BytesIO(CONTENT)).paragraphs]
    begin = rows.index(("Heading 1", "The text"))
    assert [style for style, _ in rows[:begin]] == ["Title", "Subtitle", *["No Spacing"] * 8]
    assert rows[begin - 1][1] == (
        "4 of 8 sentences checked (50 %): ✓ Supported 1, ≉ Mostly refuted 1, = Common knowledge 1, ⇄ Disagreement 1, "
        "○ Not checked yet 4"
    )
    assert rows[begin + 1 :] == [
        ("Heading 2", "The harbour grows"),
        (
            "Normal",
            "In 2024 the port handled 4.1 million tonnes. It is the largest on the coast and has a grain terminal.",
        ),
        ("Normal", "* * *"),
        ("Normal", "Nobody will ever build a second one. Traffic doubledrose by more than a third in ten years."),
        ("List Paragraph", "- The quay was finished in 1911."),
        ("Normal", "The mayor opened it. The old pier was torn down in spring."),
    ]


def test_each_comment_is_in_its_persons_name_and_of_the_time_of_the_verdict():
    told = [(one.author, one.initials, one.text.split("\n")[0]) for one in comments_of(CONTENT)]
    assert told == [(author, initials, head) for author, initials, _, head in SAID]
    times = [one.timestamp for one in comments_of(CONTENT)]
    assert times[1:3] == [NOON + timedelta(hours=2), NOON]
    assert times[5] == NOON + timedelta(days=1)


def test_the_importer_finds_each_comment_on_its_sentence():
    manuscript = importing.parse(CONTENT)
    notes = [remark for remark in manuscript.remarks if remark.kind == "note"]
    found = [(one.author, manuscript.text[one.start : one.end], one.text.split("\n")[0]) for one in notes]
    assert found == [(author, sentence, head) for author, _, sentence, head in SAID]


def test_the_settled_label_comes_first_with_what_belongs_to_the_sentence():
    settled, refuted, mixed = [one.text.split("\n") for one in comments_of(CONTENT)][5:8]
    assert settled == [
        "Settled: ≉ Mostly refuted",
        "The later table counts.",
        "Refutes: Harbour statistics 2024, Port Office, Primary (source 1), 10.1000/harbour.2024, archived copy",
        "“an increase of 38 per cent”",
        "Translation: ein Zuwachs von 38 Prozent",
        "p. 12 · Says so · found by AK · set 1",
        "Context: Ten years of cranes, Tertiary, weak source (source 2)",
        "Not yet read · supplied by the author, recorded by MR · same origin: port press office",
    ]
    assert refuted[1:] == [
        "It rose by 38 per cent.",
        "The table has all ten years.",
        "Issues: Wrong number, Exaggerated",
        "Must change: “Traffic rose by more than a third in ten years.”",
    ]
    assert mixed[1:] == ["Doubled for containers only.", "Should change"]


def test_a_verdict_on_a_part_says_on_which_words():
    lines = comments_of(CONTENT)[2].text.split("\n")
    assert lines[1] == (
        "On part 3.1: “The harbour is the largest on the coast.”, from the words “It is the largest on the coast an”"
    )


def test_sources_are_links_in_the_comments():
    part = zipfile.ZipFile(io.BytesIO(CONTENT)).read("word/_rels/comments.xml.rels")
    targets = {one.get("Id"): one.get("Target") for one in etree.fromstring(part)}
    links = [(shown(one), targets[one.get(qn("r:id"))]) for one in part_of(CONTENT, COMMENTS).iter(qn("w:hyperlink"))]
    assert links[:3] == [
        ("Harbour statistics 2024", SMALL.sources[0].url),
        ("10.1000/harbour.2024", "https://doi.org/10.1000/harbour.2024"),
        ("archived copy", "https://archive.example/2026/port"),
    ]
    assert ("Ten years of cranes", "http://cranes.example/") in links


def test_a_sentence_without_a_verdict_has_its_sources_in_a_comment_of_the_program():
    (comment,) = comments_of(written(one_sentence("It is so.", citations=(make_citation(),), notes=(make_note(),))))
    assert (comment.author, comment.initials, comment.timestamp) == ("factcheck", "fc", NOON)
    assert [line.split(" ")[0] for line in comment.text.split("\n")] == ["Supports:", "Question:", "“4.1", "p.", "Open"]


def test_a_label_that_its_parts_add_up_to_is_told_without_a_verdict():
    small = [claim for claim in SMALL.claims if claim.parts]
    claims = tuple(replace(claim, label="refuted", start=0, end=len(claim.text)) for claim in small)
    contents = replace(SMALL, claims=claims, revision=make_revision(text=claims[0].text), document_notes=())
    assert comments_of(written(contents))[0].text == "✕ Refuted (from 2 parts)"


def test_a_proposal_is_a_tracked_change_word_by_word_of_its_reviewer():
    marks = list(part_of(CONTENT).iter(qn("w:ins"), qn("w:del")))
    assert [(etree.QName(mark).localname, shown(mark)) for mark in marks] == [
        ("del", "doubled"),
        ("ins", "rose by more than a third"),
    ]
    assert {(mark.get(qn("w:author")), mark.get(qn("w:date"))) for mark in marks} == {
        ("Asta Kern", "2026-11-20T12:00:00Z")
    }
    numbers = [mark.get(qn("w:id")) for mark in marks]
    assert len(set(numbers)) == 2


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("It cost 1,500 euros.", "It cost 1,700 euros.", "It cost [-1,500-]{+1,700+} euros."),
        ("这座桥很长。", "这座桥很短。", "这座桥很[-长-]{+短+}。"),
        ("a b c d e f", "a x y d e f", "a [-b c-]{+x y+} d e f"),
        ("It is old.", "Nobody knows when.", "[-It is old.-]{+Nobody knows when.+}"),
        ("It is very old.", "It is old.", "It is [-very -]old."),
        ("word " * 2000, "other", f"[-{'word ' * 2000}-]{{+other+}}"),
    ],
)
def test_a_change_is_told_by_words_or_as_a_whole(old, new, told):
    signs = {"del": "[-{}-]", "ins": "{{+{}+}}", None: "{}"}
    assert "".join(signs[step.kind].format(step.text) for step in steps(old, new)) == told


def test_of_several_proposals_the_one_of_the_settled_label_stands_in_the_text():
    must = make_verdict(label="refuted", action="must", proposed_wording="First.", at=NOON)
    later = make_verdict(reviewer="p-2", action="should", proposed_wording="Second.", at=NOON + timedelta(hours=1))
    idle = make_verdict(reviewer="p-3", action="consider", proposed_wording="Third.", at=NOON + timedelta(hours=2))
    gone = replace(must, current=False, number=2, at=NOON + timedelta(hours=3))
    given = make_claim(text="It is so.", verdicts=(must, later, idle, gone))
    assert proposal(given) == later
    assert proposal(replace(given, label="refuted", adjudications=(make_adjudication(label="refuted"),))) == must
    assert proposal(replace(given, verdicts=(replace(must, proposed_wording=" It is so. "),))) is None


def test_what_is_not_in_the_file_is_told():
    assert DocxWriter().write(SMALL, io.BytesIO()) == (
        "1 sentence no longer in the text, with what was said of them: 7.",
        "1 label that only the program suggests.",
    )
    assert DocxWriter().write(EMPTY, io.BytesIO()) == ()


def test_a_file_with_too_many_comments_to_open_swiftly_says_so(monkeypatch):
    monkeypatch.setattr("annotations.reports.docx.MANY", 1)
    assert CROWDED not in DocxWriter().write(one_sentence("So.", verdicts=(make_verdict(),)), io.BytesIO())
    assert CROWDED in DocxWriter().write(SMALL, io.BytesIO())


def test_the_empty_document_is_a_file_all_the_same():
    content = written(EMPTY)
    assert docx.Document(io.BytesIO(content)).paragraphs[-1].text == "The text"
    assert comments_of(content) == []


@pytest.mark.parametrize("contents", [SMALL, EMPTY, *EVERY_NASTY])
def test_every_part_is_sound_and_leads_to_the_web_alone(contents):
    content = written(contents)
    package = zipfile.ZipFile(io.BytesIO(content))
    assert package.testzip() is None
    assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    trees = {name: etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith("s")}
    targets = [one.get("Target") for tree in trees.values() for one in tree if one.get("TargetMode") == "External"]
    assert all(target.startswith(("http://", "https://")) for target in targets)
    codes = [one.tag for one in part_of(content).iter() if "fld" in str(one.tag) or "instr" in str(one.tag)]
    assert codes == []


def test_the_same_contents_give_the_same_bytes():
    assert written(SMALL) == CONTENT
    assert written(EVERY_NASTY[0]) == written(nasty())


def hostile(rank, text):
    verdict = make_verdict(rationale=text, action="must", proposed_wording=text, tags=(text,), evidence_override=text)
    return make_claim(
        id=rank, number=str(rank), text=text, verdicts=(verdict,), notes=(make_note(text=text),),
        citations=(make_citation(quote=text),),
    )  # fmt: skip


def test_a_hostile_text_is_only_text_wherever_it_stands():
    whole = "\n\n".join(HOSTILE)
    claims = placed(whole, [hostile(rank, text) for rank, text in enumerate(HOSTILE)])
    contents = make_contents(
        revision=make_revision(text=whole), claims=claims, people=PEOPLE, sources=(make_source(title=HOSTILE[0]),)
    )
    content = written(contents)
    rows = [shown(row) for row in part_of(content).iter(qn("w:p"))]
    assert rows[-len(HOSTILE) :] == [printable(text) for text in HOSTILE]
    comments = [[shown(row) for row in one.iter(qn("w:p"))] for one in part_of(content, COMMENTS)]
    for text, lines in zip(HOSTILE, comments, strict=True):
        given = [line for line in printable(text).strip().split("\n") if line.strip()]
        assert lines[1 : len(given) + 1] == given
        assert [f"“{given[0]}" in lines, f"“{given[0]}”" in lines] == [len(given) > 1, len(given) == 1]


def test_every_verdict_that_is_printed_is_a_comment_once():
    for contents in EVERY_NASTY:
        live = [claim for claim in contents.claims if claim.kind != "separator"]
        entries = [entry for claim in live for entry in (claim, *claim.parts)]
        expected = sum(len({one.reviewer for one in entry.verdicts}) + bool(entry.adjudications) for entry in entries)
        assert len(part_of(written(contents), COMMENTS)) == expected + bool(contents.document_notes)


def test_a_text_that_runs_to_the_left_does_so_in_text_and_comment():
    text = "افتتح الجسر عام ١٩٣١"
    content = written(one_sentence(text, verdicts=(make_verdict(rationale="שלום", label="supported"),)))
    row = next(one for one in part_of(content).iter(qn("w:p")) if shown(one) == text)
    assert row.find(qn("w:pPr")).find(qn("w:bidi")) is not None
    assert row.find(f".//{qn('w:rtl')}") is not None
    (comment,) = part_of(content, COMMENTS)
    assert [one.find(f".//{qn('w:bidi')}") is not None for one in comment] == [False, True]


def test_the_styles_of_comments_are_there_and_no_clock_is():
    document = docx.Document(io.BytesIO(CONTENT))
    assert {"CommentText", "CommentReference", "Hyperlink"} <= {style.style_id for style in document.styles}
    properties = document.core_properties
    assert (properties.title, properties.created) == ("The harbour grows", SMALL.revision.imported_at)


def test_the_public_file_has_no_internal_thing():
    content = written(public(SMALL, "roles"))
    whole = "".join(shown(part_of(content, name)) for name in (MAIN, COMMENTS))
    assert not [word for word in INTERNAL if word in whole]
    assert not list(part_of(content).iter(qn("w:ins"), qn("w:del")))
    settled = next(one for one in comments_of(content) if one.text.startswith("Settled: ≉ Mostly refuted"))
    assert settled.author not in [person.name for person in PEOPLE]


def test_a_partial_report_says_so_on_its_face():
    document = docx.Document(io.BytesIO(written(replace(SMALL, profile="mine"))))
    assert document.paragraphs[1].text.startswith("This report is partial")
