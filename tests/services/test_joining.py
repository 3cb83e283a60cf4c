"""What an import left to a person is settled by a person: a sentence is an earlier claim again, or it is new."""

import pytest

from annotations.models import Citation, Claim, HistoryEntry, Lineage, Project, Sight, Verdict
from annotations.queries.documents import work_page
from annotations.queries.history import title_of
from annotations.queries.parted import own_parted, parted_verdicts
from annotations.queries.undecided import undecided_groups
from annotations.services.joining import join_claim, leave_new
from annotations.services.locks import successors_of
from annotations.services.parting import drop_parted
from annotations.services.parts import add_part
from annotations.services.refusals import Blocked, Invalid, Stale, Superseded, Unconfirmed
from annotations.services.taking import Take
from tests.factories import claim_of, make_citation, make_document, make_note, make_verdict
from tests.repairs import live, redo, split, texts, undo
from tests.revising import revise
from tests.visits import everything_stored

pytestmark = pytest.mark.django_db

A, B, C = "The bridge was opened in 1931.", "It cost 2.1 million pounds to build.", "Nobody likes the colour of it."
D, F = "A tram line crosses it twice a day.", "Ships pass below at high tide."
NEW = "Every winter the museum shows old photographs."
REWORDED = "Building the bridge swallowed over two million."


@pytest.fixture
def tied(project, reviewer):
    """Three sentences twice, and in the next text three times: nobody can tell which copy is which."""
    document = make_document(project=project, actor=reviewer, text=" ".join([A, B, C, A, B, C]))
    for serial in range(1, 7):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer)
    revise(document, reviewer, " ".join([NEW, A, B, C, D, A, B, C, F, A, B, C]))
    return document


@pytest.fixture
def reworded(project, reviewer):
    """A sentence that was written quite anew, so that the import took it for another one."""
    document = make_document(project=project, actor=reviewer, text=f"{A} {B} {C}")
    for serial in (1, 2, 3):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer)
    revise(document, reviewer, f"{A} {REWORDED} {C}")
    return document


def current_on(document):
    here = live(document)
    rows = Verdict.objects.current().filter(claim__in=[place.claim_id for place in here])
    return set(rows.values_list("claim__serial", flat=True))


def join(document, actor, new, old, take=Take()):  # noqa: B008 (frozen)
    claim = claim_of(document, new)
    return join_claim(actor=actor, claim=claim, earlier=claim_of(document, old), version=claim.version, take=take)


def first_pair(document):
    group = undecided_groups(document)[0]
    return group.new[0].claim.serial, group.old[0].claim.serial


def test_a_repeat_that_is_an_earlier_claim_has_its_verdicts_again(tied, reviewer):
    new, old = first_pair(tied)
    assert old not in current_on(tied)
    back = join(tied, reviewer, new, old)
    assert back.serial == old
    assert old in texts(tied)
    assert new not in texts(tied)
    assert old in current_on(tied)
    assert claim_of(tied, new).retired_at is not None
    remaining = {place.claim.serial for group in undecided_groups(tied) for place in (*group.old, *group.new)}
    assert remaining.isdisjoint({old, new})


def test_a_reworded_sentence_is_stale_once_it_is_the_claim_of_before(reworded, reviewer):
    assert claim_of(reworded, 2).retired_at is None
    back = join(reworded, reviewer, 4, 2)
    assert texts(reworded)[2] == REWORDED
    assert (back.basis, back.version) == (live(reworded)[1].wording, 2)
    assert current_on(reworded) == {1, 3}
    assert Verdict.objects.get(claim=back).label == "supported"


def test_what_was_entered_meanwhile_stays_reachable_and_goes_along_where_chosen(reworded, reviewer, second_reviewer):
    new = claim_of(reworded, 4)
    make_verdict(claim=new, reviewer=reviewer, label="mixed", rationale="Read anew.")
    cited, noted = make_citation(claim=new, actor=reviewer), make_note(document=reworded, author=reviewer, claim=new)
    back = join(reworded, reviewer, 4, 2, Take(citations={cited.pk: (0,)}, notes={noted.pk: (0,)}))
    assert set(Citation.objects.values_list("claim__serial", "origin")) == {(4, None), (2, cited.pk)}
    assert back.notes.get().origin == noted
    assert Lineage.objects.get(ancestor=new).descendant == back
    assert [row.serial for row in successors_of(Claim.objects.get(pk=new.pk))] == [2]
    with pytest.raises(Superseded):
        make_verdict(claim=new, reviewer=second_reviewer)
    waiting = parted_verdicts(reworded, Sight(reviewer, sees_all=False))
    assert (waiting.mine, Verdict.objects.filter(claim=new).count()) == (0, 1)


def test_the_joining_is_undone_to_the_last_column_and_done_again(reworded, reviewer):
    part = add_part(actor=reviewer, claim=claim_of(reworded, 4), wording="It cost money.", spans=[[0, 8]], version=1)
    before = everything(reworded)
    back = join(reworded, reviewer, 4, 2)
    after = everything(reworded)
    undo(reworded, reviewer)
    assert everything(reworded) == before
    assert claim_of(reworded, 2).retired_at is None
    assert Claim.objects.get(pk=part.pk).retired_at is None
    redo(reworded, reviewer)
    assert everything(reworded) == after
    assert texts(reworded)[back.serial] == REWORDED


def everything(document):
    """What the document's claims are and where they stand; a version only tells that something was rewritten."""
    rows = document.claims.order_by("serial").values_list("serial", "basis", "spans", "retired_at")
    return texts(document), [(serial, basis, spans, retired is None) for serial, basis, spans, retired in rows]


def test_parts_of_the_earlier_claim_come_back_with_their_words(project, reviewer):
    document = make_document(project=project, actor=reviewer, text=f"{A} {B} {C}")
    at = B.index("2.1 million")
    part = add_part(
        actor=reviewer,
        claim=claim_of(document, 2),
        wording="The price was 2.1 million.",
        spans=[[at, at + 11]],
        version=1,
    )
    revise(document, reviewer, f"{A} Of the bill of 2.1 million nothing was ever paid back. {C}")
    joined = next(place.claim for place in live(document) if "bill" in place.text)
    if joined.serial == 2:
        pytest.fail("the texts are too much alike for this test")
    before = Claim.objects.get(pk=part.pk)
    join(document, reviewer, joined.serial, 2)
    now, text = Claim.objects.get(pk=part.pk), texts(document)[2]
    assert [text[start:end] for start, end in now.spans] == ["2.1 million"]
    undo(document, reviewer)
    again = Claim.objects.get(pk=part.pk)
    assert (again.spans, again.basis, again.retired_at) == (before.spans, before.basis, None)


def test_a_joining_stays_when_somebody_has_worked_on_the_parts_of_the_claim_since(reworded, reviewer, editor):
    """The claim would go back to its old text, which the new part does not fit; without that part it is free again."""
    join(reworded, reviewer, 4, 2)
    claim = claim_of(reworded, 2)
    part = add_part(actor=editor, claim=claim, wording="It cost millions.", spans=[[0, 8]], version=claim.version)
    with pytest.raises(Blocked):
        undo(reworded, reviewer, confirm=True)
    assert texts(reworded)[2] == REWORDED
    undo(reworded, editor)
    undo(reworded, reviewer, confirm=True)
    assert Claim.objects.get(pk=part.pk).retired_at is not None
    assert 2 not in texts(reworded)


def test_sentences_left_as_new_leave_the_list_and_come_back_by_undo(tied, reviewer):
    group = undecided_groups(tied)[0]
    serials = [place.claim.serial for place in group.new]
    leave_new(actor=reviewer, document=tied, claims=serials)
    assert not {place.claim.serial for one in undecided_groups(tied) for place in one.new} & set(serials)
    with pytest.raises(Invalid):
        leave_new(actor=reviewer, document=tied, claims=serials)
    entry = HistoryEntry.objects.latest("pk")
    assert (title_of(entry), entry.content) == ("left sentences as new", False)
    undo(tied, reviewer)
    assert undecided_groups(tied)[0] == group
    redo(tied, reviewer)
    assert group not in undecided_groups(tied)


def test_only_a_deleted_claim_comes_back_and_only_where_a_sentence_stands(tied, reviewer):
    split(tied, reviewer, live(tied)[0].claim.serial, "Every winter")
    new, old = first_pair(tied)
    standing = next(place.claim.serial for place in live(tied) if place.claim.serial not in (new, old))
    retired = Claim.objects.filter(document=tied, retired_at__isnull=False).first().serial
    before = everything_stored()
    for wrong in (standing, retired, new):
        with pytest.raises(Invalid) as told:
            join(tied, reviewer, new, wrong)
        assert told.value.code == "not_deleted"
    with pytest.raises(Superseded):
        join(tied, reviewer, retired, old)
    with pytest.raises(Stale):
        join_claim(actor=reviewer, claim=claim_of(tied, new), earlier=claim_of(tied, old), version=9)
    assert everything_stored() == before


def test_an_undo_of_the_joining_asks_before_others_verdicts_leave_and_gives_way_to_repairs(
    reworded, reviewer, second_reviewer
):
    join(reworded, reviewer, 4, 2)
    make_verdict(claim=claim_of(reworded, 2), reviewer=second_reviewer)
    with pytest.raises(Unconfirmed):
        undo(reworded, reviewer)
    split(reworded, second_reviewer, 2, "swallowed")
    with pytest.raises(Blocked):
        undo(reworded, reviewer, confirm=True)


def test_the_text_of_before_brings_the_same_verdicts_back_after_a_joining(tied, reviewer):
    v1 = " ".join([A, B, C, A, B, C])
    for group in undecided_groups(tied):
        for new, old in zip(group.new, group.old, strict=False):
            join(tied, reviewer, new.claim.serial, old.claim.serial)
    assert current_on(tied) >= {1, 2, 3, 4, 5, 6}
    revise(tied, reviewer, v1)
    assert current_on(tied) == {1, 2, 3, 4, 5, 6}


LONG = "The bridge was opened in 1931 by the mayor and it cost the county 2.1 million pounds to build."
HALVES = "The bridge was opened in 1931 by the mayor. It cost the county 2.1 million pounds to build."


@pytest.fixture
def parted(project, reviewer, second_reviewer):
    document = make_document(project=project, actor=reviewer, text=f"{C} {LONG} {D}")
    for person in (reviewer, second_reviewer):
        make_verdict(claim=claim_of(document, 2), reviewer=person, rationale=f"Of {person}.")
    revise(document, reviewer, f"{C} {HALVES} {D}")
    return document


def test_a_verdict_on_a_split_claim_waits_until_its_reviewer_has_judged_all_that_came_of_it(parted, reviewer, editor):
    mine = parted_verdicts(parted, Sight(reviewer, sees_all=False))
    assert (mine.mine, mine.others) == (1, 0)
    (item,) = mine.items
    assert (item.number, item.old_text, [place.claim.serial for place in item.successors]) == ("2", LONG, [4, 5])
    assert {change.kind for change in item.diff.changes} == {"equal", "deleted", "inserted"}
    everybody = parted_verdicts(parted, Sight(editor, sees_all=True))
    assert (everybody.mine, everybody.others) == (0, 2)
    make_verdict(claim=claim_of(parted, 4), reviewer=reviewer)
    assert parted_verdicts(parted, Sight(reviewer, sees_all=False)).mine == 1
    make_verdict(claim=claim_of(parted, 5), reviewer=reviewer)
    assert parted_verdicts(parted, Sight(reviewer, sees_all=False)).mine == 0


def test_my_work_counts_verdicts_on_parted_claims_in_a_flat_number_of_questions(
    parted, project, reviewer, editor, django_assert_num_queries
):
    def counted():
        return own_parted(reviewer, Project.objects.all())

    assert (counted(), own_parted(editor, Project.objects.all())) == ({parted.pk: 1}, {})
    other = make_document(project=project, actor=reviewer, text=f"{C} {LONG} {D} {F}", title="Another")
    make_verdict(claim=claim_of(other, 2), reviewer=reviewer)
    revise(other, reviewer, f"{C} {HALVES} {D} {F}")
    with django_assert_num_queries(5):
        assert counted() == {parted.pk: 1, other.pk: 1}
    page = work_page(Project.objects.all(), reviewer)
    assert (page.stale, page.gone_stale) == (2, other.pk)
    for serial in (4, 5):
        make_verdict(claim=claim_of(parted, serial), reviewer=reviewer)
    drop_parted(actor=reviewer, claim=claim_of(other, 2), own_number=1)
    with django_assert_num_queries(5):
        assert counted() == {}


def test_a_parted_verdict_is_dropped_by_its_reviewer_and_the_drop_is_undone(parted, reviewer):
    claim = claim_of(parted, 2)
    with pytest.raises(Stale):
        drop_parted(actor=reviewer, claim=claim, own_number=2)
    row = drop_parted(actor=reviewer, claim=claim, own_number=1)
    assert (row.number, row.label, row.basis) == (2, "", claim.basis)
    assert parted_verdicts(parted, Sight(reviewer, sees_all=False)).mine == 0
    with pytest.raises(Invalid):
        drop_parted(actor=reviewer, claim=claim, own_number=2)
    undo(parted, reviewer)
    assert parted_verdicts(parted, Sight(reviewer, sees_all=False)).mine == 1
    assert Verdict.objects.filter(claim=claim, reviewer=reviewer).count() == 3


def test_only_what_went_by_a_revision_is_dropped_so(parted, reviewer):
    make_verdict(claim=claim_of(parted, 4), reviewer=reviewer)
    split(parted, reviewer, 4, "was opened")
    with pytest.raises(Superseded):
        drop_parted(actor=reviewer, claim=claim_of(parted, 4), own_number=1)
    with pytest.raises(Stale):
        drop_parted(actor=reviewer, claim=claim_of(parted, 1), own_number=1)
