"""The printed report: it fits PDF/UA, says what the contents say and nothing else, and leads nowhere it should not."""

import ctypes
import io
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from annotations.reports.findings import findings
from annotations.reports.pdf import MOST_ENTRIES, NO_LETTER, NotPrintable, PdfWriter
from annotations.reports.public import public
from annotations.reports.text import printable
from tests.reports.contents import (
    EMPTY,
    PEOPLE,
    SMALL,
    make_claim,
    make_contents,
    make_document,
    make_revision,
    make_source,
    make_verdict,
    placed,
)
from tests.reports.nasty import HOSTILE, NASTY

GOLDEN = Path(__file__).parent.parent / "samples" / "reports" / "small.pdf.txt.golden"

SCRIPTS = {
    "ar": "بلغت حمولة الميناء أربعة ملايين طن في عام 2024.",
    "he": "הנמל טיפל בארבעה מיליון טון בשנת 2024.",
    "hi": "बंदरगाह ने 2024 में चालीस लाख टन माल संभाला।",
    "ru": "Порт обработал четыре миллиона тонн в 2024 году.",
    "el": "Το λιμάνι διακίνησε τέσσερα εκατομμύρια τόνους το 2024.",
}


def written_in(language, words):
    said = make_verdict(rationale=words, proposed_wording=words, action="must")
    claims = [
        make_claim(text=words, label="supported", verdicts=(said,)),
        make_claim(id=2, number="2", text=words),
    ]
    return make_contents(
        document=make_document(title=words, author=words, language=language),
        revision=make_revision(text=f"{words} {words}"),
        people=PEOPLE,
        sources=(make_source(title=words),),
        claims=placed(f"{words} {words}", claims),
    )


def hostile_rationales():
    """Return one claim for each hostile text, which is its wording, its rationale and its proposed wording."""
    claims = [
        make_claim(
            id=rank, number=str(rank), start=0, end=1, text=words, label="refuted",
            verdicts=(make_verdict(label="refuted", rationale=words, proposed_wording=words),),
        )
        for rank, words in enumerate(HOSTILE, start=1)
    ]  # fmt: skip
    return make_contents(people=PEOPLE, claims=tuple(claims))


DOCUMENTS = {language: written_in(language, words) for language, words in SCRIPTS.items()} | {
    "empty": EMPTY,
    "small": SMALL,
    "mine": replace(SMALL, profile="mine"),
    "public": public(SMALL, "initials"),
    "nasty": NASTY,
    "hostile": hostile_rationales(),
    "far eastern": written_in("ja", "\U000e0fff 港は二〇二四年に四百万トンを扱った。"),
}


@cache
def made(name):
    out = io.BytesIO()
    left_out = PdfWriter().write(DOCUMENTS[name], out)
    return out.getvalue(), left_out


@cache
def text_of(name):
    pages = pypdfium2.PdfDocument(made(name)[0])
    return "\n".join(page.get_textpage().get_text_range() for page in pages).replace("\r\n", "\n")


def squeezed(words):
    """Leave out blanks, hyphens of line ends and marks without a face: they hang on where a line breaks."""
    return re.sub("[\\s\x02\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufffe\ufeff]", "", words)


def without_edges(name):
    """Return the words of all pages in one run, without what stands at the head and the foot of each."""
    edges = "Text SHA-256 .* … [0-9]+ of [0-9]+|.*Revision [0-9]+( · partial)?"
    return squeezed("\n".join(line for line in text_of(name).split("\n") if not re.fullmatch(edges, line.strip())))


def links_of(name):
    """Return the addresses that the pages lead to, and how many links lead to a place in the file."""
    pages = pypdfium2.PdfDocument(made(name)[0])
    addresses, inner = [], 0
    for page in pages:
        for rank in range(pdfium.FPDFPage_GetAnnotCount(page)):
            annotation = pdfium.FPDFPage_GetAnnot(page, rank)
            assert pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_LINK
            link = pdfium.FPDFAnnot_GetLink(annotation)
            if pdfium.FPDFLink_GetDest(pages, link):
                inner += 1
            else:
                addresses.append(address_of(pages, pdfium.FPDFLink_GetAction(link)))
            pdfium.FPDFPage_CloseAnnot(annotation)
    return addresses, inner


def address_of(pages, action):
    assert pdfium.FPDFAction_GetType(action) == pdfium.PDFACTION_URI
    address = ctypes.create_string_buffer(pdfium.FPDFAction_GetURIPath(pages, action, None, 0))
    pdfium.FPDFAction_GetURIPath(pages, action, address, len(address))
    return address.value.decode()


def test_the_small_report_says_in_print_what_the_golden_text_says():
    assert text_of("small") + "\n" == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["empty", "small", "mine", "public", *SCRIPTS])
def test_the_file_is_marked_as_pdf_ua_in_every_script(name):
    pdf, left_out = made(name)
    assert left_out == ()
    assert b"pdfuaid:part" in pdf
    assert pypdfium2.PdfDocument(pdf).is_tagged()


@pytest.mark.parametrize("language", ["he", "hi", "ru", "el"])
def test_text_in_every_script_reads_back_as_it_was_written(language):
    found = squeezed(text_of(language))
    # In the title, the text, both findings, the rationale, the proposed wording and the sources. Only word for word:
    # where a line runs from right to left, what reads it decides on which side of a figure its full stop stands.
    for word in SCRIPTS[language].split():
        assert found.count(word.strip(".")) >= 8


def test_arabic_keeps_all_its_letters():
    # Their dots are drawn apart, which this reader takes for letters of their own: so their order says nothing here.
    assert set(squeezed(SCRIPTS["ar"])) <= set(squeezed(text_of("ar")))


@pytest.mark.parametrize("language", ["ar", "he"])
def test_a_text_from_right_to_left_has_its_margin_on_the_left(language):
    assert first_margin_mark(language) < 200 < first_margin_mark("ru")


def first_margin_mark(name):
    """Return how far from the left edge the first mark of the margin stands, in points."""
    for page in pypdfium2.PdfDocument(made(name)[0]):
        text = page.get_textpage()
        found = text.search("Supported · AK")
        place = found.get_next()
        if place:
            return text.get_charbox(place[0])[0]
    raise AssertionError("no mark in any margin")


def test_a_letter_that_no_font_has_costs_the_mark_of_pdf_ua_and_nothing_else():
    pdf, left_out = made("far eastern")
    assert left_out == (NO_LETTER,)
    assert b"pdfuaid:part" not in pdf
    assert "Supported" in text_of("far eastern")


def test_every_hostile_text_stands_there_letter_by_letter():
    found = without_edges("hostile")
    for words in HOSTILE:
        # As wording and as proposed wording, which no margin interrupts; of what no font has, only the rest.
        # What runs from right to left has tests of its own.
        for expected in re.split("[漢字かな＝＋－＠]+|[^\n]*[\u0600-\u06ff\u202e][^\n]*", printable(words).strip()):
            assert found.count(squeezed(expected)) >= 2, words


def test_hostile_words_on_the_first_page_and_among_the_sources_stay_words():
    found = without_edges("nasty")
    document, source = NASTY.document, NASTY.sources[0]
    fields = [document.title, document.author, document.publisher, document.project, document.url, source.title]
    assert '#read("/etc/passwd")' in fields
    for words in fields:
        assert squeezed(printable(words)) in found


@pytest.mark.parametrize("name", ["small", "hostile", "nasty"])
def test_the_file_carries_no_other_file_and_no_program(name):
    pdf = made(name)[0]
    assert pypdfium2.PdfDocument(pdf).count_attachments() == 0
    assert b"/ObjStm" not in pdf  # so that nothing hides from the search
    assert not re.search(rb"/(EmbeddedFile|JavaScript|JS|Launch|OpenAction|AA|AcroForm|RichMedia)\b", pdf)


def test_no_hostile_text_becomes_a_link():
    assert links_of("nasty")[0] == []
    assert links_of("hostile")[0] == [DOCUMENTS["hostile"].document.url]


def test_links_lead_to_the_sources_and_between_text_finding_and_source():
    addresses, inner = links_of("small")
    assert set(addresses) == {
        "https://weekly.example/harbour",
        "https://port.example/statistics?year=2024&table=3",
        "https://doi.org/10.1000/harbour.2024",
        "https://archive.example/2026/port",
        "http://cranes.example/",
    }
    # 8 sentences to their findings and back, 3 citations to their source and back, 1 retired sentence.
    assert inner >= 8 + 8 + 3 + 3 + 1


def test_every_section_and_every_claim_has_a_bookmark():
    marks = [(mark.level, mark.get_title()) for mark in pypdfium2.PdfDocument(made("small")[0]).get_toc()]
    sections = [title for level, title in marks if level == 0]
    assert sections == [
        "Summary", "The text", "The findings", "Open notes on the document", "Sources", "Who is who",
        "Retired sentences",
    ]  # fmt: skip
    claims = [title for level, title in marks if level == 1]
    assert len(claims) == len(findings(SMALL)) + 1
    assert claims[1] == "2 Supported: In 2024 the port handled 4.1 million tonnes."
    assert [title for level, title in marks if level == 2] == [
        "3.1 Refuted: The harbour is the largest on the coast.",
        "3.2 Not checked yet: The harbour has a grain terminal.",
    ]


def test_title_author_and_language_stand_in_the_file():
    pdf = made("small")[0]
    facts = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert (facts["Title"], facts["Author"]) == ("The harbour grows", "M. Writer")
    assert b"/Lang" in pdf
    assert facts["CreationDate"].startswith("D:20261119120000")


def test_every_verdict_that_counts_is_printed_once():
    found = without_edges("small")
    verdicts = [one for claim in SMALL.claims for entry in (claim, *claim.parts) for one in entry.verdicts]
    shown = [one.rationale for one in verdicts if one.current and one.rationale]
    assert len(shown) == 6
    for rationale in (*shown, "The later table counts.", "So the plaque says."):
        assert found.count(squeezed(rationale)) == 1
    for gone in ("Not found yet.", "Taken back at once.", "withdrawn quotation", "This one is done."):
        assert squeezed(gone) not in found


def test_the_label_of_a_finding_is_said_once():
    said = without_edges("small").split("Thefindings", 1)[1]
    settled = said.split("5≉Mostlyrefuted", 1)[1].split("6○", 1)[0]
    assert "Mostlyrefuted" not in settled
    assert settled.count("Refuted") == 1  # the verdict that the editor overruled
    agreed = said.split("2✓Supported", 1)[1].split("3○", 1)[0]
    assert "✓Supported" not in agreed


def test_a_partial_report_says_so_on_its_face_and_on_every_page():
    assert "This report is partial" in text_of("mine")
    pages = pypdfium2.PdfDocument(made("mine")[0])
    assert text_of("mine").count("Revision 1 · partial") == len(pages) - 1
    assert "partial" not in text_of("small")


def test_the_public_report_names_nobody_and_carries_no_internal_note():
    found = text_of("public")
    for hidden in ("Asta Kern", "Mo Rossi", "Eda Dahl", "Keep out of print.", "harbour.txt"):
        assert hidden not in found
    assert "The yearbook gives the same figure." in found
    assert "Revision 1 · public" in found


def test_a_standing_sign_off_is_told_from_a_void_one():
    words = " ".join(text_of("small").split())
    assert "✓ Signed off · Revision 1, by Eda Dahl (ED), 24 November 2026" in words
    assert "void since 23 November 2026" in words
    assert words.count("✓ Signed off") == 1


def test_the_same_contents_give_the_same_bytes():
    again = io.BytesIO()
    PdfWriter().write(SMALL, again)
    assert again.getvalue() == made("small")[0]


def test_a_report_too_long_to_print_is_refused_with_a_way_out():
    claims = tuple(make_claim(id=rank) for rank in range(MOST_ENTRIES + 1))
    with pytest.raises(NotPrintable, match=r"has 8,001 claims.*HTML"):
        PdfWriter().write(make_contents(claims=claims), io.BytesIO())
