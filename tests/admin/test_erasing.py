"""The page on which superusers, and nobody else, erase a person."""

import pytest
from django.urls import reverse

from annotations.models import HistoryEntry, User
from tests.factories import make_person


def page(person, name="erase"):
    return reverse(f"admin:annotations_user_{name}", args=[person.pk])


@pytest.mark.parametrize("name", ["steward", "blind_staff", "staff_reader"])
def test_staff_without_all_rights_cannot_erase(name, reviewer, client, request):
    client.force_login(request.getfixturevalue(name))
    assert client.get(page(reviewer)).status_code == 403
    assert client.post(page(reviewer), {"name": "reviewer"}).status_code == 403
    assert User.objects.filter(username="reviewer").exists()


@pytest.mark.parametrize("name", ["manager", "editor", "reviewer", "outsider", None])
def test_managers_strangers_and_the_person_are_sent_to_the_door(name, reviewer, client, request):
    if name:
        client.force_login(request.getfixturevalue(name))
    for answer in (client.get(page(reviewer)), client.post(page(reviewer), {"name": "reviewer"})):
        assert answer.status_code == 302
        assert answer.url.partition("?")[0] in (reverse("admin:login"), reverse("web:login"))
    assert User.objects.filter(username="reviewer").exists()


def test_a_superuser_erases_after_typing_the_name(administrator, reviewer, client):
    client.force_login(administrator)
    asked = client.get(page(reviewer))
    assert "There is no way back." in asked.text
    assert "Type “reviewer” to confirm." in asked.text
    answer = client.post(page(reviewer), {"name": "reviewer"}, follow=True)
    assert answer.redirect_chain == [(page(reviewer, "change"), 302)]
    reviewer.refresh_from_db()
    assert f"under “{reviewer.username}”" in answer.text
    assert "erased: what they entered stays" in answer.text
    entry = HistoryEntry.objects.get(code="person.erased")
    assert (entry.actor, entry.subject) == (administrator, str(reviewer.reviewer_key.key))
    assert "erased a person" in client.get(reverse("admin:annotations_historyentry_changelist")).text


@pytest.mark.parametrize("typed", ["", "Reviewer", "editor"])
def test_another_name_erases_nobody(typed, administrator, reviewer, client):
    client.force_login(administrator)
    answer = client.post(page(reviewer), {"name": typed}, follow=True)
    assert answer.redirect_chain == [(page(reviewer), 302)]
    assert "Nothing was erased" in answer.text
    assert User.objects.filter(username="reviewer").exists()


def test_a_refusal_is_told_on_the_page(administrator, project, manager, client):
    client.force_login(administrator)
    answer = client.post(page(manager), {"name": "manager"}, follow=True)
    assert "“Desk-One” keeps at least one manager" in answer.text
    answer = client.post(page(administrator), {"name": "administrator"}, follow=True)
    assert "Nobody erases their own account" in answer.text
    assert User.objects.filter(username__in=["manager", "administrator"]).count() == 2


def test_nobody_who_is_not_there_is_erased(administrator, client):
    client.force_login(administrator)
    gone = make_person(username="gone")
    address = page(gone)
    gone.delete()
    assert client.get(address).status_code == 404


def test_the_page_of_an_account_leads_there(administrator, reviewer, client):
    client.force_login(administrator)
    named_so = make_person(username="erased-from-memory")
    for person in (reviewer, named_so):
        assert f'href="{page(person)}"' in client.get(page(person, "change")).text
