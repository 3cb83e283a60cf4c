import pytest
from django.utils import timezone

from annotations.models import Citation, Claim, Source
from tests.api.calls import Api, claim_path, code_of
from tests.factories import claim_of, make_citation, make_project, make_source


@pytest.fixture
def path(document):
    return claim_path(document, rest="citations/")


def test_a_source_of_the_library_is_cited(reviewer, manager, project, path):
    source = make_source(project=project, actor=manager)
    body = {
        "source": source.pk, "stance": "refutes", "quote": " “Ouvert en 1932” ", "locator": "p. 4",
        "translation": " “Opened 1932” ", "question": "When?", "evidence_set": 1, "independence_group": "county",
        "state": "says-so",
    }  # fmt: skip
    api = Api(reviewer)
    response = api.post(path, body)
    given = response.json()
    assert response.status_code == 201
    assert {name: given[name] for name in body if name != "source"} == {k: v for k, v in body.items() if k != "source"}
    assert (given["source"]["id"], given["added_by"]["initials"], given["etag"]) == (source.pk, "R1", '"v1"')
    assert api.get(response.headers["Location"].removeprefix("/api/v1")).json() == given
    assert api.get(path).json()["results"] == [given]


def test_a_new_source_is_entered_once(reviewer, project, path):
    api = Api(reviewer)
    record = {
        "title": "County record",
        "url": "https://Example.org/a?utm_source=x",
        "author": "Ann; Bob",
        "kind": "primary",
    }
    first = api.post(path, {"source": record, "stance": "supports"}).json()["source"]
    again = api.post(path, {"source": {"url": "http://www.example.org/a"}, "stance": "context"}).json()["source"]
    assert first["id"] == again["id"]
    assert first["csl"]["author"] == [{"literal": "Ann"}, {"literal": "Bob"}]
    assert Source.objects.count() == 1


def test_a_source_without_a_title_is_called_by_its_address(reviewer, path):
    given = Api(reviewer).post(path, {"source": {"doi": "https://doi.org/10.1000/182"}, "stance": "context"}).json()
    assert (given["source"]["title"], given["source"]["doi"]) == ("10.1000/182", "10.1000/182")


def test_a_foreign_source_is_refused_like_one_that_does_not_exist(reviewer, manager, path):
    foreign = make_source(project=make_project(manager=manager), actor=manager)
    answers = [Api(reviewer).post(path, {"source": pk, "stance": "supports"}) for pk in (foreign.pk, 10**9)]
    assert answers[0].content == answers[1].content
    assert (answers[0].status_code, code_of(answers[0])) == (422, "source_unknown")


BAD_ADDRESSES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)", "vbscript:x",
    "data:text/html,x", "//evil.example", 'https://e.example/"onmouseover=', "https://u:p@e.example", "blob:x",
    "https://e.example\\@evil.example", "https://e.example/\u202e", "filesystem:x", "https://e.example/" + "a" * 2000,
]  # fmt: skip


@pytest.mark.parametrize("field", ["url", "archive_url"])
def test_an_address_that_may_not_become_a_link_is_refused(reviewer, path, field):
    api = Api(reviewer)
    for address in BAD_ADDRESSES:
        response = api.post(path, {"source": {"title": "A", field: address}, "stance": "supports"})
        assert (response.status_code, code_of(response)) == (400, "body_invalid"), address
        assert response.json()["errors"][0]["field"] == f"source.{field}"
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"source": None}, 400, "body_invalid"), ({"source": "1"}, 400, "body_invalid"),
        ({"source": True}, 400, "body_invalid"),
        ({"source": 0}, 400, "body_invalid"), ({"source": 2**63}, 400, "body_invalid"),
        ({"source": []}, 400, "body_invalid"),
        ({"source": {}}, 422, "source_without_title"), ({"source": {"id": 1}}, 400, "unknown_field"),
        ({"source": {"title": "A", "kind": "nonsense"}}, 422, "source_kind_unknown"),
        ({"source": {"title": "A", "reliability": "none"}}, 422, "reliability_unknown"),
        ({"source": {"title": "A", "doi": "nonsense"}}, 400, "body_invalid"),
        ({"stance": "against"}, 422, "stance_unknown"), ({"state": "maybe"}, 422, "citation_state_unknown"),
        ({"evidence_set": -1}, 400, "body_invalid"), ({"evidence_set": 1.5}, 400, "body_invalid"),
        ({"evidence_set": 10**30}, 400, "body_invalid"), ({"evidence_set": "1"}, 400, "body_invalid"),
        ({"added_by": 1}, 400, "unknown_field"), ({"version": 7}, 400, "unknown_field"),
        ({"locator": "a" * 201}, 400, "body_invalid"),
    ],
)  # fmt: skip
def test_a_citation_that_cannot_be_meant_is_refused(reviewer, path, change, status, code):
    response = Api(reviewer).post(path, {"source": {"title": "A"}, "stance": "supports", **change})
    assert (response.status_code, code_of(response)) == (status, code)
    assert not Citation.objects.exists()
    assert not Source.objects.exists()


def test_a_citation_is_corrected_by_who_saw_it(reviewer, document, path):
    citation = make_citation(claim=claim_of(document, 2), actor=reviewer, quote="Old.", question="When?")
    api, path = Api(reviewer), f"{path}{citation.pk}/"
    assert api.patch(path, {"quote": "New."}).status_code == 428
    response = api.patch(path, {"quote": "New.", "state": "says-so"}, if_match=api.get(path).headers["ETag"])
    assert (response.status_code, response.headers["ETag"]) == (200, '"v2"')
    citation.refresh_from_db()
    assert (citation.quote, citation.state, citation.question, citation.stance) == (
        "New.",
        "says-so",
        "When?",
        "supports",
    )
    response = api.patch(path, {"quote": "Newer."}, if_match='"v1"')
    assert (response.status_code, code_of(response)) == (412, "citation_changed")
    assert response.json()["current"]["quote"] == "New."


def test_a_citation_is_taken_back_once(reviewer, document, path):
    citation = make_citation(claim=claim_of(document, 2), actor=reviewer)
    api, one = Api(reviewer), f"{path}{citation.pk}/"
    assert api.delete(one).status_code == 428
    assert api.delete(one, if_match='"v7"').status_code == 412
    first = api.delete(one, if_match='"v1"', key="a-key")
    again = api.delete(one, if_match='"v1"', key="a-key")
    assert (first.status_code, first.content, again.status_code) == (204, b"", 204)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert api.get(path).json()["results"] == []
    assert api.get(one).status_code == 404
    assert Citation.objects.get().withdrawn_at is not None


def test_a_citation_of_another_claim_is_not_found(reviewer, document, path):
    citation = make_citation(claim=claim_of(document, 3), actor=reviewer)
    api = Api(reviewer)
    for response in (
        api.get(f"{path}{citation.pk}/"), api.patch(f"{path}{citation.pk}/", {"quote": "x"}, if_match='"v1"'),
        api.delete(f"{path}{citation.pk}/", if_match='"v1"'),
    ):  # fmt: skip
        assert response.status_code == 404
    assert Citation.objects.get().withdrawn_at is None


def test_citing_on_a_retired_claim_names_the_successors(reviewer, document, path):
    Claim.objects.filter(document=document, serial=2).update(retired_at=timezone.now())
    response = Api(reviewer).post(path, {"source": {"title": "A"}, "stance": "supports"})
    assert (response.status_code, code_of(response)) == (409, "claim_superseded")
    assert not Source.objects.exists()
