"""A document comes in: pasted or as a file, seen before it is saved, refused in one sentence."""

import pytest
from playwright.sync_api import expect

from annotations import tasks
from annotations.models import Document, Original
from annotations.services import imports
from tests.browser.desk import claim, enter

PASTED = "# not Markdown here\n\nThe mill stands since 1802. It grinds no more.\n\nWho owns it?"
MARKDOWN = b"# The mill\n\nThe mill stands since **1802**. It grinds no more.\n"


@pytest.fixture
def form(context, address, editor):
    """The import form, as an editor sees it."""
    page = enter(context, address, editor)
    page.goto("/")
    page.get_by_role("link", name="Import", exact=True).click()
    expect(page.get_by_role("heading", name="Import a document")).to_be_visible()
    return page


def test_a_pasted_text_is_shown_as_claims_and_saved_only_when_confirmed(form):
    form.get_by_label("Paste the text").fill(PASTED)
    form.get_by_label("Title").fill("The mill")
    form.get_by_text("Author, publisher, date, language").click()
    form.get_by_label("Author").fill("A. Miller")
    form.get_by_role("button", name="Show the claims").click()
    expect(form.get_by_role("heading", name="4 claims, nothing saved yet")).to_be_visible()
    shown = form.get_by_role("region", name="The claims").locator("ol > li")
    expect(shown).to_have_count(4)
    expect(shown.nth(1)).to_contain_text("The mill stands since 1802.")
    assert Document.objects.count() == 0
    form.get_by_role("button", name="Import 4 claims").click()
    expect(form.get_by_text("Imported: 4 claims.")).to_be_visible()
    expect(claim(form, 3)).to_contain_text("It grinds no more.")
    kept = Document.objects.get()
    assert (kept.title, kept.author, kept.current.text) == ("The mill", "A. Miller", PASTED)


def test_a_file_is_imported_and_kept_as_it_came(form):
    form.get_by_label("Or choose a file").set_input_files(
        {"name": "mill.md", "mimeType": "text/markdown", "buffer": MARKDOWN}
    )
    form.get_by_role("button", name="Show the claims").click()
    expect(form.get_by_text("mill.md")).to_be_visible()
    form.get_by_role("button", name="Import 3 claims").click()
    expect(claim(form, 2)).to_contain_text("The mill stands since 1802.")
    form.goto(f"{form.url.partition('claims/')[0]}notes/")
    with form.expect_download() as waiting:
        form.get_by_role("link", name="mill.md").click()
    assert waiting.value.path().read_bytes() == MARKDOWN


@pytest.mark.parametrize(
    ("name", "data", "status", "sentence"),
    [
        ("photo.pdf", b"\x89PNG\r\n\x1a\n" + bytes(64), 415, "photo.pdf"),
        ("broken.docx", b"PK\x03\x04 this is no archive", 422, "broken.docx"),
        ("empty.txt", b" \n\n ", 422, "empty.txt"),
    ],
)
def test_a_bad_file_gets_its_sentence_and_leaves_nothing(form, watch, name, data, status, sentence):
    watch.expect(str(status))
    form.get_by_label("Title").fill("Kept by the form")
    form.get_by_label("Or choose a file").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )
    form.get_by_role("button", name="Show the claims").click()
    expect(form.get_by_role("alert")).to_contain_text(sentence)
    expect(form.get_by_role("alert")).to_contain_text("Nothing was imported.")
    expect(form.get_by_label("Title")).to_have_value("Kept by the form")
    assert (Document.objects.count(), Original.objects.count()) == (0, 0)


def test_neither_text_nor_file_is_told_in_the_form(form, watch):
    watch.expect("422")
    form.get_by_role("button", name="Show the claims").click()
    expect(form.get_by_role("alert")).to_contain_text("Paste a text, choose a file, or give")


def test_a_large_text_is_imported_by_the_worker_while_the_page_tells_how_far_it_is(form, monkeypatch):
    monkeypatch.setattr(imports, "LARGE_BYTES", 0)
    monkeypatch.setattr(imports, "LARGE_CLAIMS", 0)
    form.get_by_label("Paste the text").fill(PASTED)
    form.get_by_role("button", name="Show the claims").click()
    expect(form.get_by_role("status")).to_contain_text("Waiting for its turn")
    tasks.work_off()
    form.get_by_role("button", name="Import 4 claims").click()
    expect(form.get_by_role("status")).to_contain_text("Waiting to be stored: 4 claims")
    tasks.work_off()
    expect(form.get_by_text("Imported: 4 claims.")).to_be_visible()


def test_an_old_text_file_is_read_with_a_guess_that_one_may_correct(form):
    data = "Zażółć gęślą jaźń. Łódź leży w środku kraju.".encode("iso-8859-2")
    form.get_by_label("Or choose a file").set_input_files({"name": "alt.txt", "mimeType": "text/plain", "buffer": data})
    form.get_by_role("button", name="Show the claims").click()
    expect(form.get_by_role("status")).to_contain_text("the likeliest one")
    form.get_by_label("Character set").fill("iso-8859-2")
    form.get_by_role("button", name="Read it again").click()
    expect(form.get_by_role("region", name="The claims")).to_contain_text("Zażółć gęślą jaźń.")
