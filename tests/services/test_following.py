"""The words of a part when its sentence is revised: they move along, are lost, and come back with their text."""

import pytest

from annotations.models import Claim, HistoryEntry
from annotations.models.digests import digest
from annotations.services.following import counted, followed, joined, placed
from tests.factories import claim_of, make_document, make_verdict
from tests.repairs import redo, undo
from tests.revising import revise
from tests.services.test_parts import add, change, label_of, remove, state_of

pytestmark = pytest.mark.django_db
OLD = "The bridge was opened in 1931 by the mayor."
FOLLOWED = [
    ("bridge", "The old bridge was opened in 1931 by the mayor.", "bridge"),
    ("1931", "In 1931 the bridge was opened by the mayor.", "1931"),
    ("opened in 1931", "The bridge was  opened in 1931 by the mayor.", "opened in 1931"),
    ("1931", "The bridge was opened in 1932 by the mayor.", ""),
    ("1931", "The bridge was opened in 19310 by the mayor.", ""),
    ("bridge", "Bridges like this bridgehead were opened in 1931.", ""),
    ("bridge", "This one was opened in 1931; that bridge and this bridge later.", ""),
    (OLD, "The bridge was opened in 1932 by the mayor.", "The bridge was opened in 1932 by the mayor."),
    ("mayor", "The bridge was closed in 1932 by a mayor.", "mayor"),
]


def span_of(text, words):
    return [[text.index(words), text.index(words) + len(words)]]


@pytest.mark.parametrize(("words", "text", "found"), FOLLOWED)
def test_words_follow_where_they_still_stand_and_are_lost_otherwise(words, text, found):
    spans = followed(span_of(OLD, words), OLD, text)
    assert [text[start:end] for start, end in spans] == ([found] if found else [])


def test_words_that_stand_several_times_are_told_by_what_did_not_change_around_them():
    old = "The mayor praised the mayor of Aldwin."
    first, second = span_of(old, "mayor"), [[22, 27]]
    new = "The mayor praised, at length, the mayor of Aldwin."
    assert (followed(first, old, new), followed(second, old, new)) == (first, [[34, 39]])
    assert followed(second, old, "The mayor of Upton praised the mayor.") == []


def test_counting_and_placing_do_not_hang_on_blanks():
    assert counted([[0, 3], [4, 10]], OLD) == [[0, 3], [3, 9]]
    assert placed([[0, 3], [3, 9], [90, 99]], "The\n bridge") == [[0, 3], [5, 11]]
    assert joined([[5, 9], [0, 3], [2, 4]]) == [[0, 4], [5, 9]]


A, B = "The bridge was opened in 1931 by the mayor.", "Nobody likes the colour of it."
CHANGED = "The bridge was opened in 1932 by the mayor."
V1, V2 = f"{A} {B}", f"{CHANGED} {B}"


@pytest.fixture
def document(project, reviewer):
    """Two sentences, the first with two judged parts: one about three words in a row, one about two passages."""
    document = make_document(project=project, actor=reviewer, text=V1)
    for wording, spans in (("The mayor opened it.", [(31, 42)]), ("It was opened in 1931.", [(4, 10), (22, 29)])):
        part = add(document, reviewer, serial=1, wording=wording, spans=spans)
        make_verdict(claim=part, reviewer=reviewer)
    return document


def passages(document, serial, text):
    return [text[start:end] for start, end in claim_of(document, serial).spans]


def test_a_revised_sentence_makes_its_parts_stale_and_their_words_follow_or_are_lost(document, reviewer):
    assert passages(document, 4, A) == ["bridge", "in 1931"]
    revise(document, reviewer, V2)
    first, second = claim_of(document, 3), claim_of(document, 4)
    assert (first.basis, second.basis) == (digest(CHANGED, first.own_wording), digest(CHANGED, second.own_wording))
    assert claim_of(document, 1).basis == digest(CHANGED, first.own_wording, second.own_wording)
    assert passages(document, 3, CHANGED) == [A[31:42]]
    assert passages(document, 4, CHANGED) == ["bridge"]
    assert state_of(document, reviewer, 1).stale
    assert label_of(document, reviewer, 1) is None


def test_back_at_the_old_text_verdicts_count_and_words_are_there_again(document, reviewer):
    before = list(Claim.objects.order_by("serial").values_list("serial", "basis", "spans"))
    revise(document, reviewer, V2)
    change(claim_of(document, 4), reviewer, spans=[[22, 29]])
    revise(document, reviewer, V1)
    assert list(Claim.objects.order_by("serial").values_list("serial", "basis", "spans")) == before
    assert label_of(document, reviewer, 1) == "supported"
    assert not state_of(document, reviewer, 1).stale
    revise(document, reviewer, V2)
    assert passages(document, 4, CHANGED) == ["in 1932"]


def test_a_part_that_says_something_else_since_does_not_get_the_words_of_before(document, reviewer):
    revise(document, reviewer, V2)
    change(claim_of(document, 4), reviewer, wording="The mayor was there.", spans=[[37, 42]])
    revise(document, reviewer, V1)
    assert passages(document, 4, A) == ["mayor"]


def test_other_blanks_alone_move_the_words_and_leave_the_verdicts(document, reviewer):
    revise(document, reviewer, V1.replace("bridge was", "bridge \t was"))
    assert passages(document, 4, A.replace("bridge was", "bridge \t was")) == ["bridge", "in 1931"]
    assert label_of(document, reviewer, 1) == "supported"


def test_a_part_taken_back_before_a_revision_comes_back_with_its_words_in_the_new_text(document, reviewer):
    remove(claim_of(document, 3), reviewer)
    longer = A.replace("bridge", "old stone bridge")
    revise(document, reviewer, f"{longer} {B}")
    undo(document, reviewer)
    assert passages(document, 3, longer) == [A[31:42]]


def test_a_change_taken_back_after_a_revision_finds_its_words_in_the_new_text(document, reviewer):
    change(claim_of(document, 3), reviewer, spans=[[0, 3]])
    longer = A.replace("bridge", "old stone bridge")
    revise(document, reviewer, f"{longer} {B}")
    undo(document, reviewer)
    assert passages(document, 3, longer) == [A[31:42]]
    redo(document, reviewer)
    assert passages(document, 3, longer) == ["The"]


def test_the_history_keeps_what_the_parts_were_about(document, reviewer):
    bases = {part.serial: part.basis for part in Claim.objects.filter(parent__isnull=False)}
    revise(document, reviewer, V2)
    told = HistoryEntry.objects.get(document=document, code="document.revised").body["parts"]
    assert {item["part"]: item["basis"] for item in told} == bases
    assert [item["words"] for item in sorted(told, key=lambda item: item["part"])] == [
        counted([[31, 42]], A), counted([[4, 10], [22, 29]], A),
    ]  # fmt: skip
