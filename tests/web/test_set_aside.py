"""What is set aside as opinion and the like can be left out of sight, and stays in the text and in the report."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import Sight
from annotations.queries.coverage import filters
from annotations.queries.states import claim_states
from tests.api.calls import Api
from tests.factories import claim_of, make_verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(document, reviewer):
    """A heading and an opinion set aside, and a claim refuted, by one reviewer."""
    for serial, label in ((1, "not-a-claim"), (2, "refuted"), (4, "opinion")):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer, label=label)
    return document


def serials(person, document, **query):
    client = Client()
    client.force_login(person)
    page = client.get(reverse("web:document-detail", args=[document.pk]), query).content.decode()
    return re.findall(r'class="claim [^"]*" id="c(\d+)"', page)


def test_what_is_set_aside_is_left_out_by_a_filter_and_only_by_it(read, reviewer):
    assert serials(reviewer, read, show="checkable") == ["2", "3", "5", "6"]
    assert serials(reviewer, read) == ["1", "2", "3", "4", "5", "6"]
    rows = Api(reviewer).get(f"/documents/{read.pk}/claims/?show=checkable").json()["results"]
    assert [row["id"] for row in rows] == [2, 3, 5, 6]


def test_the_filter_counts_what_it_leaves_and_is_offered_where_it_leaves_less(read, reviewer, second_reviewer):
    def offered(person):
        states = claim_states(read, Sight(person, sees_all=False))
        return {entry.slug: entry.count for entry in filters(read, states, "")}.get("checkable")

    assert (offered(reviewer), offered(second_reviewer)) == (4, None)


def test_who_is_blind_filters_by_nobody_elses_labels(read, second_reviewer):
    assert serials(second_reviewer, read, show="checkable") == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize("format", ["html", "md", "csv", "json"])
def test_every_sentence_stands_in_the_report(read, editor, format):
    client = Client()
    client.force_login(editor)
    report = client.get(reverse("web:report-download", args=[read.pk, format])).content.decode()
    assert "The bridge at Aldwin" in report
    assert "Nobody likes it." in report
