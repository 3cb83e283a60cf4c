"""The change list as a Word file: read back with python-docx, and as the XML that Word reads."""

import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from annotations.reports.change_files import CHANGE_FILES, write_changes
from annotations.reports.changes import Asked, Change, ChangeList, ChangeSource, DeskList, Reply
from annotations.reports.word_files import is_right_to_left

AT = datetime(2026, 3, 4, 9, 30, 15, 123456, tzinfo=UTC)
OLD, NEW = "It was opened in 1931.", "It was opened in 1932."
STEPS = (("equal", "It was opened in "), ("deleted", "1931"), ("inserted", "1932"), ("equal", "."))


def change(key=1, **given):
    fields = {
        "serial": key, "number": str(key), "action": "must", "action_title": "Must change", "old": OLD, "part": "",
        "proposed": NEW, "reason": "The record says 1932.", "sources": (), "replies": (),
    }  # fmt: skip
    return Change(key=key, **{**fields, **given})


def desk_of(*changes, steps=STEPS, title="The bridge", by="R1"):
    asked = {row.key: Asked("Refuted", by, AT, steps) for row in changes}
    return DeskList("Desk One", ChangeList(title, "Ina Quill", 2, changes), asked)


def written(changes):
    return write_changes(changes, "changes-docx").content


def read(content):
    return docx.Document(io.BytesIO(content))


def part_of(content, name="word/document.xml"):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(name))


def texts(element, *tags):
    return ["".join(each.itertext()) for tag in tags for each in element.iter(qn(tag))]


def after(content, keep, drop):
    """Return the text of the changed paragraph once all changes are accepted (keep ins), or rejected (keep del)."""
    (row,) = {element.getparent() for element in part_of(content).iter(qn(keep), qn(drop))}
    return "".join(
        "".join(child.itertext()) for child in row if child.tag in (qn("w:r"), qn(keep)) and child.tag != qn(drop)
    )


def test_accepting_all_changes_gives_the_proposal_and_rejecting_them_the_text_as_it_was():
    content = written(desk_of(change()))
    assert after(content, "w:ins", "w:del") == NEW
    assert after(content, "w:del", "w:ins") == OLD
    tree = part_of(content)
    assert (texts(tree, "w:del"), texts(tree, "w:ins")) == (["1931"], ["1932"])
    assert texts(tree, "w:delText") == ["1931"]


def test_a_change_names_its_reviewer_its_desk_and_the_time_of_the_verdict():
    tree = part_of(written(desk_of(change(), change(2))))
    marks = list(tree.iter(qn("w:ins"), qn("w:del")))
    assert {mark.get(qn("w:author")) for mark in marks} == {"R1, Desk One"}
    assert {mark.get(qn("w:date")) for mark in marks} == {"2026-03-04T09:30:15Z"}
    numbers = [mark.get(qn("w:id")) for mark in marks]
    assert len(set(numbers)) == len(numbers) == 4


def test_each_request_has_a_comment_with_label_reason_and_sources_around_its_wording():
    source = ChangeSource("County record", "County", "https://example.org/r", "Opened in 1932.", "p. 4")
    bad = ChangeSource("A page", "", "javascript:alert(1)", "", "")
    content = written(desk_of(change(sources=(source, bad)), change(2, reason="First.\nSecond.")))
    first, second = read(content).comments
    assert (first.author, first.initials) == ("R1, Desk One", "R1")
    assert first.timestamp == AT.replace(microsecond=0)
    assert first.text.split("\n") == [
        "Refuted", "The record says 1932.",
        "County record, County, p. 4, https://example.org/r “Opened in 1932.”", "A page",
    ]  # fmt: skip
    assert [paragraph.text for paragraph in second.paragraphs] == ["Refuted", "First.", "Second."]
    row = next(part_of(content).iter(qn("w:del"))).getparent()
    tags = [etree.QName(child).localname for child in row if child.tag != qn("w:pPr")]
    assert tags == ["commentRangeStart", "r", "del", "ins", "r", "commentRangeEnd", "r"]
    starts = [each.get(qn("w:id")) for each in part_of(content).iter(qn("w:commentRangeStart"))]
    assert starts == [str(first.comment_id), str(second.comment_id)]


def test_the_urgent_stand_first_and_answers_follow_their_request():
    reply = Reply("rejected", "", "It is so.", "The desk still asks for it: It is not.")
    later = change(2, action="consider", action_title="Consider")
    paragraphs = [row.text for row in read(written(desk_of(later, change(3, replies=(reply,))))).paragraphs]
    assert paragraphs == [
        "Changes asked for: The bridge", "Ina Quill, revision 2, 2 requests",
        "Must or should be changed", "3: Must change", "It was opened in .",
        "Author: rejected. It is so. The desk still asks for it: It is not.",
        "Also asked for", "2: Consider", "It was opened in .",
    ]  # fmt: skip


def test_a_request_without_a_proposal_has_a_comment_and_no_tracked_change():
    content = written(desk_of(change(proposed=""), steps=()))
    assert not list(part_of(content).iter(qn("w:ins"), qn("w:del")))
    assert len(list(read(content).comments)) == 1
    assert OLD in [row.text for row in read(content).paragraphs]


def test_of_a_part_the_sentence_is_shown_and_the_part_changed():
    content = written(desk_of(change(old="It is old, and it was opened in 1931.", part=OLD)))
    shown = [row.text for row in read(content).paragraphs]
    assert shown[-3:] == ["It is old, and it was opened in 1931.", "Of it:", "It was opened in ."]


@pytest.mark.parametrize("format", CHANGE_FILES)
def test_the_same_list_gives_the_same_bytes(format):
    assert write_changes(desk_of(change()), format) == write_changes(desk_of(change()), format)


def test_the_file_has_no_clock_in_it():
    content = written(desk_of(change()))
    assert {info.date_time for info in zipfile.ZipFile(io.BytesIO(content)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = read(content).core_properties
    assert properties.created == properties.modified == AT.replace(microsecond=0)
    assert (properties.author, properties.last_modified_by, properties.comments) == ("factcheck", "factcheck", "")


@pytest.mark.parametrize("format", CHANGE_FILES)
def test_a_list_that_asks_for_nothing_is_a_file_all_the_same(format):
    content = write_changes(desk_of(), format).content
    assert b"bridge" in content or read(content).paragraphs[-1].text == "Nothing is asked for."
    if format == "changes-docx":
        assert list(read(content).comments) == []


NASTY = 'a\x00b\x0bc\ufffed\ud800e <w:p/> & ]]> "q" {{ x }}\tf\r\ng'
CLEAN = 'a\ufffdb\nc\ufffdd\ufffde <w:p/> & ]]> "q" {{ x }}\tf\ng'


def test_control_characters_are_shown_as_such_and_markup_stays_text():
    source = ChangeSource(NASTY, NASTY, "", NASTY, NASTY)
    row = change(
        old=NASTY, part=NASTY, reason=NASTY, sources=(source,), replies=(Reply("rejected", NASTY, NASTY, NASTY),)
    )
    content = written(desk_of(row, steps=(("deleted", NASTY), ("inserted", NASTY)), title=NASTY, by=NASTY))
    document = read(content)
    assert CLEAN in [paragraph.text for paragraph in document.paragraphs]
    (deleted,) = part_of(content).iter(qn("w:del"))
    assert [etree.QName(child).localname for child in deleted[0]] == [
        "delText",
        "br",
        "delText",
        "tab",
        "delText",
        "br",
        "delText",
    ]
    assert "<w:p/>" in next(iter(document.comments)).text
    for format in ("changes", "changes-text"):
        assert b"\x00" not in write_changes(desk_of(row, title=NASTY), format).content


def test_a_very_long_title_is_cut_in_the_properties_alone():
    document = read(written(desk_of(change(), title="x" * 300)))
    assert len(document.core_properties.title) == 255
    assert document.paragraphs[0].text.endswith("x" * 300)


def test_a_text_that_runs_to_the_left_does_so_in_the_file():
    steps = (("equal", "افتتح الجسر عام "), ("deleted", "١٩٣١"), ("inserted", "1932"))
    content = written(desk_of(change(old="افتتح الجسر عام ١٩٣١"), steps=steps))
    row = next(part_of(content).iter(qn("w:del"))).getparent()
    assert row.find(qn("w:pPr")).find(qn("w:bidi")) is not None
    assert [run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None for run in row.iter(qn("w:r"))] == [
        True, True, True, False
    ]  # fmt: skip
    order = [etree.QName(child).localname for child in row.find(qn("w:pPr"))]
    assert order == ["pStyle", "bidi", "ind"] or order == ["bidi", "ind"]


@pytest.mark.parametrize(
    ("text", "turned"),
    [("", False), ("1931.", False), ("“שלום", True), ("A שלום", False), ("عام", True), ("桥", False)],
)
def test_the_first_letter_decides_the_direction(text, turned):
    assert is_right_to_left(text) is turned


def test_characters_outside_the_basic_plane_and_joined_ones_come_through():
    steps = (("equal", "这座桥"), ("deleted", "很长👩‍👩‍👧"), ("inserted", "e\u0301 𝄞"))
    content = written(desk_of(change(old="这座桥很长👩‍👩‍👧"), steps=steps))
    assert after(content, "w:ins", "w:del") == "这座桥e\u0301 𝄞"


def test_plain_text_is_short_lines_in_which_only_the_desk_speaks_at_the_margin():
    source = ChangeSource("County record", "", "https://example.org/" + "r" * 80, "So.", "")
    row = change(reason="MUST OR SHOULD BE CHANGED\n" + "word " * 40, sources=(source,))
    text = write_changes(desk_of(row), "changes-text").content.decode()
    assert text.startswith(
        "Changes asked for: The bridge\nIna Quill, revision 2, 1 request\n\n"
        "MUST OR SHOULD BE CHANGED\n\n1: Must change\n"
    )
    assert "    It was opened in 1931.\n  Proposed:\n    It was opened in 1932.\n  Because:\n    MUST OR" in text
    assert text.count("\nMUST OR") == 1
    assert all(len(line) <= 72 or "https://" in line for line in text.split("\n"))
    assert ("Refuted" in text, "R1" in text) == (False, False)
