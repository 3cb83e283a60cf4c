"""Notes: threads on a claim or a document."""

import pytest

from annotations.models import HistoryEntry, Note
from annotations.services import notes
from annotations.services.refusals import Invalid, NotAllowed, Stale
from tests.factories import claim_of, make_note
from tests.visits import everything_stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(document, reviewer):
    return make_note(document=document, claim=claim_of(document, 2), author=reviewer)


def test_an_answer_to_an_answer_is_in_the_same_thread(note, editor):
    answer = notes.reply(actor=editor, note=note, text="Why?")
    second = notes.reply(actor=editor, note=answer, text="Because.")
    assert (answer.thread, second.thread, second.claim) == (note, note, note.claim)


def test_an_answer_is_as_public_as_its_thread(document, reviewer, editor):
    public = notes.add_note(actor=reviewer, document=document, text="For all.", internal=False)
    assert not notes.reply(actor=editor, note=public, text="Thanks.").internal


@pytest.mark.parametrize("text", ["", " \n\t", "x" * 20_001, "é" * 10_001])
def test_a_note_needs_some_text_and_not_too_much(document, reviewer, text):
    before = everything_stored()
    with pytest.raises(Invalid):
        make_note(document=document, author=reviewer, text=text)
    assert everything_stored() == before


@pytest.mark.parametrize("text", ["x" * 20_000, "é" * 10_000, "x"])
def test_20_kilobytes_are_allowed(document, reviewer, text):
    assert make_note(document=document, author=reviewer, text=text).text == text


def test_a_thread_is_resolved_and_opened_again(note, editor):
    notes.resolve(actor=editor, note=note, version=1)
    assert not Note.objects.open().exists()
    reopened = notes.reopen(actor=editor, note=note, version=2)
    assert (reopened.resolved_by, reopened.version) == (None, 3)
    assert list(Note.objects.open()) == [note]


def test_only_a_thread_is_resolved_not_an_answer(note, editor):
    answer = notes.reply(actor=editor, note=note, text="Why?")
    with pytest.raises(Invalid):
        notes.resolve(actor=editor, note=answer, version=1)


def test_a_note_is_taken_back_by_its_author_alone_and_stays(note, editor, reviewer):
    with pytest.raises(NotAllowed):
        notes.withdraw_note(actor=editor, note=note, version=1)
    notes.withdraw_note(actor=reviewer, note=note, version=1)
    assert Note.objects.get().text == "Look again."
    for verb in (notes.resolve, notes.withdraw_note):
        with pytest.raises(Stale):
            verb(actor=reviewer, note=note, version=2)
    with pytest.raises(Stale):
        notes.reply(actor=editor, note=note, text="Too late.")


def test_a_note_that_changed_meanwhile_is_left_as_it_is(note, editor, reviewer):
    notes.resolve(actor=editor, note=note, version=1)
    before = everything_stored()
    for verb in (notes.resolve, notes.reopen, notes.withdraw_note):
        with pytest.raises(Stale):
            verb(actor=reviewer, note=note, version=1)
    assert everything_stored() == before


def test_every_act_is_one_entry(note, editor, reviewer):
    before = HistoryEntry.objects.count()
    notes.reply(actor=editor, note=note, text="Why?")
    notes.resolve(actor=editor, note=note, version=1)
    notes.reopen(actor=editor, note=note, version=2)
    notes.withdraw_note(actor=reviewer, note=note, version=3)
    codes = HistoryEntry.objects.order_by("pk").values_list("code", flat=True)[before:]
    assert list(codes) == ["note.answered", "note.resolved", "note.reopened", "note.withdrawn"]
