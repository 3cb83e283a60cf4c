"""Many at once, with real threads and real commits: nothing is lost, overwritten or done twice.

On SQLite the test database is a file (`tests/settings.py`): in memory, threads would share one cache whose locks
fail at once instead of waiting, which no installation ever does.
"""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from annotations.models import (
    Adjudication,
    Chain,
    Claim,
    Document,
    HistoryEntry,
    IdempotencyKey,
    Membership,
    Placement,
    Role,
    Verdict,
)
from annotations.queries.undo import stacks_of
from annotations.services import (
    adjudications,
    citations,
    idempotency,
    joining,
    notes,
    projects,
    revisions,
    structure,
    undo,
    verdicts,
)
from annotations.services.idempotency import Answer, once
from annotations.services.refusals import Duplicate, Invalid, Refusal, Stale, Superseded
from annotations.services.verdicts import Judgement
from tests.factories import TEXT, claim_of, make_document, make_member, make_note, make_person, make_verdict
from tests.revising import draft_of_text, revise
from tests.visits import everything_stored

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("transactional_db")]
PATIENCE = 60


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run the acts in threads that start together; return what each returned, or the refusal that it raised."""
    together = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            together.wait(PATIENCE)
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(PATIENCE) for future in [pool.submit(run, act) for act in acts]]


def give(claim: Claim, person: Any, label: str, own_number: int = 0) -> Verdict:
    judgement = Judgement(label=label, rationale=f"So says {person.username}.")
    return verdicts.record_verdict(
        actor=person, claim=claim, judgement=judgement, version=claim.version, own_number=own_number
    )


def assert_chain_is_whole(document: Document) -> None:
    """The entries are numbered without a gap and the head is the last one's."""
    entries = list(HistoryEntry.objects.filter(chain__document=document).order_by("number"))
    chain = Chain.objects.get(document=document)
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert (chain.length, chain.head) == (len(entries), entries[-1].hash)


@pytest.fixture
def ten(project):
    people = [make_person(username=f"reviewer-{rank}") for rank in range(10)]
    for person in people:
        make_member(project=project, person=person, role=Role.REVIEWER)
    return people


def test_ten_reviewers_at_once_leave_ten_verdicts(document, ten):
    claim = claim_of(document, 2)
    given = at_once(*(lambda person=person: give(claim, person, "supported") for person in ten))
    assert all(isinstance(verdict, Verdict) for verdict in given)
    assert Counter(Verdict.objects.filter(claim=claim).values_list("reviewer", flat=True)) == Counter(
        person.pk for person in ten
    )
    assert_chain_is_whole(document)


def test_of_two_tabs_of_one_reviewer_one_is_saved_and_the_other_told(document, reviewer):
    claim = claim_of(document, 2)
    answers = at_once(lambda: give(claim, reviewer, "supported"), lambda: give(claim, reviewer, "refuted"))
    assert sorted(type(answer).__name__ for answer in answers) == ["Stale", "Verdict"]
    assert Verdict.objects.filter(claim=claim).count() == 1
    assert HistoryEntry.objects.filter(claim=claim).count() == 1


def test_two_editors_at_once_settle_a_case_once(document, reviewer, editor, manager):
    claim = claim_of(document, 2)
    make_verdict(claim=claim, reviewer=reviewer)
    seen = adjudications.CaseSeen(version=1, verdict_rows=1, adjudication=0)

    def settle(person: Any, label: str) -> Adjudication:
        return adjudications.adjudicate(actor=person, claim=claim, label=label, reason="Read.", seen=seen)

    answers = at_once(lambda: settle(editor, "supported"), lambda: settle(manager, "refuted"))
    assert sorted(type(answer).__name__ for answer in answers) == ["Adjudication", "Stale"]
    assert Adjudication.objects.count() == 1


def test_a_verdict_and_a_settlement_at_once_are_never_both_blind_to_each_other(document, reviewer, editor, ten):
    """Either the editor is told of the new verdict, or the verdict came after and opens the case again."""
    claim = claim_of(document, 2)
    make_verdict(claim=claim, reviewer=reviewer)
    seen = adjudications.CaseSeen(version=1, verdict_rows=1, adjudication=0)
    settled, given = at_once(
        lambda: adjudications.adjudicate(actor=editor, claim=claim, label="mixed", reason="Read.", seen=seen),
        lambda: give(claim, ten[0], "refuted"),
    )
    assert isinstance(given, Verdict)
    assert isinstance(settled, Stale) or set(settled.considered.values_list("reviewer", flat=True)) == {reviewer.pk}


def test_a_key_sent_ten_times_at_once_has_one_effect_and_one_answer(document, reviewer):
    claim = claim_of(document, 2)

    def send() -> Answer:
        return once(
            actor=reviewer, key="one-key", route="POST /verdict/", payload=b"supported",
            act=lambda: Answer(201, {"number": give(claim, reviewer, "supported").number}),
        )  # fmt: skip

    answers = at_once(*[send] * 10)
    assert {(answer.status, answer.body["number"]) for answer in answers} == {(201, 1)}
    assert Counter(answer.replayed for answer in answers) == {True: 9, False: 1}
    assert Verdict.objects.count() == 1
    assert IdempotencyKey.objects.count() == 1


def test_a_form_sent_ten_times_at_once_is_stored_once(document, reviewer):
    url = reverse("web:verdict-give", args=[document.pk, 2])
    form = {"label": "supported", "version": 1, "own_number": 0, "key": "a-key", "action": "none"}
    clients = [Client() for _ in range(10)]
    for client in clients:
        client.force_login(reviewer)
    statuses = at_once(*(lambda client=client: client.post(url, form).status_code for client in clients))
    assert statuses == [302] * 10
    assert Verdict.objects.count() == 1


def test_eight_writers_reading_before_they_write_never_meet_a_locked_database(document, ten):
    def judge_and_note(person: Any) -> int:
        for turn in range(20):
            claim = claim_of(document, turn % 6 + 1)
            own = Verdict.objects.filter(claim=claim, reviewer=person).count()
            give(claim, person, ("supported", "refuted")[turn % 2], own)
        return 20

    assert at_once(*(lambda person=person: judge_and_note(person) for person in ten[:8])) == [20] * 8
    assert Verdict.objects.count() == 160
    assert_chain_is_whole(document)


def test_suggestions_accepted_twice_at_once_are_given_once(document, reviewer):
    given = at_once(*[lambda: verdicts.accept_suggestions(actor=reviewer, document=document)] * 4)
    assert sorted(given) == [0, 0, 0, 1]
    assert Verdict.objects.count() == 1


def test_a_boundary_moved_twice_at_once_is_moved_once(document, editor, manager):
    claim = claim_of(document, 2)

    def move(person: Any) -> Any:
        return structure.move_boundary(actor=person, claim=claim, words=1, version=1)

    answers = at_once(lambda: move(editor), lambda: move(manager))
    assert sorted(type(answer).__name__ for answer in answers) == ["Stale", "tuple"]
    live = Placement.objects.live().filter(revision=document.current).order_by("start")
    assert "".join(place.gap + place.text for place in live) == document.current.text


def test_a_vote_during_a_move_is_on_one_of_the_wordings_or_told(document, reviewer, editor):
    claim = claim_of(document, 3)
    before = claim.basis
    left = claim_of(document, 2)
    given, _ = at_once(
        lambda: give(claim, reviewer, "supported"),
        lambda: structure.move_boundary(actor=editor, claim=left, words=1, version=1),
    )
    assert isinstance(given, Stale) or given.basis == before
    assert Claim.objects.get(pk=claim.pk).basis != before


def assert_text_is_placed(document: Document) -> None:
    live = Placement.objects.live().filter(revision=document.current).order_by("start")
    assert "".join(place.gap + place.text for place in live) == document.current.text
    assert not live.filter(claim__retired_at__isnull=False).exists()


def test_of_two_who_import_a_revision_at_once_one_wins_and_the_other_is_told(document, editor, manager):
    drafts = [draft_of_text(document, f"{TEXT} {more}") for more in ("Ships pass below.", "A tram crosses it.")]

    def bring(person: Any, draft: Any) -> Any:
        return revisions.import_revision(actor=person, document=document, draft=draft, version=document.version)

    answers = at_once(lambda: bring(editor, drafts[0]), lambda: bring(manager, drafts[1]))
    assert sorted(type(answer).__name__ for answer in answers) == ["Revision", "Stale"]
    document.refresh_from_db()
    assert (document.revisions.count(), document.version) == (2, 2)
    assert_text_is_placed(document)


def test_two_sentences_said_to_be_the_same_deleted_claim_at_once_are_not_both(document, editor, manager):
    revise(document, manager, TEXT.replace(" Nobody likes it.", ""))
    deleted = claim_of(document, 4)

    def join(person: Any, serial: int) -> Any:
        return joining.join_claim(actor=person, claim=claim_of(document, serial), earlier=deleted, version=1)

    answers = at_once(lambda: join(editor, 2), lambda: join(manager, 3))
    assert sorted(type(answer).__name__ for answer in answers) == ["Claim", "Invalid"]
    assert_text_is_placed(document)


def test_a_claim_split_twice_at_once_is_split_once(document, editor, manager):
    claim = claim_of(document, 2)

    def split(person: Any, at: int) -> Any:
        return structure.split_claim(actor=person, claim=claim, at=at, version=1)

    answers = at_once(lambda: split(editor, 33), lambda: split(manager, 37))
    assert sorted(type(answer).__name__ for answer in answers) == ["Superseded", "tuple"]
    assert document.claims.count() == 8
    assert_text_is_placed(document)
    assert_chain_is_whole(document)


def test_neighbours_split_and_merged_at_once_leave_a_whole_text(document, editor, manager):
    """Whoever comes second is told; both at once would tear the text."""
    second, third, fourth = (claim_of(document, serial) for serial in (2, 3, 4))
    answers = at_once(
        lambda: structure.split_claim(actor=editor, claim=third, at=60, version=1),
        lambda: structure.merge_claims(actor=manager, claim=second, following=third, version=1, next_version=1),
        lambda: structure.move_boundary(actor=editor, claim=third, words=1, version=1),
        lambda: structure.merge_claims(actor=manager, claim=third, following=fourth, version=1, next_version=1),
    )
    assert sum(not isinstance(answer, Refusal) for answer in answers) >= 1
    assert_text_is_placed(document)
    assert_chain_is_whole(document)


def test_a_split_while_ten_vote_loses_no_vote_and_lets_none_through_afterwards(document, editor, ten):
    claim = claim_of(document, 2)
    *given, parts = at_once(
        *(lambda person=person: give(claim, person, "supported") for person in ten),
        lambda: structure.split_claim(actor=editor, claim=claim, at=33, version=1),
    )
    assert isinstance(parts, tuple)
    refused = [answer for answer in given if isinstance(answer, Refusal)]
    assert all(isinstance(answer, Superseded) and len(answer.successors) == 2 for answer in refused)
    assert Verdict.objects.filter(claim=claim).count() == 10 - len(refused)
    assert_text_is_placed(document)
    assert_chain_is_whole(document)


def test_an_undo_pressed_in_two_windows_at_once_takes_one_act_back(document, editor):
    for serial in (2, 3):
        give(claim_of(document, serial), editor, "supported")
    seen = stacks_of(document, editor).undo.number
    answers = at_once(*[lambda: undo.undo(actor=editor, document=document, seen=seen)] * 2)
    assert sorted(type(answer).__name__ for answer in answers) == ["Stale", "TakenBack"]
    assert Verdict.objects.count() == 3


def test_a_vote_during_the_undo_of_a_vote_is_not_swallowed(document, editor):
    claim = claim_of(document, 2)
    give(claim, editor, "supported")
    seen = stacks_of(document, editor).undo.number
    taken, given = at_once(
        lambda: undo.undo(actor=editor, document=document, seen=seen), lambda: give(claim, editor, "refuted", 1)
    )
    assert isinstance(taken, Stale) != isinstance(given, Stale)
    assert Verdict.objects.filter(claim=claim).count() == 2


def test_a_split_broken_off_at_any_statement_leaves_nothing_and_a_retry_works(document, editor):
    claim = claim_of(document, 2)
    act = lambda: structure.split_claim(actor=editor, claim=claim, at=33, version=1)  # noqa: E731
    assert break_at_every_statement(act) > 8
    assert_text_is_placed(document)
    assert document.claims.count() == 8


def test_somebody_made_a_member_twice_at_once_is_a_member_once(project, manager, administrator):
    person = make_person(username="newcomer")

    def add() -> Membership:
        return projects.add_member(actor=manager, project=project, person=person, role=Role.REVIEWER)

    answers = at_once(*[add] * 4)
    assert Counter(type(answer) for answer in answers) == {Membership: 1, Duplicate: 3}


def test_people_made_members_at_once_get_pseudonyms_of_their_own(project, manager):
    people = [make_person(username=f"newcomer-{rank}") for rank in range(4)]
    added = at_once(
        *(
            lambda person=person: projects.add_member(actor=manager, project=project, person=person, role=Role.REVIEWER)
            for person in people
        )
    )
    assert len({membership.pseudonym for membership in added}) == 4


def test_two_managers_demoting_each_other_leave_one(project, manager):
    other = make_person(username="other-manager")
    make_member(project=project, person=other, role=Role.MANAGER)
    first, second = project.memberships.get(user=manager), project.memberships.get(user=other)
    answers = at_once(
        lambda: projects.change_role(actor=manager, membership=second, role=Role.READER, version=second.version),
        lambda: projects.change_role(actor=other, membership=first, role=Role.READER, version=first.version),
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Invalid", "Membership"]
    assert project.memberships.filter(role=Role.MANAGER).count() == 1


def test_one_project_name_asked_for_at_once_is_given_once(manager):
    answers = at_once(*[lambda: projects.create_project(actor=manager, slug="wanted", name="Wanted")] * 4)
    assert Counter(type(answer).__name__ for answer in answers) == {"Project": 1, "Duplicate": 3}


def test_a_note_resolved_by_two_at_once_is_resolved_once(document, editor, manager):
    note = make_note(document=document, author=manager)
    answers = at_once(*(lambda who=who: notes.resolve(actor=who, note=note, version=1) for who in (editor, manager)))
    assert sorted(type(answer).__name__ for answer in answers) == ["Note", "Stale"]


def test_the_limit_of_citations_holds_when_many_cite_at_once(document, ten, monkeypatch):
    monkeypatch.setattr(citations, "MAX_PER_CLAIM", 3)
    claim = claim_of(document, 2)
    source = document.project.sources.create(title="A book")
    use = citations.Use(stance="supports")
    answers = at_once(
        *(lambda who=who: citations.add_citation(actor=who, claim=claim, source=source, use=use) for who in ten[:6])
    )
    assert Counter(type(answer).__name__ for answer in answers) == {"Citation": 3, "Invalid": 3}


class Killed(OperationalError):
    """The connection is gone."""


def killed_at(step: int) -> Any:
    """Let the first `step` statements through, and break off at the next."""
    done = 0

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal done
        if done == step and not sql.startswith(("ROLLBACK", "RELEASE", "SAVEPOINT")):
            raise Killed("server closed the connection unexpectedly")
        done += 1
        return execute(sql, params, many, context)

    return connection.execute_wrapper(wrapper)


def break_at_every_statement(act: Callable[[], Any], most: int = 60) -> int:
    """Run the act, broken off at statement 0, 1, 2, … until it comes through; each time nothing may be left."""
    before = everything_stored_but_files()
    for step in range(most):
        try:
            with killed_at(step):
                act()
        except Killed:
            assert everything_stored_but_files() == before, f"something is left of an act broken off at {step}"
        else:
            return step
    raise AssertionError("the act never came through")


def everything_stored_but_files() -> str:
    return everything_stored(files=False)


def test_a_vote_broken_off_at_any_statement_leaves_nothing_and_a_retry_works(document, reviewer):
    claim = claim_of(document, 2)

    def vote() -> Answer:
        return once(
            actor=reviewer,
            key="a-key",
            route="vote",
            payload=b"",
            act=lambda: Answer(201, {"number": give(claim, reviewer, "mixed").number}),
        )

    assert break_at_every_statement(vote) > 5
    assert vote().replayed
    assert Verdict.objects.count() == 1
    assert_chain_is_whole(document)


def test_an_import_broken_off_at_any_statement_leaves_nothing_and_a_retry_works(project, manager):
    assert break_at_every_statement(lambda: make_document(project=project, actor=manager)) > 5
    document = Document.objects.get()
    assert document.claims.count() == 6
    assert_chain_is_whole(document)


def test_an_expired_key_used_twice_at_once_has_one_effect(document, reviewer):
    claim = claim_of(document, 2)
    IdempotencyKey.objects.create(
        user=reviewer, key="old", route="x", body_sha256="x", status=200, expires_at="2020-01-01T00:00Z"
    )
    act = lambda: once(  # noqa: E731
        actor=reviewer, key="old", route="vote", payload=b"",
        act=lambda: Answer(201, {"number": give(claim, reviewer, "mixed").number}),
    )  # fmt: skip
    answers = at_once(*[act] * 4)
    assert {(answer.status, answer.body["number"]) for answer in answers} == {(201, 1)}
    assert idempotency.forget_expired() == 0
    assert isinstance(Invalid("code", "message"), Refusal)
