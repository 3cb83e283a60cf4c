"""Import in the browser's way: form, preview, confirmation, and the page of one that takes longer."""

import re

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from annotations.models import Document, ImportJob, Original, Revision
from annotations.services import imports, originals
from tests.factories import TEXT

pytestmark = pytest.mark.django_db
NEW = "/documents/new/"


@pytest.fixture
def client(client, reviewer):
    client.force_login(reviewer)
    return client


def handed_in(client, **data):
    return client.post(NEW, {"project": "desk-one", "title": "", **data})


def preview(client, **data):
    return client.get(handed_in(client, **data).url)


def page_of(response):
    return BeautifulSoup(response.content, "html.parser")


def claims_of(response):
    return [item.text for item in page_of(response).select(".preview__text")]


def form_of(response):
    form = page_of(response).select_one("form#confirm")
    inputs = {
        field["name"]: field.get("value", "") for field in form.select("input[name]") if field["type"] != "checkbox"
    }
    return form["action"], inputs | {field["name"]: "" for field in form.select("select[name]")}


def confirmed(client, response, **more):
    action, fields = form_of(response)
    return client.post(action, fields | more)


def staged(settings):
    return list(settings.STAGING_DIR.glob("*")) if settings.STAGING_DIR.exists() else []


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.STAGING_DIR, settings.ORIGINALS_DIR = tmp_path / "staging", tmp_path / "originals"


def test_a_pasted_text_is_shown_as_claims_and_no_document_is_made(client):
    page = page_of(preview(client, text=TEXT, title="The bridge"))
    assert [item.text for item in page.select(".preview__text")][1] == "The bridge was opened in 1931."
    assert len(page.select(".preview__item")) == 6
    assert not Document.objects.exists()


def test_confirming_the_preview_imports_it_and_clears_up(client, reviewer, settings):
    response = confirmed(client, preview(client, text=TEXT, title="The bridge"))
    document = Document.objects.get()
    assert response.url == reverse("web:document-detail", args=[document.pk])
    assert (document.title, document.current.imported_by, document.current.text) == ("The bridge", reviewer, TEXT)
    assert staged(settings) == []


def test_line_ends_that_the_browser_puts_in_are_taken_out_again(client):
    confirmed(client, preview(client, text="One.\r\n\r\nTwo.", title="T"))
    assert Revision.objects.get().text == "One.\n\nTwo."


def test_a_file_is_kept_as_it_is(client):
    data = "Ein Satz.\r\nNoch einer.".encode("utf-16")
    file = SimpleUploadedFile("../../etc/bericht.txt", data, content_type="text/html")
    confirmed(client, preview(client, file=file, title="B"))
    kept = Original.objects.get()
    assert originals.path_of(kept).read_bytes() == data
    assert re.fullmatch(r"[0-9a-f]{32}", kept.storage_name)


def test_the_same_submission_twice_is_one_document(client):
    shown = preview(client, text=TEXT, title="The bridge")
    first, second = (confirmed(client, shown) for _ in range(2))
    assert Document.objects.count() == 1
    assert first.url == second.url


def test_a_file_that_is_there_already_wants_a_second_thought_and_the_preview_stays(client, document):
    shown = preview(client, text=TEXT, title="Again")
    assert "in the project already" in shown.content.decode()
    assert confirmed(client, shown).status_code == 409
    assert confirmed(client, shown, allow_duplicate="1").status_code == 302
    assert Document.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "data", "status", "says"),
    [
        ("empty.txt", b"  \n ", 422, "empty"),
        ("cut.txt", "Größe: 5 €".encode()[:-1], 422, "cut.txt"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0", 415, "picture.txt"),
        ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 10, 415, "letter.doc"),
        ("broken.docx", b"PK\x03\x04rubbish", 422, "broken.docx"),
        ("broken.pdf", b"%PDF-1.7 rubbish", 422, "broken.pdf"),
    ],
)
def test_a_bad_file_gets_a_sentence_that_names_it_and_leaves_nothing(client, settings, name, data, status, says):
    response = handed_in(client, file=SimpleUploadedFile(name, data), title="x")
    assert response.status_code == status
    assert says in page_of(response).select_one("[role=alert]").text
    assert not Document.objects.exists()
    assert not ImportJob.objects.exists()
    assert staged(settings) == []


def test_a_text_without_a_known_character_set_is_guessed_and_shown_to_be_looked_at(client):
    file = SimpleUploadedFile("alt.txt", "Der Füller kostet fünf Euro. Er schreibt schön grün.".encode("cp1252"))
    shown = preview(client, file=file, title="x")
    page = page_of(shown)
    assert "windows-1252" in page.select_one("[role=status]").text
    assert "Der Füller kostet fünf Euro." in shown.content.decode()
    confirmed(client, shown)
    assert "grün" in Revision.objects.get().text


def test_a_file_may_be_read_again_with_another_character_set(client):
    file = SimpleUploadedFile("alt.txt", "Łódź i Kraków. Dziękuję bardzo.".encode("iso-8859-2"))
    url = handed_in(client, file=file, title="x").url
    assert client.post(f"{url}read/", {"encoding": "iso-8859-2"}).url == url
    shown = client.get(url).content.decode()
    assert "Łódź i Kraków." in shown
    assert "likeliest" not in shown


def test_a_reading_that_fails_leaves_the_preview_as_it_was(client):
    url = handed_in(client, text="Größe zählt.", title="x").url
    refused = client.post(f"{url}read/", {"encoding": "no-such-set"})
    assert refused.status_code == 422
    assert "Größe zählt." in client.get(url).content.decode()


PARAGRAPH = "The bridge was opened in 1931, as the records of the county show. It cost two million pounds in all. "
PAGE = (
    "<!DOCTYPE html><html lang='en'><title>T</title><body><nav><p>Subscribe to our letter now.</p></nav><main><article>"
    + f"<h1>The bridge</h1>{f'<p>{PARAGRAPH * 3}</p>' * 5}</article></main>"
    + "<footer><p>All rights are reserved by the paper.</p></footer></body></html>"
).encode()


def test_the_article_of_a_page_is_taken_and_everything_on_wish(client):
    url = handed_in(client, file=SimpleUploadedFile("page.html", PAGE), title="x").url
    assert "Subscribe to our letter now." not in claims_of(client.get(url))
    assert "Subscribe" in page_of(client.get(url)).select_one("#left-out").parent.text
    client.post(f"{url}read/", {"everything": "on"})
    assert "Subscribe to our letter now." in claims_of(client.get(url))


def test_everything_may_be_asked_for_from_the_start(client):
    shown = preview(client, file=SimpleUploadedFile("page.html", PAGE), title="x", everything="on")
    assert "All rights are reserved by the paper." in claims_of(shown)


def test_an_upload_over_the_limit_is_cut_off(client):
    file = SimpleUploadedFile("big.txt", b"a" * (20 * 1024 * 1024 + 1))
    response = handed_in(client, file=file, title="x")
    assert response.status_code == 413
    assert "20 MB" in response.content.decode()
    assert not ImportJob.objects.exists()


def test_what_was_pasted_is_still_there_when_the_form_is_refused(client):
    response = handed_in(client, text="A long text.", file=SimpleUploadedFile("a.txt", b"Another."), title="x")
    assert response.status_code == 422
    assert "A long text." in response.content.decode()


def test_a_preview_is_thrown_away_with_its_files(client, settings):
    url = handed_in(client, text=TEXT, title="x").url
    assert client.post(f"{url}discard/").status_code == 302
    assert client.get(url).status_code == 404
    assert staged(settings) == []


def test_a_reader_does_not_import(client, reader):
    client.force_login(reader)
    assert handed_in(client, text=TEXT, title="x").status_code == 403


def test_a_project_of_others_cannot_be_chosen(client, outsider):
    response = client.post(NEW, {"project": "elsewhere", "title": "x", "text": TEXT})
    assert response.status_code == 422
    assert not ImportJob.objects.exists()


@pytest.fixture
def large(monkeypatch):
    """Everything counts as large, so that it is left to the worker."""
    monkeypatch.setattr(imports, "LARGE_BYTES", 0)


def test_an_unfinished_import_is_found_under_my_work(client, large):
    url = handed_in(client, text=TEXT, title="Long").url
    assert page_of(client.get("/")).select_one(f"a[href='{url}']")
    client.post(f"{url}discard/")
    assert not page_of(client.get("/")).select_one(f"a[href='{url}']")


def test_a_preview_whose_file_was_swept_says_so(client, settings):
    url = handed_in(client, text=TEXT, title="x").url
    for path in staged(settings):
        path.unlink()
    response = client.get(url)
    assert response.status_code == 422
    assert "Import the text again" in response.content.decode()
