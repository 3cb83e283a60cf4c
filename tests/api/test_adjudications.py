import pytest

from annotations.models import Adjudication, Role
from tests.api.calls import Api, claim_path, code_of
from tests.factories import claim_of, make_member, make_person, make_verdict

BODY = {"label": "mixed", "reason": "Both have a point."}


@pytest.fixture
def path(document):
    return claim_path(document, rest="adjudications/")


@pytest.fixture
def disagreement(document, reviewer, second_reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="supported")
    make_verdict(claim=claim_of(document, 2), reviewer=second_reviewer, label="refuted")


def test_an_editor_settles_and_opens_the_case_again(editor, disagreement, document, path):
    api = Api(editor)
    tag = api.get(claim_path(document)).json()["case_etag"]
    assert tag == '"c1.v2.a0"'
    response = api.post(path, BODY, if_match=tag)
    given = response.json()
    assert response.status_code == 201
    assert (given["label"], given["stands"], given["editor"]["initials"]) == ("mixed", True, "ED")
    assert [row["reviewer"]["initials"] for row in given["considered"]] == ["R1", "R2"]
    assert api.get(claim_path(document)).json()["label"] == "mixed"
    assert api.post(path, {"label": "", "reason": "New source."}, if_match=given["case_etag"]).status_code == 201
    rows = api.get(path).json()["results"]
    assert [(row["number"], row["label"], row["stands"]) for row in rows] == [(1, "mixed", False), (2, "", False)]


def test_a_case_that_changed_meanwhile_comes_back_with_the_reason_kept(editor, reviewer, disagreement, document, path):
    api = Api(editor)
    assert api.post(path, BODY).status_code == 428
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="mixed")
    for tag in ('"c1.v2.a0"', '"c1.v3.a1"', '"c2.v3.a0"', '"c1.m0"', "*"):
        response = api.post(path, BODY, if_match=tag)
        assert response.status_code == 412
        assert response.json()["current"]["case_etag"] == '"c1.v3.a0"'
        assert response.json()["submitted"] == BODY
    assert not Adjudication.objects.exists()


def test_the_second_of_two_editors_is_told(editor, manager, disagreement, path):
    assert Api(editor).post(path, BODY, if_match='"c1.v2.a0"').status_code == 201
    response = Api(manager).post(path, BODY, if_match='"c1.v2.a0"')
    assert (response.status_code, code_of(response)) == (412, "case_changed")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"label": "nonsense", "reason": "x"}, "label_unknown"),
        ({"label": "mixed", "reason": " "}, "reason_missing"),
        ({"label": "", "reason": "x"}, "nothing_to_reopen"),
    ],
)
def test_an_adjudication_that_cannot_be_meant_is_refused(editor, disagreement, path, body, code):
    response = Api(editor).post(path, body, if_match='"c1.v2.a0"')
    assert (response.status_code, code_of(response)) == (422, code)


def test_who_gave_a_verdict_does_not_settle(editor, document, path):
    make_verdict(claim=claim_of(document, 2), reviewer=editor)
    response = Api(editor).post(path, BODY, if_match='"c1.v1.a0"')
    assert (response.status_code, code_of(response)) == (403, "adjudicator_has_read")


def test_reviewers_do_not_settle(reviewer, disagreement, path):
    response = Api(reviewer).post(path, BODY, if_match='"c1.v2.a0"')
    assert (response.status_code, code_of(response)) == (403, "forbidden")


def test_a_reader_sees_the_settled_label_but_not_the_verdicts(editor, reader, disagreement, document, path):
    Api(editor).post(path, BODY, if_match='"c1.v2.a0"')
    (row,) = Api(reader).get(path).json()["results"]
    assert (row["label"], row["considered"]) == ("mixed", [])
    assert Api(reader).get(claim_path(document)).json()["label"] == "mixed"


def test_a_blind_reviewer_sees_no_settled_label(editor, disagreement, document, path, project):
    Api(editor).post(path, BODY, if_match='"c1.v2.a0"')
    third = make_person(username="third")
    make_member(project=project, person=third, role=Role.REVIEWER)
    assert Api(third).get(path).json()["results"] == []
    assert Api(third).get(claim_path(document)).json()["label"] is None


def test_a_repeated_settlement_is_written_once(editor, disagreement, path):
    api = Api(editor)
    answers = [api.post(path, BODY, if_match='"c1.v2.a0"', key="a-key") for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert Adjudication.objects.count() == 1
