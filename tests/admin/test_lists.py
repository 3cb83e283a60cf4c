"""Lists are quick however much there is, and whatever is asked of them is answered."""

import pytest
from django.contrib import admin
from django.core.paginator import Paginator
from django.db import connection
from django.forms import Select
from django.test.utils import CaptureQueriesContext

from annotations.admin import base
from annotations.models import Chain, Claim, Lineage, Note, Placement, Role, Verdict
from annotations.services import people
from annotations.services.idempotency import Answer, once
from annotations.services.transactions import writing
from tests.admin.conftest import send_out, settle
from tests.factories import (
    claim_of,
    make_citation,
    make_document,
    make_member,
    make_note,
    make_person,
    make_project,
    make_verdict,
)

SENTENCES = " ".join(f"Sentence number {count} stands here." for count in range(1, 21))
ROOMS = sorted(admin.site._registry, key=lambda model: model.__name__)


def room(model):
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/"


def enter(editor, round_):
    """One more row of every kind, each belonging to people, projects and documents of its own."""
    person = make_person(username=f"person-{round_}")
    project = make_project(manager=editor, adjudicator_may_have_read=True)
    make_member(project=project, person=person, role=Role.REVIEWER)
    document = make_document(project=project, actor=editor, text=SENTENCES[: 34 * 3])
    claim = claim_of(document, 1)
    send_out(document, editor, make_verdict(claim=claim, reviewer=person), person)
    settle(claim, editor)
    make_citation(claim=claim, actor=person)
    note = make_note(document=document, claim=claim, author=person)
    Note.objects.filter(pk=note.pk).update(resolved_by=editor)
    Lineage.objects.create(ancestor=claim, descendant=claim_of(document, 2), kind="split", revision=document.current)
    part = Claim(document=document, serial=90, parent=claim, own_wording="A part.", basis="b")
    part.save()
    people.make_api_token(actor=person, owner=person, name="token", days=1, may_write=False)
    people.make_sign_in_link(person)
    once(actor=person, key="key", route=f"route-{round_}", payload=b"", act=lambda: Answer(200, {}))


def queries_of_lists(client):
    counts = {}
    for model in ROOMS:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(room(model)).status_code == 200
        counts[model.__name__] = len(captured)
    return counts


def test_a_list_costs_the_same_with_two_rows_and_with_twenty(editor, administrator, client):
    client.force_login(administrator)
    with writing():
        for count in range(2):
            enter(editor, count)
    few = queries_of_lists(client)
    with writing():
        for count in range(2, 20):
            enter(editor, count)
    assert all(model.objects.count() >= 20 for model in ROOMS)
    many = queries_of_lists(client)
    assert many == few
    # session, person, own log of acts, one count, one page; at most three filters or a prefetch
    assert max(many.values()) <= 8


@pytest.mark.parametrize("model", ROOMS, ids=lambda model: model.__name__)
def test_every_room_is_searchable_branded_and_counts_once(model):
    own = admin.site._registry[model]
    assert own.search_fields
    assert own.list_select_related is not True
    assert not own.show_full_result_count
    assert own.paginator is base.PatientPaginator


def test_counting_stops_where_nobody_turns_pages(document, administrator, client, monkeypatch):
    monkeypatch.setattr(base, "COUNTED_ROWS", 3)
    client.force_login(administrator)
    answer = client.get(room(Claim))
    assert answer.context["cl"].result_count == 3
    assert "more than" in answer.text.casefold()
    assert Paginator(Claim.objects.order_by("pk"), 10).count == 6


@pytest.mark.parametrize("term", ["Bridge", "2", "longest bridge", "  ", "\x00", "'\"", "9" * 20, "%", "é" * 3000])
def test_any_search_is_answered_in_every_room(term, entered, administrator, client):
    client.force_login(administrator)
    for model in ROOMS:
        assert client.get(room(model), {"q": term}).status_code == 200, model


def test_claims_are_found_by_serial_and_by_text(document, administrator, client):
    client.force_login(administrator)
    by_serial = client.get(room(Claim), {"q": "2"}).context["cl"].queryset
    by_text = client.get(room(Claim), {"q": "longest"}).context["cl"].queryset
    assert claim_of(document, 2) in by_serial
    assert [claim.serial for claim in by_text] == [3]


@pytest.mark.parametrize("pk", ["0", "-1", "abc", "99999999999999999999999", "%00"])
def test_an_impossible_row_is_said_not_to_exist(pk, entered, administrator, client):
    client.force_login(administrator)
    for model in ROOMS:
        assert client.get(f"{room(model)}{pk}/change/").status_code in (302, 404), model


@pytest.mark.parametrize("question", ["p=99999", "p=abc", "all=1", "o=99.-3.x", "claim__id__exact=abc", "e=1"])
def test_an_impossible_question_is_no_error(question, entered, administrator, client):
    client.force_login(administrator)
    assert client.get(f"{room(Verdict)}?{question}", follow=True).status_code == 200


# Permissions, and the labels of all scales: as many as there are, whatever people enter.
LONG_BY_NATURE = ("user_permissions", "second_labels")


def test_no_form_offers_a_giant_choice(entered, administrator, client):
    client.force_login(administrator)
    for model in ROOMS:
        for row in model.objects.all()[:2]:
            answer = client.get(f"{room(model)}{row.pk}/change/")
            fields = answer.context["adminform"].form.fields
            widgets = [field.widget for name, field in fields.items() if name not in LONG_BY_NATURE]
            assert all(len(widget.choices) < 10 for widget in widgets if isinstance(widget, Select)), model


def test_lists_link_to_the_rows_that_belong_to_a_row(entered, document, administrator, client):
    client.force_login(administrator)
    shown = client.get(f"{room(Claim)}{entered.claim.pk}/change/").text
    assert f"{room(Verdict)}?claim__id__exact={entered.claim.pk}" in shown
    listed = client.get(f"{room(Verdict)}?claim__id__exact={entered.claim.pk}").context["cl"]
    assert list(listed.queryset) == [entered.verdict]


def test_texts_are_not_loaded_to_list_what_belongs_to_them(document, administrator, client):
    client.force_login(administrator)
    for model in (Placement, Lineage, Verdict, Chain):
        with CaptureQueriesContext(connection) as captured:
            client.get(room(model))
        assert not [query for query in captured if '"annotations_revision"."text"' in query["sql"]], model


def test_the_admin_bears_the_product_s_name(administrator, client):
    client.force_login(administrator)
    shown = client.get("/admin/").text
    assert "factcheck admin" in shown
    assert "Django" not in shown
    assert "Authentication and Authorization" not in shown
