"""Requests that are no requests for an import: broken, cut off, too large, of another shape."""

import pytest

from annotations.importing import MAX_UPLOAD_BYTES
from annotations.models import Document
from tests.doors.doors import BOUNDARY, FORM, ByApi, ByForm, multipart, said_on
from tests.visits import everything_stored

pytestmark = pytest.mark.django_db
TEXT = b"A sentence that is long enough to be cut off somewhere in its middle."


@pytest.fixture
def api(reviewer, project, tmp_path):
    return ByApi(reviewer, project, tmp_path)


@pytest.fixture
def form(reviewer, project, tmp_path):
    return ByForm(reviewer, project, tmp_path)


@pytest.fixture(autouse=True)
def nothing_is_left(reviewer, project, files, api, form):
    before = everything_stored()
    yield
    assert everything_stored() == before
    assert files() == []


def json_of(project: str, text: str) -> bytes:
    return b'{"project": "%s", "text": %s}' % (project.encode(), text.encode())


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        pytest.param(json_of("desk-one", '"half \\ud800 a pair"'), 400, "json_invalid", id="B-08"),
        pytest.param(json_of("desk-one", '"half \\udc00 a pair"'), 400, "json_invalid", id="B-08-low"),
        pytest.param(json_of("desk-one", '"raw \xed\xa0\x80"'.encode("latin-1").decode("latin-1"))
                     .replace("í\xa0\x80".encode(), b"\xed\xa0\x80"), 400, "json_invalid", id="B-08-raw"),
        pytest.param(b"[]", 400, "body_invalid", id="B-50-list"),
        pytest.param(b"null", 400, "body_invalid", id="B-50-null"),
        pytest.param(b"[" * 100_000, 400, "json_invalid", id="B-50-deep"),
        pytest.param(json_of("desk-one", "1e400"), 400, "json_invalid", id="B-50-number"),
        pytest.param(json_of("desk-one", '"A.", "text": "B."'), 400, "json_invalid", id="B-50-twice"),
        pytest.param(json_of("desk-one", '"A."') + b" x", 400, "json_invalid", id="B-50-more"),
        pytest.param(json_of("desk-one", '["A."]'), 400, "body_invalid", id="B-50-text-list"),
        pytest.param(json_of("desk-one", '"A"') [:-1], 400, "json_invalid", id="B-19-json"),
        pytest.param(json_of("desk-one", '"nul\\u0000"'), 422, "control_characters", id="B-07-json"),
        pytest.param(json_of("desk-one", f'"{"x" * (5 * 1024 * 1024 + 1)}"'), 413, "text_too_large", id="B-11-json"),
        pytest.param(json_of("desk-one", f'"{"x" * (9 * 1024 * 1024)}"'), 413, "body_too_large", id="B-11-body"),
        pytest.param(json_of("desk-one", f'"{"A cat sat. " * 60_000}"'), 422, "too_many_claims", id="B-12-json"),
    ],
)  # fmt: skip
def test_a_body_that_holds_no_text_is_refused(api, body, status, code):
    told = api.send(body, "application/json")
    assert (told.status, told.code) == (status, code)


def two_files(fields) -> bytes:
    one = multipart({}, "one.txt", b"One.").removesuffix(f"--{BOUNDARY}--\r\n".encode())
    return one + multipart(fields, "two.txt", b"Two.")


BROKEN = {
    "no-boundary": lambda fields: (multipart(fields, "a.txt", TEXT), "multipart/form-data"),
    "other-boundary": lambda fields: (multipart(fields, "a.txt", TEXT), "multipart/form-data; boundary=other"),
    "file-cut-off": lambda fields: (multipart(fields, "a.txt", TEXT)[:-60], FORM),
    "large-file-cut-off": lambda fields: (multipart(fields, "a.txt", TEXT * 60_000)[:-600], FORM),
    "last-boundary-cut-off": lambda fields: (multipart(fields, "a.txt", TEXT)[: -len(BOUNDARY) - 4], FORM),
    "head-cut-off": lambda fields: (multipart(fields, "a.txt", TEXT).partition(b"octet")[0], FORM),
    "no-file": lambda fields: (multipart(fields), FORM),
    "no-project": lambda fields: (multipart({"title": ""}, "a.txt", TEXT), FORM),
    "no-name": lambda fields: (multipart(fields, "", TEXT), FORM),
    "two-files": lambda fields: (two_files(fields), FORM),
    "nothing": lambda fields: (b"", FORM),
    "too-many-files": lambda fields: (b"".join(multipart({}, "a.txt", TEXT).removesuffix(b"--\r\n") + b"\r\n"
                                               for _ in range(12)) + multipart(fields), FORM),
    "too-many-fields": lambda fields: (multipart(fields | {f"f{n}": "" for n in range(10_000)}), FORM),
}  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_form_is_refused_by_the_api(api, broken):
    """B-18: 400, whatever is wrong."""
    told = api.send(*BROKEN[broken](api.fields))
    assert told.status == 400
    assert told.says.endswith((".", "]", ")")) or told.code == "parse_error"


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_form_is_answered_with_a_sentence(form, broken):
    """B-18: 400 where nothing can be shown, else the form with what is missing."""
    response = form.send(*BROKEN[broken](form.fields))
    assert response.status_code in (400, 422)
    assert said_on(response).strip()
    assert "Traceback" not in response.content.decode()


def test_a_pasted_text_that_was_cut_off_is_not_taken_for_a_whole_one(form):
    """B-18, B-19: a browser sends every field of the form, so that one that misses the last broke off."""
    body = multipart({"project": "desk-one", "text": TEXT.decode(), "title": ""})
    response = form.send(body[: body.index(b"middle")])
    assert response.status_code == 400
    assert "did not arrive whole" in said_on(response)


def test_a_pasted_text_over_the_limit_is_told_as_such(form):
    """B-11, B-20: what is pasted is a field, and all fields together have a limit of their own."""
    response = form.send(multipart({**form.fields, "text": "x" * 9 * 1024 * 1024}))
    assert response.status_code == 413
    assert "longer than 8 MB" in said_on(response)


@pytest.mark.parametrize("text", ["nul \0 inside", "\x1b[31mred"], ids=["nul", "escape"])
def test_control_characters_in_a_pasted_text_are_refused(form, text):
    """B-07."""
    response = form.send(multipart({**form.fields, "text": text}))
    assert response.status_code == 422
    assert said_on(response)


def test_a_byte_over_the_limit_is_one_too_many(form, api, settings, tmp_path):
    """B-20: not a byte of it stays, not even in the folder of temporary files."""
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    body = b"x" * (MAX_UPLOAD_BYTES + 1)
    told = api.hand_in("huge.txt", body)
    assert (told.status, told.code) == (413, "file_too_large")
    response = form.send(multipart(form.fields, "huge.txt", body))
    assert response.status_code == 413
    assert "20 MB" in said_on(response)
    assert list(tmp_path.glob("*upload*")) == []


def test_a_body_of_unknown_length_is_refused(api):
    """B-20: chunks without an end are refused before they are read; the server's own test pours some."""
    told = api.send(b"", FORM, **{"Transfer-Encoding": "chunked"})
    assert (told.status, told.code) == (411, "length_required")
    assert not Document.objects.exists()
