"""Assignments: drawing, the queue, giving back, and two at once on both databases."""

from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
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


def test_what_was_taken_a_day_ago_returns_by_itself_and_what_was_given_by_hand_stays_longer(
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


LATE = [
    ({"days": 8}, None, True), ({"days": 6}, None, False), ({"days": 8}, {"hours": 25}, True),
    ({"days": 30}, {"hours": 23}, False), ({"days": 30}, {"days": -3}, False), ({"hours": 1}, {"days": 9}, False),
]  # fmt: skip


@pytest.mark.parametrize(("given", "due", "returns"), LATE)
def test_what_was_given_by_hand_returns_a_day_after_its_date_or_after_a_week_without_one(
    document, editor, reviewer, second_reviewer, given, due, returns
):
    [held] = queue(editor, document, 2, reader=reviewer)
    now = timezone.now()
    since = {"created_at": now - timedelta(**given), "due": now - timedelta(**due) if due else None}
    Assignment.objects.filter(pk=held.pk).update(**since)
    assert take(second_reviewer, document) == (2 if returns else None)
    held.refresh_from_db()
    assert (held.returned_at is not None) == returns
    assert HistoryEntry.objects.filter(code="assignment.went_back").exists() == returns


def test_who_had_a_claim_for_too_long_is_told_that_it_went_back_and_the_others_are_not(
    client, document, editor, reviewer, second_reviewer
):
    queue(editor, document, 2, reader=reviewer)
    queue(editor, document, 3, 4, reader=second_reviewer)
    queue(editor, document, 5, reader=editor)
    Assignment.objects.update(created_at=timezone.now() - timedelta(days=8))
    Notice.objects.all().delete()
    assert take(editor, document) == 5  # what one asks for oneself does not go back under one's hands
    told = Notice.objects.order_by("pk").values_list("person", "occasion", "claim__serial")
    assert list(told) == [(reviewer.pk, "returned", 2), (second_reviewer.pk, "returned", None)]
    client.force_login(reviewer)
    (line,) = BeautifulSoup(client.get("/notices/").content, "html.parser").select(".history__entry > span")
    assert line.get_text(" ", strip=True) == (
        "New What you had to read went back to the queue: it had waited too long, claim 2 in The bridge"
    )
    assert [link["href"] for link in line.select("a")][-1] == f"/documents/{document.pk}/"


def test_the_time_of_one_given_from_the_queue_begins_when_it_is_given(document, editor, reviewer, second_reviewer):
    [waits] = queue(editor, document, 2)
    long_ago = timezone.now() - timedelta(days=30)
    Assignment.objects.filter(pk=waits.pk).update(created_at=long_ago, due=long_ago)
    queue(editor, document, 2, reader=reviewer)
    assert take(second_reviewer, document) is None
    assert take(reviewer, document) == 2


def test_who_holds_an_overdue_claim_gets_it_when_they_ask_and_a_sweep_returns_it(document, editor, reviewer):
    [held] = queue(editor, document, 2, reader=reviewer)
    Assignment.objects.filter(pk=held.pk).update(created_at=timezone.now() - timedelta(days=8))
    assert take(reviewer, document) == 2
    call_command("sweep", stdout=StringIO())
    assert [row.reader_id for row in Assignment.objects.open()] == [None]
    assert take(reviewer, document) == 2


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


def test_everything_flagged_is_drawn_whatever_the_policy_says(document, editor, reviewer, second_reviewer):
    for serial, tags in ((2, ("legal-risk",)), (3, ("out-of-date",)), (4, ("legal-risk", "out-of-date")), (5, ())):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer, tags=tags)
    make_verdict(claim=claim_of(document, 4), reviewer=reviewer, label="mixed")  # the flag was taken back
    assert serials(assignments.draw(actor=editor, document=document, flagged="legal-risk")) == [2]
    assert assignments.draw(actor=editor, document=document, flagged="legal-risk") == []
    assert {row.drawn for row in Assignment.objects.all()} == {Draw.LABEL}
    assert take(reviewer, document) is None
    assert take(second_reviewer, document) == 2
    with pytest.raises(Invalid, match="Not known"):
        assignments.draw(actor=editor, document=document, flagged="no-such-tag")


RULES = [
    {"second_reading": "all"}, {"second_reading": "percent", "second_percent": 100},
    {"second_reading": "labels", "second_labels": ["refuted"]},
]  # fmt: skip


@pytest.mark.parametrize("rules", RULES, ids=lambda rules: rules["second_reading"])
def test_however_claims_are_drawn_nobody_gets_their_own_to_read_again(
    project, document, editor, reviewer, second_reviewer, rules
):
    for serial in (2, 3):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer, label="refuted")
    policy(project, **rules)
    assert {2, 3} <= set(drawn(editor, document))
    taken = []
    while (serial := take(reviewer, document)) is not None:
        taken.append(serial)
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer)
    assert not {2, 3} & set(taken)
    assert take(second_reviewer, document) == 2


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
