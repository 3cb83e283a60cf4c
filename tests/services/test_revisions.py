"""A revised text: every claim keeps what it can, and nobody's verdict counts for words that it was not given on."""

import pytest

from annotations.models import Claim, HistoryEntry, Lineage, Notice, Occasion, Placement, Revision, Verdict
from annotations.services import revisions
from annotations.services.confirming import confirm_verdict
from annotations.services.refusals import Duplicate, Invalid, NotAllowed, Stale, Superseded
from tests.factories import claim_of, make_authors_note, make_document, make_verdict
from tests.repairs import live, merge, move, split, texts, undo
from tests.revising import draft_of_text, revise

pytestmark = pytest.mark.django_db

A, B, C = "The bridge was opened in 1931.", "It cost 2.1 million pounds to build.", "Nobody likes the colour of it."
D, E, F = "A tram line crosses it twice a day.", "The county pays for repairs.", "Ships pass below at high tide."
CHANGED_B = "It cost 3.4 million pounds to build."
OTHER_D = "Every winter the museum shows old photographs."
V1 = " ".join([A, B, C, D, E, F])
V2 = " ".join([A, CHANGED_B, OTHER_D, E, F, C, E])


@pytest.fixture
def walked(project, reviewer):
    """The document of walk (e): six sentences, all with a verdict of the reviewer."""
    document = make_document(project=project, actor=reviewer, text=V1)
    for serial in range(1, 7):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer)
    return document


def counting(document):
    """The claims whose verdict counts, among those that stand in the current revision."""
    here = Placement.objects.live().filter(revision=document.current_id).values("claim")
    rows = Verdict.objects.current().filter(document=document, claim__in=here)
    return set(rows.values_list("claim__serial", "reviewer__username", "label"))


def counts(document):
    body = HistoryEntry.objects.filter(document=document, code="document.revised").latest("number").body
    return ({name: n for name, n in body[side].items() if n} for side in ("old", "new"))


def test_the_walk_keeps_what_is_the_same_and_makes_stale_what_changed(walked, reviewer):
    revise(walked, reviewer, V2)
    assert [(place.claim.serial, place.text) for place in live(walked)] == [
        (1, A), (2, CHANGED_B), (7, OTHER_D), (5, E), (6, F), (3, C), (8, E)
    ]  # fmt: skip
    assert {serial for serial, *_ in counting(walked)} == {1, 3, 5, 6}
    assert claim_of(walked, 4).retired_at is None


def test_the_counts_of_the_walk_add_up_on_both_sides(walked, reviewer):
    revise(walked, reviewer, V2)
    old, new = counts(walked)
    assert old == {"unchanged": 3, "moved": 1, "changed": 1, "deleted": 1}
    assert new == {"unchanged": 3, "moved": 1, "changed": 1, "new": 2}
    assert (sum(old.values()), sum(new.values())) == (6, 7)


def test_back_at_the_first_text_the_verdicts_are_those_of_the_first_text(walked, reviewer):
    before = counting(walked)
    revise(walked, reviewer, V2)
    make_verdict(claim=claim_of(walked, 2), reviewer=reviewer, label="refuted")
    revise(walked, reviewer, V1)
    assert counting(walked) == before
    assert [place.claim.serial for place in live(walked)] == [1, 2, 3, 4, 5, 6]
    assert walked.revisions.count() == 3


def test_only_a_rewritten_basis_raises_the_version(walked, reviewer):
    revise(walked, reviewer, V2)
    versions = dict(walked.claims.values_list("serial", "version"))
    assert {serial for serial, version in versions.items() if version > 1} == {2}


def test_numbers_begin_afresh_and_old_placements_stay(walked, reviewer):
    first = walked.current_id
    before = list(Placement.objects.filter(revision=first).order_by("pk").values())
    revise(walked, reviewer, V2)
    assert [place.shown_number for place in live(walked)] == [str(number) for number in range(1, 8)]
    assert list(Placement.objects.filter(revision=first).order_by("pk").values()) == before


def test_a_deleted_claim_takes_no_verdict_and_keeps_those_it_has(walked, reviewer):
    revise(walked, reviewer, V2)
    with pytest.raises(Superseded):
        make_verdict(claim=claim_of(walked, 4), reviewer=reviewer, label="mixed")
    assert Verdict.objects.get(claim=claim_of(walked, 4)).revision.number == 1


def test_copies_with_equal_neighbours_are_left_to_a_person(project, reviewer):
    text = " ".join([A, E, B, A, E, B])
    document = make_document(project=project, actor=reviewer, text=text)
    revise(document, reviewer, " ".join([C, A, E, B, D, A, E, B, F, A, E, B]))
    body = HistoryEntry.objects.get(document=document, code="document.revised").body
    tied = {serial for review in body["reviews"] for serial in review["old"]}
    assert tied
    assert tied.isdisjoint(place.claim.serial for place in live(document))


def test_the_second_of_two_who_import_is_told(walked, reviewer, editor):
    version = walked.version
    revise(walked, reviewer, V2)
    with pytest.raises(Stale):
        revise(walked, editor, V1 + " " + OTHER_D, version=version)
    assert walked.revisions.count() == 2


def test_the_text_that_is_there_now_is_a_duplicate_and_an_older_one_is_not(walked, reviewer):
    with pytest.raises(Duplicate):
        revise(walked, reviewer, V1)
    revise(walked, reviewer, V2)
    revise(walked, reviewer, V1)
    assert walked.current.number == 3


def test_a_reader_imports_no_revision(walked, reader):
    with pytest.raises(NotAllowed):
        revise(walked, reader, V2)
    assert Revision.objects.filter(document=walked).count() == 1


TWO = f"{A} {B} {C}\n\n{D} {E} {F}"


def test_repairs_in_a_paragraph_that_stays_survive(project, reviewer):
    document = make_document(project=project, actor=reviewer, text=TWO)
    split(document, reviewer, 1, "was opened")
    merge(document, reviewer, 5, 6)
    repaired = texts(document)
    revise(document, reviewer, f"{OTHER_D}\n\n{TWO}\n\n{CHANGED_B}")
    assert {serial: text for serial, text in texts(document).items() if serial in repaired} == repaired
    assert [place.text for place in live(document)][1:3] == ["The bridge was opened", "in 1931."]


def test_a_claim_over_two_paragraphs_survives_only_with_both(project, reviewer):
    document = make_document(project=project, actor=reviewer, text=TWO)
    merged = merge(document, reviewer, 3, 4)
    revise(document, reviewer, f"{OTHER_D}\n\n{TWO}")
    assert texts(document)[merged.serial] == f"{C}\n\n{D}"
    revise(document, reviewer, f"{A} {B} {C}\n\n{OTHER_D}\n\n{D} {E} {F}")
    assert [place.text for place in live(document)] == [A, B, C, OTHER_D, D, E, F]


def test_a_split_by_the_author_makes_new_claims_and_its_return_brings_the_old_one_back(project, reviewer):
    long = "The bridge was opened in 1931 by the mayor and it cost the county 2.1 million pounds to build."
    halves = "The bridge was opened in 1931 by the mayor. It cost the county 2.1 million pounds to build."
    document = make_document(project=project, actor=reviewer, text=f"{C} {long} {D}")
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    revise(document, reviewer, f"{C} {halves} {D}")
    assert claim_of(document, 2).retired_at is not None
    assert set(Lineage.objects.filter(ancestor=claim_of(document, 2)).values_list("descendant__serial", "kind")) == {
        (4, "revised"), (5, "revised"),
    }  # fmt: skip
    revise(document, reviewer, f"{C} {long} {D}")
    assert claim_of(document, 2).retired_at is None
    assert [place.claim.serial for place in live(document)] == [1, 2, 3]
    assert {serial for serial, *_ in counting(document)} == {2}


def test_a_part_follows_its_sentence_and_its_words(project, reviewer):
    document = make_document(project=project, actor=reviewer, text=V1)
    parent = claim_of(document, 2)
    part = Claim.objects.create(
        document=document, serial=7, parent=parent, own_wording="The bridge cost money.", basis="-" * 64,
        spans=[[0, 7], [25, 36]],
    )  # fmt: skip
    document.next_serial = 8
    document.save()
    revise(document, reviewer, " ".join([A, "In the end it cost pounds: 2.1 million pounds.", C, D, E, F]))
    part.refresh_from_db()
    parent.refresh_from_db()
    assert (part.version, parent.version) == (2, 2)
    assert parent.basis != live(document)[1].wording


def test_each_reviewer_whose_verdict_went_stale_is_told_once_but_not_who_did_it(walked, reviewer, second_reviewer):
    for serial in (1, 2, 4):
        make_verdict(claim=claim_of(walked, serial), reviewer=second_reviewer)
    revise(walked, reviewer, V2)
    notice = Notice.objects.get()
    assert (notice.person, notice.occasion, notice.claim) == (second_reviewer, Occasion.STALE, claim_of(walked, 2))


def test_what_the_author_attached_is_not_attached_twice(project, reviewer):
    document = make_document(project=project, actor=reviewer, text=V1)
    make_authors_note(claim=claim_of(document, 1), importer=reviewer, text="Says who?")
    draft = draft_of_text(document, V2, remarks=[(0, "Says who?"), (0, "And when?")])
    revisions.import_revision(actor=reviewer, document=document, draft=draft, version=document.version)
    assert sorted(document.notes.values_list("text", flat=True)) == ["And when?", "Says who?"]


def test_a_plan_made_before_a_repair_is_made_anew(walked, reviewer):
    draft = draft_of_text(walked, f"{V1}\n\n{OTHER_D}")
    plan = revisions.plan_revision(document=walked, draft=draft)
    halves = split(walked, reviewer, 6, "Ships pass")
    revisions.import_revision(actor=reviewer, document=walked, draft=draft, version=walked.version, plan=plan)
    walked.refresh_from_db()
    assert {claim.serial for claim in halves} <= set(texts(walked))


def test_a_repair_of_before_is_not_taken_back_where_the_text_was_rearranged(walked, reviewer):
    move(walked, reviewer, 1, 1)
    revise(walked, reviewer, f"{OTHER_D} {V1}")
    before = texts(walked)
    with pytest.raises(Exception, match="rearranged"):
        undo(walked, reviewer)
    assert texts(walked) == before


def test_a_confirmation_signs_the_verdict_for_the_new_wording(walked, reviewer):
    revise(walked, reviewer, V2)
    claim = claim_of(walked, 2)
    row = confirm_verdict(actor=reviewer, claim=claim, version=claim.version, own_number=1)
    assert (row.number, row.label, row.confirms.number, row.basis, row.blind) == (2, "supported", 1, claim.basis, False)
    assert {serial for serial, *_ in counting(walked)} == {1, 2, 3, 5, 6}
    undo(walked, reviewer)
    assert {serial for serial, *_ in counting(walked)} == {1, 3, 5, 6}


def test_nobody_confirms_for_another_nor_what_counts_already(walked, reviewer, second_reviewer):
    revise(walked, reviewer, V2)
    for person, serial, own_number in ((second_reviewer, 2, 1), (second_reviewer, 2, 0), (reviewer, 1, 1)):
        claim = claim_of(walked, serial)
        with pytest.raises(Invalid):
            confirm_verdict(actor=person, claim=claim, version=claim.version, own_number=own_number)
    assert Verdict.objects.filter(document=walked).count() == 6


def test_an_older_verdict_than_the_last_is_not_confirmed(walked, reviewer):
    make_verdict(claim=claim_of(walked, 2), reviewer=reviewer, label="mixed")
    revise(walked, reviewer, V2)
    claim = claim_of(walked, 2)
    with pytest.raises(Stale):
        confirm_verdict(actor=reviewer, claim=claim, version=claim.version, own_number=1)
