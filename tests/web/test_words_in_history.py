"""The history says what a verdict and a settlement say, before and after, to who may know it and to nobody else."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from annotations.models import Membership, Project, Role
from tests.factories import claim_of, make_verdict
from tests.repairs import undo
from tests.scenes import settle, withdraw

pytestmark = pytest.mark.django_db


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def told(person, document):
    """What the page says in words under each entry that says anything, newest first."""
    answer = client_of(person).get(reverse("web:document-history", args=[document.pk]))
    page = BeautifulSoup(answer.content, "html.parser")
    return [
        {dt.get_text(): " ".join(dt.find_next("dd").get_text(" ").split()) for dt in row.select("dt")}
        for row in page.select(".history__changes")
    ]


def test_a_first_verdict_says_what_it_says_and_a_change_of_mind_both(document, reviewer, editor):
    claim = claim_of(document, 2)
    make_verdict(claim=claim, reviewer=reviewer, label="supported", rationale="The record has it.")
    make_verdict(
        claim=claim, reviewer=reviewer, label="refuted", rationale="The record is forged.", tags=("wrong-number",),
        action="must", proposed_wording="It was opened in 1932.",
    )  # fmt: skip
    second, first = told(editor, document)
    assert first == {"Rationale": "The record has it."}
    assert second == {
        "Rationale": "The record has it. → The record is forged.", "Issues": "nothing → Wrong number",
        "Requested action": "nothing → Must change", "Proposed wording": "nothing → It was opened in 1932.",
    }  # fmt: skip


def test_what_stays_the_same_is_not_told_again_and_a_withdrawal_takes_the_words_away(document, reviewer, editor):
    claim = claim_of(document, 2)
    for label in ("supported", "mixed"):
        make_verdict(claim=claim, reviewer=reviewer, label=label, rationale="The record has it.")
    withdraw(claim, reviewer)
    assert told(editor, document) == [
        {"Rationale": "The record has it. → nothing"}, {"Rationale": "The record has it."},
    ]  # fmt: skip


def test_an_undo_brings_the_words_back(document, reviewer, editor):
    claim = claim_of(document, 2)
    make_verdict(claim=claim, reviewer=reviewer, label="supported", rationale="The first.")
    make_verdict(claim=claim, reviewer=reviewer, label="refuted", rationale="The second.")
    undo(document, reviewer)
    assert told(editor, document)[0] == {"Rationale": "The second. → The first."}


def test_a_settlement_says_its_reason_before_and_after(document, reviewer, editor):
    claim = claim_of(document, 2)
    make_verdict(claim=claim, reviewer=reviewer, label="supported", rationale="")
    settle(claim, editor, "mixed", reason="Both have a point.")
    settle(claim, editor, "refuted", reason="On reflection not.")
    assert told(editor, document) == [
        {"Reason": "Both have a point. → On reflection not."}, {"Reason": "Both have a point."},
    ]  # fmt: skip


def test_who_has_not_read_the_claim_learns_no_word_of_it_and_then_every_one(document, reviewer, second_reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="supported", rationale="A secret reason.")
    make_verdict(claim=claim_of(document, 3), reviewer=second_reviewer, label="mixed", rationale="An own reason.")
    assert told(second_reviewer, document) == [{"Rationale": "An own reason."}]
    make_verdict(claim=claim_of(document, 2), reviewer=second_reviewer, label="supported", rationale="Mine, too.")
    assert {"Rationale": "A secret reason."} in told(second_reviewer, document)


def test_in_a_project_that_is_not_blind_reviewers_read_all_of_it(document, reviewer, second_reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="supported", rationale="An open reason.")
    policy = {**document.project.policy, "blind": False}
    Project.objects.filter(pk=document.project_id).update(policy=policy)
    assert told(second_reviewer, document) == [{"Rationale": "An open reason."}]


def test_of_an_own_settlement_the_reason_of_another_before_it_stays_hidden(document, reviewer, editor, manager):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="supported", rationale="A secret reason.")
    settle(claim_of(document, 2), manager, "mixed", reason="The manager\u2019s reason.")
    settle(claim_of(document, 2), editor, "refuted", reason="The editor\u2019s reason.")
    Membership.objects.filter(user=editor).update(role=Role.REVIEWER)
    assert told(editor, document) == [{"Reason": "not shown → The editor\u2019s reason."}]


def test_words_are_shown_as_they_were_written(document, reviewer, editor):
    claim = claim_of(document, 2)
    make_verdict(claim=claim, reviewer=reviewer, label="supported", rationale="<b>bold</b>\n{{ 7*7 }}")
    answer = client_of(editor).get(reverse("web:document-history", args=[document.pk])).content.decode()
    assert "&lt;b&gt;bold&lt;/b&gt;<br>{{ 7*7 }}" in answer
