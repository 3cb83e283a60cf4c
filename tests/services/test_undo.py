"""Undo and redo: one's own acts, the last one first, whatever they were; never over what others built on them."""

import pytest
from django.db.models import Q

from annotations.models import Adjudication, Citation, Claim, HistoryEntry, Note, Sight, Verdict
from annotations.queries.panel import claim_case
from annotations.queries.relatives import relatives_of
from annotations.queries.states import claim_states
from annotations.queries.undo import stacks_of
from annotations.services import citations, notes, verdicts
from annotations.services import undo as undoing
from annotations.services.locks import successors_of
from annotations.services.refusals import Blocked, Invalid, Stale, Superseded, Unconfirmed
from annotations.services.taking import Take
from tests.factories import claim_of, make_citation, make_note, make_verdict
from tests.repairs import live, merge, move, numbers, redo, split, texts, undo
from tests.scenes import settle, withdraw
from tests.visits import everything_stored

pytestmark = pytest.mark.django_db


def state(document, user, serial):
    """What this person sees of a claim: label, whether it is settled, stale, theirs."""
    return next(row for row in claim_states(document, Sight(user, sees_all=True)) if row.serial == serial)


def held(claim, reviewer):
    """What the reviewer holds of the claim now, in words."""
    case = claim_case(claim.document, Claim.objects.get(pk=claim.pk), Sight(reviewer, sees_all=True))
    now, last = case.current_of(reviewer.pk), case.last_of(reviewer.pk)
    return (now.label, now.rationale, now.tags) if now else "stale" if last and last.label else "nothing"


def test_walk_b_split_votes_undo_and_everything_comes_back(document, editor, reviewer, second_reviewer):
    """E splits, B and C vote on the halves; E undoes, B is late; a split by hand brings all of it back."""
    before = numbers(document), texts(document)
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    left, right = split(document, editor, 2, "opened")
    make_verdict(claim=left, reviewer=reviewer, label="refuted")
    make_verdict(claim=right, reviewer=second_reviewer, label="mixed")
    with pytest.raises(Unconfirmed) as told:
        undo(document, editor)
    assert told.value.message.startswith("2 verdicts by R1 and R2 would leave the page")
    assert undo(document, editor, confirm=True).claim.serial == 2
    assert (numbers(document), texts(document)) == before
    assert held(claim_of(document, 2), reviewer)[0] == "supported"
    with pytest.raises(Superseded) as late:
        make_verdict(claim=left, reviewer=reviewer, label="opinion")
    assert [(row.serial, row.start, row.end) for row in late.value.successors] == [(2, 22, 52)]
    again = split(document, second_reviewer, 2, "opened")
    assert again == (left, right)
    assert (held(left, reviewer)[0], held(right, second_reviewer)[0]) == ("refuted", "mixed")
    assert Verdict.objects.count() == 3


def test_walk_b_redo_finds_the_halves_again(document, editor, reviewer):
    left, right = split(document, editor, 2, "opened")
    make_verdict(claim=left, reviewer=reviewer, label="refuted")
    undo(document, editor, confirm=True)
    assert redo(document, editor).claim == left
    assert [place.claim for place in live(document)][1:3] == [left, right]
    assert held(left, reviewer)[0] == "refuted"


def test_walk_c_merge_and_undo(document, editor, reviewer, second_reviewer, manager):
    for serial, person, label in ((2, reviewer, "refuted"), (3, reviewer, "supported"), (3, second_reviewer, "mixed")):
        make_verdict(claim=claim_of(document, serial), reviewer=person, label=label)
    merged = merge(document, editor, 2, 3)
    assert (merged.serial, numbers(document)[1]) == (7, "2")
    assert not Verdict.objects.current().filter(claim=merged).exists()
    with pytest.raises(Superseded) as late:
        make_verdict(claim=claim_of(document, 3), reviewer=manager)
    assert [row.serial for row in late.value.successors] == [7]
    undo(document, editor)
    assert held(claim_of(document, 2), reviewer)[0] == "refuted"
    assert held(claim_of(document, 3), reviewer)[0] == "supported"
    assert held(claim_of(document, 3), second_reviewer)[0] == "mixed"
    assert Verdict.objects.count() == 3
    assert successors_of(merged)[0].serial == 2


def test_walk_c_in_its_letters(document, editor, reviewer, second_reviewer, manager):
    """Three verdicts and a citation on two sentences, merged with the citation taken over and both kept as parts."""
    for serial, person, label in ((2, reviewer, "refuted"), (3, reviewer, "supported"), (3, second_reviewer, "mixed")):
        make_verdict(claim=claim_of(document, serial), reviewer=person, label=label)
    cited = make_citation(claim=claim_of(document, 2), actor=reviewer)
    merged = merge(document, editor, 2, 3, Take(citations={cited.pk: (0,)}, as_parts=True))
    place = next(place for place in live(document) if place.claim == merged)
    assert (place.shown_number, place.start, place.text) == (
        "2", 22, "The bridge was opened in 1931. It is the longest bridge in the county.",
    )  # fmt: skip
    parts = Claim.objects.filter(parent=merged, retired_at=None).order_by("serial")
    assert [(part.serial, part.own_wording) for part in parts] == [
        (8, "The bridge was opened in 1931."), (9, "It is the longest bridge in the county."),
    ]  # fmt: skip
    assert not Verdict.objects.current().filter(Q(claim=merged) | Q(claim__in=parts)).exists()
    assert merged.citations.get().origin == cited
    seen = relatives_of(merged, Sight(editor, sees_all=True))
    assert [(row.number, row.kind, row.verdicts) for row in seen if row.is_ancestor and row.kind != "part"] == [
        ("2", "merged", 1), ("3", "merged", 2),
    ]  # fmt: skip
    with pytest.raises(Superseded) as late:
        make_verdict(claim=claim_of(document, 3), reviewer=manager)
    assert [row.serial for row in late.value.successors] == [merged.serial]
    undo(document, editor)
    assert [held(claim_of(document, serial), person)[0] for serial, person in (
        (2, reviewer), (3, reviewer), (3, second_reviewer)
    )] == ["refuted", "supported", "mixed"]  # fmt: skip
    assert Verdict.objects.count() == 3


def test_walk_d_a_boundary_moved_twice_and_back_rewrites_nothing(document, editor, reviewer):
    for serial in (2, 3):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer)
    before, bases = texts(document), {serial: claim_of(document, serial).basis for serial in (2, 3)}
    move(document, editor, 2, 1)
    move(document, editor, 2, 1)
    assert texts(document)[2] == "The bridge was opened in 1931. It is"
    assert held(claim_of(document, 3), reviewer) == "stale"
    with pytest.raises(Stale) as late:
        make_verdict_on_version(claim_of(document, 3), reviewer, 1)
    assert late.value.code == "claim_changed"
    undo(document, editor)
    undo(document, editor)
    assert texts(document) == before
    assert {serial: claim_of(document, serial).basis for serial in (2, 3)} == bases
    assert Verdict.objects.count() == 2
    assert held(claim_of(document, 3), reviewer)[0] == "supported"
    assert [place.rule for place in live(document)][1:3] == ["sentence-end", "sentence-end"]


def make_verdict_on_version(claim, reviewer, version):
    judgement = verdicts.Judgement(label="mixed")
    return verdicts.record_verdict(actor=reviewer, claim=claim, judgement=judgement, version=version, own_number=1)


def test_others_verdicts_on_a_moved_wording_are_asked_about(document, editor, reviewer):
    move(document, editor, 2, 1)
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    with pytest.raises(Unconfirmed):
        undo(document, editor)
    undo(document, editor, confirm=True)
    assert held(claim_of(document, 2), reviewer) == "stale"
    redo(document, editor)
    assert held(claim_of(document, 2), reviewer)[0] == "supported"


def test_a_first_verdict_is_undone_by_withdrawing_and_redone_by_restating(document, reviewer):
    claim = claim_of(document, 2)
    make_verdict(claim=claim, reviewer=reviewer, rationale="Read.", tags=("misquote",))
    undo(document, reviewer)
    assert held(claim, reviewer) == "nothing"
    redo(document, reviewer)
    assert held(claim, reviewer) == ("supported", "Read.", ["misquote"])
    undo(document, reviewer)
    assert held(claim, reviewer) == "nothing"
    assert [row.number for row in Verdict.objects.order_by("number")] == [1, 2, 3, 4]
    assert list(Verdict.objects.order_by("number").values_list("blind", flat=True)) == [True, False, False, False]


def test_a_change_of_mind_is_undone_by_restating_what_was_held_before(document, reviewer):
    claim = claim_of(document, 2)
    make_verdict(claim=claim, reviewer=reviewer, label="mixed", rationale="At first.")
    make_verdict(claim=claim, reviewer=reviewer, label="refuted", rationale="Then.")
    undo(document, reviewer)
    assert held(claim, reviewer)[:2] == ("mixed", "At first.")
    undo(document, reviewer)
    assert held(claim, reviewer) == "nothing"
    redo(document, reviewer)
    redo(document, reviewer)
    assert held(claim, reviewer)[:2] == ("refuted", "Then.")


def test_a_withdrawal_is_undone(document, reviewer):
    claim = claim_of(document, 2)
    make_verdict(claim=claim, reviewer=reviewer, label="mixed")
    withdraw(claim, reviewer)
    undo(document, reviewer)
    assert held(claim, reviewer)[0] == "mixed"


def test_a_verdict_on_a_new_wording_is_undone_to_the_stale_one_on_the_old(document, editor, reviewer):
    claim = claim_of(document, 2)
    make_verdict(claim=claim, reviewer=reviewer, label="mixed")
    move(document, editor, 2, 1)
    make_verdict(claim=claim, reviewer=reviewer, label="refuted")
    undo(document, reviewer)
    assert held(claim, reviewer) == "stale"
    redo(document, reviewer)
    assert held(claim, reviewer)[0] == "refuted"
    undo(document, reviewer)
    undo(document, editor, confirm=True)
    assert held(claim, reviewer)[0] == "mixed"


def test_a_settlement_that_considered_a_verdict_stands_when_that_is_restated(
    document, editor, reviewer, second_reviewer
):
    claim = claim_of(document, 2)
    make_verdict(claim=claim, reviewer=reviewer, label="supported")
    make_verdict(claim=claim, reviewer=second_reviewer, label="refuted")
    settle(claim, editor, "supported")
    make_verdict(claim=claim, reviewer=second_reviewer, label="mixed")
    assert state(document, editor, 2).overtaken
    undo(document, second_reviewer)
    assert state(document, editor, 2).settled
    assert claim_case(document, claim, Sight(editor, sees_all=True)).settled == Adjudication.objects.get()
    redo(document, second_reviewer)
    assert state(document, editor, 2).overtaken


def test_suggestions_are_taken_back_and_accepted_again_together(document, reviewer):
    verdicts.accept_suggestions(actor=reviewer, document=document)
    assert undo(document, reviewer).claim is None
    assert held(claim_of(document, 1), reviewer) == "nothing"
    redo(document, reviewer)
    assert held(claim_of(document, 1), reviewer)[0] == "not-a-claim"


def use_of(citation):
    citation.refresh_from_db()
    return citation.stance, citation.quote, citation.translation, citation.withdrawn_at is None


def test_citations_added_changed_and_withdrawn_are_undone_and_redone(document, reviewer):
    citation = make_citation(claim=claim_of(document, 2), actor=reviewer, quote="One.", translation="Un.")
    use = citations.Use(stance="refutes", quote="Another.", translation="Un autre.")
    citations.change_citation(actor=reviewer, citation=citation, use=use, version=1)
    citations.withdraw_citation(actor=reviewer, citation=citation, version=2)
    seen = []
    for _ in range(3):
        undo(document, reviewer)
        seen.append(use_of(citation))
    first, second = ("supports", "One.", "Un."), ("refutes", "Another.", "Un autre.")
    assert seen == [(*second, True), (*first, True), (*first, False)]
    for _ in range(3):
        redo(document, reviewer)
        seen.append(use_of(citation))
    assert seen[3:] == [(*first, True), (*second, True), (*second, False)]
    assert Citation.objects.count() == 1


def test_notes_written_answered_resolved_and_taken_back_are_undone_and_redone(document, reviewer, editor):
    note = make_note(document=document, claim=claim_of(document, 2), author=editor)
    answer = notes.reply(actor=reviewer, note=note, text="Yes.")
    notes.resolve(actor=reviewer, note=note, version=1)
    own = make_note(document=document, author=reviewer)
    notes.withdraw_note(actor=reviewer, note=own, version=1)

    def seen():
        for row in (note, answer, own):
            row.refresh_from_db()
        return own.withdrawn_at is None, note.resolved_by == reviewer, answer.withdrawn_at is None

    history = [seen()]
    for _ in range(4):
        undo(document, reviewer)
        history.append(seen())
    assert history == [
        (False, True, True), (True, True, True), (False, True, True), (False, False, True), (False, False, False),
    ]  # fmt: skip
    for expected in reversed(history[:-1]):
        redo(document, reviewer)
        assert seen() == expected


def test_a_thread_opened_again_is_resolved_by_who_had_resolved_it(document, reviewer, editor):
    note = make_note(document=document, claim=claim_of(document, 2), author=editor)
    notes.resolve(actor=editor, note=note, version=1)
    notes.reopen(actor=reviewer, note=note, version=2)
    undo(document, reviewer)
    assert Note.objects.get().resolved_by == editor


def test_a_thread_resolved_or_opened_twice_is_after_an_undo_what_it_was_before(document, reviewer, editor):
    note = make_note(document=document, author=reviewer)
    notes.reopen(actor=reviewer, note=note, version=1)
    undo(document, reviewer)
    assert Note.objects.get().resolved_by is None
    notes.resolve(actor=editor, note=note, version=3)
    notes.resolve(actor=reviewer, note=note, version=4)
    undo(document, reviewer)
    assert Note.objects.get().resolved_by == editor
    redo(document, reviewer)
    assert Note.objects.get().resolved_by == reviewer


def test_one_s_own_stack_holds_one_s_own_acts_alone(document, reviewer, editor):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    split(document, editor, 3, "longest")
    undo(document, reviewer)
    assert (held(claim_of(document, 2), reviewer), numbers(document)[2:4]) == ("nothing", ["3", "3a"])
    assert stacks_of(document, reviewer).undo is None
    assert stacks_of(document, editor).undo.code == "claim.split"


def test_a_new_act_clears_what_could_be_done_again(document, reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    undo(document, reviewer)
    assert stacks_of(document, reviewer).redo
    make_note(document=document, author=reviewer)
    assert stacks_of(document, reviewer).redo is None
    with pytest.raises(Invalid) as told:
        redo(document, reviewer)
    assert told.value.code == "nothing_to_redo"


def test_import_settlements_and_details_are_not_undone(document, manager, reviewer, editor):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    settle(claim_of(document, 2), editor, "mixed")
    for person in (manager, editor):
        with pytest.raises(Invalid) as told:
            undo(document, person)
        assert told.value.code == "nothing_to_undo"


def test_an_undo_names_the_entry_that_was_seen(document, reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    seen = stacks_of(document, reviewer).undo.number
    make_verdict(claim=claim_of(document, 3), reviewer=reviewer)
    before = everything_stored()
    with pytest.raises(Stale) as told:
        undoing.undo(actor=reviewer, document=document, seen=seen)
    assert told.value.code == "undo_changed"
    assert everything_stored() == before


def test_an_undo_is_an_entry_that_says_what_it_takes_back(document, editor):
    split(document, editor, 2, "opened")
    act = HistoryEntry.objects.latest("pk")
    undo(document, editor)
    taken = HistoryEntry.objects.latest("pk")
    assert (taken.undoes, taken.code, taken.body["way"], taken.subject) == (
        act, "claim.split", "undo", "claims 2, 2a → 2",
    )  # fmt: skip
    redo(document, editor)
    again = HistoryEntry.objects.latest("pk")
    assert (again.undoes, again.body["way"], again.body["act"]) == (taken, "redo", "claim.split")


BUILT_ON = {
    "split": lambda document, editor, left: split(document, editor, left.serial, "bridge"),
    "merge": lambda document, editor, left: merge(document, editor, 1, left.serial),
    "move": lambda document, editor, left: move(document, editor, left.serial, -1),
}


@pytest.mark.parametrize("act", BUILT_ON)
def test_what_another_built_on_it_blocks_an_undo_and_is_named(document, reviewer, editor, act):
    left, _ = split(document, reviewer, 2, "opened")
    BUILT_ON[act](document, editor, left)
    number = HistoryEntry.objects.latest("pk").number
    before = everything_stored()
    with pytest.raises(Blocked) as told:
        undo(document, reviewer, confirm=True)
    assert (told.value.code, told.value.entry) == ("undo_blocked", number)
    assert "ED " in told.value.message
    assert everything_stored() == before


def test_an_undo_is_free_again_once_the_other_act_is_undone(document, reviewer, editor):
    left, _ = split(document, reviewer, 2, "opened")
    move(document, editor, left.serial, -1)
    undo(document, editor)
    undo(document, reviewer)
    assert numbers(document) == ["1", "2", "3", "4", "5", "6"]


def test_a_verdict_on_a_claim_split_since_stays(document, reviewer, editor):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    split(document, editor, 2, "opened")
    with pytest.raises(Blocked):
        undo(document, reviewer)
    undo(document, editor)
    undo(document, reviewer)
    assert held(claim_of(document, 2), reviewer) == "nothing"


def test_a_citation_that_another_corrected_since_stays(document, reviewer, editor):
    citation = make_citation(claim=claim_of(document, 2), actor=reviewer)
    citations.change_citation(actor=editor, citation=citation, use=citations.Use(stance="context"), version=1)
    with pytest.raises(Blocked):
        undo(document, reviewer)
    undo(document, editor)
    undo(document, reviewer)
    assert use_of(citation)[-1] is False


def test_a_redo_that_another_did_by_hand_is_blocked(document, reviewer, editor):
    split(document, reviewer, 2, "opened")
    undo(document, reviewer)
    split(document, editor, 2, "opened")
    with pytest.raises(Blocked):
        redo(document, reviewer)
    undo(document, editor)
    redo(document, reviewer)
    assert numbers(document)[1:3] == ["2", "2a"]


def test_who_is_blind_hears_how_many_verdicts_would_leave_and_not_whose(document, reviewer, second_reviewer):
    left, right = split(document, second_reviewer, 2, "opened")
    make_verdict(claim=left, reviewer=reviewer)
    make_note(document=document, claim=right, author=reviewer)
    with pytest.raises(Unconfirmed) as told:
        undo(document, second_reviewer)
    assert told.value.message.startswith("1 verdict by others would leave the page")
    withdraw(left, reviewer)
    with pytest.raises(Unconfirmed) as same:
        undo(document, second_reviewer)
    assert same.value.message == told.value.message


def test_one_s_own_verdicts_on_what_leaves_are_not_asked_about(document, editor):
    left, _ = split(document, editor, 2, "opened")
    make_verdict(claim=left, reviewer=editor)
    undo(document, editor)
    undo(document, editor)
    assert numbers(document) == ["1", "2", "3", "4", "5", "6"]


def test_notes_and_citations_of_others_on_what_leaves_are_asked_about(document, editor, reviewer):
    left, _ = split(document, editor, 2, "opened")
    make_citation(claim=left, actor=reviewer)
    make_note(document=document, claim=left, author=reviewer)
    with pytest.raises(Unconfirmed) as told:
        undo(document, editor)
    assert told.value.message.startswith("1 citation and 1 note would leave the page")


def test_only_the_last_two_hundred_acts_are_kept(document, reviewer, monkeypatch):
    monkeypatch.setattr("annotations.queries.undo.KEPT", 3)
    for serial in range(1, 7):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer)
    assert len(stacks_of(document, reviewer).acts) == 3
