"""The OpenAPI document, and that what goes out is what it says."""

import pytest
from django.core.management import call_command
from jsonschema import Draft4Validator
from referencing import Registry, Resource

from tests.api.calls import Api, claim_path
from tests.factories import claim_of, make_citation, make_note, make_source, make_verdict


def test_the_schema_is_valid_and_nothing_in_it_is_guessed(tmp_path):
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "openapi.yml"))


@pytest.fixture
def schema(manager):
    return Api(manager).get("/schema/").json()


def test_every_change_is_described_with_its_key_and_its_precondition(schema):
    guarded = {"verdicts_give", "adjudications_write", "documents_change", "sources_change", "citations_change"}
    guarded |= {"citations_withdraw", "notes_resolve", "notes_withdraw", "undo", "redo"}
    guarded |= {"claims_split", "claims_merge", "claims_move_boundary", "sources_merge", "sources_attach"}
    guarded |= {"readings_give_back", "parts_add", "parts_change", "parts_remove", "signoff_write", "revisions_import"}
    for methods in schema["paths"].values():
        for method, operation in methods.items():
            headers = {row["name"] for row in operation.get("parameters", ()) if row["in"] == "header"}
            expected = set() if method == "get" else {"Idempotency-Key"}
            assert headers == expected | ({"If-Match"} if operation["operationId"] in guarded else set())
            assert operation["security"] == [{"token": []}, {"session": []}]


def matches(schema, path, method, response):
    operation = schema["paths"][path][method.lower()]
    content = operation["responses"][str(response.status_code)]["content"]
    (shape,) = (content[kind]["schema"] for kind in content if response.headers["Content-Type"].startswith(kind))
    resource = Resource.from_contents(nullable(schema) | {"$schema": "http://json-schema.org/draft-04/schema#"})
    registry = Registry().with_resource("urn:api", resource)
    Draft4Validator({"$ref": "urn:api" + shape["$ref"]}, registry=registry).validate(response.json())
    known = resolved(schema, shape)["properties"]
    assert set(response.json()) <= set(known) | {"current", "submitted"}


def resolved(schema, shape):
    return schema["components"]["schemas"][shape["$ref"].rpartition("/")[2]]


def nullable(value):
    """Say OpenAPI 3.0's `nullable` in JSON Schema's words."""
    if isinstance(value, list):
        return [nullable(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    inner = {name: nullable(part) for name, part in value.items() if name != "nullable"}
    return {"anyOf": [inner, {"type": "null"}]} if value.get("nullable") is True else inner


DOCUMENT, CLAIM = "/api/v1/documents/{document}/", "/api/v1/documents/{document}/claims/{serial}/"


def test_what_goes_out_is_what_the_schema_says(schema, manager, reviewer, project, document):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    make_citation(claim=claim_of(document, 2), actor=manager)
    note = make_note(document=document, author=manager)
    make_source(project=project, actor=manager)
    api, one = Api(manager), f"/documents/{document.pk}/"
    for path, address in (
        ("/api/v1/projects/", "/projects/"), ("/api/v1/projects/{slug}/", "/projects/desk-one/"),
        ("/api/v1/projects/{slug}/sources/", "/projects/desk-one/sources/"), ("/api/v1/documents/", "/documents/"),
        (DOCUMENT, one), (f"{DOCUMENT}history/", f"{one}history/"), (f"{DOCUMENT}notes/", f"{one}notes/"),
        (f"{DOCUMENT}notes/{{id}}/", f"{one}notes/{note.pk}/"), (f"{DOCUMENT}claims/", f"{one}claims/"),
        (CLAIM, claim_path(document)), *(
            (f"{CLAIM}{rest}", claim_path(document, 2, rest))
            for rest in ("verdicts/", "citations/", "notes/", "adjudications/")
        ),
    ):  # fmt: skip
        matches(schema, path, "get", api.get(address))


def test_what_a_change_answers_is_what_the_schema_says(schema, manager, reviewer, document):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    api = Api(manager)
    settle = {"label": "mixed", "reason": "Both."}
    for rest, body, tag, status in (
        ("adjudications/", settle, '"c1.v1.a0"', 201), ("adjudications/", settle, '"c1.v1.a0"', 412),
        ("verdicts/", {"label": "mixed"}, '"c1.m0"', 201), ("verdicts/", {"label": "mixed"}, '"c1.m0"', 412),
        ("verdicts/", {"label": "mixed"}, None, 428), ("verdicts/", {"label": "x"}, '"c1.m1"', 422),
        ("citations/", {"source": {"title": "A"}, "stance": "context"}, None, 201), ("citations/", {"x": 1}, None, 400),
        ("notes/", {"text": "A"}, None, 201), ("notes/", b"{", None, 400),
    ):  # fmt: skip
        response = api.post(claim_path(document, 2, rest), body, if_match=tag)
        assert response.status_code == status
        matches(schema, f"{CLAIM}{rest}", "post", response)


def test_the_page_for_people_has_no_inline_script_or_style(client, reviewer):
    client.force_login(reviewer)
    page = client.get("/api/v1/docs/")
    assert page.headers["Content-Type"].startswith("text/html")
    assert b"<style" not in page.content
    assert b"<script>" not in page.content
    assert b"drf_spectacular_sidecar/swagger-ui-dist/swagger-ui-bundle.js" in page.content
    script = client.get("/api/v1/docs/?script=")
    assert script.headers["Content-Type"].startswith("application/javascript")
    assert b'url: "/api/v1/schema/"' in script.content
