"""Atomic claims: added, changed, removed, taken back; what a verdict on the sentence is about follows them."""

import pytest

from annotations.models import Claim, HistoryEntry, Sight, Verdict
from annotations.models.digests import digest
from annotations.queries.checked import checked_claims
from annotations.queries.content_hash import content_hash
from annotations.queries.disagreements import disagreements
from annotations.queries.panel import claim_case, panel
from annotations.queries.report import report_contents
from annotations.queries.states import claim_states
from annotations.queries.workbench import claim_marks, workbench_page
from annotations.reports import write
from annotations.services import parts
from annotations.services.passages import passages_in, quoted_in, selected_in
from annotations.services.refusals import Blocked, Invalid, Stale, Superseded, Unconfirmed
from annotations.services.taking import Take
from tests.factories import claim_of, make_citation, make_verdict
from tests.repairs import live, merge, move, redo, split, undo
from tests.scenes import settle

pytestmark = pytest.mark.django_db
OPENED, TEXT = "The bridge at Aldwin was opened.", "The bridge was opened in 1931."


def add(document, actor, serial=2, wording=OPENED, spans=(), central=False):
    claim = claim_of(document, serial)
    given = [list(span) for span in spans]
    return parts.add_part(
        actor=actor, claim=claim, wording=wording, spans=given, version=claim.version, central=central
    )  # fmt: skip


def change(part, actor, **changed):
    part.refresh_from_db()
    facts = {"wording": part.own_wording, "spans": part.spans} | changed
    return parts.change_part(actor=actor, part=part, version=part.version, **facts)


def remove(part, actor):
    part.refresh_from_db()
    return parts.remove_part(actor=actor, part=part, version=part.version)


def state_of(document, user, serial=2, sees_all=False):
    return next(row for row in claim_states(document, Sight(user, sees_all)) if row.serial == serial)


def label_of(document, user, serial=2, sees_all=False):
    return claim_case(document, claim_of(document, serial), Sight(user, sees_all)).label


def test_a_part_has_a_wording_spans_and_a_basis_of_its_own(document, reviewer):
    part = add(document, reviewer, spans=[(11, 21), (0, 10)])
    sentence = claim_of(document, 2)
    assert (part.serial, part.parent_id, part.own_wording, part.spans) == (7, sentence.pk, OPENED, [[0, 10], [11, 21]])
    assert part.basis == digest(TEXT, OPENED)
    assert (sentence.basis, sentence.version) == (digest(TEXT, OPENED), 2)
    add(document, reviewer, wording="In 1931.")
    assert claim_of(document, 2).basis == digest(TEXT, OPENED, "In 1931.")
    entry = HistoryEntry.objects.latest("pk")
    assert (entry.code, entry.claim, entry.body["part"]) == ("part.added", sentence, 8)


def test_verdicts_on_the_sentence_stop_counting_with_the_first_part_and_count_again_after_the_last(document, reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    first = add(document, reviewer)
    second = add(document, reviewer, wording="In 1931.")
    assert label_of(document, reviewer) is None
    remove(first, reviewer)
    assert label_of(document, reviewer) is None
    remove(second, reviewer)
    assert label_of(document, reviewer) == "supported"
    assert claim_of(document, 2).basis == digest(TEXT)


def test_what_cannot_be_a_part_is_refused(document, reviewer):
    part = add(document, reviewer)
    for wording, spans in ((" ", []), ("x" * 5001, []), ("x", [[0, 99]]), ("x", [[4, 4]]), ("x", [[0, 5], [4, 8]])):
        with pytest.raises(Invalid):
            add(document, reviewer, wording=wording, spans=spans)
    with pytest.raises(Invalid):
        add(document, reviewer, serial=part.serial)
    with pytest.raises(Stale):
        parts.add_part(actor=reviewer, claim=claim_of(document, 2), wording="x", spans=[], version=1)
    with pytest.raises(Stale):
        parts.change_part(actor=reviewer, part=part, wording="x", spans=[], version=9)
    remove(part, reviewer)
    with pytest.raises(Superseded) as refused:
        parts.change_part(actor=reviewer, part=part, wording="x", spans=[], version=1)
    assert [successor.serial for successor in refused.value.successors] == [2]
    assert claim_of(document, 2).parts.count() == 1


def test_a_changed_wording_makes_the_verdicts_on_the_part_stale_and_its_undo_brings_them_back(document, reviewer):
    part = add(document, reviewer)
    make_verdict(claim=part, reviewer=reviewer)
    part.refresh_from_db()
    parts.change_part(actor=reviewer, part=part, wording="Something else.", spans=[[0, 3]], version=part.version)
    assert state_of(document, reviewer).stale
    undo(document, reviewer)
    assert (label_of(document, reviewer), claim_of(document, 7).own_wording) == ("supported", OPENED)
    redo(document, reviewer)
    assert (claim_of(document, 7).own_wording, claim_of(document, 7).spans) == ("Something else.", [[0, 3]])


def test_undo_and_redo_take_a_part_away_and_bring_it_back(document, reviewer):
    part = add(document, reviewer)
    make_verdict(claim=claim_of(document, 7), reviewer=reviewer)
    remove(part, reviewer)
    assert undo(document, reviewer).claim == part
    assert label_of(document, reviewer) == "supported"
    undo(document, reviewer)
    undo(document, reviewer)
    assert claim_of(document, 7).retired_at is not None
    assert claim_of(document, 2).basis == digest(TEXT)
    redo(document, reviewer)
    assert claim_of(document, 7).retired_at is None


def test_an_undo_asks_before_it_takes_a_part_with_the_work_of_others_away(document, reviewer, second_reviewer):
    part = add(document, reviewer)
    make_verdict(claim=part, reviewer=second_reviewer)
    with pytest.raises(Unconfirmed, match="1 verdict by others"):
        undo(document, reviewer)
    undo(document, reviewer, confirm=True)
    assert claim_of(document, part.serial).retired_at is not None


def test_an_undo_is_refused_when_somebody_changed_the_part_or_the_sentence_since(document, reviewer, editor):
    part = add(document, reviewer)
    other = add(document, editor, wording="In 1931.")
    part.refresh_from_db()
    parts.change_part(actor=editor, part=part, wording="Other.", spans=[], version=part.version)
    with pytest.raises(Blocked):
        undo(document, reviewer)
    undo(document, editor)
    undo(document, editor)
    assert claim_of(document, other.serial).retired_at is not None
    split(document, editor, 2, "opened")
    with pytest.raises(Blocked):
        undo(document, reviewer)


def test_the_sentence_shows_what_its_parts_add_up_to_and_an_override_needs_a_reason(document, reviewer):
    first, second = add(document, reviewer), add(document, reviewer, wording="In 1931.")
    make_verdict(claim=first, reviewer=reviewer)
    assert (label_of(document, reviewer), state_of(document, reviewer).mine) == (None, False)
    make_verdict(claim=second, reviewer=reviewer, label="refuted")
    state = state_of(document, reviewer)
    assert (state.label, state.from_parts, state.mine, state.leaves) == ("mixed", True, True, ((7, True), (8, True)))
    with pytest.raises(Invalid):
        make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="refuted")
    given = make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="refuted", rationale="The date matters.")
    assert given.override
    state = state_of(document, reviewer)
    assert (state.label, state.from_parts) == ("refuted", False)


def test_states_and_cases_of_sentences_with_parts_say_the_same(document, reviewer, second_reviewer, editor, reader):
    first, second = add(document, reviewer), add(document, reviewer, wording="In 1931.")
    make_verdict(claim=first, reviewer=reviewer)
    make_verdict(claim=first, reviewer=second_reviewer, label="refuted")
    make_verdict(claim=second, reviewer=reviewer)
    part = claim_of(document, 8)
    parts.change_part(actor=editor, part=part, wording="Else.", spans=[], version=part.version)
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, rationale="All in all.")
    for user, sees_all in ((reviewer, False), (second_reviewer, False), (reader, False), (editor, True)):
        case = claim_case(document, claim_of(document, 2), Sight(user, sees_all))
        state = state_of(document, user, sees_all=sees_all)
        assert (state.label, state.disagreement, state.stale, state.mine, state.from_parts) == (
            case.label, case.is_disagreement, case.is_stale, case.is_read_by(user.pk), case.is_from_parts,
        )  # fmt: skip


def test_a_disagreement_on_a_part_is_one_of_the_sentence_and_is_settled_on_the_part(
    document, reviewer, second_reviewer, editor
):
    part = add(document, reviewer)
    make_verdict(claim=part, reviewer=reviewer)
    make_verdict(claim=part, reviewer=second_reviewer, label="refuted")
    sight = Sight(editor, True)
    assert state_of(document, editor, sees_all=True).disagreement
    (shown,) = disagreements(document, sight)
    assert (shown.claim, shown.part.wording) == (part, OPENED)
    settle(part, editor, "mixed")
    assert disagreements(document, sight) == []
    assert label_of(document, editor, sees_all=True) == "mixed"


def test_another_label_on_a_part_is_hidden_until_one_has_read_that_part(document, reviewer, second_reviewer, editor):
    first, second = add(document, reviewer), add(document, reviewer, wording="In 1931.")
    for part in (first, second):
        make_verdict(claim=part, reviewer=reviewer, label="refuted", rationale="Said in secret.")
    place = next(place for place in live(document) if place.claim.serial == 2)
    blind = Sight(second_reviewer, False)
    (mark,) = claim_marks(document, blind, [place])
    assert (mark.tone, mark.by) == ("", "1 reader")
    assert [(row.label, row.hidden) for row in panel(document, place.claim, blind).parts] == [(None, 1), (None, 1)]
    given = make_verdict(claim=first, reviewer=second_reviewer, label="refuted")
    assert given.blind
    assert [row.hidden for row in panel(document, place.claim, blind).parts] == [0, 1]
    assert (state_of(document, second_reviewer).label, label_of(document, second_reviewer)) == (None, None)
    make_verdict(claim=second, reviewer=second_reviewer, label="refuted")
    assert label_of(document, second_reviewer) == "refuted"
    assert not Verdict.objects.filter(claim=claim_of(document, 2)).exists()


def test_who_read_the_sentence_with_anothers_verdict_is_not_blind_on_its_parts(document, reviewer, second_reviewer):
    for person in (reviewer, second_reviewer):
        make_verdict(claim=claim_of(document, 2), reviewer=person)
    part = add(document, reviewer)
    assert not make_verdict(claim=part, reviewer=second_reviewer).blind


def test_the_next_unread_claim_is_the_next_unread_part(document, reviewer):
    first, second = add(document, reviewer), add(document, reviewer, wording="In 1931.")
    page = workbench_page(document, Sight(reviewer, False))
    assert (page.next_unread(1), page.next_unread(2), page.next_unread(7), page.next_unread(8)) == (7, 7, 8, 3)
    assert (page.sentence_of(8), page.sentence_of(3)) == (2, 3)
    make_verdict(claim=first, reviewer=reviewer)
    assert workbench_page(document, Sight(reviewer, False)).next_unread(1) == second.serial


def test_both_sentences_of_a_merge_are_kept_as_parts_and_their_reviewers_confirm(document, reviewer, second_reviewer):
    """Refuted with a citation on the left, supported and mixed on the right: what walks (c) with parts."""
    left, right = claim_of(document, 2), claim_of(document, 3)
    make_verdict(claim=left, reviewer=reviewer, label="refuted")
    make_citation(claim=left, actor=reviewer)
    make_verdict(claim=right, reviewer=reviewer)
    make_verdict(claim=right, reviewer=second_reviewer, label="mixed", rationale="Half of it.")
    merged = merge(document, reviewer, 2, 3, Take(as_parts=True))
    first, second = Claim.objects.filter(parent=merged).order_by("serial")
    assert (first.own_wording, first.spans) == (TEXT, [[0, 30]])
    assert (second.own_wording, second.spans) == ("It is the longest bridge in the county.", [[31, 70]])
    assert not Verdict.objects.filter(claim__in=[merged, first, second]).exists()
    shown = panel(document, second, Sight(second_reviewer, False))
    assert (shown.to_confirm.label, {card.label.slug for card in shown.held_before}) == (
        "mixed", {"supported", "mixed"},
    )  # fmt: skip
    given = parts.confirm_for_part(actor=second_reviewer, part=second, version=second.version)
    assert (given.label, given.rationale, given.confirms.claim, given.blind) == ("mixed", "Half of it.", right, False)
    with pytest.raises(Superseded) as refused:
        make_verdict(claim=right, reviewer=second_reviewer)
    assert [successor.serial for successor in refused.value.successors] == [merged.serial]
    undo(document, reviewer, confirm=True)
    assert label_of(document, reviewer) == "refuted"
    assert Verdict.objects.current().filter(claim__in=[left, right]).count() == 3
    assert not Claim.objects.filter(parent=merged, retired_at=None).exists()
    redo(document, reviewer, confirm=True)
    assert Claim.objects.filter(parent=merged, retired_at=None).count() == 2
    assert Verdict.objects.current().filter(claim=second).get() == given


def test_nobody_confirms_for_another_and_nobody_twice(document, reviewer, second_reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    merged = merge(document, reviewer, 2, 3, Take(as_parts=True))
    part = merged.parts.earliest("serial")
    with pytest.raises(Invalid):
        parts.confirm_for_part(actor=second_reviewer, part=part, version=part.version)
    parts.confirm_for_part(actor=reviewer, part=part, version=part.version)
    with pytest.raises(Stale):
        parts.confirm_for_part(actor=reviewer, part=part, version=part.version)


def test_a_split_takes_parts_to_the_side_that_was_chosen_and_a_merge_brings_them_on(document, reviewer):
    add(document, reviewer, spans=[(0, 21)])
    add(document, reviewer, wording="In 1931.", spans=[(22, 30)])
    left, right = split(document, reviewer, 2, "opened", Take(parts={7: (0,), 8: (1,)}))
    assert [(row.own_wording, row.spans) for row in left.parts.all()] == [(OPENED, [[0, 21]])]
    assert [(row.own_wording, row.spans) for row in right.parts.all()] == [("In 1931.", [[0, 8]])]
    assert claim_of(document, left.serial).basis == digest("The bridge was opened", OPENED)
    undo(document, reviewer)
    assert claim_of(document, 2).parts.filter(retired_at=None).count() == 2
    merged = merge(document, reviewer, 2, 3, Take(as_parts=True))
    wordings = [row.own_wording for row in merged.parts.order_by("serial")]
    assert wordings == [OPENED, "In 1931.", "It is the longest bridge in the county."]
    with pytest.raises(Invalid):
        split(document, reviewer, merged.serial, "opened", Take(parts={7: (0,)}))


def test_a_moved_boundary_makes_the_verdicts_on_parts_stale_and_moves_their_words(document, reviewer):
    part = add(document, reviewer, serial=3, spans=[(0, 5)])
    make_verdict(claim=part, reviewer=reviewer)
    move(document, reviewer, 2, -1)
    assert claim_of(document, 7).spans == [[6, 11]]
    assert state_of(document, reviewer, 3).stale
    undo(document, reviewer)
    assert (claim_of(document, 7).spans, state_of(document, reviewer, 3).label) == ([[0, 5]], "supported")


def test_a_boundary_moved_back_keeps_the_words_that_somebody_chose_since(document, reviewer, editor):
    kept, chosen = add(document, reviewer, serial=3, spans=[(0, 5)]), add(document, reviewer, serial=3, spans=[(0, 5)])
    move(document, editor, 2, -1)
    change(chosen, reviewer, spans=[[12, 19]])
    undo(document, editor, confirm=True)
    spans = [claim_of(document, part.serial).spans for part in (kept, chosen)]
    assert spans == [[[0, 5]], [[6, 13]]]
    redo(document, editor, confirm=True)
    assert [claim_of(document, part.serial).spans for part in (kept, chosen)] == [[[6, 11]], [[12, 19]]]


def test_the_report_shows_the_parts_and_what_they_add_up_to(document, reviewer, editor):
    first, second = add(document, reviewer, spans=[(0, 21)]), add(document, reviewer, wording="=In 1931.")
    for part, label in ((first, "supported"), (second, "refuted")):
        make_verdict(claim=part, reviewer=reviewer, label=label)
    contents = report_contents(document, Sight(editor, True))
    entry = next(claim for claim in contents.claims if claim.id == 2)
    assert (entry.label, [part.label for part in entry.parts]) == ("mixed", ["supported", "refuted"])
    written = {slug: write(contents, slug).content.decode() for slug in ("html", "md", "csv")}
    assert "from 2 parts" in written["html"]
    assert "from 2 parts" in written["md"]
    for text in written.values():
        assert (OPENED in text, TEXT in text) == (True, True)


@pytest.mark.parametrize(
    ("quote", "span"), [("bridge  was\nopened", [4, 21]), ("1931.", [25, 30]), ("The", [0, 3]), ("e", [2, 3])]
)
def test_words_are_found_in_the_sentence_however_their_blanks_are_written(quote, span):
    assert quoted_in(TEXT, quote) == [span]


def test_words_that_are_not_there_are_refused():
    for quote in ("1932", " "):
        with pytest.raises(Invalid):
            quoted_in(TEXT, quote)
    assert selected_in(TEXT, 3, 9) == [[4, 10]]
    with pytest.raises(Invalid):
        selected_in(TEXT, 90, 99)


def test_several_passages_are_quoted_one_on_each_line(document):
    assert passages_in(TEXT, "opened in 1931\nThe bridge") == [[15, 29], [0, 10]]
    assert passages_in(TEXT, "bridge was\nopened in") == [[4, 24]]
    assert passages_in("No, no, no.", "no\n\nno\n") == [[4, 6], [8, 10]]
    with pytest.raises(Invalid, match="1932"):
        passages_in(TEXT, "bridge\n1932")
    with pytest.raises(Invalid):
        passages_in(TEXT, "1931\n1931")


@pytest.fixture
def halves(document, reviewer):
    """A sentence of which the first part is supported and the second one refuted."""
    first, second = add(document, reviewer, spans=[(0, 21)]), add(document, reviewer, wording="In 1931.")
    make_verdict(claim=first, reviewer=reviewer)
    make_verdict(claim=second, reviewer=reviewer, label="refuted")
    return first, second


def everywhere(document, editor, serial=2):
    """The label of a sentence in lists, on the panel, in the report, and where a sign-off looks."""
    sight = Sight(editor, True)
    report = next(claim.label for claim in report_contents(document, sight).claims if claim.id == serial)
    checked = next(row for row in checked_claims(document) if row.claim.serial == serial)
    return {
        state_of(document, editor, serial, sees_all=True).label, label_of(document, editor, serial, sees_all=True),
        report, checked.case.label,
    }  # fmt: skip


def test_a_central_part_decides_for_its_sentence_everywhere(document, halves, reviewer, editor):
    assert everywhere(document, editor) == {"mixed"}
    row = change(halves[0], reviewer, central=True)
    assert (row.central, everywhere(document, editor)) == (True, {"supported"})
    assert state_of(document, editor, sees_all=True).from_parts
    assert not state_of(document, reviewer).stale
    entry = HistoryEntry.objects.latest("pk")
    assert (entry.code, entry.body["before"]["central"], entry.body["after"]["central"]) == (
        "part.changed", False, True,
    )  # fmt: skip
    change(halves[0], reviewer, wording=OPENED)
    assert claim_of(document, 7).central


def test_undo_and_redo_give_a_part_its_weight_back(document, halves, reviewer, editor):
    before = content_hash(document)
    change(halves[1], reviewer, central=True)
    after = content_hash(document)
    assert (before != after, everywhere(document, editor)) == (True, {"refuted"})
    undo(document, reviewer)
    assert (content_hash(document), everywhere(document, editor)) == (before, {"mixed"})
    redo(document, reviewer)
    assert (content_hash(document), everywhere(document, editor)) == (after, {"refuted"})


def test_a_central_part_stays_so_through_removal_split_and_merge(document, halves, reviewer, editor):
    change(halves[0], reviewer, central=True)
    remove(halves[0], reviewer)
    undo(document, reviewer)
    assert everywhere(document, editor) == {"supported"}
    left, _ = split(document, reviewer, 2, "opened", Take(parts={7: (0,), 8: (1,)}))
    assert [part.central for part in left.parts.all()] == [True]
    undo(document, reviewer)
    assert everywhere(document, editor) == {"supported"}
    merged = merge(document, reviewer, 2, 3, Take(as_parts=True))
    assert [part.central for part in merged.parts.order_by("serial")] == [True, False, False]


def test_a_part_that_is_central_from_the_start_is_undone_and_redone_with_it(document, reviewer):
    part = add(document, reviewer, central=True)
    undo(document, reviewer)
    redo(document, reviewer)
    part.refresh_from_db()
    assert (part.central, part.retired_at) == (True, None)


def test_a_sentence_in_what_was_checked_has_the_label_of_its_parts_or_the_settled_one(document, halves, editor):
    def checked():
        return next(row.case for row in checked_claims(document) if row.claim.serial == 2)

    assert (checked().label, checked().is_from_parts, len(checked().parts)) == ("mixed", True, 2)
    make_verdict(claim=claim_of(document, 2), reviewer=editor, label="refuted", rationale="The date decides.")
    assert (checked().label, checked().is_from_parts) == ("refuted", False)


def test_a_part_is_judged_as_no_claim_and_cited_and_noted_on_its_own(document, reviewer):
    part = add(document, reviewer)
    make_verdict(claim=part, reviewer=reviewer, label="opinion")
    make_citation(claim=part, actor=reviewer, quote="Opened.")
    shown = panel(document, claim_of(document, 7), Sight(reviewer, False))
    assert (shown.label.slug, [card.citation.quote for card in shown.citations]) == ("opinion", ["Opened."])
    sentence = panel(document, claim_of(document, 2), Sight(reviewer, False))
    assert (sentence.label.slug, sentence.citations) == ("not-a-claim", ())
