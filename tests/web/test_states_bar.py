"""How far a document is by state: in the page and in the API, each claim once, and blind to what others hold."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from annotations.models import Document
from annotations.services import assignments
from annotations.services.parts import add_part
from tests.api.calls import Api, code_of
from tests.factories import claim_of, make_verdict
from tests.repairs import move
from tests.scenes import import_text, long_text, settle, withdraw

pytestmark = pytest.mark.django_db
STATES = ["agreed", "two-readers", "one-reader", "disagreement", "stale", "in-check", "unmarked"]


def page(person, document, query="", *, rest=""):
    client = Client()
    client.force_login(person)
    answer = client.get(f"/documents/{document.pk}/{rest}{query}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def legend(person, document):
    """What the legend says, by state; the bar and the API must say the same."""
    shown = page(person, document)
    found = {link["data-state"]: int(link.b.text.replace(",", "")) for link in shown.select("#states a")}
    told = Api(person).get(f"/documents/{document.pk}/coverage/").json()
    assert {row["state"]: row["count"] for row in told["states"]} == found
    assert sum(found.values()) == told["total"] == sum(row["count"] for row in told["labels"])
    bar = shown.select_one("#states svg[role=img]")["aria-label"]
    assert bar == ", ".join(f"{row['count']} {row['title']}" for row in told["states"])
    assert list(found) == [state for state in STATES if state in found]
    return found


@pytest.fixture
def document(project, manager):
    return import_text(long_text(21), project=project, actor=manager)


@pytest.fixture
def walk(document, reviewer, second_reviewer):
    """A has read all 21 claims, B the first 8, with another label on the first four."""
    for serial in range(1, 22):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer, label="refuted")
    for serial in range(1, 9):
        label = "supported" if serial < 5 else "refuted"
        make_verdict(claim=claim_of(document, serial), reviewer=second_reviewer, label=label)
    return document


def test_who_has_read_eight_of_21_learns_of_the_others_only_that_one_has_read_them(walk, second_reviewer):
    assert legend(second_reviewer, walk) == {"agreed": 4, "disagreement": 4, "one-reader": 13}


def test_a_blind_count_stays_when_what_others_hold_changes(walk, second_reviewer, reviewer, editor):
    before = legend(second_reviewer, walk)
    make_verdict(claim=claim_of(walk, 9), reviewer=reviewer, label="supported")
    settle(claim_of(walk, 10), editor, "mixed")
    withdraw(claim_of(walk, 11), reviewer)
    assert legend(second_reviewer, walk) == before
    assert legend(editor, walk) == {"agreed": 5, "disagreement": 4, "one-reader": 11, "unmarked": 1}


def test_two_who_read_blind_are_two_readers_whatever_they_hold(walk, reader, project, editor):
    assert legend(reader, walk) == {"two-readers": 8, "one-reader": 13}
    settle(claim_of(walk, 1), editor, "mixed")
    assert legend(reader, walk) == {"agreed": 1, "two-readers": 7, "one-reader": 13}
    settle(claim_of(walk, 1), editor, "")
    assert legend(reader, walk) == {"two-readers": 8, "one-reader": 13}


def test_one_reader_only_proposes_and_a_settled_label_is_agreed(document, editor, reviewer):
    make_verdict(claim=claim_of(document, 1), reviewer=reviewer)
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    settle(claim_of(document, 2), editor, "mixed")
    assert legend(editor, document) == {"agreed": 1, "one-reader": 1, "unmarked": 19}


def test_what_somebody_was_given_is_in_check_until_it_is_read_or_given_back(document, editor, reviewer):
    claims = [claim_of(document, serial) for serial in (1, 2, 3)]
    assignments.assign(actor=editor, document=document, claims=claims, reader=reviewer)
    assignments.assign(actor=editor, document=document, claims=[claim_of(document, 4)], reader=None)
    assert legend(editor, document) == {"in-check": 3, "unmarked": 18}
    make_verdict(claim=claims[0], reviewer=reviewer)
    row = document.assignments.get(claim=claims[1])
    assignments.give_back(actor=reviewer, assignment=row, version=row.version)
    assert legend(editor, document) == {"one-reader": 1, "in-check": 1, "unmarked": 19}


def test_a_moved_boundary_makes_stale_and_a_case_that_is_open_again_wants_settling(walk, editor, reviewer):
    settle(claim_of(walk, 9), editor, "mixed")
    make_verdict(claim=claim_of(walk, 9), reviewer=reviewer, label="disputed")
    move(walk, editor, 20, 1)
    assert legend(editor, walk) == {"agreed": 4, "disagreement": 5, "one-reader": 10, "stale": 2}


def test_a_sentence_was_read_as_often_as_the_part_that_was_read_least(document, editor, reviewer, second_reviewer):
    parts = [
        add_part(actor=editor, claim=claim_of(document, 2), wording=words, spans=[], version=version)
        for version, words in ((1, "It is long."), (2, "It is old."))
    ]
    make_verdict(claim=parts[0], reviewer=reviewer)
    assert legend(editor, document) == {"in-check": 1, "unmarked": 20}
    assert legend(second_reviewer, document) == {"in-check": 1, "unmarked": 20}
    make_verdict(claim=parts[1], reviewer=second_reviewer)
    assert legend(editor, document) == {"one-reader": 1, "unmarked": 20}
    make_verdict(claim=parts[0], reviewer=second_reviewer)
    make_verdict(claim=parts[1], reviewer=reviewer)
    assert legend(editor, document) == {"agreed": 1, "unmarked": 20}


def test_a_state_narrows_the_text_down_to_its_claims(walk, second_reviewer):
    link = page(second_reviewer, walk).select_one("#states a[data-state=disagreement]")["href"]
    shown = page(second_reviewer, walk, f"?{link.partition('?')[2]}")
    assert [mark["data-claim"] for mark in shown.select("article .claim")] == ["1", "2", "3", "4"]
    assert shown.select_one("#states a[aria-current=true]")["data-state"] == "disagreement"
    api, path = Api(second_reviewer), f"/documents/{walk.pk}/claims/"
    assert [row["id"] for row in api.get(f"{path}?show=state:disagreement").json()["results"]] == [1, 2, 3, 4]
    assert code_of(api.get(f"{path}?show=state:done")) == "unknown_filter"


def test_the_bar_is_asked_for_anew_beside_the_other_figures(walk, editor):
    swapped = page(editor, walk, rest="coverage/").select_one("#states")
    assert swapped["hx-swap-oob"] == "true"
    assert swapped.select_one("a[data-state=agreed]").text == "4 agreed"


def test_each_state_has_a_shape_of_its_own(walk, editor, reviewer):
    move(walk, editor, 20, 1)
    shapes = {
        link["data-state"]: [(row["y"], row["height"]) for row in link.select("rect")]
        for link in page(editor, walk).select("#states a")
    }
    assert len({str(shape) for shape in shapes.values()}) == len(shapes) == 4


def test_a_document_of_another_project_has_no_coverage(walk, outsider):
    assert Document.objects.filter(pk=walk.pk).exists()
    assert Api(outsider).get(f"/documents/{walk.pk}/coverage/").status_code == 404
