"""The OpenAPI document, and that what goes out is what it says."""

import pytest
from django.core.management import call_command
from jsonschema import Draft4Validator
from referencing import Registry, Resource

from annotations.services import author_answers, author_links
from tests.api.calls import Api, claim_path
from tests.factories import TEXT, claim_of, make_citation, make_document, make_note, make_source, make_verdict
from tests.revising import revise


def test_the_schema_is_valid_and_nothing_in_it_is_guessed(tmp_path):
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "openapi.yml"))


@pytest.fixture
def schema(manager):
    return Api(manager).get("/schema/").json()


def test_every_change_is_described_with_its_key_and_its_precondition(schema):
    guarded = {"verdicts_give", "adjudications_write", "documents_change", "sources_change", "citations_change"}
    guarded |= {"citations_withdraw", "notes_resolve", "notes_withdraw", "undo", "redo"}
    guarded |= {
        "claims_split",
        "claims_merge",
        "claims_move_boundary",
        "claims_join",
        "sources_merge",
        "sources_attach",
    }
    guarded |= {"readings_give_back", "parts_add", "parts_change", "parts_remove", "signoff_write", "revisions_import"}
    guarded |= {"verdicts_confirm", "verdicts_drop", "marking_mark", "ballots_cast", "sources_archive"}
    guarded |= {"publication_renew", "publication_withdraw"}
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


def test_the_rooms_of_work_answer_what_the_schema_says(schema, project, manager, reviewer, document):
    project.policy = {**project.policy, "adjudication": "vote"}
    project.save()
    asked = make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="refuted", action="must")
    make_verdict(claim=claim_of(document, 2), reviewer=manager)
    link = author_links.make_link(actor=manager, document=document, name="Ina Quill", days=1)
    answer = author_answers.answer(link=link, verdict=asked, said=author_answers.Said("rejected", reason="No."))
    text = "The bridge was opened in 1931. The bridge was opened in 1932."
    other = make_document(project=project, actor=manager, text=text)
    cited = make_citation(claim=claim_of(other, 1), actor=manager)
    revise(document, manager, TEXT.replace("2.1 million", "2.2 million"))
    make_verdict(claim=claim_of(document, 5), reviewer=manager)
    revise(document, manager, TEXT)
    api, one, tag = Api(manager), f"/documents/{document.pk}/", '"c1.v2.a0"'
    elsewhere = {"document": other.pk, "claim": 1, "citation": cited.pk}
    for method, path, body, if_match, status in (
        ("get", f"{DOCUMENT}marking/", None, None, 200), ("get", f"{DOCUMENT}stale/", None, None, 200),
        ("get", f"{DOCUMENT}revisions/compare/", None, None, 200), ("get", f"{DOCUMENT}changes/", None, None, 200),
        ("get", f"{DOCUMENT}changes/links/", None, None, 200), ("get", f"{DOCUMENT}changes/answers/", None, None, 200),
        ("post", f"{DOCUMENT}changes/links/", {"name": "I", "days": 1}, None, 201),
        ("delete", f"{DOCUMENT}changes/links/{{link}}/", None, None, 200),
        ("post", f"{DOCUMENT}changes/answers/{{answer}}/decision/", {"upheld": True, "reason": "x"}, None, 201),
        ("post", f"{DOCUMENT}changes/answers/{{answer}}/decision/", {"upheld": True, "reason": "x"}, None, 412),
        ("get", f"{CLAIM}ballots/", None, None, 200), ("get", f"{CLAIM}similar/", None, None, 200),
        ("post", f"{CLAIM}ballots/", {"label": "mixed", "reason": "x"}, tag, 201),
        ("post", f"{CLAIM}similar/take/", elsewhere, None, 201), ("post", f"{CLAIM}similar/take/", {}, None, 400),
        ("post", f"{CLAIM}verdicts/confirm/", None, '"c1.m1"', 422),
        ("post", f"{CLAIM}mark/", {"mark": "opinion"}, '"c1.m1"', 200),
    ):  # fmt: skip
        address = path.removeprefix("/api/v1").format(document=document.pk, serial=2, link=link.pk, answer=answer.pk)
        response = api.call(method.upper(), address, body, if_match=if_match)
        assert response.status_code == status, (path, response.received)
        matches(schema, path, method, response)
    assert api.get(f"{one}stale/").json()["results"]
    assert api.get(f"{one}revisions/compare/").json()["results"]
    assert api.get(f"{one}claims/2/similar/").json()["results"]
