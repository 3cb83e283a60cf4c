"""Import in the browser's way: form, preview, confirmation."""

import re

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from annotations.models import Document, Original, Revision
from annotations.services import originals
from tests.factories import TEXT

pytestmark = pytest.mark.django_db
NEW = "/documents/new/"


@pytest.fixture
def client(client, reviewer):
    client.force_login(reviewer)
    return client


def preview(client, **data):
    return client.post(NEW, {"project": "desk-one", "title": "", **data})


def fields_of(response):
    form = BeautifulSoup(response.content, "html.parser").select_one("form#confirm")
    inputs = {
        field["name"]: field.get("value", "") for field in form.select("input[name]") if field["type"] != "checkbox"
    }
    selects = {field["name"]: "" for field in form.select("select[name]")}
    return inputs | selects


def test_a_pasted_text_is_shown_as_claims_and_nothing_is_saved(client):
    response = preview(client, text=TEXT, title="The bridge")
    page = BeautifulSoup(response.content, "html.parser")
    assert [item.text for item in page.select(".preview__text")][1] == "The bridge was opened in 1931."
    assert len(page.select(".preview__item")) == 6
    assert not Document.objects.exists()


def test_confirming_the_preview_imports_it(client, reviewer):
    response = client.post(f"{NEW}confirm/", fields_of(preview(client, text=TEXT, title="The bridge")), follow=True)
    document = Document.objects.get()
    assert response.redirect_chain == [(reverse("web:document-detail", args=[document.pk]), 302)]
    assert (document.title, document.current.imported_by, document.current.text) == ("The bridge", reviewer, TEXT)


def test_line_ends_that_the_browser_puts_in_are_taken_out_again(client):
    client.post(f"{NEW}confirm/", fields_of(preview(client, text="One.\r\n\r\nTwo.", title="T")))
    assert Revision.objects.get().text == "One.\n\nTwo."


def test_a_file_is_kept_as_it_is(client):
    data = "Ein Satz.\r\nNoch einer.".encode("utf-16")
    file = SimpleUploadedFile("../../etc/bericht.txt", data, content_type="text/html")
    client.post(f"{NEW}confirm/", fields_of(preview(client, file=file, title="B")))
    kept = Original.objects.get()
    assert originals.path_of(kept).read_bytes() == data
    assert re.fullmatch(r"[0-9a-f]{32}", kept.storage_name)


def test_the_same_submission_twice_is_one_document(client):
    fields = fields_of(preview(client, text=TEXT, title="The bridge"))
    first, second = (client.post(f"{NEW}confirm/", fields) for _ in range(2))
    assert Document.objects.count() == 1
    assert first.url == second.url


def test_a_file_that_is_there_already_wants_a_second_thought(client, document):
    response = preview(client, text=TEXT, title="Again")
    assert "in the project already" in response.content.decode()
    fields = fields_of(response)
    assert client.post(f"{NEW}confirm/", fields).status_code == 409
    assert client.post(f"{NEW}confirm/", {**fields, "key": "other", "allow_duplicate": "1"}).status_code == 302
    assert Document.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "data", "status", "says"),
    [
        ("empty.txt", b"  \n ", 422, "empty"),
        ("old.txt", "Ein Füller.".encode("latin-1"), 422, "old.txt"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0", 415, "picture.txt"),
        ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 10, 415, "letter.doc"),
        ("broken.docx", b"PK\x03\x04rubbish", 422, "broken.docx"),
        ("broken.pdf", b"%PDF-1.7 rubbish", 422, "broken.pdf"),
    ],
)
def test_a_bad_file_gets_a_sentence_that_names_it_and_leaves_nothing(client, settings, name, data, status, says):
    response = preview(client, file=SimpleUploadedFile(name, data), title="x")
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == status
    assert says in page.select_one("[role=alert]").text
    assert not Document.objects.exists()


def test_an_upload_over_the_limit_is_cut_off(client):
    file = SimpleUploadedFile("big.txt", b"a" * (20 * 1024 * 1024 + 1))
    response = client.post(NEW, {"project": "desk-one", "title": "x", "file": file})
    assert response.status_code == 413
    assert "20 MB" in response.content.decode()
    assert not Document.objects.exists()


def test_what_was_pasted_is_still_there_when_the_form_is_refused(client):
    response = preview(client, text="A long text.", file=SimpleUploadedFile("a.txt", b"Another."), title="x")
    assert response.status_code == 422
    assert "A long text." in response.content.decode()


def test_a_ticket_is_good_for_its_person_alone(client, editor):
    fields = fields_of(preview(client, text=TEXT, title="The bridge"))
    client.force_login(editor)
    assert client.post(f"{NEW}confirm/", fields).status_code == 422
    assert not Document.objects.exists()


def test_a_reader_does_not_import(client, reader):
    client.force_login(reader)
    assert preview(client, text=TEXT, title="x").status_code == 403


def test_a_project_of_others_cannot_be_chosen(client, outsider):
    response = client.post(NEW, {"project": "elsewhere", "title": "x", "text": TEXT})
    assert response.status_code == 422
    assert not Document.objects.exists()
