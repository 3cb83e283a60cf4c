"""Adjudication by vote: who may, when it carries, and what opens it anew."""

import pytest

from annotations.models import Adjudication, Ballot, HistoryEntry, Role
from annotations.queries import ballots as queries
from annotations.services import ballots
from annotations.services.adjudications import CaseSeen
from annotations.services.refusals import Invalid, NotAllowed, Stale
from tests.factories import claim_of, make_member, make_person, make_verdict
from tests.scenes import settle


@pytest.fixture
def case(project, document, reviewer, second_reviewer):
    """A claim that two reviewers label differently, in a project that settles by vote: two of three carry."""
    project.policy = {**project.policy, "adjudication": "vote", "quorum": 3, "carry": 2}
    project.save()
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="supported")
    make_verdict(claim=claim_of(document, 2), reviewer=second_reviewer, label="refuted")
    return claim_of(document, 2)


def seen(claim):
    return CaseSeen(claim.version, claim.verdicts.count(), claim.adjudications.count())


def vote(claim, person, label, reason="The record says so."):
    claim = type(claim).objects.get(pk=claim.pk)
    return ballots.vote(actor=person, claim=claim, label=label, reason=reason, seen=seen(claim))


def test_the_ballot_that_carries_settles_and_first_verdicts_stay(case, reviewer, editor):
    assert vote(case, reviewer, "refuted", "I was wrong.") is None
    settled = vote(case, editor, "refuted", "The record says 1932.")
    assert (settled.label, settled.by_vote, settled.editor) == ("refuted", True, editor)
    assert settled.reason == "By vote: 2 of 2 ballots for “Refuted”.\n\nI was wrong.\n\nThe record says 1932."
    assert settled.considered.count() == 2
    assert [entry.code for entry in HistoryEntry.objects.filter(claim=case).order_by("number")][-2:] == [
        "claim.ballot_cast", "claim.adjudicated"
    ]  # fmt: skip
    assert {verdict.label for verdict in case.verdicts.all()} == {"supported", "refuted"}


def test_each_has_one_ballot_until_a_later_verdict_opens_the_vote_anew(case, reviewer, second_reviewer, editor):
    vote(case, reviewer, "supported")
    with pytest.raises(Invalid, match="have voted"):
        vote(case, reviewer, "refuted")
    make_verdict(claim=case, reviewer=second_reviewer, label="mixed")
    assert vote(case, reviewer, "mixed") is None
    assert vote(case, editor, "mixed").label == "mixed"
    assert Ballot.objects.count() == 3


def test_a_vote_without_a_label_that_carries_is_over_with_its_quorum(case, reviewer, second_reviewer, editor, manager):
    for person, label in ((reviewer, "supported"), (second_reviewer, "refuted"), (editor, "mixed")):
        assert vote(case, person, label) is None
    with pytest.raises(Invalid, match="over"):
        vote(case, manager, "mixed")
    assert not Adjudication.objects.exists()


def test_who_has_not_read_the_claim_has_no_vote(case, project):
    third = make_person(username="third", initials="R3")
    make_member(project=project, person=third, role=Role.REVIEWER)
    with pytest.raises(NotAllowed, match="your own verdict first"):
        vote(case, third, "mixed")


def test_a_vote_needs_a_case_a_label_and_a_reason(case, document, reviewer, second_reviewer):
    for label, reason, why in (("no-such", "x", "no label"), ("mixed", " ", "reason")):
        with pytest.raises(Invalid, match=why):
            vote(case, reviewer, label, reason)
    make_verdict(claim=case, reviewer=second_reviewer, label="supported")
    with pytest.raises(Invalid, match="Nobody disagrees"):
        vote(case, reviewer, "supported")


def test_a_vote_on_a_case_that_changed_is_refused(case, reviewer, second_reviewer):
    before = seen(case)
    make_verdict(claim=case, reviewer=second_reviewer, label="mixed")
    with pytest.raises(Stale, match="since you opened"):
        ballots.vote(actor=reviewer, claim=case, label="mixed", reason="x", seen=before)
    assert not Ballot.objects.exists()


def test_where_an_editor_settles_there_is_no_vote(case, project, reviewer):
    project.policy = {**project.policy, "adjudication": "editor"}
    project.save()
    with pytest.raises(Invalid, match="an editor settles"):
        vote(case, reviewer, "mixed")


def test_an_overtaken_settlement_can_be_voted_on_again(case, reviewer, second_reviewer, editor, manager):
    settle(case, manager, "supported")
    with pytest.raises(Invalid, match="Nobody disagrees"):
        vote(case, editor, "refuted")
    make_verdict(claim=case, reviewer=second_reviewer, label="mixed")
    assert vote(case, editor, "mixed") is None


def test_a_case_that_is_opened_again_is_voted_on_again_by_everybody(client, case, reviewer, second_reviewer, editor):
    assert vote(case, reviewer, "refuted") is None
    vote(case, second_reviewer, "refuted")
    settle(case, editor, "")
    assert queries.tallies(case.document.project, [case], reviewer)[case.pk] == queries.Tally(0, 3, 2, None, (), False)
    client.force_login(reviewer)
    assert "0 of 3 cast, 2 carry" in client.get(f"/documents/{case.document_id}/disagreements/").content.decode()
    assert vote(case, reviewer, "mixed") is None
    with pytest.raises(Invalid, match="have voted"):
        vote(case, reviewer, "supported")
    settled = vote(case, second_reviewer, "mixed")
    assert (settled.label, settled.number, settled.by_vote) == ("mixed", 3, True)
    assert Ballot.objects.count() == 4


def test_a_case_opened_again_and_again_without_a_verdict_is_voted_on_by_everybody_each_time(
    case, reviewer, second_reviewer, editor, manager
):
    for label in ("refuted", "mixed", "unverified"):
        assert vote(case, reviewer, label) is None
        with pytest.raises(Invalid, match="have voted"):
            vote(case, reviewer, label)
        assert vote(case, second_reviewer, label).label == label
        settle(case, editor, "")
    assert list(Ballot.objects.order_by("pk").values_list("round", flat=True)) == [0, 0, 2, 2, 4, 4]
    assert len(set(Ballot.objects.values_list("considered_up_to", flat=True))) == 1
    for person, label in ((reviewer, "supported"), (second_reviewer, "refuted"), (manager, "mixed")):
        assert vote(case, person, label) is None
    with pytest.raises(Invalid, match="over"):
        vote(case, editor, "mixed")
    make_verdict(claim=case, reviewer=second_reviewer, label="unverified")
    assert vote(case, reviewer, "unverified") is None


def test_who_opens_a_case_again_while_the_vote_runs_begins_it_anew(case, reviewer, editor):
    settle(case, editor, "mixed")
    settle(case, editor, "")
    assert vote(case, reviewer, "mixed") is None
    settle(case, editor, "")
    assert vote(case, reviewer, "supported") is None
    tally = queries.tallies(case.document.project, [case], reviewer)[case.pk]
    assert (tally.cast, tally.mine.slug) == (1, "supported")


def test_a_verdict_after_a_reopening_opens_the_vote_anew_too(case, reviewer, second_reviewer, editor, manager):
    settle(case, editor, "refuted")
    settle(case, editor, "")
    assert vote(case, reviewer, "mixed") is None
    make_verdict(claim=case, reviewer=second_reviewer, label="mostly-refuted")
    assert vote(case, manager, "mixed") is None
    assert vote(case, reviewer, "mixed").label == "mixed"


def test_the_page_shows_the_others_votes_once_one_has_voted(client, case, reviewer, editor):
    vote(case, editor, "mixed")
    client.force_login(reviewer)
    address = f"/documents/{case.document_id}/disagreements/"
    page = client.get(address).content.decode()
    assert "1 of 3 cast, 2 carry" in page
    assert "1 for" not in page
    form = {
        "label": "refuted",
        "reason": "Read again.",
        "version": 1,
        "verdict_rows": 2,
        "adjudication": 0,
        "key": "v-1",
    }
    answer = client.post(f"/documents/{case.document_id}/claims/2/vote/", form)
    assert answer.headers["Location"] == address
    page = client.get(address).content.decode()
    assert page.count("1 for") == 2
    assert "You have voted for “Refuted”" in page
