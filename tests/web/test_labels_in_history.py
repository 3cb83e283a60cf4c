"""The history names the label that was before and the one after: on the page and in files, for who may know them."""

import csv
import io
import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from annotations.models import Membership, Role
from annotations.reports.csv import unguarded
from annotations.services import citations, verdicts
from tests.factories import claim_of, make_citation, make_verdict
from tests.repairs import undo
from tests.scenes import settle, withdraw

pytestmark = pytest.mark.django_db
MIXED = "Mixed or missing context"


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def shown(person, document):
    """What the page says of labels, newest first."""
    answer = client_of(person).get(reverse("web:document-history", args=[document.pk]))
    page = BeautifulSoup(answer.content, "html.parser")
    return [" ".join(row.get_text().split()) for row in page.select(".history__labels")]


def table(person, document):
    """The same in the table, oldest first; the JSON must say the same."""
    address = [reverse("web:history-download", args=[document.pk, kind]) for kind in ("csv", "json")]
    files = [client_of(person).get(url).getvalue().decode("utf-8-sig") for url in address]
    rows = [(unguarded(row["before"]), unguarded(row["after"])) for row in csv.DictReader(io.StringIO(files[0]))]
    assert rows == [(row["before"], row["after"]) for row in json.loads(files[1])]
    return rows


def test_a_change_of_mind_names_both_labels_with_their_signs(document, reviewer, editor):
    claim = claim_of(document, 2)
    make_verdict(claim=claim, reviewer=reviewer, label="supported")
    make_verdict(claim=claim, reviewer=reviewer, label="refuted")
    withdraw(claim, reviewer)
    make_verdict(claim=claim, reviewer=reviewer, label="mixed")
    assert shown(editor, document) == [
        "Before: withdrawn →, after: ◐Mixed or missing context",
        "Before: ✕Refuted →, after: withdrawn",
        "Before: ✓Supported →, after: ✕Refuted",
        "Before: no verdict →, after: ✓Supported",
    ]
    assert table(editor, document)[1:] == [
        ("no verdict", "Supported"), ("Supported", "Refuted"), ("Refuted", "withdrawn"), ("withdrawn", MIXED),
    ]  # fmt: skip


def test_two_readers_have_each_their_own_label_before(document, reviewer, second_reviewer, editor):
    claim = claim_of(document, 2)
    make_verdict(claim=claim, reviewer=reviewer, label="supported")
    make_verdict(claim=claim, reviewer=second_reviewer, label="refuted")
    make_verdict(claim=claim, reviewer=reviewer, label="mixed")
    assert table(editor, document)[1:] == [
        ("no verdict", "Supported"), ("no verdict", "Refuted"), ("Supported", MIXED),
    ]  # fmt: skip


def test_a_settlement_names_what_was_settled_before(document, reviewer, editor):
    claim = claim_of(document, 2)
    make_verdict(claim=claim, reviewer=reviewer, label="supported")
    for label in ("mixed", "", "refuted"):
        settle(claim, editor, label)
    assert table(editor, document)[2:] == [
        ("not settled", MIXED), (MIXED, "open again"), ("open again", "Refuted"),
    ]  # fmt: skip


def test_an_undo_names_the_label_that_it_took_back(document, reviewer, editor):
    claim = claim_of(document, 2)
    make_verdict(claim=claim, reviewer=reviewer, label="supported")
    make_verdict(claim=claim, reviewer=reviewer, label="refuted")
    undo(document, reviewer)
    assert table(editor, document)[-1] == ("Refuted", "Supported")


def test_suggestions_taken_together_are_counted_by_label(document, reviewer, editor):
    assert verdicts.accept_suggestions(actor=reviewer, document=document) == 1
    undo(document, reviewer)
    assert table(editor, document)[1:] == [
        ("no verdict", "Not a claim (1 claim)"), ("the suggested label", "withdrawn (1 claim)"),
    ]  # fmt: skip
    assert shown(editor, document)[-1] == "Before: no verdict →, after: –Not a claim (1 claim)"


def test_who_has_not_read_the_claim_learns_no_label(document, reviewer, second_reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="supported")
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="refuted")
    make_verdict(claim=claim_of(document, 3), reviewer=second_reviewer, label="mixed")
    assert shown(second_reviewer, document) == ["Before: no verdict →, after: ◐Mixed or missing context"]
    assert table(second_reviewer, document)[1:] == [("no verdict", MIXED)]


def test_of_an_own_settlement_what_others_settled_before_stays_hidden_without_the_right_to_see_it(
    document, reviewer, editor, manager
):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="supported")
    settle(claim_of(document, 2), manager, "mixed")
    settle(claim_of(document, 2), editor, "refuted")
    assert shown(editor, document)[0] == "Before: ◐Mixed or missing context →, after: ✕Refuted"
    Membership.objects.filter(user=editor).update(role=Role.REVIEWER)
    assert shown(editor, document) == ["Before: not shown →, after: ✕Refuted"]


def test_other_changes_are_told_in_the_same_two_columns(document, reviewer, editor):
    row = make_citation(claim=claim_of(document, 2), actor=reviewer, quote="So.")
    changed = citations.Use("refutes", quote="=1+1")
    citations.change_citation(actor=reviewer, citation=row, use=changed, version=1)
    before, after = table(editor, document)[-1]
    assert before.splitlines() == ["quote: So.", "stance: supports"]
    assert after.splitlines() == ["quote: =1+1", "stance: refutes"]
