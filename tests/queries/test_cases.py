"""What the rows about a claim add up to: current, stale, disagreement, settled, overtaken."""

import pytest

from annotations.models import Claim, Role, Sight, Verdict
from annotations.queries.panel import claim_case
from annotations.services.adjudications import CaseSeen, adjudicate
from annotations.services.projects import change_project
from annotations.services.refusals import Stale
from annotations.services.structure import move_boundary
from tests.factories import claim_of, make_member, make_person, make_verdict
from tests.scenes import settle, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(document):
    return claim_of(document, 2)


def case(claim, editor):
    claim = Claim.objects.select_related("document__project").get(pk=claim.pk)
    return claim_case(claim.document, claim, Sight(editor, sees_all=True))


def held(verdicts):
    return sorted((verdict.reviewer.username, verdict.label) for verdict in verdicts)


def test_a_claim_without_verdicts_has_no_label(claim, editor):
    empty = case(claim, editor)
    assert (empty.label, empty.is_disagreement, empty.current, empty.stale) == (None, False, (), ())


def test_one_verdict_is_the_label(claim, reviewer, editor):
    make_verdict(claim=claim, reviewer=reviewer, label="refuted")
    assert case(claim, editor).label == "refuted"


def test_the_last_verdict_of_a_reviewer_is_the_current_one(claim, reviewer, editor):
    make_verdict(claim=claim, reviewer=reviewer, label="refuted")
    make_verdict(claim=claim, reviewer=reviewer, label="mixed")
    found = case(claim, editor)
    assert held(found.current) == [("reviewer", "mixed")]
    assert len(found.verdicts) == 2
    assert held(Verdict.objects.current()) == held(found.current)


def test_two_labels_are_a_disagreement_without_a_label(claim, reviewer, second_reviewer, editor):
    make_verdict(claim=claim, reviewer=reviewer, label="supported")
    make_verdict(claim=claim, reviewer=second_reviewer, label="refuted")
    found = case(claim, editor)
    assert (found.label, found.is_disagreement, found.labels) == (None, True, {"supported", "refuted"})


def test_two_equal_labels_are_none(claim, reviewer, second_reviewer, editor):
    make_verdict(claim=claim, reviewer=reviewer, label="supported")
    make_verdict(claim=claim, reviewer=second_reviewer, label="supported")
    assert (case(claim, editor).label, case(claim, editor).is_disagreement) == ("supported", False)


def test_who_withdrew_holds_nothing_and_is_not_stale(claim, reviewer, second_reviewer, editor):
    make_verdict(claim=claim, reviewer=reviewer, label="supported")
    make_verdict(claim=claim, reviewer=second_reviewer, label="refuted")
    withdraw(claim, second_reviewer)
    found = case(claim, editor)
    assert (found.label, held(found.current), found.stale) == ("supported", [("reviewer", "supported")], ())


def test_a_moved_boundary_makes_verdicts_stale_and_moving_it_back_makes_them_current(claim, reviewer, editor):
    make_verdict(claim=claim, reviewer=reviewer, label="supported")
    move_boundary(actor=editor, claim=claim, words=1, version=1)
    moved = case(claim, editor)
    assert (held(moved.stale), moved.current, moved.label) == ([("reviewer", "supported")], (), None)
    move_boundary(actor=editor, claim=claim, words=-1, version=2)
    back = case(claim, editor)
    assert (held(back.current), back.stale, back.label) == ([("reviewer", "supported")], (), "supported")
    assert Verdict.objects.count() == 1


def test_who_judged_both_wordings_holds_on_each_what_they_said_of_it(claim, reviewer, editor):
    make_verdict(claim=claim, reviewer=reviewer, label="supported")
    move_boundary(actor=editor, claim=claim, words=1, version=1)
    make_verdict(claim=claim, reviewer=reviewer, label="refuted")
    assert case(claim, editor).label == "refuted"
    move_boundary(actor=editor, claim=claim, words=-1, version=2)
    found = case(claim, editor)
    assert (held(found.current), found.stale) == ([("reviewer", "supported")], ())
    assert held(Verdict.objects.current()) == [("reviewer", "supported")]


def test_verdicts_of_another_scale_are_stale(claim, reviewer, editor, manager):
    make_verdict(claim=claim, reviewer=reviewer, label="supported")
    project = claim.document.project
    change_project(actor=manager, project=project, version=project.version, changes={"scale": "fever-1"})
    found = case(claim, editor)
    assert (held(found.stale), found.label) == ([("reviewer", "supported")], None)
    assert not Verdict.objects.current().exists()


def test_a_settled_label_stands_over_those_that_were_considered(claim, reviewer, second_reviewer, editor):
    make_verdict(claim=claim, reviewer=reviewer, label="supported")
    make_verdict(claim=claim, reviewer=second_reviewer, label="refuted")
    settled = settle(claim, editor, "mixed")
    found = case(claim, editor)
    assert (found.settled, found.overtaken, found.label, found.is_disagreement) == (settled, None, "mixed", False)


@pytest.fixture
def settled(claim, reviewer, second_reviewer, editor):
    """Walk (i): A supported, B mixed after a change of mind, settled as mixed."""
    make_verdict(claim=claim, reviewer=reviewer, label="supported")
    make_verdict(claim=claim, reviewer=second_reviewer, label="refuted")
    make_verdict(claim=claim, reviewer=second_reviewer, label="mixed")
    return settle(claim, editor, "mixed")


@pytest.fixture
def third(project):
    person = make_person(username="third-reviewer")
    make_member(project=project, person=person, role=Role.REVIEWER)
    return person


def test_a_later_verdict_that_agrees_leaves_it_standing(claim, settled, third, editor):
    make_verdict(claim=claim, reviewer=third, label="mixed")
    assert case(claim, editor).settled == settled


def test_a_later_verdict_that_differs_opens_the_case_again(claim, settled, third, editor):
    make_verdict(claim=claim, reviewer=third, label="refuted")
    found = case(claim, editor)
    assert (found.settled, found.overtaken, found.is_disagreement, found.label) == (None, settled, True, None)


def test_a_considered_reviewer_who_comes_round_leaves_it_standing(claim, settled, reviewer, editor):
    make_verdict(claim=claim, reviewer=reviewer, label="mixed")
    assert case(claim, editor).settled == settled


def test_an_overtaken_case_that_all_agree_on_is_still_overtaken(claim, settled, reviewer, second_reviewer, editor):
    for person in (reviewer, second_reviewer):
        make_verdict(claim=claim, reviewer=person, label="refuted")
    found = case(claim, editor)
    assert (found.settled, found.overtaken, found.label) == (None, settled, "refuted")


def test_the_next_adjudication_may_repeat_the_label(claim, settled, third, editor):
    make_verdict(claim=claim, reviewer=third, label="refuted")
    again = settle(claim, editor, "mixed", reason="Read again.")
    assert (again.number, case(claim, editor).settled) == (2, again)


def test_another_wording_overtakes_and_the_old_wording_restores(claim, settled, editor):
    move_boundary(actor=editor, claim=claim, words=1, version=1)
    assert case(claim, editor).overtaken == settled
    move_boundary(actor=editor, claim=claim, words=-1, version=2)
    assert case(claim, editor).settled == settled


def test_a_reopened_case_is_neither_settled_nor_overtaken(claim, settled, editor):
    settle(claim, editor, "", reason="New evidence.")
    found = case(claim, editor)
    assert (found.settled, found.overtaken, found.is_disagreement) == (None, None, True)


def test_an_editor_who_saw_less_is_refused(claim, reviewer, second_reviewer, editor):
    """Walk (i): B changes to mixed between the editor's look and the editor's answer."""
    make_verdict(claim=claim, reviewer=reviewer, label="supported")
    make_verdict(claim=claim, reviewer=second_reviewer, label="refuted")
    before = case(claim, editor)
    make_verdict(claim=claim, reviewer=second_reviewer, label="mixed")
    with pytest.raises(Stale):
        seen_less(claim, editor, rows=len(before.verdicts))


def seen_less(claim, editor, rows):
    from_before = {"version": 1, "verdict_rows": rows, "adjudication": 0}
    return adjudicate(actor=editor, claim=claim, label="mixed", reason="Both.", seen=CaseSeen(**from_before))
