"""Split and merge: the text stays, nothing attached is lost, what stood there before comes back."""

import pytest
from django.db.models import Max

from annotations.models import Citation, Claim, HistoryEntry, Lineage, Note, Placement, Verdict
from annotations.models.digests import digest
from annotations.services.cuts import next_suffix, word_starts
from annotations.services.locks import successors_of
from annotations.services.refusals import Invalid, Stale, Superseded
from annotations.services.structure import merge_claims, move_boundary, split_claim
from annotations.services.taking import SIDES, Take
from tests.factories import claim_of, make_citation, make_document, make_note, make_verdict
from tests.repairs import live, merge, numbers, split, texts
from tests.scenes import import_text
from tests.visits import everything_stored

pytestmark = pytest.mark.django_db


def test_a_split_retires_the_parent_and_leaves_two_numbered_parts(document, editor):
    left, right = split(document, editor, 2, "opened")
    assert texts(document)[left.serial] == "The bridge was opened"
    assert texts(document)[right.serial] == "in 1931."
    assert numbers(document) == ["1", "2", "2a", "3", "4", "5", "6"]
    assert (left.serial, right.serial) == (7, 8)
    assert claim_of(document, 2).retired_at is not None
    document.refresh_from_db()
    assert document.next_serial == 9


def test_a_split_is_told_by_lineage_and_by_one_entry_that_names_its_claims(document, editor):
    split(document, editor, 2, "opened")
    links = Lineage.objects.values_list("ancestor__serial", "descendant__serial", "kind")
    assert sorted(links) == [(2, 7, "split"), (2, 8, "split")]
    entry = HistoryEntry.objects.latest("pk")
    assert (entry.code, entry.claim.serial, entry.content) == ("claim.split", 2, True)
    assert entry.subject == "claims 2 → 2, 2a"
    assert [item["claim"] for item in entry.body["after"]] == [7, 8]


def test_parts_are_not_doubtful_and_keep_kind_and_page(document, editor):
    left, right = split(document, editor, 1, "bridge")
    for claim in (left, right):
        place = claim.placements.get()
        assert (place.kind, place.rule, place.doubtful) == ("heading", "split", False)
        assert place.suggested_label == "not-a-claim"


def test_the_blank_at_a_cut_belongs_to_the_gap(document, editor):
    _, right = split(document, editor, 2, "opened")
    assert right.placements.get().gap == " "
    left, other = split(document, editor, 3, "lon")
    assert (texts(document)[left.serial], texts(document)[other.serial]) == (
        "It is the lon", "gest bridge in the county.",
    )  # fmt: skip
    assert other.placements.get().gap == ""


@pytest.mark.parametrize("at", [-1, 0, 22, 52, 53, 99_999])
def test_a_cut_at_the_ends_or_outside_is_refused(document, editor, at):
    place = live(document)[1]
    assert (place.start, place.end) == (22, 52)
    before = everything_stored()
    with pytest.raises(Invalid) as told:
        split_claim(actor=editor, claim=place.claim, at=at, version=1)
    assert told.value.code in ("cut_outside", "cut_leaves_nothing")
    assert everything_stored() == before


CHARACTERS = ["e\u0301", "👩\u200d🔬", "🇩🇪", "👍🏽", "क्ष"]


@pytest.mark.parametrize("character", CHARACTERS)
def test_a_cut_never_parts_what_readers_see_as_one_character(project, manager, editor, character):
    document = make_document(project=project, actor=manager, text=f"Here {character} stands.")
    place = live(document)[0]
    with pytest.raises(Invalid) as told:
        split_claim(actor=editor, claim=place.claim, at=6, version=1)
    assert told.value.code == "cut_in_character"
    split_claim(actor=editor, claim=place.claim, at=5, version=1)


def test_a_separator_stays_as_it_is(project, manager, editor):
    document = make_document(project=project, actor=manager, text="One sentence.\n\n* * *\n\nAnother sentence.")
    first, separator, second = (place.claim for place in live(document))
    for act in (
        lambda: split_claim(actor=editor, claim=separator, at=17, version=1),
        lambda: merge_claims(actor=editor, claim=first, following=separator, version=1, next_version=1),
        lambda: merge_claims(actor=editor, claim=separator, following=second, version=1, next_version=1),
        lambda: move_boundary(actor=editor, claim=first, words=1, version=1),
    ):
        with pytest.raises(Invalid) as told:
            act()
        assert told.value.code == "separator"


def test_a_merge_keeps_number_and_kind_of_the_left(document, editor):
    merged = merge(document, editor, 2, 3)
    place = merged.placements.get()
    assert place.text == "The bridge was opened in 1931. It is the longest bridge in the county."
    assert (place.shown_number, place.kind, place.rule) == ("2", "sentence", "merged")
    assert numbers(document) == ["1", "2", "4", "5", "6"]
    assert sorted(Lineage.objects.values_list("ancestor__serial", "descendant__serial", "kind")) == [
        (2, 7, "merged"), (3, 7, "merged"),
    ]  # fmt: skip


def test_only_neighbours_are_merged(document, editor):
    first, third = claim_of(document, 2), claim_of(document, 4)
    for left, right in ((first, third), (third, first), (first, first), (claim_of(document, 6), first)):
        with pytest.raises(Invalid) as told:
            merge_claims(actor=editor, claim=left, following=right, version=1, next_version=1)
        assert told.value.code == "not_neighbours"


@pytest.mark.parametrize("versions", [(2, 1), (1, 2), (0, 1)])
def test_both_claims_of_a_merge_must_be_as_they_were_seen(document, editor, versions):
    before = everything_stored()
    with pytest.raises(Stale):
        merge_claims(
            actor=editor, claim=claim_of(document, 2), following=claim_of(document, 3), version=versions[0],
            next_version=versions[1],
        )  # fmt: skip
    assert everything_stored() == before


def test_a_late_repair_hears_what_stands_there_now(document, editor):
    split(document, editor, 2, "opened")
    before = everything_stored()
    for act in (
        lambda: split_claim(actor=editor, claim=claim_of(document, 2), at=30, version=1),
        lambda: merge(document, editor, 2, 3),
        lambda: merge(document, editor, 1, 2),
        lambda: move_boundary(actor=editor, claim=claim_of(document, 2), words=1, version=1),
    ):
        with pytest.raises(Superseded) as told:
            act()
        assert [successor.number for successor in told.value.successors] == ["2", "2a"]
    assert everything_stored() == before


def test_letters_go_on_where_others_left_off_and_are_never_given_twice(document, editor):
    _, a = split(document, editor, 2, "The")
    _, b = split(document, editor, a.serial, "bridge")
    assert numbers(document)[1:4] == ["2", "2a", "2b"]
    split(document, editor, a_of(document, "2a").serial, "bri")
    assert numbers(document)[1:5] == ["2", "2a", "2c", "2b"]
    merge(document, editor, a_of(document, "2a").serial, a_of(document, "2c").serial)
    split(document, editor, a_of(document, "2b").serial, "was")
    assert numbers(document)[1:5] == ["2", "2a", "2b", "2d"]
    assert b.serial


def a_of(document, number):
    return next(place.claim for place in live(document) if place.shown_number == number)


@pytest.mark.parametrize(
    ("taken", "expected"),
    [([""], "a"), (["", "a"], "b"), (["", "b"], "c"), (["", "y"], "z"), (["", *"abz"], "aa"), (["", "z", "aa"], "ab"),
     (["", "az"], "ba"), (["", "zz"], "aaa")],
)  # fmt: skip
def test_after_z_comes_aa(taken, expected):
    assert next_suffix(set(taken)) == expected


def test_the_same_split_again_brings_back_what_stood_there(document, editor, reviewer):
    left, right = split(document, editor, 2, "opened")
    make_verdict(claim=left, reviewer=reviewer)
    merged = merge(document, editor, left.serial, right.serial)
    assert merged.serial == 2
    assert numbers(document) == ["1", "2", "3", "4", "5", "6"]
    assert not Verdict.objects.current().filter(claim__retired_at=None).exists()
    again = split(document, editor, 2, "opened")
    assert [claim.serial for claim in again] == [left.serial, right.serial]
    assert numbers(document)[1:3] == ["2", "2a"]
    assert Verdict.objects.current().filter(claim__retired_at=None).get().claim == left
    assert Claim.objects.filter(document=document).aggregate(last=Max("serial"))["last"] == 8


def test_what_comes_back_has_another_version_so_that_old_forms_are_noticed(document, editor):
    left, right = split(document, editor, 2, "opened")
    merge(document, editor, left.serial, right.serial)
    assert claim_of(document, 2).version == 2
    assert claim_of(document, 2).retired_at is None


def test_parts_go_and_come_back_with_their_sentence(document, editor):
    parent = claim_of(document, 2)
    part = document.claims.create(serial=7, parent=parent, own_wording="It was opened.", spans=[[4, 10]], basis="b")
    document.next_serial = 8
    document.save()
    left, right = split(document, editor, 2, "opened")
    assert claim_of(document, 7).retired_at == claim_of(document, 2).retired_at is not None
    merge(document, editor, left.serial, right.serial)
    part.refresh_from_db()
    text = "The bridge was opened in 1931."
    assert (part.retired_at, part.spans, part.basis) == (None, [[4, 10]], digest(text, "It was opened."))
    assert claim_of(document, 2).basis == digest(text, "It was opened.")


def test_spans_of_parts_move_with_the_text_they_lie_in(document, editor):
    parent = claim_of(document, 3)
    part = document.claims.create(serial=7, parent=parent, own_wording="Longest.", spans=[[0, 5], [10, 17]], basis="b")
    document.next_serial = 8
    document.save()
    move_boundary(actor=editor, claim=claim_of(document, 2), words=2, version=1)
    part.refresh_from_db()
    assert texts(document)[3] == "the longest bridge in the county."
    assert part.spans == [[4, 11]]


@pytest.fixture
def cited(document, reviewer):
    claim = claim_of(document, 2)
    citation = make_citation(
        claim=claim, actor=reviewer, quote="En mai 1931.", translation="In May 1931.", locator="p. 3"
    )
    note = make_note(document=document, claim=claim, author=reviewer, text="Which year?")
    make_note(document=document, claim=claim, author=reviewer, text="Another thread.")
    return citation, note


@pytest.mark.parametrize(("side", "takers"), [("left", {0}), ("right", {1}), ("both", {0, 1})])
def test_citations_and_notes_are_taken_over_with_their_origin(document, editor, cited, side, takers):
    citation, note = cited
    take = Take(citations={citation.pk: SIDES[side]}, notes={note.pk: SIDES[side]})
    parts = split(document, editor, 2, "opened", take=take)
    for rank, part in enumerate(parts):
        copies, notes = Citation.objects.filter(claim=part), Note.objects.filter(claim=part)
        assert (copies.count(), notes.count()) == ((1, 1) if rank in takers else (0, 0))
        for copy in copies:
            assert (copy.origin, copy.quote, copy.translation, copy.locator, copy.added_by) == (
                citation, "En mai 1931.", "In May 1931.", "p. 3", citation.added_by,
            )  # fmt: skip
        for copy in notes:
            assert (copy.origin, copy.text, copy.author) == (note, "Which year?", note.author)
    assert Citation.objects.filter(claim__serial=2).count() == 1
    assert Note.objects.filter(claim__serial=2).count() == 2


def test_a_thread_is_taken_over_with_its_answers(document, editor, reviewer, cited):
    _, note = cited
    Note.objects.create(document=document, claim=note.claim, thread=note, author=reviewer, text="It was 1931.")
    _, right = split(document, editor, 2, "opened", take=Take(notes={note.pk: (1,)}))
    first, answer = Note.objects.filter(claim=right).order_by("pk")
    assert (first.thread, answer.thread, answer.text) == (None, first, "It was 1931.")


def test_what_was_taken_over_once_is_not_doubled_when_it_comes_back(document, editor, cited):
    citation, _ = cited
    take = Take(citations={citation.pk: (0,)})
    left, right = split(document, editor, 2, "opened", take=take)
    merge(document, editor, left.serial, right.serial)
    split(document, editor, 2, "opened", take=take)
    assert Citation.objects.filter(claim=left).count() == 1


def test_a_merge_takes_over_from_both(document, editor, reviewer, cited):
    citation, _ = cited
    other = make_citation(claim=claim_of(document, 3), actor=reviewer, source=citation.source)
    merged = merge(document, editor, 2, 3, take=Take(citations={citation.pk: (0,), other.pk: (0,)}))
    assert set(Citation.objects.filter(claim=merged).values_list("origin", flat=True)) == {citation.pk, other.pk}


def test_nobody_takes_over_what_they_may_not_see(document, reviewer, second_reviewer, cited):
    _, note = cited
    before = everything_stored()
    with pytest.raises(Invalid) as told:
        split(document, second_reviewer, 2, "opened", take=Take(notes={note.pk: (0,)}))
    assert told.value.code == "not_to_be_taken"
    with pytest.raises(Invalid):
        split(document, reviewer, 2, "opened", take=Take(notes={note.pk: (7,)}))
    assert everything_stored() == before


def test_what_an_author_s_citation_was_said_of_in_secret_stays_so_when_taken_over(document, editor, cited):
    """The copy keeps the version, by which it is known that something was said of it."""
    citation, _ = cited
    Citation.objects.filter(pk=citation.pk).update(by_author=True, version=4)
    left, _ = split(document, editor, 2, "opened", take=Take(citations={citation.pk: (0,)}))
    copy = Citation.objects.get(claim=left)
    assert (copy.by_author, copy.version) == (True, 4)


def test_verdicts_of_a_retired_claim_stay_and_a_late_one_is_refused(document, editor, reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    split(document, editor, 2, "opened")
    with pytest.raises(Superseded) as told:
        make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="refuted")
    assert [successor.serial for successor in told.value.successors] == [7, 8]
    assert Verdict.objects.count() == 1


def test_successors_are_found_over_several_repairs(document, editor):
    left, right = split(document, editor, 2, "opened")
    merged = merge(document, editor, right.serial, 3)
    assert [successor.serial for successor in successors_of(claim_of(document, 2))] == [left.serial, merged.serial]
    assert [successor.serial for successor in successors_of(right)] == [merged.serial]


@pytest.mark.parametrize(
    ("text", "words"),
    [("One two  three.", ["One", "two", "three."]), ("桥建于。他来", ["桥", "建", "于。", "他", "来"]),
     ("ビル、建つ", ["ビ", "ル、", "建", "つ"]), ("a\u200bb c", ["a", "b", "c"]), ("", []), ("  ", [])],
)  # fmt: skip
def test_words_are_found_in_every_writing(text, words):
    starts = word_starts(text)
    ends = [*starts, len(text)][1:]
    assert [text[a:b].strip(" \u200b") for a, b in zip(starts, ends, strict=True)] == words


def test_a_boundary_is_moved_where_no_blanks_are_written(project, manager, editor):
    document = import_text("桥建于一九三一年。没有人喜欢它。", project=project, actor=manager)
    first = live(document)[0].claim
    move_boundary(actor=editor, claim=first, words=1, version=1)
    assert [place.text for place in live(document)] == ["桥建于一九三一年。没", "有人喜欢它。"]


def test_a_split_of_the_first_claim_begins_no_paragraph(document, editor, client):
    split(document, editor, 1, "bridge")
    client.force_login(editor)
    page = client.get(f"/documents/{document.pk}/").content.decode()
    assert page.count("<h2 class") == 2  # two headings where there was one, each a heading still
    merge(document, editor, 7, 8)
    split(document, editor, 2, "opened")
    assert client.get(f"/documents/{document.pk}/").content.decode().count("sheet__block") == 2


def test_the_repaired_text_is_placed_whole(document, editor):
    left, right = split(document, editor, 2, "opened")
    split(document, editor, 4, "Nobody")
    merge(document, editor, right.serial, 3)
    move_boundary(actor=editor, claim=left, words=1, version=left.version)
    places = live(document)
    assert "".join(place.gap + place.text for place in places) == document.current.text
    assert not Placement.objects.live().filter(claim__retired_at__isnull=False).exists()


def test_successors_of_a_claim_in_an_older_revision_are_what_came_of_it(document, editor, manager):
    old, gone = claim_of(document, 2), claim_of(document, 3)
    text = "The bridge was opened in May 1931."
    revision = document.revisions.create(
        number=2, text=text, sha256="s", length=len(text), imported_by=manager, segmenter="1"
    )
    heir = document.claims.create(serial=7, basis=digest(text))
    Lineage.objects.create(ancestor=old, descendant=heir, kind="revised", revision=revision)
    revision.placements.create(
        claim=heir, start=0, end=len(text), text=text, number=1, kind="sentence", rule="r", wording=heir.basis
    )
    document.current = revision
    document.save()
    assert [successor.serial for successor in successors_of(claim_of(document, 2))] == [7]
    assert successors_of(Claim.objects.get(pk=gone.pk)) == []
