import pytest

from annotations.api.parsers import BODY_LIMIT, MAX_DEPTH
from annotations.models import Source
from tests.api.calls import Api, code_of

NO_JSON = {
    "nothing": b" ", "text": b"hello", "half": b'{"title": "a"', "more": b'{"title": "a"} {}', "nan": b'{"title": NaN}',
    "infinity": b'{"title": -Infinity}',
    "huge number": b'{"title": 1e400}', "many digits": b'{"title": ' + b"1" * 5000 + b"}",
    "duplicate": b'{"title": "a", "title": "b"}', "nested duplicate": b'{"title": {"a": 1, "a": 2}}',
    "lone surrogate": b'{"title": "\\ud800"}', "surrogate in a key": b'{"\\udfff": "a"}',
    "latin-1": b'{"title": "\xe9"}',
    "utf-16": '{"title": "a"}'.encode("utf-16"), "bom": b'\xef\xbb\xbf{"title": "a"}', "comma": b'{"title": "a",}',
    "deep": b'{"title": ' + b"[" * MAX_DEPTH + b"]" * MAX_DEPTH + b"}", "very deep": b"[" * 100_000,
    "control character": b'{"title": "a\nb"}',
}  # fmt: skip


@pytest.fixture
def api(reviewer):
    return Api(reviewer)


@pytest.fixture
def path(project):
    return "/projects/desk-one/sources/"


@pytest.mark.parametrize("body", NO_JSON.values(), ids=NO_JSON.keys())
def test_what_is_no_strict_json_is_refused(api, path, body):
    response = api.post(path, body)
    assert (response.status_code, code_of(response)) == (400, "json_invalid")
    assert not Source.objects.exists()


WRONG_SHAPES = {
    "list": b"[]", "null": b"null", "string": b'"a"', "number": b'{"title": 5}',
    "true": b'{"title": true}', "null text": b'{"title": null}', "list text": b'{"title": ["a"]}',
    "nul": b'{"title": "a\\u0000b"}', "word for true": b'{"title": "a", "confidential": "true"}',
    "one for true": b'{"title": "a", "confidential": 1}', "too long": b'{"title": "' + b"a" * 501 + b'"}',
}  # fmt: skip


@pytest.mark.parametrize("body", WRONG_SHAPES.values(), ids=WRONG_SHAPES.keys())
def test_a_body_of_another_shape_is_refused(api, path, body):
    response = api.post(path, body)
    assert (response.status_code, code_of(response)) == (400, "body_invalid")
    assert response.json()["errors"]
    assert not Source.objects.exists()


def test_unknown_fields_are_refused_by_name(api, path):
    response = api.post(path, {"title": "a", "project": 1, "version": 9})
    assert (response.status_code, code_of(response)) == (400, "unknown_field")
    assert [error["field"] for error in response.json()["errors"]] == ["project", "version"]
    assert not Source.objects.exists()


def test_the_deepest_allowed_json_is_read(api, path):
    deep = b'{"title": ' + b"[" * (MAX_DEPTH - 1) + b"]" * (MAX_DEPTH - 1) + b"}"
    assert code_of(api.post(path, deep)) == "body_invalid"


def test_a_body_may_have_256_kilobytes_and_not_a_byte_more(api, path):
    fits = b'{"title": "a"}'.ljust(BODY_LIMIT)
    assert api.post(path, fits).status_code == 201
    response = api.post(path, fits + b" ")
    assert (response.status_code, code_of(response)) == (413, "body_too_large")


@pytest.mark.parametrize(
    "media_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/html",
        "application/xml",
        "",
    ],
)
def test_only_json_is_read(api, path, media_type):
    response = api.post(path, b'{"title": "a"}', content_type=media_type)
    assert (response.status_code, code_of(response)) == (415, "unsupported_media_type")
    assert not Source.objects.exists()


def test_a_form_is_refused_also_when_the_session_has_had_it_parsed(client, reviewer, path):
    client.force_login(reviewer)
    for data in ({"data": {"title": "a"}}, {"data": "title=a", "content_type": "application/x-www-form-urlencoded"}):
        response = client.post(f"/api/v1{path}", **data)
        assert (response.status_code, code_of(response)) == (415, "unsupported_media_type")
    assert not Source.objects.exists()


def test_a_body_of_unknown_length_is_refused(api, path):
    headers = {"Transfer-Encoding": "chunked"}
    response = api.call("POST", path, b"", **headers)
    assert (response.status_code, code_of(response)) == (411, "length_required")


BAD_PARAMETERS = {
    "documents/": [
        "before=-1", "before=x", "before=1e400", "before=NaN", "before=9223372036854775808", "before=", "page_size=0",
        "page_size=201", "page_size=1000000000", "page_size=1.5", "page_size=%00", "page_size=5&page_size=6",
        "before=%F0%9F%98%80", "project=a%00b", "project=a%20b", "project=" + "a" * 61, "before=" + "9" * 5000,
    ],
    "documents/{}/claims/": ["after=-1", "after=1e400", "after=9223372036854775808", "page_size=501", "after=%D9%A3"],
    "projects/desk-one/sources/": ["after=-1", "page_size=201", "after=" + "1" * 40],
    "documents/{}/history/": ["before=x", "before=-5"],
    "projects/": ["after=%00", "page_size=-1"],
}  # fmt: skip


@pytest.mark.parametrize("path", BAD_PARAMETERS)
def test_parameters_out_of_bounds_are_refused(api, document, path):
    for query in BAD_PARAMETERS[path]:
        response = api.get(f"/{path.format(document.pk)}?{query}")
        assert (response.status_code, code_of(response)) == (400, "parameter_invalid"), query


UNKNOWN = [
    "reviewer__password__startswith=p", "created_by__password__regex=%5Ep", "ordering=reviewer__password", "search=x",
    "fields=password", "expand=reviewer", "depth=9", "_connector=OR", "x[]=1", "project__slug=a", "id__in=1,2",
    "page=2",
    "limit=1", "offset=1", "format=api", "Page_Size=3", "project__members__user__auth_token__key__startswith=a",
]  # fmt: skip


WITHOUT_FORMAT = (
    "projects/", "projects/desk-one/", "projects/desk-one/sources/", "documents/", "documents/{}/",
    "documents/{}/claims/", "documents/{}/claims/2/", "documents/{}/claims/2/verdicts/",
    "documents/{}/claims/2/citations/", "documents/{}/claims/2/notes/", "documents/{}/claims/2/adjudications/",
    "documents/{}/notes/", "documents/{}/history/", "documents/{}/original/",
)  # fmt: skip


def test_unknown_filters_are_refused_everywhere(api, document):
    for path in WITHOUT_FORMAT:
        for query in UNKNOWN:
            response = api.get(f"/{path.format(document.pk)}?{query}")
            assert (response.status_code, code_of(response)) == (400, "unknown_filter"), (path, query)


BEYOND = [2**31, 2**63 - 1, 2**63, 2**64, 10**40]


@pytest.mark.parametrize("number", BEYOND)
def test_ids_beyond_every_number_are_not_found(api, document, number):
    paths = (
        f"documents/{number}/", f"documents/{number}/claims/", f"documents/{document.pk}/claims/{number}/",
        f"documents/{document.pk}/claims/{number}/verdicts/", f"documents/{document.pk}/claims/2/citations/{number}/",
        f"documents/{document.pk}/notes/{number}/", f"projects/desk-one/sources/{number}/",
    )  # fmt: skip
    for path in paths:
        response = api.get(f"/{path}")
        assert (response.status_code, code_of(response)) == (404, "not_found"), path


def test_an_id_too_long_to_be_a_number_is_not_found(api):
    assert api.get(f"/documents/{'9' * 5000}/").status_code == 404
