"""Accounts, tokens and one-time links."""

from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.utils import timezone

from annotations.models import ApiToken, HistoryEntry, SignInLink, User
from annotations.services import people
from annotations.services.refusals import Duplicate, Invalid

pytestmark = pytest.mark.django_db


def test_a_new_installation_has_no_account():
    assert not User.objects.exists()


def test_the_command_line_person_is_made_once_and_cannot_sign_in():
    person = people.command_line_person()
    assert people.command_line_person() == person
    assert (person.is_active, person.has_usable_password(), person.is_superuser) == (False, False, False)
    assert authenticate(username=people.COMMAND_LINE, password="") is None


def test_names_are_unique_whatever_their_capitals(reviewer, manager):
    with pytest.raises(Duplicate):
        people.create_person(actor=manager, username="REVIEWER", password="x", name="", initials="")


def test_a_new_account_is_in_the_history_by_key_alone(manager):
    person = people.create_person(actor=manager, username="new", password="secret-word", name="New", initials="NW")
    entry = HistoryEntry.objects.get(code="person.created")
    assert entry.body == {"person": str(person.reviewer_key.key)}


def make_token(person, **options):
    options = {"name": "A program", "days": 30, "may_write": False} | options
    return people.make_api_token(actor=person, owner=person, **options)


def test_a_token_is_shown_once_and_kept_as_a_hash(reviewer):
    secret = make_token(reviewer)
    assert people.owner_of_token(secret).user == reviewer
    row = ApiToken.objects.values().get()
    assert secret not in str(row)
    assert secret not in str(list(HistoryEntry.objects.values()))


@pytest.mark.parametrize(
    "change",
    [{"expires_at": timezone.now()}, {"revoked_at": timezone.now()}, {"user__is_active": False}, {"sha256": "0" * 64}],
    ids=lambda change: next(iter(change)),
)
def test_a_token_that_ended_lets_nobody_in(reviewer, change):
    secret = make_token(reviewer)
    if "user__is_active" in change:
        User.objects.filter(pk=reviewer.pk).update(is_active=False)
    else:
        ApiToken.objects.update(**change)
    assert people.owner_of_token(secret) is None


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_token_lives_for_a_year_at_most(reviewer, days):
    with pytest.raises(Invalid):
        make_token(reviewer, days=days)
    assert not ApiToken.objects.exists()


def test_a_token_notes_its_use_once_a_minute(reviewer):
    secret = make_token(reviewer)
    people.owner_of_token(secret)
    first = ApiToken.objects.get().last_used_at
    people.owner_of_token(secret)
    assert ApiToken.objects.get().last_used_at == first
    ApiToken.objects.update(last_used_at=first - timedelta(minutes=2))
    people.owner_of_token(secret)
    assert ApiToken.objects.get().last_used_at >= first


def test_a_link_signs_in_once(reviewer):
    secret = people.make_sign_in_link(reviewer)
    assert people.use_sign_in_link(secret) == reviewer
    assert people.use_sign_in_link(secret) is None


def test_a_new_link_ends_the_older_ones(reviewer):
    older = people.make_sign_in_link(reviewer)
    newer = people.make_sign_in_link(reviewer)
    assert people.use_sign_in_link(older) is None
    assert people.use_sign_in_link(newer) == reviewer


def test_a_link_that_ended_signs_nobody_in(reviewer):
    secret = people.make_sign_in_link(reviewer)
    SignInLink.objects.update(expires_at=timezone.now())
    assert people.use_sign_in_link(secret) is None


def test_a_link_of_a_closed_account_signs_nobody_in(reviewer):
    secret = people.make_sign_in_link(reviewer)
    User.objects.filter(pk=reviewer.pk).update(is_active=False)
    assert people.use_sign_in_link(secret) is None


def test_a_link_is_kept_as_a_hash(reviewer):
    assert people.make_sign_in_link(reviewer) not in str(SignInLink.objects.values().get())
