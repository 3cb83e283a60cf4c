"""Blind counts: what one has not read counts as waiting, whatever others said of it."""

import pytest

from annotations.models import Document, Project, Role, Sight
from annotations.queries.coverage import coverage, filters
from annotations.queries.documents import document_cards, waiting_suggestions, work_page
from annotations.queries.states import claim_states
from annotations.queries.workbench import workbench_page
from annotations.services.demo import load_demo
from annotations.services.parts import add_part
from annotations.services.taking import Take
from tests.factories import claim_of, make_member, make_note, make_person, make_verdict
from tests.repairs import split
from tests.revising import revise
from tests.scenes import import_text, long_text, settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk(project, manager, reviewer, second_reviewer):
    """Walk (g): A has read all 21 units, B the first 8, with another label on the first four."""
    document = import_text(long_text(21), project=project, actor=manager)
    for serial in range(1, 22):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer, label="refuted")
    for serial in range(1, 9):
        label = "supported" if serial < 5 else "refuted"
        make_verdict(claim=claim_of(document, serial), reviewer=second_reviewer, label=label)
    return Document.objects.select_related("project", "current").get(pk=document.pk)


def bar(document, user, sees_all=False):
    found = coverage(document, claim_states(document, Sight(user, sees_all)))
    return {part.tone: part.count for part in found.segments}, found.read, found.total


def test_the_bar_of_who_has_read_eight_of_21(walk, second_reviewer):
    assert bar(walk, second_reviewer) == ({"disagreement": 4, "refuted": 4, "": 13}, 8, 21)


def test_the_bar_of_the_editor_counts_all(walk, editor):
    assert bar(walk, editor, sees_all=True) == ({"disagreement": 4, "refuted": 17}, 21, 21)


def test_the_bar_of_a_reader_counts_settled_labels_only(walk, reader, editor):
    assert bar(walk, reader) == ({"": 21}, 0, 21)
    settle(claim_of(walk, 9), editor, "mixed")
    assert bar(walk, reader) == ({"mixed": 1, "": 20}, 1, 21)


def test_filters_count_what_one_may_see(walk, second_reviewer):
    found = filters(walk, claim_states(walk, Sight(second_reviewer, False)), "")
    counts = {entry.slug: entry.count for entry in found}
    assert counts == {"": 21, "unread": 13, "mine": 8, "disagreement": 4, "label:refuted": 4}


def test_a_filter_leaves_the_claims_it_counts(walk, second_reviewer):
    sight = Sight(second_reviewer, False)
    for slug, left in (("unread", range(9, 22)), ("disagreement", range(1, 5)), ("label:refuted", range(5, 9))):
        assert workbench_page(walk, sight, chosen=slug).serials == list(left)


def test_blind_marks_say_how_many_read_and_no_more(walk, second_reviewer):
    page = workbench_page(walk, Sight(second_reviewer, False))
    marks = [claim for block in page.blocks for claim in block.claims]
    hidden = {(mark.tone, mark.sign, mark.by) for mark in marks[8:]}
    assert hidden == {("", "", "1 reader")}
    assert all("refuted" not in mark.title.lower() for mark in marks[8:])


def test_cards_count_through_the_same_door(walk, second_reviewer, project):
    card = document_cards(Document.objects.filter(pk=walk.pk), second_reviewer)[0]
    assert (card.unread, card.disagreements, card.stale) == (13, 4, 0)
    page = work_page(Project.objects.filter(pk=project.pk), second_reviewer)
    assert (page.unread, page.disagreements, page.stale, page.more) == (13, 4, 0, False)


def test_segments_follow_one_another_without_a_gap(walk, editor):
    found = coverage(walk, claim_states(walk, Sight(editor, True)))
    ends = [part.offset + part.count for part in found.segments]
    assert [part.offset for part in found.segments] == [0, *ends[:-1]]
    assert ends[-1] == found.total


def test_a_suggestion_is_no_verdict(document, reviewer):
    document = Document.objects.select_related("project", "current").get(pk=document.pk)
    assert bar(document, reviewer) == ({"": 6}, 0, 6)
    assert waiting_suggestions(document, reviewer) == 1


def test_a_newcomer_finds_the_whole_demo_waiting():
    document = load_demo()
    person = make_person(username="newcomer")
    make_member(project=document.project, person=person, role=Role.REVIEWER)
    document = Document.objects.select_related("project", "current").get(pk=document.pk)
    assert bar(document, person) == ({"": 21}, 0, 21)


def open_notes(document, user):
    return document_cards(Document.objects.filter(pk=document.pk), user)[0].notes


def test_open_notes_are_those_that_can_still_be_resolved(document, project, manager, editor):
    """A thread taken over by one half of a split is one thread, and one on a deleted sentence waits for nobody."""
    note = make_note(document=document, claim=claim_of(document, 2), author=editor)
    part = add_part(actor=editor, claim=claim_of(document, 4), wording="They do not.", spans=[], version=1)
    for claim in (None, part, claim_of(document, 6)):
        make_note(document=document, claim=claim, author=editor)
    assert open_notes(document, editor) == 4
    split(document, editor, 2, "opened", Take(notes={note.pk: (0,)}))
    assert open_notes(document, editor) == 4
    revise(document, manager, document.current.text.removesuffix(" The county paid for half of it."))
    assert open_notes(document, editor) == 3
