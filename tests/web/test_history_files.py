"""The history as a file and the history of a project: before and after, by whom, and no more than one may know."""

import csv
import io
import json

import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import HistoryEntry, Membership, Role, User
from annotations.queries.history import READ_AT_ONCE
from annotations.reports.csv import unguarded
from annotations.services import citations, projects
from tests import repairs
from tests.factories import claim_of, make_citation, make_note, make_verdict
from tests.unguarded import unguarded as without_guards

pytestmark = pytest.mark.django_db


@pytest.fixture
def worked(document, reviewer, editor):
    """A verdict and a changed citation of the reviewer on claim 2, and a verdict of the editor on claim 3."""
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="refuted", rationale="=SUM(A1)")
    row = make_citation(claim=claim_of(document, 2), actor=reviewer, quote="So.")
    citations.change_citation(actor=reviewer, citation=row, use=citations.Use("refutes", quote="=1+1"), version=1)
    make_verdict(claim=claim_of(document, 3), reviewer=editor)
    return document


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def file_of(person, document, format, **query):
    answer = client_of(person).get(reverse("web:history-download", args=[document.pk, format]), query)
    assert answer.status_code == 200
    return answer


def rows_of(person, document, **query):
    return json.loads(file_of(person, document, "json", **query).getvalue())


def test_the_file_says_who_did_what_when_with_before_and_after_oldest_first(worked, editor):
    rows = rows_of(editor, worked)
    assert [row["number"] for row in rows] == [1, 2, 3, 4, 5]
    changed = rows[3]
    assert (changed["by"], changed["code"], changed["what"], changed["claim"]) == (
        "R1", "citation.changed", "corrected a citation", 2,
    )  # fmt: skip
    assert (changed["body"]["before"]["quote"], changed["body"]["after"]["quote"]) == ("So.", "=1+1")
    entry = HistoryEntry.objects.get(document=worked, number=4)
    assert (changed["hash"], changed["commitment"]) == (entry.hash, entry.commitment)
    assert changed["at"].endswith("Z")


def test_the_table_has_the_same_rows_and_no_formula(worked, editor):
    answer = file_of(editor, worked, "csv")
    assert answer.streaming
    assert 'filename="the-bridge-history.csv"' in answer.headers["Content-Disposition"]
    table = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"), newline="")))
    rows = rows_of(editor, worked)
    assert [row["hash"] for row in table] == [row["hash"] for row in rows]
    assert [json.loads(unguarded(row["body"])) for row in table] == [row["body"] for row in rows]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in table for cell in row.values())


def test_the_blind_get_what_their_page_shows_and_no_hash(worked, second_reviewer, reviewer):
    rows = rows_of(second_reviewer, worked)
    assert [row["code"] for row in rows] == ["document.imported"]
    assert {row["hash"] + row["commitment"] for row in rows_of(reviewer, worked)} == {""}
    assert [row["number"] for row in rows_of(reviewer, worked)] == [1, 2, 3, 4]


def test_the_filters_of_the_page_are_those_of_the_file(worked, editor, reviewer):
    query = {"who": reviewer.pk, "kind": "citation"}
    assert [row["number"] for row in rows_of(editor, worked, **query)] == [3, 4]
    page = client_of(editor).get(reverse("web:document-history", args=[worked.pk]), query).content.decode()
    link = reverse("web:history-download", args=[worked.pk, "csv"])
    assert f'href="{link}?who={reviewer.pk}&amp;kind=citation"' in page
    assert rows_of(editor, worked, claim=99) == []


def test_a_long_history_is_whole(worked, editor):
    entry = HistoryEntry.objects.get(document=worked, number=1)
    with without_guards():
        HistoryEntry.objects.bulk_create(
            HistoryEntry(
                chain=entry.chain, number=number, at=entry.at, actor=editor, actor_key=entry.actor_key,
                code="note.added", document=worked, salt=f"{number:032}", body={}, commitment=entry.commitment,
                hash=f"{number:064}",
            )
            for number in range(6, READ_AT_ONCE + 10)
        )  # fmt: skip
    assert [row["number"] for row in rows_of(editor, worked)] == list(range(1, READ_AT_ONCE + 10))


def test_there_is_no_other_format(worked, editor):
    assert client_of(editor).get(reverse("web:history-download", args=[worked.pk, "xml"])).status_code == 404


def test_the_page_shows_what_was_before_and_after_as_text(worked, editor, reviewer, second_reviewer):
    make_note(document=worked, author=editor)
    url = reverse("web:document-history", args=[worked.pk])
    shown = client_of(editor).get(url).content.decode()
    assert '<dt>Quote</dt><dd dir="auto"><del>So.</del> → <ins>=1+1</ins></dd>' in shown
    assert "=1+1" not in client_of(second_reviewer).get(url).content.decode()


def test_a_repair_is_named_by_its_claims_and_not_by_its_offsets(document, editor):
    repairs.move(document, editor, 2, 1)
    shown = client_of(editor).get(reverse("web:document-history", args=[document.pk])).content.decode()
    assert "ED moved a boundary" in shown
    assert "<del>" not in shown


def test_roles_and_settings_stand_in_the_history_of_the_project(project, reviewer, manager, editor):
    member = Membership.objects.get(project=project, user=reviewer)
    projects.change_role(actor=manager, membership=member, role=Role.EDITOR, version=member.version)
    project.refresh_from_db()
    form = {"name": "Another <b>name</b>", "scale": project.scale, "guidelines": "", "version": project.version}
    assert client_of(manager).post(reverse("web:project-change", args=[project.slug]), form).status_code == 302
    shown = client_of(editor).get(reverse("web:project-history", args=[project.slug])).content.decode()
    assert "MA changed a role: <bdi>R1</bdi>" in shown
    assert '<dt>Role</dt><dd dir="auto"><del>reviewer</del> → <ins>editor</ins></dd>' in shown
    assert "<ins>Another &lt;b&gt;name&lt;/b&gt;</ins>" in shown
    answer = client_of(editor).get(reverse("web:project-history-download", args=[project.slug, "json"]))
    last = json.loads(answer.getvalue())[-2:]
    assert [(row["code"], row["by"], row["subject"]) for row in last] == [
        ("member.role_changed", "MA", "R1"), ("project.changed", "MA", ""),
    ]  # fmt: skip


def test_who_left_and_whose_account_is_closed_keeps_their_initials(worked, reviewer, editor, manager):
    member = Membership.objects.get(project=worked.project, user=reviewer)
    projects.remove_member(actor=manager, membership=member, version=member.version)
    User.objects.filter(pk=reviewer.pk).update(is_active=False)
    assert {row["by"] for row in rows_of(editor, worked)} == {"MA", "R1", "ED"}
    shown = client_of(editor).get(reverse("web:claim-detail", args=[worked.pk, 2])).content.decode()
    assert "R1" in shown
