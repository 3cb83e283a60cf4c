"""Assignments: drawing, the queue, giving back, and two at once on both databases."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from annotations.models import Assignment, Claim, Draw, HistoryEntry, Notice, Role, Verdict
from annotations.services import assignments, verdicts
from annotations.services.refusals import Invalid, NotAllowed, Stale
from tests.factories import claim_of, make_document, make_member, make_person, make_verdict
from tests.repairs import split
from tests.scenes import long_text
from tests.test_concurrency import assert_chain_is_whole, at_once

pytestmark = pytest.mark.django_db
SENTENCES = [2, 3, 4, 5, 6]  # the first is a heading


def policy(project, **rules):
    project.policy = {**project.policy, **rules}
    project.save()


def queue(editor, document, *serials, reader=None, reading=2):
    claims = [claim_of(document, serial) for serial in serials]
    return assignments.assign(actor=editor, document=document, claims=claims, reader=reader, reading=reading)


def serials(rows):
    return [row.claim.serial for row in rows]


def take(person, document):
    row = assignments.next_claim(actor=person, document=document)
    return row.claim.serial if row else None


def drawn(editor, document):
    document.refresh_from_db()
    return serials(assignments.draw(actor=editor, document=document))


def test_the_queue_hands_out_what_waits_in_order_and_never_what_one_has_read(document, editor, reviewer):
    queue(editor, document, 2, 3, 4)
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    assert take(reviewer, document) == 3
    assert take(reviewer, document) == 3  # what one holds comes first
    make_verdict(claim=claim_of(document, 3), reviewer=reviewer)
    assert take(reviewer, document) == 4
    make_verdict(claim=claim_of(document, 4), reviewer=reviewer)
    assert take(reviewer, document) is None
    assert Assignment.objects.get(claim__serial=3).done_at is not None
    assert Assignment.objects.get(claim__serial=2).reader_id is None


def test_nobody_is_second_reader_of_their_own(document, editor, reviewer):
    make_verdict(claim=claim_of(document, 3), reviewer=reviewer)
    with pytest.raises(NotAllowed, match="3") as refused:
        queue(editor, document, 2, 3, reader=reviewer)
    assert refused.value.code == "reader_has_read"
    assert not Assignment.objects.exists()


def test_what_cannot_be_assigned_is_refused_with_its_reason(document, editor, reviewer, second_reviewer, reader):
    queue(editor, document, 2, reader=reviewer)
    retired = claim_of(document, 5)
    split(document, editor, 5, "million")
    for code, given in (
        ("reading_taken", {"claims": [claim_of(document, 2)], "reader": second_reviewer}),
        ("reader_has_it", {"claims": [claim_of(document, 2)], "reader": reviewer, "reading": 3}),
        ("reader_is_no_reviewer", {"claims": [claim_of(document, 3)], "reader": reader}),
        ("claim_not_here", {"claims": [retired], "reader": reviewer}),
        ("nothing_to_assign", {"claims": [], "reader": reviewer}),
    ):
        with pytest.raises(Invalid) as refused:
            assignments.assign(actor=editor, document=document, **given)
        assert refused.value.code == code
    assert Assignment.objects.count() == 1


def test_a_claim_that_waits_in_the_queue_can_be_given_to_somebody(document, editor, reviewer):
    [waiting] = queue(editor, document, 2)
    [given] = queue(editor, document, 2, reader=reviewer)
    assert (given.pk, given.reader, given.version) == (waiting.pk, reviewer, 2)


def test_an_assignment_tells_its_reader_once_and_the_history_names_people_by_key(document, editor, reviewer):
    queue(editor, document, 2, 3, 4, reader=reviewer)
    notice = Notice.objects.get(person=reviewer)
    assert (notice.occasion, notice.claim) == ("assigned", None)
    entry = HistoryEntry.objects.get(code="assignment.given")
    assert entry.body == {"claims": [2, 3, 4], "reading": 2, "reader": str(reviewer.reviewer_key.key)}
    assert not Notice.objects.exclude(person=reviewer).exists()


def test_a_claim_given_back_waits_again_and_comes_last_to_who_gave_it_back(document, editor, reviewer, second_reviewer):
    queue(editor, document, 2, 3)
    held = assignments.next_claim(actor=reviewer, document=document)
    again = assignments.give_back(actor=reviewer, assignment=held, version=held.version)
    assert (again.reader, again.drawn, again.reading) == (None, held.drawn, 2)
    assert take(reviewer, document) == 3
    assert take(second_reviewer, document) == 2
    with pytest.raises(Stale):
        assignments.give_back(actor=reviewer, assignment=held, version=held.version)


def test_what_was_taken_a_day_ago_returns_by_itself_and_what_was_given_by_hand_stays(
    document, editor, reviewer, second_reviewer
):
    queue(editor, document, 2)
    queue(editor, document, 3, reader=reviewer)
    held = assignments.next_claim(actor=second_reviewer, document=document)
    assert held.claim.serial == 2
    long_ago = timezone.now() - timedelta(hours=25)
    Assignment.objects.update(created_at=long_ago)
    Assignment.objects.filter(pk=held.pk).update(started_at=long_ago)
    assert take(editor, document) == 2
    assert take(reviewer, document) == 3
    held.refresh_from_db()
    assert held.returned_at is not None
    assert HistoryEntry.objects.get(code="assignment.went_back").body == {"claims": [2]}


def test_a_verdict_of_whoever_reads_second_serves_the_queue_and_a_first_one_does_not(
    document, editor, reviewer, second_reviewer
):
    queue(editor, document, 2)
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    assert Assignment.objects.get().done_at is None
    make_verdict(claim=claim_of(document, 2), reviewer=second_reviewer)
    row = Assignment.objects.get()
    assert (row.reader, row.done_at is None) == (second_reviewer, False)


def test_accepting_suggestions_reads_what_was_assigned(document, editor, reviewer):
    queue(editor, document, 1, reader=reviewer)
    verdicts.accept_suggestions(actor=reviewer, document=document)
    assert Assignment.objects.get().done_at is not None


@pytest.mark.parametrize(
    ("rules", "expected"),
    [({"second_reading": "all"}, SENTENCES), ({"second_reading": "labels", "second_labels": ["refuted"]}, [3])],
)
def test_a_draw_takes_what_the_policy_says(project, document, editor, reviewer, second_reviewer, rules, expected):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="supported")
    make_verdict(claim=claim_of(document, 3), reviewer=reviewer, label="refuted")
    policy(project, **rules)
    assert drawn(editor, document) == expected
    assert drawn(editor, document) == []


def test_a_claim_that_two_have_read_is_not_drawn(project, document, editor, reviewer, second_reviewer):
    for person in (reviewer, second_reviewer):
        make_verdict(claim=claim_of(document, 2), reviewer=person)
    policy(project, second_reading="all")
    assert drawn(editor, document) == SENTENCES[1:]


def test_nothing_is_drawn_where_the_policy_is_off(document, editor):
    with pytest.raises(Invalid) as refused:
        assignments.draw(actor=editor, document=document)
    assert refused.value.code == "second_reading_off"


def test_a_share_is_drawn_the_same_way_each_time_and_is_rounded_up(project, editor, manager):
    document = make_document(project=project, actor=manager, text=long_text(42))
    policy(project, second_reading="percent", second_percent=10)
    first = drawn(editor, document)
    assert (len(first), drawn(editor, document)) == (5, [])
    assert {row.drawn for row in Assignment.objects.all()} == {Draw.RANDOM}
    Assignment.objects.all().delete()
    assert drawn(editor, document) == first


def test_the_first_label_counts_and_not_that_of_a_later_reader(project, document, editor, reviewer, second_reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="supported")
    make_verdict(claim=claim_of(document, 2), reviewer=second_reviewer, label="refuted")
    policy(project, second_reading="labels", second_labels=["refuted"])
    assert drawn(editor, document) == []


def read_a_half(document, reviewer, second_reviewer, editor):
    """The second reviewer has read sentence 2 before it was split; the first has judged the left half since."""
    make_verdict(claim=claim_of(document, 2), reviewer=second_reviewer)
    halves = split(document, editor, 2, "in")
    left = Claim.objects.get(pk=halves[0].pk)
    make_verdict(claim=left, reviewer=reviewer, label="refuted")
    return left


def seen(person, claim):
    return Verdict.objects.visible_to(person).filter(claim=claim).exclude(reviewer=person).count()


def test_an_open_second_reading_closes_what_a_relative_had_opened(document, reviewer, second_reviewer, editor):
    left = read_a_half(document, reviewer, second_reviewer, editor)
    assert seen(second_reviewer, left) == 1
    [held] = queue(editor, document, left.serial, reader=second_reviewer)
    assert seen(second_reviewer, left) == 0
    assert seen(editor, left) == 1
    assert not verdicts.is_blind(second_reviewer, left)  # a relative was read
    assignments.give_back(actor=second_reviewer, assignment=held, version=held.version)
    assert seen(second_reviewer, left) == 1


def test_a_verdict_opens_the_claim_and_a_first_reading_closes_nothing(document, reviewer, second_reviewer, editor):
    left = read_a_half(document, reviewer, second_reviewer, editor)
    queue(editor, document, left.serial, reader=second_reviewer, reading=1)
    assert seen(second_reviewer, left) == 1
    Assignment.objects.update(reading=2)
    assert seen(second_reviewer, left) == 0
    make_verdict(claim=left, reviewer=second_reviewer)
    assert seen(second_reviewer, left) == 1
    assert Assignment.objects.get().done_at is not None


def test_a_second_reader_from_the_queue_is_blind(document, reviewer, second_reviewer, editor):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    queue(editor, document, 2)
    assert take(second_reviewer, document) == 2
    assert make_verdict(claim=claim_of(document, 2), reviewer=second_reviewer).blind


@pytest.fixture
def eight(project):
    people = [make_person(username=f"reader-{rank}") for rank in range(8)]
    for person in people:
        make_member(project=project, person=person, role=Role.REVIEWER)
    return people


@pytest.mark.django_db(transaction=True)
def test_readers_at_once_never_get_the_same_claim(transactional_db, document, editor, eight):
    """Five wait for eight: each is handed out once, and three hear that nothing is left."""
    queue(editor, document, *SENTENCES)
    taken = at_once(*(lambda person=person: take(person, document) for person in eight))
    assert Counter(taken) == {**dict.fromkeys(SENTENCES, 1), None: 3}
    assert Counter(Assignment.objects.values_list("reader", flat=True)).most_common(1)[0][1] == 1
    assert_chain_is_whole(document)


@pytest.mark.django_db(transaction=True)
def test_one_reader_in_two_windows_at_once_holds_one_claim(transactional_db, document, editor, reviewer):
    queue(editor, document, *SENTENCES)
    assert len(set(at_once(*[lambda: take(reviewer, document)] * 4))) == 1
    assert Assignment.objects.filter(reader=reviewer).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_claim_read_while_somebody_takes_it_is_done_once(transactional_db, document, editor, eight):
    """Whoever wins, the queue has one row for the claim, and no reader's verdict is lost."""
    first, second, third = eight[:3]
    make_verdict(claim=claim_of(document, 2), reviewer=first)
    queue(editor, document, 2)
    at_once(
        lambda: take(third, document), lambda: make_verdict(claim=claim_of(document, 2), reviewer=second)
    )  # fmt: skip
    row = Assignment.objects.get()
    assert (row.reader, row.done_at is not None) in ((second, True), (third, False))
    assert Verdict.objects.filter(claim=claim_of(document, 2)).count() == 2
