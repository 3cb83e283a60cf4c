"""Assignments, ballots, links, answers, decisions, sign-offs, imports: each only for who may know of it."""

import pytest
from django.urls import reverse

from annotations.models import (
    Assignment,
    AuthorAnswer,
    AuthorLink,
    Ballot,
    EditorDecision,
    ImportJob,
    Membership,
    Role,
    SignOff,
)
from annotations.services.author_links import signed
from tests.admin.conftest import grant_everything
from tests.factories import claim_of, make_document, make_member, make_person, make_verdict

LED = (Assignment, AuthorAnswer, AuthorLink, EditorDecision, SignOff)


@pytest.fixture
def staff_editor(project):
    """Staff with every model permission, and an editor of the project."""
    person = make_person(username="staff-editor", initials="SE")
    make_member(project=project, person=person, role=Role.EDITOR)
    return grant_everything(person)


def rows_of(client, person, model):
    client.force_login(person)
    return list(client.get(list_of(model)).context["cl"].queryset)


def list_of(model):
    return reverse(f"admin:annotations_{model._meta.model_name}_changelist")


def page_of(row):
    return reverse(f"admin:annotations_{row._meta.model_name}_change", args=[row.pk])


@pytest.mark.parametrize("model", LED)
def test_what_leads_the_desk_is_for_who_leads_it(model, entered, staff_editor, blind_staff, staff_reader, client):
    assert len(rows_of(client, staff_editor, model)) == 1
    assert rows_of(client, blind_staff, model) == []
    assert rows_of(client, staff_reader, model) == []
    Membership.objects.filter(user=staff_editor).update(role=Role.REVIEWER)
    assert rows_of(client, staff_editor, model) == []


@pytest.mark.parametrize("model", LED)
def test_a_superuser_who_reviews_does_not_lead(model, entered, blind_staff, administrator, client):
    blind_staff.is_superuser = True
    blind_staff.save()
    assert rows_of(client, blind_staff, model) == []
    assert len(rows_of(client, administrator, model)) == 1


def test_nothing_of_other_projects_is_listed(entered, outsider, client):
    grant_everything(outsider)
    for model in (*LED, Ballot, ImportJob):
        assert rows_of(client, outsider, model) == [], model


def test_a_reader_of_a_claim_does_not_learn_how_it_was_drawn(entered, blind_staff, client):
    Assignment.objects.update(reader=blind_staff, drawn="label")
    assert rows_of(client, blind_staff, Assignment) == []


def test_a_link_s_key_and_address_are_shown_to_nobody(entered, administrator, client):
    link = entered.sent.link
    client.force_login(administrator)
    for address in (list_of(AuthorLink), page_of(link), page_of(entered.sent.answer), f"{list_of(AuthorLink)}?q=Ina"):
        shown = client.get(address).text
        assert "Ina Quill" in shown
        assert not [secret for secret in (link.key.hex, str(link.key), signed(link)) if secret in shown]
    for lookup in ("key__startswith", "key", "by_key__key__startswith"):
        assert client.get(list_of(AuthorLink), {lookup: link.key.hex}).status_code == 400
    assert rows_found(client, AuthorLink, link.key.hex) == rows_found(client, AuthorAnswer, link.key.hex) == 0


def rows_found(client, model, term):
    return client.get(list_of(model), {"q": term}).context["cl"].result_count


def ballot_of(person, verdict, number=0):
    return Ballot.objects.create(
        document=verdict.document, claim=verdict.claim, considered_up_to=verdict, round=number, voter=person,
        label=verdict.label, scale=verdict.scale, reason="So.",
    )  # fmt: skip


def test_a_vote_that_goes_on_is_shown_only_to_who_has_voted(document, reviewer, staff_editor, administrator, client):
    verdict = make_verdict(claim=claim_of(document, 3), reviewer=reviewer)
    cast = ballot_of(reviewer, verdict)
    assert rows_of(client, staff_editor, Ballot) == rows_of(client, administrator, Ballot) == []
    own = ballot_of(staff_editor, verdict)
    assert rows_of(client, staff_editor, Ballot) == [own, cast]
    assert rows_of(client, administrator, Ballot) == []
    make_verdict(claim=claim_of(document, 3), reviewer=reviewer, label="mixed")
    assert rows_of(client, administrator, Ballot) == [own, cast]


def test_a_ballot_of_one_s_own_opens_no_later_round_of_the_same_vote(document, reviewer, staff_editor, client):
    verdict = make_verdict(claim=claim_of(document, 3), reviewer=reviewer)
    own = ballot_of(staff_editor, verdict)
    ballot_of(reviewer, verdict, number=2)
    assert rows_of(client, staff_editor, Ballot) == [own]


def test_who_votes_without_leading_sees_their_own_ballot(entered, blind_staff, client):
    verdict = make_verdict(claim=claim_of(entered.claim.document, 3), reviewer=blind_staff)
    mine = ballot_of(blind_staff, verdict)
    ballot_of(entered.verdict.reviewer, verdict)
    assert rows_of(client, blind_staff, Ballot) == [mine]
    Membership.objects.filter(user=blind_staff).update(left_at=entered.at)
    assert rows_of(client, blind_staff, Ballot) == []


def test_an_import_is_for_who_began_it_and_for_the_caretaker(entered, blind_staff, administrator, client):
    mine = ImportJob.objects.create(
        project=entered.claim.document.project, actor=blind_staff, url="https://example.org/a", stage="refused",
        refusal={"code": "url_not_found", "message": "There is no such page."}, storage_name="kept-as-this",
    )  # fmt: skip
    assert rows_of(client, blind_staff, ImportJob) == [mine]
    assert set(rows_of(client, administrator, ImportJob)) == {mine, entered.sent.job}
    shown = client.get(page_of(mine)).text
    assert "There is no such page." in shown
    assert "kept-as-this" not in shown


def test_a_document_links_to_what_belongs_to_it(entered, document, administrator, client):
    make_document(project=document.project, actor=document.current.imported_by)
    client.force_login(administrator)
    shown = client.get(page_of(document)).text
    for model in (Assignment, Ballot, AuthorLink, AuthorAnswer, EditorDecision, SignOff):
        address = f"{list_of(model)}?document__id__exact={document.pk}"
        assert address in shown
        assert client.get(address).context["cl"].result_count == 1, model
