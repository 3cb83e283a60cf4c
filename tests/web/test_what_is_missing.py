"""What is missing for the sign-off, on however many claims: each of them can be reached."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from annotations.queries.signoff import SHOWN
from annotations.web.signoffs import PAGE_SIZE
from tests.factories import claim_of, make_verdict
from tests.scenes import import_text, long_text

pytestmark = pytest.mark.django_db
CLAIMS = PAGE_SIZE + 5


@pytest.fixture
def long(project, manager):
    return import_text(long_text(CLAIMS), project=project, actor=manager)


def page(person, document, **query):
    client = Client()
    client.force_login(person)
    answer = client.get(reverse("web:signoff-missing", args=[document.pk]), query)
    return answer.status_code, answer.content.decode()


def linked(shown):
    return [int(serial) for serial in re.findall(r"/claims/\d+/#c(\d+)", shown)]


def test_beyond_those_that_the_report_names_a_link_leads_to_all(long, editor):
    client = Client()
    client.force_login(editor)
    shown = client.get(reverse("web:document-report", args=[long.pk])).content.decode()
    address = reverse("web:signoff-missing", args=[long.pk])
    assert f'<a href="{address}?kind=unread">{CLAIMS - SHOWN} more</a>' in shown
    assert client.get(f"{address}?kind=unread").status_code == 200


def test_page_by_page_every_claim_is_reached_once(long, editor):
    _, first = page(editor, long, kind="unread")
    _, second = page(editor, long, kind="unread", page=2)
    assert linked(first) + linked(second) == list(range(1, CLAIMS + 1))
    assert 'href="?kind=unread&amp;page=2"' in first
    assert f"1–{PAGE_SIZE} of {CLAIMS} claims" in first
    assert "It is sentence" in first or "entence" in first


def test_each_kind_is_named_with_its_number_and_leads_to_its_own(document, editor, reviewer, second_reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="refuted")
    make_verdict(claim=claim_of(document, 2), reviewer=second_reviewer, label="mixed")
    _, shown = page(editor, document)
    assert ">Nobody has judged it</a>: 5 claims" in shown
    assert '<a href="?kind=disagreement">Readers disagree</a>: 1 claim<' in shown
    assert linked(shown) == [1, 3, 4, 5, 6]
    assert linked(page(editor, document, kind="disagreement")[1]) == [2]


def test_what_was_mended_meanwhile_is_said_so_and_there_is_no_other_kind(document, editor):
    status, shown = page(editor, document, kind="demand")
    assert (status, linked(shown)) == (200, [])
    assert "Of that kind nothing is missing any more." in shown
    assert page(editor, document, kind="nonsense")[0] == 404


def test_the_list_is_for_those_who_see_all(document, reviewer, reader, outsider):
    assert [page(person, document)[0] for person in (reviewer, reader, outsider)] == [403, 403, 404]
