import pytest
from django.utils import timezone

from annotations.models import Claim, HistoryEntry, IdempotencyKey, Verdict
from annotations.services.structure import move_boundary
from tests.api.calls import Api, claim_path, code_of
from tests.factories import claim_of, make_verdict

FRESH = '"c1.m0"'


@pytest.fixture
def path(document):
    return claim_path(document, rest="verdicts/")


def test_a_verdict_is_given(reviewer, document, path):
    body = {
        "label": "mostly-refuted", "rationale": " Not in 1931.\n", "tags": ["wrong-number"], "action": "must",
        "proposed_wording": "in 1932",
    }  # fmt: skip
    response = Api(reviewer).post(path, body, if_match=FRESH)
    given = response.json()
    assert response.status_code == 201
    assert {name: given[name] for name in body} == body
    assert (given["number"], given["state"], given["blind"], given["mine"]) == (1, "current", True, True)
    assert (given["claim"], given["revision"], given["scale"]) == (2, 1, "standard-1")
    assert (given["reviewer"]["initials"], given["claim_etag"]) == ("R1", '"c1.m1"')
    assert Verdict.objects.get().rationale == " Not in 1931.\n"


def test_a_change_of_mind_is_the_next_verdict_and_all_stay(reviewer, path):
    api = Api(reviewer)
    tag = FRESH
    for label in ("supported", "refuted", ""):
        tag = api.post(path, {"label": label}, if_match=tag).json()["claim_etag"]
    rows = api.get(path).json()["results"]
    assert [(row["number"], row["label"], row["state"]) for row in rows] == [
        (1, "supported", "earlier"), (2, "refuted", "earlier"), (3, "", "withdrawn")
    ]  # fmt: skip


def test_a_verdict_without_if_match_is_refused(reviewer, path):
    response = Api(reviewer).post(path, {"label": "mixed"})
    assert (response.status_code, code_of(response)) == (428, "precondition_required")
    assert not Verdict.objects.exists()


@pytest.mark.parametrize(
    "tag", ['"c1.m1"', '"c2.m0"', '"c1.m0', "c1.m0", 'W/"c1.m0"', "*", '"v1"', '"c1.m0", "c1.m1"', '"c٣.m0"']
)
def test_a_verdict_with_another_if_match_gets_the_claim_as_it_is(reviewer, path, tag):
    response = Api(reviewer).post(path, {"label": "mixed", "rationale": "Mine."}, if_match=tag)
    assert response.status_code == 412
    assert code_of(response) in ("claim_changed", "own_verdict_changed")
    body = response.json()
    assert (body["current"]["etag"], body["current"]["id"]) == (FRESH, 2)
    assert body["submitted"] == {"label": "mixed", "rationale": "Mine."}
    assert not Verdict.objects.exists()


def test_the_second_of_two_windows_gets_its_own_newer_verdict(reviewer, path):
    api = Api(reviewer)
    api.post(path, {"label": "mixed"}, if_match=FRESH)
    response = api.post(path, {"label": "refuted"}, if_match=FRESH)
    assert (response.status_code, code_of(response)) == (412, "own_verdict_changed")
    assert response.json()["current"]["label"] == "mixed"
    assert api.post(path, {"label": "refuted"}, if_match=response.json()["current"]["etag"]).status_code == 201


def test_a_verdict_on_an_older_wording_is_refused(reviewer, editor, document, path):
    move_boundary(actor=editor, claim=claim_of(document, 2), words=1, version=1)
    response = Api(reviewer).post(path, {"label": "mixed"}, if_match=FRESH)
    assert (response.status_code, code_of(response)) == (412, "claim_changed")
    assert response.json()["current"]["text"] == "The bridge was opened in 1931. It"


def test_two_reviewers_do_not_stand_in_each_others_way(reviewer, second_reviewer, path):
    assert Api(reviewer).post(path, {"label": "mixed"}, if_match=FRESH).status_code == 201
    assert Api(second_reviewer).post(path, {"label": "mixed"}, if_match=FRESH).status_code == 201


def test_a_verdict_on_a_retired_claim_names_the_successors(reviewer, document, path):
    Claim.objects.filter(document=document, serial=2).update(retired_at=timezone.now())
    response = Api(reviewer).post(path, {"label": "mixed"}, if_match=FRESH)
    assert (response.status_code, code_of(response)) == (409, "claim_superseded")
    assert [successor["serial"] for successor in response.json()["successors"]] == [2]
    assert response.json()["submitted"] == {"label": "mixed"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"label": "true"}, "label_unknown"),
        ({"label": "mixed", "tags": ["nonsense"]}, "tag_unknown"),
        ({"label": "mixed", "action": "nonsense"}, "action_unknown"),
        ({"label": ""}, "nothing_to_withdraw"),
    ],
)
def test_a_verdict_that_cannot_be_meant_is_refused(reviewer, path, body, code):
    response = Api(reviewer).post(path, body, if_match=FRESH)
    assert (response.status_code, code_of(response)) == (422, code)
    assert not Verdict.objects.exists()


def test_a_verdict_without_a_label_is_refused_and_withdraws_nothing(reviewer, path):
    for body in (b"", b"{}", b'{"label": null}', b'{"rationale": "x"}'):
        response = Api(reviewer).post(path, body, if_match=FRESH)
        assert (response.status_code, code_of(response)) == (400, "body_invalid")
    assert not Verdict.objects.exists()


def test_a_repeated_request_has_one_effect_and_the_same_answer(reviewer, path):
    api = Api(reviewer)
    first = api.post(path, {"label": "mixed"}, if_match=FRESH, key="a-key")
    again = api.post(path, {"label": "mixed"}, if_match=FRESH, key="a-key")
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    assert Verdict.objects.count() == 1
    assert HistoryEntry.objects.filter(code="verdict.recorded").count() == 1


def test_a_key_is_for_one_body_and_one_route(reviewer, document, path):
    api = Api(reviewer)
    api.post(path, {"label": "mixed"}, if_match=FRESH, key="a-key")
    for other in (path, claim_path(document, 3, "verdicts/"), claim_path(document, rest="notes/")):
        body = {"text": "x"} if "notes" in other else {"label": "mixed" if other != path else "refuted"}
        response = api.post(other, body, if_match=FRESH, key="a-key")
        assert (response.status_code, code_of(response)) == (422, "idempotency_key_reused")
    assert Verdict.objects.count() == 1


def test_a_key_is_its_owners_alone(reviewer, second_reviewer, path):
    for person in (reviewer, second_reviewer):
        response = Api(person).post(path, {"label": "mixed"}, if_match=FRESH, key="a-key")
        assert response.status_code == 201
        assert "Idempotent-Replayed" not in response.headers


def test_a_refusal_does_not_use_the_key_up(reviewer, path):
    api = Api(reviewer)
    assert api.post(path, {"label": "mixed"}, if_match='"c9.m0"', key="a-key").status_code == 412
    assert api.post(path, {"label": "mixed"}, if_match=FRESH, key="a-key").status_code == 201


@pytest.mark.parametrize("key", ["a" * 101, "a b", "é", "\x00", " "])
def test_a_key_is_visible_ascii(reviewer, path, key):
    response = Api(reviewer).post(path, {"label": "mixed"}, if_match=FRESH, key=key)
    assert (response.status_code, code_of(response)) == (400, "idempotency_key_invalid")
    assert not IdempotencyKey.objects.exists()


def test_nobody_sets_what_is_not_theirs_to_set(reviewer, manager, path):
    api = Api(reviewer)
    for name in (
        "id",
        "reviewer",
        "number",
        "blind",
        "basis",
        "scale",
        "revision",
        "document",
        "created_at",
        "confirms",
    ):
        response = api.post(path, {"label": "mixed", name: manager.pk}, if_match=FRESH)
        assert (response.status_code, code_of(response)) == (400, "unknown_field")
    assert not Verdict.objects.exists()


def test_others_verdicts_come_after_ones_own(reviewer, second_reviewer, reader, editor, document, path):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="mixed")
    second = Api(second_reviewer)
    assert second.get(path).json()["results"] == []
    assert Api(reader).get(path).json()["results"] == []
    assert [row["label"] for row in Api(editor).get(path).json()["results"]] == ["mixed"]
    second.post(path, {"label": "refuted"}, if_match=FRESH)
    assert [(row["label"], row["mine"]) for row in second.get(path).json()["results"]] == [
        ("mixed", False), ("refuted", True)
    ]  # fmt: skip
