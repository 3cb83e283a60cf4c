from unittest.mock import ANY

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from annotations.importing import MAX_UPLOAD_BYTES
from annotations.models import Document, HistoryEntry, Original
from tests.api.calls import Api, code_of
from tests.factories import TEXT, make_document, make_project

BODY = {"project": "desk-one", "text": "One sentence. Another one.", "title": "Pasted"}


BYTES = TEXT.encode()


def file(data=BYTES, name="bridge.txt", media_type="text/plain"):
    return SimpleUploadedFile(name, data, media_type)


def test_a_text_is_imported_and_its_address_told(reviewer, project):
    api = Api(reviewer)
    response = api.post("/documents/", {**BODY, "author": "A. Writer", "as_of": "2026-01-31", "language": "en"})
    body = response.json()
    assert response.status_code == 201
    assert response.headers["Location"] == f"/api/v1/documents/{body['id']}/"
    assert response.headers["ETag"] == '"v1"'
    assert (body["title"], body["author"], body["as_of"], body["claims"]) == ("Pasted", "A. Writer", "2026-01-31", 2)
    assert body["revision"] == {"number": 1, "sha256": ANY, "length": 26}
    assert api.get(f"/documents/{body['id']}/").json() == body


def test_the_text_is_kept_as_it_was_sent(reviewer, project):
    text = "  One\r\nsentence.\rAnother\u2028one.\x0b \n"
    body = Api(reviewer).post("/documents/", {**BODY, "text": text}).json()
    assert Document.objects.get(pk=body["id"]).current.text == text


def test_a_file_is_imported_from_a_form(reviewer, project):
    api = Api(reviewer)
    response = api.upload("/documents/", {"project": "desk-one", "file": file(), "author": "A. Writer"})
    body = response.json()
    assert response.status_code == 201
    assert (body["title"], body["author"], body["claims"]) == ("bridge", "A. Writer", 6)
    assert body["original"]["file_name"] == "bridge.txt"
    original = api.get(f"/documents/{body['id']}/original/")
    assert original.received == TEXT.encode()
    assert original.headers["Content-Disposition"] == 'attachment; filename="bridge.txt"'
    assert original.headers["Content-Type"].startswith("text/plain")
    assert original.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_what_was_imported_before_is_told_with_its_id(reviewer, project):
    api = Api(reviewer)
    first = api.post("/documents/", BODY).json()["id"]
    response = api.post("/documents/", BODY)
    assert (response.status_code, code_of(response), response.json()["existing"]) == (409, "duplicate", first)
    assert api.post("/documents/", {**BODY, "allow_duplicate": True}).status_code == 201
    form = {"project": "desk-one", "file": file(BODY["text"].encode())}
    assert api.upload("/documents/", form).status_code == 409
    form = {"project": "desk-one", "file": file(BODY["text"].encode()), "allow_duplicate": "true"}
    assert api.upload("/documents/", form).status_code == 201


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        ("", 422, "empty_document"),
        (" \n\u200b", 422, "empty_document"),
        ("a\0b", 422, "control_characters"),
        ("a" * (5 * 1024 * 1024 + 1), 413, "text_too_large"),
    ],
)
def test_a_text_that_cannot_be_imported_is_refused_with_the_reason(reviewer, project, text, status, code):
    response = Api(reviewer).post("/documents/", {**BODY, "text": text})
    assert (response.status_code, code_of(response)) == (status, code)
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "status", "code"),
    [
        (b"", "empty.txt", 422, "empty_document"),
        (b"\x7fELF\x02\x01\x01" + bytes(60), "program.txt", 415, ANY),
        (b"%PDF-1.7 nothing", "broken.pdf", 422, "pdf_unreadable"),
        (b"caf\xe9", "latin.txt", 422, ANY),
    ],
)
def test_a_file_that_cannot_be_imported_is_refused_with_the_reason(reviewer, project, data, name, status, code):
    response = Api(reviewer).upload("/documents/", {"project": "desk-one", "file": file(data, name)})
    assert (response.status_code, code_of(response)) == (status, code)
    assert name in response.json()["detail"]
    assert not Document.objects.exists()


def test_a_file_over_20_megabytes_is_not_read_to_its_end(reviewer, project):
    response = Api(reviewer).upload("/documents/", {"project": "desk-one", "file": file(b"a" * (MAX_UPLOAD_BYTES + 1))})
    assert (response.status_code, code_of(response)) == (413, "file_too_large")


def test_a_form_wants_one_file_and_known_fields(reviewer, project):
    api = Api(reviewer)
    for fields, code in (
        ({"project": "desk-one"}, "body_invalid"),
        ({"project": "desk-one", "file": [file(), file()]}, "field_repeated"),
        ({"project": ["desk-one", "elsewhere"], "file": file()}, "field_repeated"),
        ({"project": "desk-one", "file": file(), "text": "Both."}, "unknown_field"),
        ({"project": "desk-one", "file": file(), "allow_duplicate": "perhaps"}, "body_invalid"),
        ({"project": "desk-one", "file": "no file"}, "body_invalid"),
    ):
        response = api.upload("/documents/", fields)
        assert (response.status_code, code_of(response)) == (400, code)
    assert not Document.objects.exists()


@pytest.mark.parametrize("boundary", ["multipart/form-data", "multipart/form-data; boundary=x"])
def test_a_broken_form_is_refused(reviewer, project, boundary):
    response = Api(reviewer).post("/documents/", b"--y\r\nbroken", content_type=boundary)
    assert response.status_code == 400


def test_a_session_imports_a_file_too(client, reviewer, project):
    client.force_login(reviewer)
    response = client.post("/api/v1/documents/", {"project": "desk-one", "file": file()})
    assert response.status_code == 201


def test_the_same_key_imports_once(reviewer, project):
    api = Api(reviewer)
    first = api.post("/documents/", BODY, key="k1")
    again = api.post("/documents/", BODY, key="k1")
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    assert (again.status_code, again.json(), again.headers["Location"]) == (
        201,
        first.json(),
        first.headers["Location"],
    )
    form = {"project": "desk-one", "allow_duplicate": "true"}
    first = api.upload("/documents/", form | {"file": file()}, **{"Idempotency-Key": "k2"})
    again = api.upload("/documents/", form | {"file": file()}, **{"Idempotency-Key": "k2"})
    other = api.upload("/documents/", form | {"file": file(b"Other.")}, **{"Idempotency-Key": "k2"})
    assert (first.status_code, again.json(), other.status_code) == (201, first.json(), 422)
    assert Document.objects.count() == 2


def test_documents_come_newest_first_in_pages(reviewer, manager, project):
    made = [make_document(project=project, actor=manager, title=str(number)).pk for number in range(3)]
    make_document(project=make_project(manager=manager, slug="other"), actor=manager)
    api = Api(reviewer)
    first = api.get("/documents/?page_size=2&project=desk-one").json()
    assert [row["id"] for row in first["results"]] == made[:0:-1]
    second = api.get(first["next"].removeprefix("/api/v1")).json()
    assert ([row["id"] for row in second["results"]], second["next"]) == ([made[0]], None)


def test_a_list_holds_documents_of_ones_own_projects_only(outsider, manager, document):
    other = make_document(project=outsider.memberships.get().project, actor=outsider)
    assert [row["id"] for row in Api(outsider).get("/documents/").json()["results"]] == [other.pk]
    assert [row["id"] for row in Api(manager).get("/documents/").json()["results"]] == [document.pk]
    assert Api(outsider).get("/documents/?project=desk-one").status_code == 404


def test_details_are_corrected_by_who_saw_them(editor, document):
    api = Api(editor)
    path = f"/documents/{document.pk}/"
    tag = api.get(path).headers["ETag"]
    response = api.patch(path, {"title": " New ", "as_of": "2026-02-01", "url": "HTTPS://Example.org/a"}, if_match=tag)
    assert response.status_code == 200
    assert response.headers["ETag"] == '"v2"' == response.json()["etag"]
    document.refresh_from_db()
    assert (document.title, str(document.as_of), document.url) == ("New", "2026-02-01", "https://example.org/a")
    assert document.language == "en"


def test_details_changed_meanwhile_come_back_with_what_was_sent(editor, document):
    api = Api(editor)
    path = f"/documents/{document.pk}/"
    assert code_of(api.patch(path, {"title": "A"})) == "precondition_required"
    assert api.patch(path, {"title": "A"}).status_code == 428
    api.patch(path, {"title": "A"}, if_match='"v1"')
    for tag in ('"v1"', '"v9"', 'W/"v2"', "v2", "*", '"v2", "v1"', '"v' + "9" * 50 + '"'):
        response = api.patch(path, {"title": "B"}, if_match=tag)
        assert (response.status_code, code_of(response)) == (412, "document_changed")
        assert response.json()["current"]["title"] == "A"
        assert response.json()["submitted"] == {"title": "B"}
    document.refresh_from_db()
    assert document.title == "A"


def test_fields_that_are_nobodys_to_set_are_refused(editor, document):
    api = Api(editor)
    before = Document.objects.filter(pk=document.pk).values().get()
    for name in ("id", "pk", "project", "version", "current", "next_serial", "erased_at", "created_at", "text", "etag"):
        response = api.patch(f"/documents/{document.pk}/", {"title": "New", name: 5}, if_match='"v1"')
        assert (response.status_code, code_of(response)) == (400, "unknown_field")
    assert Document.objects.filter(pk=document.pk).values().get() == before


@pytest.mark.parametrize(
    "change",
    [
        {"as_of": "99999-01-01"}, {"as_of": "2026-02-30"}, {"as_of": 5}, {"deadline": "0001-01-01T00:00:00+23:59"},
        {"deadline": "tomorrow"}, {"url": "javascript:alert(1)"}, {"url": "https://a@b.example/"}, {"title": "a" * 301},
        {"title": None}, {"language": 1}, {"url": "https://example.com/\u202e"}, {"title": "a\0"},
    ],
)  # fmt: skip
def test_details_of_another_shape_are_refused(editor, document, change):
    response = Api(editor).patch(f"/documents/{document.pk}/", change, if_match='"v1"')
    assert (response.status_code, code_of(response)) == (400, "body_invalid")


def test_a_title_cannot_be_emptied(editor, document):
    response = Api(editor).patch(f"/documents/{document.pk}/", {"title": " "}, if_match='"v1"')
    assert (response.status_code, code_of(response)) == (422, "title_missing")
    response = Api(editor).patch(f"/documents/{document.pk}/", {}, if_match='"v1"')
    assert (response.status_code, code_of(response)) == (400, "nothing_to_change")


def test_the_history_tells_what_happened(manager, editor, reviewer, document):
    Api(editor).patch(f"/documents/{document.pk}/", {"title": "New"}, if_match='"v1"')
    body = Api(manager).get(f"/documents/{document.pk}/history/").json()
    assert [row["code"] for row in body["results"]] == ["document.changed", "document.imported"]
    assert body["results"][0]["actor"]["initials"] == "ED"
    assert body["results"][0]["hash"] == HistoryEntry.objects.get(code="document.changed").hash
    blind = Api(reviewer).get(f"/documents/{document.pk}/history/?before=2").json()
    assert [(row["code"], row["hash"]) for row in blind["results"]] == [("document.imported", "")]


def test_names_of_files_are_kept_as_text_only(reviewer, project):
    response = Api(reviewer).upload("/documents/", {"project": "desk-one", "file": file(name="../../x\u202e<b>.txt")})
    assert response.status_code == 201
    assert "/" not in Original.objects.get().storage_name


def test_the_eleventh_import_in_a_minute_is_asked_to_wait(project, reviewer, client):
    client.force_login(reviewer)
    body = {"project": project.slug, "text": "One sentence.", "title": "T", "allow_duplicate": True}
    answers = [client.post("/api/v1/documents/", body, content_type="application/json") for _ in range(11)]
    assert [answer.status_code for answer in answers] == [201] * 10 + [429]
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert answers[-1].json()["code"] == "too_many_requests"
