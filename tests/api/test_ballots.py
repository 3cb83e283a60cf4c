"""The vote on a case by programs: how it stands, one's own ballot, and what the blind are not told."""

import pytest

from annotations.models import Ballot, Role
from tests import repairs
from tests.api.calls import Api, claim_path, code_of
from tests.factories import claim_of, make_member, make_person, make_verdict
from tests.scenes import settle


@pytest.fixture
def case(project, document, reviewer, second_reviewer):
    """A claim that two reviewers label differently, in a project that settles by vote: two of three carry."""
    project.policy = {**project.policy, "adjudication": "vote", "quorum": 3, "carry": 2}
    project.save()
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="supported")
    make_verdict(claim=claim_of(document, 2), reviewer=second_reviewer, label="refuted")
    return claim_path(document, 2, "ballots/")


@pytest.fixture
def third(project):
    """A reviewer who has not read the claim."""
    person = make_person(username="third", initials="R3")
    make_member(project=project, person=person, role=Role.REVIEWER)
    return person


def cast(person, case, label, tag='"c1.v2.a0"', **options):
    body = {"label": label, "reason": "The record says so."}
    return Api(person).post(case, body, if_match=tag, **options)


def test_a_ballot_is_cast_and_counts_are_told_after_one_s_own(case, reviewer, second_reviewer):
    read = Api(second_reviewer).get(case)
    assert read.json()["vote"] == {
        "cast": 0, "quorum": 3, "carry": 2, "mine": None, "counts": [], "over": False, "etag": '"c1.v2.a0"'
    }  # fmt: skip
    assert read.headers["ETag"] == '"c1.v2.a0"'
    given = cast(reviewer, case, "supported")
    assert (given.status_code, given.json()["settled"]) == (201, None)
    assert given.json()["vote"]["counts"] == [{"label": "supported", "ballots": 1}]
    withheld = Api(second_reviewer).get(case).json()["vote"]
    assert (withheld["cast"], withheld["mine"], withheld["counts"]) == (1, None, [])


def test_the_ballot_that_carries_settles_and_ends_the_vote(case, document, reviewer, second_reviewer):
    cast(reviewer, case, "refuted")
    carried = cast(second_reviewer, case, "refuted")
    assert (carried.json()["settled"], carried.json()["vote"]) == ("refuted", None)
    listed = Api(reviewer).get(claim_path(document, 2, "adjudications/")).json()["results"]
    assert [(row["label"], row["by_vote"]) for row in listed] == [("refuted", True)]


def test_after_each_opening_of_the_case_everybody_votes_again(case, document, editor, reviewer, second_reviewer):
    for number in (0, 2, 4):
        tag = f'"c1.v2.a{number}"'
        assert Api(reviewer).get(case).json()["vote"]["cast"] == 0
        first = cast(reviewer, case, "refuted", tag=tag).json()
        assert (first["settled"], first["vote"]["cast"], first["vote"]["mine"]) == (None, 1, "refuted")
        assert cast(second_reviewer, case, "refuted", tag=tag).json()["settled"] == "refuted"
        settle(claim_of(document, 2), editor, "")
    assert Ballot.objects.count() == 6


def test_the_same_key_casts_one_ballot(case, reviewer):
    answers = [cast(reviewer, case, "mixed", key="one") for _ in "ab"]
    assert answers[0].json() == answers[1].json()
    assert Ballot.objects.count() == 1
    assert code_of(cast(reviewer, case, "mixed")) == "voted_already"


def test_a_ballot_on_another_state_of_the_case_is_refused_with_the_vote_as_it_is(case, document, reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="mixed")
    answer = cast(reviewer, case, "mixed")
    assert (answer.status_code, code_of(answer)) == (412, "case_changed")
    assert answer.json()["current"]["vote"]["etag"] == '"c1.v3.a0"'
    assert not Ballot.objects.exists()


def test_who_has_not_read_the_claim_is_told_of_no_vote_and_has_none(case, document, third, reviewer):
    api = Api(third)
    nothing = api.get(case)
    quiet = api.get(claim_path(document, 4, "ballots/"))
    refused = cast(third, case, "mixed")
    cast(reviewer, case, "supported")
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="refuted")
    assert api.get(case).content == nothing.content == quiet.content == b'{"vote":null}'
    assert "ETag" not in nothing.headers
    assert (refused.status_code, code_of(refused)) == (403, "not_read")


def test_readers_are_told_of_no_vote(case, document, reader, reviewer, editor, manager):
    """Not even where they see that another wording overtook a settled label."""
    assert Api(reader).get(case).json() == {"vote": None}
    settle(claim_of(document, 2), editor, "mixed")
    repairs.move(document, manager, 2, 1)
    assert Api(reviewer).get(case).json()["vote"]["etag"] == '"c2.v2.a1"'
    assert Api(reader).get(case).json() == {"vote": None}


def test_an_editor_votes_without_a_verdict_of_their_own_and_the_caretaker_only_looks(case, editor, administrator):
    assert Api(administrator).get(case).json()["vote"]["etag"] is None
    assert cast(editor, case, "mixed").status_code == 201
    assert Api(administrator).get(case).json()["vote"]["counts"] == []
    assert cast(administrator, case, "mixed").status_code == 403


def test_where_an_editor_settles_there_is_no_vote(document, project, reviewer, second_reviewer):
    for person, label in ((reviewer, "supported"), (second_reviewer, "refuted")):
        make_verdict(claim=claim_of(document, 2), reviewer=person, label=label)
    path = claim_path(document, 2, "ballots/")
    assert Api(reviewer).get(path).json() == {"vote": None}
    assert code_of(cast(reviewer, path, "mixed")) == "no_vote"


def test_the_vote_on_a_retired_claim_is_over(case, document, reviewer):
    Api(reviewer).post(claim_path(document, 2, "split/"), {"at": 32}, if_match='"c1.m1"')
    assert Api(reviewer).get(case).json() == {"vote": None}
    assert code_of(cast(reviewer, case, "mixed")) == "claim_superseded"
