"""What every reader promises: it reads its sample in order, and refuses rubbish with one kind of exception."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.importing import MAX_UPLOAD_BYTES, READERS, Manuscript, Reader, UnreadableDocument, Upload, read
from annotations.importing.base import BLOCK_KINDS, REMARK_KINDS, shown_name
from tests.importing.pdfs import Line, column, make_pdf
from tests.importing.word_files import make_docx, paragraph

SAMPLES = Path(__file__).parent.parent / "samples" / "importing"


def sample(slug: str) -> bytes:
    if slug == "docx":
        heading = '<w:outlineLvl w:val="0"/>'
        blocks = [paragraph("The bridge at Tarn", heading), paragraph("The bridge was opened in 1931."),
                  paragraph("It carried 4,000 cars a day.")]  # fmt: skip
        return make_docx("".join(blocks))
    if slug == "pdf":
        text = column(["The bridge was opened in 1931.", "It carried 4,000 cars a day."], top=720)
        return make_pdf([[Line(72, 760, "The bridge at Tarn", 18), *text]])
    return (SAMPLES / f"article.{slug}").read_bytes()


def assert_sound(manuscript: Manuscript) -> None:
    position = 0
    for block in manuscript.structure:
        assert block.kind in BLOCK_KINDS
        assert position <= block.start < block.end
        assert manuscript.text[position : block.start].strip("\n") == ""
        assert manuscript.text[block.start : block.end].strip()
        position = block.end
    if manuscript.structure:
        assert position == len(manuscript.text)
    for remark in manuscript.remarks:
        assert remark.kind in REMARK_KINDS
        assert manuscript.text[remark.start : remark.end].strip()
        assert remark.url.lower().startswith(("http://", "https://")) == (remark.kind == "source")
    assert list(manuscript.remarks) == sorted(manuscript.remarks, key=lambda remark: (remark.start, remark.end))
    assert list(manuscript.pages) == sorted(manuscript.pages)


READER_LIST = [pytest.param(reader, id=slug) for slug, reader in READERS.items()]


def test_the_readers_are_listed_in_order_under_their_slugs():
    assert list(READERS) == sorted(READERS)
    assert all(reader.slug == slug for slug, reader in READERS.items())
    suffixes = [suffix for reader in READERS.values() for suffix in reader.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix.startswith(".") and suffix.islower() for suffix in suffixes)


@pytest.mark.parametrize("reader", READER_LIST)
def test_a_reader_reads_its_sample_in_order(reader):
    manuscript = read(Upload(f"article.{reader.slug}", "", sample(reader.slug)))
    assert_sound(manuscript)
    words = ["The bridge at Tarn", "opened in 1931", "4,000 cars"]
    places = [manuscript.text.index(word) for word in words]
    assert places == sorted(places)
    assert manuscript.media_type == reader.media_types[0]
    assert manuscript.title == ("article" if reader.slug == "txt" else "The bridge at Tarn")


@pytest.mark.parametrize("reader", READER_LIST)
@settings(max_examples=60, deadline=None)
@given(rubbish=st.binary(max_size=400))
def test_a_reader_raises_nothing_but_unreadable_document(reader, rubbish):
    starts = {"pdf": b"%PDF-1.4\n", "docx": b"PK\x03\x04", "html": b"<html>"}
    for data in (rubbish, starts.get(reader.slug, b"") + rubbish, sample(reader.slug)[: len(rubbish)] + rubbish):
        manuscript = manuscript_or_nothing(reader, data)
        if manuscript is not None:
            assert_sound(manuscript)


def manuscript_or_nothing(reader: Reader, data: bytes) -> Manuscript | None:
    try:
        return reader.read(data, name="rubbish")
    except UnreadableDocument:
        return None


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1),
    breaks=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_plain_text_is_kept_verbatim(text, breaks):
    whole = "First." + breaks + text
    assert READERS["txt"].read(whole.encode()).text == whole


@settings(max_examples=100, deadline=None)
@given(source=st.text(max_size=200))
@pytest.mark.parametrize("slug", ["md", "html"])
def test_any_markup_makes_a_sound_manuscript_or_a_refusal(slug, source):
    manuscript = manuscript_or_nothing(READERS[slug], source.encode("utf-8", "replace"))
    if manuscript is not None:
        assert_sound(manuscript)
        assert "\x00" not in manuscript.text


def test_a_pasted_text_needs_no_name_and_no_type():
    manuscript = read(Upload("", "application/pdf", b"# Not a heading."))
    assert (manuscript.text, manuscript.title, manuscript.media_type) == ("# Not a heading.", "", "text/plain")


def test_the_limit_of_the_upload_is_exact():
    with pytest.raises(UnreadableDocument) as over:
        read(Upload("x.txt", "", b"x" * (MAX_UPLOAD_BYTES + 1)))
    assert over.value.code == "file_too_large"
    assert over.value.reason == "too_large"
    with pytest.raises(UnreadableDocument) as at_limit:
        read(Upload("x.txt", "", b"x" * MAX_UPLOAD_BYTES))
    assert at_limit.value.code == "text_too_large"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\letters\\to us.docx", "to us.docx"),
        ("x.pdf/", "x.pdf"),
        ("\u202etxt.exe", "txt.exe"),
        ("a\x00\r\nb.txt", "ab.txt"),
        ("..", ".."),
        ("/", "file"),
        ("n" * 300, "n" * 119 + "…"),
    ],
)
def test_a_file_name_is_shown_without_anything_that_deceives(name, shown):
    assert shown_name(name) == shown


def test_a_refusal_names_the_file_and_the_reason_in_one_sentence():
    with pytest.raises(UnreadableDocument) as caught:
        read(Upload("/tmp/letter.pdf", "", b"<html>"))
    expected = "“letter.pdf” cannot be imported: its name ends in .pdf, but by its content it is an HTML page."
    assert str(caught.value) == caught.value.message == expected
    assert caught.value.reason == "unsupported"
