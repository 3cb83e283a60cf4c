import pytest

from tests.api.calls import Api, claim_path, code_of


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "*/*;q=0", "image/png, text/html;q=0.9"])
def test_the_api_answers_in_json_whatever_is_asked_for(reviewer, document, accept):
    response = Api(reviewer).get(claim_path(document), Accept=accept)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"


def test_no_answer_may_be_kept_by_a_cache(reviewer, document):
    api = Api(reviewer)
    answers = [
        api.get("/projects/"), api.get(claim_path(document)), api.get("/documents/0/"), api.get("/nothing/"),
        api.post(claim_path(document, rest="verdicts/"), {}), api.get(f"/documents/{document.pk}/report/"),
        api.call("PUT", "/projects/"), api.get("/schema/"),
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [200, 200, 404, 404, 428, 200, 405, 200]
    for answer in answers:
        assert answer.headers["Cache-Control"] == "no-store"
        assert {"Cookie", "Authorization"} <= {name.strip() for name in answer.headers["Vary"].split(",")}
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert (
            "script-src 'self'" in answer.headers["Content-Security-Policy"]
            or "sandbox" in answer.headers["Content-Security-Policy"]
        )


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE", "OPTIONS", "PATCH"])
def test_other_methods_are_refused(reviewer, document, method):
    response = Api(reviewer).call(method, f"/documents/{document.pk}/claims/", {})
    assert (response.status_code, code_of(response)) == (405, "method_not_allowed")


def test_a_head_request_has_the_headers_of_a_get(reviewer, document):
    response = Api(reviewer).call("HEAD", claim_path(document))
    assert response.headers["ETag"] == '"c1.m0"'
    assert response.content == b""
