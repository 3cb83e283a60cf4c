"""Verdicts: given, changed, taken back; never edited, never lost."""

import pytest

from annotations.models import Claim, HistoryEntry, Lineage, Verdict
from annotations.services import verdicts
from annotations.services.refusals import Invalid, Stale, Superseded
from annotations.services.structure import move_boundary
from annotations.services.verdicts import Judgement, record_verdict
from tests.factories import claim_of, make_note, make_verdict
from tests.scenes import settle, withdraw
from tests.visits import everything_stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(document):
    return claim_of(document, 2)


def give(claim, reviewer, *, version=1, own_number=0, **judgement):
    judgement.setdefault("label", "supported")
    return record_verdict(
        actor=reviewer, claim=claim, judgement=Judgement(**judgement), version=version, own_number=own_number
    )


def test_a_verdict_keeps_everything_that_was_said(claim, reviewer):
    given = give(
        claim, reviewer, label="mixed", rationale="Partly.", tags=("misquote",), action="must", proposed_wording="Else."
    )
    kept = Verdict.objects.get(pk=given.pk)
    assert (kept.label, kept.rationale, kept.tags, kept.action, kept.proposed_wording) == (
        "mixed", "Partly.", ["misquote"], "must", "Else.",
    )  # fmt: skip
    assert (kept.number, kept.scale, kept.basis, kept.revision) == (
        1,
        "standard-1",
        claim.basis,
        claim.document.current,
    )
    assert kept.wording == claim.basis


def test_a_change_of_mind_is_the_next_row(claim, reviewer):
    give(claim, reviewer)
    give(claim, reviewer, label="refuted", own_number=1)
    assert list(Verdict.objects.order_by("number").values_list("number", "label")) == [(1, "supported"), (2, "refuted")]


def test_a_withdrawn_verdict_stays_in_the_history(claim, reviewer):
    give(claim, reviewer)
    withdraw(claim, reviewer)
    assert list(Verdict.objects.order_by("number").values_list("label", flat=True)) == ["supported", ""]
    codes = HistoryEntry.objects.filter(claim=claim).order_by("number").values_list("code", flat=True)
    assert list(codes) == ["verdict.recorded", "verdict.withdrawn"]


def test_a_verdict_changes_no_row_of_the_claim(claim, reviewer):
    before = Claim.objects.filter(pk=claim.pk).values().get()
    give(claim, reviewer)
    assert Claim.objects.filter(pk=claim.pk).values().get() == before


REFUSED = [
    ({"label": "nonsense"}, Invalid),
    ({"label": "OK"}, Invalid),
    ({"tags": ("nonsense",)}, Invalid),
    ({"action": "nonsense"}, Invalid),
    ({"rationale": "x" * 20_001}, Invalid),
    ({"proposed_wording": "x" * 20_001}, Invalid),
    ({"label": ""}, Invalid),
    ({"version": 2}, Stale),
    ({"version": 0}, Stale),
    ({"own_number": 1}, Stale),
]


@pytest.mark.parametrize(("sent", "refusal"), REFUSED, ids=lambda value: str(value)[:40])
def test_what_cannot_be_taken_writes_nothing(claim, reviewer, sent, refusal):
    before = everything_stored()
    with pytest.raises(refusal):
        give(claim, reviewer, **sent)
    assert everything_stored() == before


def test_a_rationale_may_have_20_000_characters(claim, reviewer):
    assert len(give(claim, reviewer, rationale="x" * 20_000).rationale) == 20_000


def test_the_second_tab_of_one_reviewer_is_told(claim, reviewer):
    give(claim, reviewer)
    with pytest.raises(Stale) as told:
        give(claim, reviewer, label="refuted")
    assert told.value.code == "own_verdict_changed"


def test_a_form_from_before_a_moved_boundary_is_told(claim, reviewer, editor):
    move_boundary(actor=editor, claim=claim, words=1, version=1)
    with pytest.raises(Stale) as told:
        give(claim, reviewer)
    assert told.value.code == "claim_changed"


def test_a_late_verdict_on_a_retired_claim_names_the_successors(claim, reviewer, document):
    """As a split leaves it: the old placement closed, two new claims on its span."""
    old = document.current.placements.live().get(claim=claim)
    now = "2026-01-01T00:00Z"
    document.current.placements.filter(pk=old.pk).update(closed_at=now)
    Claim.objects.filter(pk=claim.pk).update(retired_at=now)
    cut = old.text.index(" ")
    for serial, start, text in ((7, old.start, old.text[:cut]), (8, old.start + cut + 1, old.text[cut + 1 :])):
        child = document.claims.create(serial=serial, basis="b")
        Lineage.objects.create(ancestor=claim, descendant=child, kind="split", revision=document.current)
        document.current.placements.create(
            claim=child, start=start, end=start + len(text), text=text, number=2, kind="sentence", rule="split",
            wording="b", gap="",
        )  # fmt: skip
    before = everything_stored()
    with pytest.raises(Superseded) as told:
        give(claim, reviewer)
    assert [(s.serial, s.start, s.end) for s in told.value.successors] == [
        (7, old.start, old.start + cut), (8, old.start + cut + 1, old.end),
    ]  # fmt: skip
    assert everything_stored() == before


def test_who_saw_nothing_judged_blind(claim, reviewer, second_reviewer):
    assert give(claim, reviewer).blind
    assert give(claim, second_reviewer, label="refuted").blind


def test_only_the_first_verdict_can_be_blind(claim, reviewer):
    give(claim, reviewer)
    assert not give(claim, reviewer, own_number=1).blind


def test_who_sees_all_is_blind_only_on_what_nobody_touched(claim, reviewer, editor, document):
    assert give(claim_of(document, 3), editor).blind
    give(claim, reviewer)
    assert not give(claim, editor).blind


def test_a_note_of_another_that_was_visible_ends_blindness(document, editor, reviewer, claim):
    make_note(document=document, claim=claim, author=reviewer)
    assert not give(claim, editor).blind


def test_who_read_a_relative_is_not_blind(claim, document, reviewer):
    Lineage.objects.create(ancestor=claim, descendant=claim_of(document, 3), kind="split", revision=document.current)
    give(claim, reviewer)
    assert not give(claim_of(document, 3), reviewer).blind


def test_without_the_policy_nobody_is_blind_after_the_first(claim, reviewer, second_reviewer):
    claim.document.project.policy = {"blind": False}
    claim.document.project.save()
    give(claim, reviewer)
    assert not give(claim, second_reviewer).blind


def test_suggestions_are_accepted_in_one_s_own_name_and_only_once(document, reviewer, second_reviewer):
    assert verdicts.accept_suggestions(actor=reviewer, document=document) == 1
    assert verdicts.accept_suggestions(actor=reviewer, document=document) == 0
    assert verdicts.accept_suggestions(actor=second_reviewer, document=document) == 1
    given = Verdict.objects.order_by("pk").values_list("claim__serial", "label", "reviewer__username", "blind")
    assert list(given) == [(1, "not-a-claim", "reviewer", True), (1, "not-a-claim", "second-reviewer", True)]


def test_accepting_suggestions_is_one_entry(document, reviewer):
    before = HistoryEntry.objects.count()
    verdicts.accept_suggestions(actor=reviewer, document=document)
    verdicts.accept_suggestions(actor=reviewer, document=document)
    assert HistoryEntry.objects.count() == before + 1


def test_who_has_judged_a_heading_keeps_their_verdict(document, reviewer):
    make_verdict(claim=claim_of(document, 1), reviewer=reviewer, label="question")
    assert verdicts.accept_suggestions(actor=reviewer, document=document) == 0


def test_a_settled_case_still_takes_verdicts(claim, reviewer, second_reviewer, editor):
    give(claim, reviewer)
    settle(claim, editor, "mixed")
    assert give(claim, second_reviewer, label="refuted").number == 1


def test_an_override_of_parts_needs_a_reason(claim, reviewer, document):
    document.claims.create(serial=7, parent=claim, own_wording="It was opened.", basis="b")
    with pytest.raises(Invalid) as told:
        give(claim, reviewer)
    assert told.value.code == "override_without_reason"
    assert give(claim, reviewer, rationale="All of it.").override
