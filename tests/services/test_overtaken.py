"""A settled case in which somebody goes on judging: a like verdict changes nothing, another opens it again."""

import pytest

from annotations.models import Adjudication, Document, Sight
from annotations.queries.panel import claim_case
from annotations.queries.signoff import last_signoff, missing, readiness
from annotations.services import adjudications, signoffs
from annotations.services.adjudications import CaseSeen
from annotations.services.refusals import Stale
from tests.factories import claim_of, make_member, make_person, make_verdict
from tests.scenes import Role, settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def third(project):
    person = make_person(username="third", initials="R3")
    make_member(project=project, person=person, role=Role.REVIEWER)
    return person


@pytest.fixture
def settled(document, reviewer, second_reviewer, editor):
    """Walk (i) up to the settlement: claim 2 supported and refuted, then mixed, and settled as mixed."""
    claim = claim_of(document, 2)
    make_verdict(claim=claim, reviewer=reviewer, label="supported")
    make_verdict(claim=claim, reviewer=second_reviewer, label="refuted")
    seen = CaseSeen(version=claim.version, verdict_rows=2, adjudication=0)
    make_verdict(claim=claim, reviewer=second_reviewer, label="mixed")
    with pytest.raises(Stale):
        adjudications.adjudicate(actor=editor, claim=claim, label="refuted", reason="Both were read.", seen=seen)
    assert not Adjudication.objects.exists()
    settle(claim, editor, "mixed")
    return claim


def case_of(claim, editor):
    return claim_case(claim.document, claim, Sight(editor, sees_all=True))


def sign_off(document, editor):
    now = readiness(document)
    reasons = {kind.code: "Enough for today." for kind in now.missing}
    return signoffs.sign_off(actor=editor, document=document, seen=now.hash, overrides=reasons)


def test_a_settlement_considers_the_verdicts_that_count_when_it_is_made(settled, reviewer, second_reviewer):
    considered = Adjudication.objects.get().considered.order_by("pk")
    assert [(row.reviewer, row.number) for row in considered] == [(reviewer, 1), (second_reviewer, 2)]


def test_a_later_verdict_with_the_settled_label_leaves_it_standing_and_ends_the_signoff(settled, third, editor):
    document = Document.objects.get(pk=settled.document_id)
    sign_off(document, editor)
    make_verdict(claim=settled, reviewer=third, label="mixed")
    case = case_of(settled, editor)
    assert (case.label, case.overtaken, case.is_disagreement) == ("mixed", None, False)
    assert last_signoff(document, sees_all=True).holds is False


def test_a_later_verdict_with_another_label_opens_the_case_and_settles_nothing(settled, third, editor):
    make_verdict(claim=settled, reviewer=third, label="refuted")
    case = case_of(settled, editor)
    assert (case.overtaken.label, case.label) == ("mixed", None)
    kinds = {kind.code: kind.subject for kind in missing(Document.objects.get(pk=settled.document_id))}
    assert kinds["overtaken"] == "2"
    settle(settled, editor, "mixed")
    assert case_of(settled, editor).label == "mixed"
