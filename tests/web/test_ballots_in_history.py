"""What the history tells of a vote: as little as its tally, until one has voted oneself or the vote is over."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.models import HistoryEntry, Sight
from annotations.queries.history import entries_of, entries_visible_to
from annotations.services import ballots
from annotations.services.adjudications import CaseSeen
from tests.factories import claim_of, make_verdict
from tests.scenes import settle

pytestmark = pytest.mark.django_db
REASON = "The ledger of 1932 says so."


@pytest.fixture
def case(project, document, reviewer, second_reviewer):
    """A claim that two reviewers label differently, where two votes of at most three carry."""
    project.policy = {**project.policy, "adjudication": "vote", "quorum": 3, "carry": 2}
    project.save()
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="supported")
    make_verdict(claim=claim_of(document, 2), reviewer=second_reviewer, label="refuted")
    return claim_of(document, 2)


def vote(claim, person, label, reason="I think so."):
    claim = type(claim).objects.get(pk=claim.pk)
    seen = CaseSeen(claim.version, claim.verdicts.count(), claim.adjudications.count())
    ballots.vote(actor=person, claim=claim, label=label, reason=reason, seen=seen)


def told(person, document, *, sees_all=False):
    """Whose ballots the history tells somebody of."""
    document.project.refresh_from_db()
    rows = entries_of(document, Sight(person, sees_all)).filter(code="claim.ballot_cast")
    assert {row.actor_id for row in rows if row.body} == {
        row.actor_id for row in entries_visible_to(person).filter(code="claim.ballot_cast") if row.body
    }
    return [row.actor.username for row in reversed(rows) if row.body]


def addresses_of(document):
    return [
        reverse("web:document-history", args=[document.pk]),
        *(reverse("web:history-download", args=[document.pk, kind]) for kind in ("json", "csv")),
        reverse("api:document-history", args=[document.pk]),
        reverse("web:report-download", args=[document.pk, "json"]),
    ]


def pages_that_say(person, document, words):
    client = Client()
    client.force_login(person)
    found = []
    for address in addresses_of(document):
        answer = client.get(address)
        assert answer.status_code == 200, address
        content = answer.getvalue().decode()
        if words in content or json.dumps(words)[1:-1] in content:
            found.append(address)
    return found


def test_nothing_tells_how_others_voted_before_one_has_voted_too(case, document, reviewer, second_reviewer):
    vote(case, reviewer, "mixed", REASON)
    assert pages_that_say(second_reviewer, document, REASON) == []
    vote(case, second_reviewer, "refuted")
    _page, *files = addresses_of(document)
    assert pages_that_say(second_reviewer, document, REASON) == files


def test_that_somebody_voted_is_told_and_ones_own_ballot_too(case, document, reviewer, second_reviewer):
    vote(case, reviewer, "mixed")
    (entry,) = entries_of(document, Sight(second_reviewer, sees_all=False)).filter(code="claim.ballot_cast")
    assert (entry.actor, entry.body, entry.withheld) == (reviewer, None, True)
    assert HistoryEntry.objects.get(pk=entry.pk).body["label"] == "mixed"
    assert told(reviewer, document) == [reviewer.username]


def test_who_sees_all_has_to_vote_as_well(case, document, reviewer, editor):
    vote(case, reviewer, "mixed")
    assert told(editor, document, sees_all=True) == []
    vote(case, editor, "refuted")
    assert told(editor, document, sees_all=True) == [reviewer.username, editor.username]
    assert len(entries_of(document, Sight(editor, sees_all=True), ballots=True)) == document.history.count()


def test_a_case_that_was_settled_tells_all_and_one_that_is_opened_again_nothing_new(
    case, document, reviewer, second_reviewer, editor
):
    vote(case, reviewer, "mixed")
    settle(case, editor, "mixed")
    assert told(second_reviewer, document) == [reviewer.username]
    settle(case, editor, "")
    vote(case, second_reviewer, "mixed")
    assert told(editor, document, sees_all=True) == [reviewer.username]
    assert told(reviewer, document) == [reviewer.username]


def test_a_later_verdict_ends_what_was_voted_and_asks_for_a_new_ballot(case, document, reviewer, second_reviewer):
    vote(case, reviewer, "mixed")
    make_verdict(claim=case, reviewer=second_reviewer, label="unverified")
    assert told(second_reviewer, document) == [reviewer.username]
    vote(case, second_reviewer, "mixed")
    assert told(reviewer, document) == [reviewer.username]


def test_a_vote_in_which_nobody_is_left_to_vote_tells_all(case, project, document, reviewer, second_reviewer, editor):
    project.policy = {**project.policy, "quorum": 2}
    project.save()
    vote(case, reviewer, "mixed")
    vote(case, second_reviewer, "refuted")
    document.project.refresh_from_db()
    rows = entries_of(document, Sight(editor, sees_all=True)).filter(code="claim.ballot_cast")
    assert [row.body["label"] for row in rows] == ["refuted", "mixed"]


def test_another_case_opens_nothing_and_all_is_asked_for_at_once(case, document, reviewer, second_reviewer):
    for person, label in ((reviewer, "supported"), (second_reviewer, "refuted")):
        make_verdict(claim=claim_of(document, 3), reviewer=person, label=label)
    vote(case, reviewer, "mixed")
    vote(claim_of(document, 3), second_reviewer, "mixed")
    with CaptureQueriesContext(connection) as asked:
        rows = list(entries_of(document, Sight(second_reviewer, sees_all=False)).filter(code="claim.ballot_cast"))
    assert [(row.claim.serial, row.body is None) for row in rows] == [(3, False), (2, True)]
    assert len(asked) == 1
