"""A verdict that counts though it was given on an earlier revision says so, wherever it is shown."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.models import Sight, Verdict
from annotations.queries.report import report_contents
from annotations.reports import write
from tests.api.calls import Api, claim_path
from tests.factories import claim_of, make_document, make_verdict
from tests.repairs import split
from tests.revising import revise
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db

A, B, C = "The bridge was opened in 1931.", "It cost 2.1 million pounds to build.", "Nobody likes the colour of it."
CHANGED_B = "It cost 3.4 million pounds to build."
FROM_THE_FIRST = "carried from revision 1"


@pytest.fixture
def revised(project, reviewer, second_reviewer):
    """Both judged the first claim, one of them the others; then the second was reworded and the third stayed."""
    document = make_document(project=project, actor=reviewer, text=f"{A} {B} {C}")
    for serial in (1, 2, 3):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer, rationale=f"Reason {serial}.")
    make_verdict(claim=claim_of(document, 1), reviewer=second_reviewer)
    revise(document, reviewer, f"{A} {CHANGED_B} {C}")
    return document


def look(person, name, *parts):
    client = Client()
    client.force_login(person)
    return BeautifulSoup(client.get(reverse(f"web:{name}", args=parts)).content, "html.parser")


def heads(person, document, serial):
    return [head.text for head in look(person, "claim-panel", document.pk, serial).select(".verdict__who")]


def spoken(person, document, serial):
    return look(person, "document-detail", document.pk).select_one(f"#c{serial} .visually-hidden").text


def carried(person, document, serial):
    rows = Api(person).get(claim_path(document, serial, "verdicts/")).json()["results"]
    return [(row["state"], row["carried_from"]) for row in rows]


def printed(document, person, slug):
    return write(report_contents(document, Sight(person, sees_all=True)), slug).content.decode()


def test_a_verdict_on_a_sentence_that_stayed_is_marked_as_carried(revised, reviewer):
    first, second = heads(reviewer, revised, 1)
    assert FROM_THE_FIRST in first
    assert FROM_THE_FIRST in second
    assert spoken(reviewer, revised, 1).endswith("Supported, carried from an earlier revision, by R1·R2)")
    assert carried(reviewer, revised, 1) == [("current", 1), ("current", 1)]


def test_a_stale_verdict_is_not_carried_and_neither_is_one_given_again(revised, reviewer):
    assert carried(reviewer, revised, 2) == [("stale", None)]
    make_verdict(claim=claim_of(revised, 3), reviewer=reviewer, label="mixed")
    for serial, states in ((2, [("stale", None)]), (3, [("earlier", None), ("current", None)])):
        assert FROM_THE_FIRST not in "".join(heads(reviewer, revised, serial))
        assert "carried" not in spoken(reviewer, revised, serial)
        assert carried(reviewer, revised, serial) == states


def test_one_verdict_given_anew_leaves_only_the_other_one_carried(revised, reviewer):
    make_verdict(claim=claim_of(revised, 1), reviewer=reviewer)
    assert [FROM_THE_FIRST in head for head in heads(reviewer, revised, 1)] == [False, True, False]
    assert "carried" not in spoken(reviewer, revised, 1)


def test_what_stands_in_the_text_no_more_is_not_carried(revised, reviewer, editor):
    revise(revised, reviewer, f"{A} {CHANGED_B}")
    split(revised, editor, 1, "was opened")
    for serial in (1, 3):
        assert FROM_THE_FIRST not in "".join(heads(reviewer, revised, serial))
        assert {found for _, found in carried(reviewer, revised, serial)} == {None}


def test_the_report_says_which_verdicts_were_carried(revised, reviewer, editor):
    revise(revised, reviewer, f"{A} {CHANGED_B}")
    for slug in ("html", "md"):
        report = printed(revised, editor, slug)
        assert report.count(FROM_THE_FIRST) == 2
        assert report.count(" on revision 1") == 2


def test_who_is_blind_learns_nothing_of_it(revised, reviewer, second_reviewer):
    """The second has not read the third claim: as the first gave it before, so the first might give it now."""
    assert "carried" not in spoken(second_reviewer, revised, 3)
    assert carried(second_reviewer, revised, 3) == []
    before = spoken(second_reviewer, revised, 3), heads(second_reviewer, revised, 3)
    with unguarded():
        Verdict.objects.filter(claim__serial=3).update(revision=revised.current)
    assert (spoken(second_reviewer, revised, 3), heads(second_reviewer, revised, 3)) == before
    assert spoken(reviewer, revised, 3) != spoken(second_reviewer, revised, 3)


def test_the_mark_costs_no_question(project, reviewer):
    costs = []
    for again in (False, True):
        document = make_document(project=project, actor=reviewer, text=f"{A} {B} {C}")
        make_verdict(claim=claim_of(document, 1), reviewer=reviewer)
        if again:
            revise(document, reviewer, f"{A} {B} {C} And so on.")
        costs.append([asked(reviewer, "document-detail", document.pk), asked(reviewer, "claim-panel", document.pk, 1)])
    assert costs[0] == costs[1]


def asked(person, name, *parts):
    client = Client()
    client.force_login(person)
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse(f"web:{name}", args=parts))
    return len(queries)
