"""An editor settles; first verdicts stay."""

import pytest

from annotations.models import Adjudication, HistoryEntry, Verdict
from annotations.services.adjudications import CaseSeen, adjudicate
from annotations.services.refusals import Invalid, NotAllowed, Stale
from tests.factories import claim_of, make_verdict
from tests.scenes import settle, withdraw
from tests.visits import everything_stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(document, reviewer, second_reviewer):
    claim = claim_of(document, 2)
    make_verdict(claim=claim, reviewer=reviewer, label="supported")
    make_verdict(claim=claim, reviewer=second_reviewer, label="refuted")
    return claim


def attempt(claim, editor, label="mixed", reason="Both.", version=1, rows=2, last=0):
    return adjudicate(actor=editor, claim=claim, label=label, reason=reason, seen=CaseSeen(version, rows, last))


def test_a_settlement_keeps_what_it_considered(claim, editor):
    settled = attempt(claim, editor)
    assert set(settled.considered.all()) == set(Verdict.objects.filter(claim=claim))
    assert (settled.number, settled.label, settled.basis, settled.scale) == (1, "mixed", claim.basis, "standard-1")
    assert Verdict.objects.count() == 2


def test_withdrawn_and_earlier_verdicts_are_not_considered(claim, editor, reviewer, second_reviewer):
    withdraw(claim, second_reviewer)
    last = make_verdict(claim=claim, reviewer=reviewer, label="mixed")
    assert list(attempt(claim, editor, rows=4).considered.all()) == [last]


REFUSED = [
    ({"label": "nonsense"}, Invalid), ({"reason": " "}, Invalid), ({"version": 2}, Stale), ({"rows": 1}, Stale),
    ({"rows": 3}, Stale), ({"last": 1}, Stale), ({"label": ""}, Invalid),
]  # fmt: skip


@pytest.mark.parametrize(("sent", "refusal"), REFUSED, ids=str)
def test_what_cannot_be_taken_writes_nothing(claim, editor, sent, refusal):
    before = everything_stored()
    with pytest.raises(refusal):
        attempt(claim, editor, **sent)
    assert everything_stored() == before


def test_there_is_nothing_to_settle_where_nobody_judged(document, editor):
    with pytest.raises(Invalid):
        attempt(claim_of(document, 3), editor, rows=0)


def test_who_gave_one_of_the_verdicts_does_not_settle(claim, editor):
    make_verdict(claim=claim, reviewer=editor, label="mixed")
    with pytest.raises(NotAllowed):
        attempt(claim, editor, rows=3)
    assert not Adjudication.objects.exists()


def test_by_policy_who_gave_one_of_the_verdicts_may_settle(claim, editor):
    claim.document.project.policy = {"adjudicator_may_have_read": True}
    claim.document.project.save()
    make_verdict(claim=claim, reviewer=editor, label="mixed")
    assert attempt(claim, editor, rows=3).number == 1


def test_a_case_is_opened_again_with_a_reason(claim, editor):
    attempt(claim, editor)
    with pytest.raises(Invalid):
        attempt(claim, editor, label="", reason="", last=1)
    reopened = attempt(claim, editor, label="", reason="New evidence.", last=1)
    assert (reopened.number, reopened.label, Adjudication.objects.count()) == (2, "", 2)


def test_each_settlement_is_one_entry_that_names_people_by_key(claim, editor, reviewer):
    before = HistoryEntry.objects.count()
    settle(claim, editor, "mixed")
    entry = HistoryEntry.objects.latest("pk")
    assert HistoryEntry.objects.count() == before + 1
    assert (entry.code, entry.content) == ("claim.adjudicated", True)
    assert [str(reviewer.reviewer_key.key), 1] in entry.body["considered"]
    assert "reviewer" not in str(entry.body["considered"])
