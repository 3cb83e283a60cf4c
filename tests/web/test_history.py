"""The history page: filters through the door of blindness, and what can be brought back."""

import re
from datetime import timedelta

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse

from annotations.models import Citation, Document, HistoryEntry, Note
from annotations.services import citations, documents, notes
from tests.factories import claim_of, make_citation, make_note, make_verdict
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db


@pytest.fixture
def worked(document, reviewer, editor):
    """Claim 2 judged and noted by the reviewer, claim 3 by the editor."""
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    make_note(document=document, author=reviewer, claim=claim_of(document, 2))
    make_verdict(claim=claim_of(document, 3), reviewer=editor)
    return document


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def shown(person, document, **query):
    answer = client_of(person).get(reverse("web:document-history", args=[document.pk]), query)
    assert answer.status_code == 200
    return [int(number) for number in re.findall(r'id="entry-(\d+)"', answer.content.decode())]


def restored(person, entry, version):
    url = reverse("web:history-restore", args=[entry.document_id, entry.pk])
    return client_of(person).post(url, {"version": version}).status_code


def test_each_filter_narrows_and_all_together_too(worked, editor, reviewer):
    assert shown(editor, worked) == [4, 3, 2, 1]
    assert shown(editor, worked, who=reviewer.pk) == [3, 2]
    assert shown(editor, worked, kind="verdict") == [4, 2]
    assert shown(editor, worked, claim=2) == [3, 2]
    assert shown(editor, worked, who=reviewer.pk, kind="verdict", claim=2) == [2]
    assert shown(editor, worked, claim=6) == []


def test_days_are_whole_days(worked, editor):
    with unguarded():
        HistoryEntry.objects.filter(document=worked, number=2).update(at=F("at") - timedelta(days=3))
    days = {entry.number: entry.at.date() for entry in HistoryEntry.objects.filter(document=worked)}
    assert shown(editor, worked, until=days[2].isoformat()) == [2]
    assert shown(editor, worked, since=days[2].isoformat(), until=days[2].isoformat()) == [2]
    assert shown(editor, worked, since=days[1].isoformat()) == [4, 3, 1]


@pytest.mark.parametrize(
    "query", [{"who": "7x"}, {"kind": "else"}, {"claim": "-1"}, {"since": "soon"}, {"claim": "9" * 30}]
)
def test_what_cannot_be_meant_narrows_nothing(worked, editor, query):
    assert shown(editor, worked, **query) == [4, 3, 2, 1]


def test_no_filter_shows_the_blind_more_than_they_may_know(worked, reviewer, second_reviewer, editor):
    assert shown(reviewer, worked) == [3, 2, 1]
    for query in ({}, {"who": reviewer.pk}, {"who": editor.pk}, {"claim": 3}, {"kind": "verdict"}):
        assert set(shown(second_reviewer, worked, **query)) <= {1}


def test_older_entries_stay_narrowed_down(worked, editor):
    for rank in range(101):
        make_note(document=worked, author=editor, text=f"Note {rank}.")
    answer = client_of(editor).get(reverse("web:document-history", args=[worked.pk]), {"kind": "note"})
    (older,) = re.findall(r'href="\?([^"]+)">Older', answer.content.decode())
    assert "kind=note" in older
    assert shown(editor, worked, kind="note", before=int(re.search(r"before=(\d+)", older)[1])) == [5, 3]


def test_a_citation_taken_back_comes_back_as_a_new_act(worked, reviewer, editor):
    row = make_citation(claim=claim_of(worked, 2), actor=reviewer)
    citations.withdraw_citation(actor=reviewer, citation=row, version=1)
    entry = HistoryEntry.objects.get(code="citation.withdrawn")
    assert restored(editor, entry, 1) == 412
    assert restored(editor, entry, 2) == 302
    assert Citation.objects.get(pk=row.pk).withdrawn_at is None
    last = HistoryEntry.objects.filter(document=worked).latest("pk")
    assert (last.code, last.actor, last.undoes) == ("citation.restored", editor, None)
    assert restored(editor, entry, 3) == 412


def test_earlier_words_of_a_citation_and_of_the_document_come_back(worked, reviewer, editor):
    row = make_citation(claim=claim_of(worked, 2), actor=reviewer, quote="So.")
    citations.change_citation(actor=reviewer, citation=row, use=citations.Use("refutes", quote="Not so."), version=1)
    assert restored(reviewer, HistoryEntry.objects.get(code="citation.changed"), 2) == 302
    assert (Citation.objects.get(pk=row.pk).stance, Citation.objects.get(pk=row.pk).quote) == ("supports", "So.")
    details = {"title": "Else", "as_of": None}
    documents.change_details(actor=editor, document=worked, details=details, version=1)
    entry = HistoryEntry.objects.get(code="document.changed")
    assert restored(reviewer, entry, 2) == 403
    assert restored(editor, entry, 2) == 302
    assert Document.objects.get(pk=worked.pk).title == "The bridge"


def test_a_note_comes_back_for_its_author_alone(worked, reviewer, editor):
    note = Note.objects.get(author=reviewer)
    notes.withdraw_note(actor=reviewer, note=note, version=1)
    entry = HistoryEntry.objects.get(code="note.withdrawn")
    button = reverse("web:history-restore", args=[worked.pk, entry.pk])
    page = reverse("web:document-history", args=[worked.pk])
    assert button in client_of(reviewer).get(page).content.decode()
    assert button not in client_of(editor).get(page).content.decode()
    assert restored(editor, entry, 2) == 403
    assert restored(reviewer, entry, 2) == 302
    assert Note.objects.get(pk=note.pk).withdrawn_at is None


def test_what_one_may_not_see_cannot_be_brought_back(worked, reviewer, second_reviewer, editor):
    row = make_citation(claim=claim_of(worked, 3), actor=editor)
    citations.withdraw_citation(actor=editor, citation=row, version=1)
    entry = HistoryEntry.objects.get(code="citation.withdrawn")
    assert restored(second_reviewer, entry, 2) == 404
    assert restored(editor, HistoryEntry.objects.get(document=worked, number=2), 1) == 422
