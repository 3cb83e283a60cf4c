"""Accounts: who may do what to whom, and that nobody makes themselves mightier."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from annotations.models import ApiToken, HistoryEntry, ReviewerKey, User
from annotations.services import people
from tests.factories import make_person

ADD = "/admin/annotations/user/add/"
LIST = "/admin/annotations/user/"
GOOD = "a long enough pass phrase"
NEW = {"username": "newcomer", "first_name": "New", "initials": "NC", "password1": GOOD, "password2": GOOD}
POWERS = {"is_superuser": "on", "is_staff": "on"}


def page(person, name="change"):
    return reverse(f"admin:annotations_user_{name}", args=[person.pk])


def password_page(person):
    return f"{LIST}{person.pk}/password/"


def fields_of(client, person):
    """What the form of an account would send as it stands."""
    initial = client.get(page(person)).context["adminform"].form
    values = {name: initial[name].value() for name in initial.fields}
    return {name: value for name, value in values.items() if value not in (None, False, [])}


@pytest.mark.parametrize("target", ["reviewer", "steward"])
def test_staff_cannot_hand_out_rights_to_others_or_themselves(target, steward, reviewer, client):
    person = {"reviewer": reviewer, "steward": steward}[target]
    before = (person.is_staff, person.is_superuser, person.password, set(person.user_permissions.all()))
    permissions = list(Permission.objects.values_list("pk", flat=True)[:3])
    client.force_login(steward)
    forged = {
        "username": person.username, "first_name": "Renamed", **POWERS, "user_permissions": permissions, "groups": [1],
        "password": "x", "password1": GOOD, "password2": GOOD, "is_active": "on", "_saveasnew": "",
    }  # fmt: skip
    client.post(page(person), forged)
    person.refresh_from_db()
    assert (person.is_staff, person.is_superuser, person.password, set(person.user_permissions.all())) == before
    assert person.first_name in ("Renamed", "")


def test_staff_change_the_name_of_a_plain_account(steward, reviewer, client):
    client.force_login(steward)
    client.post(page(reviewer), {"username": "reviewer", "first_name": "Robin", "is_active": "on"})
    reviewer.refresh_from_db()
    assert reviewer.first_name == "Robin"


@pytest.mark.parametrize("target", ["administrator", "blind_staff"])
def test_staff_only_look_at_the_accounts_of_superusers_and_of_other_staff(target, steward, client, request):
    person = request.getfixturevalue(target)
    client.force_login(steward)
    assert client.get(page(person)).status_code == 200
    for address in (page(person), page(person, "delete"), password_page(person)):
        assert client.post(address, {"username": "taken-over", "post": "yes"}).status_code == 403
    assert client.get(page(person, "delete")).status_code == 403
    person.refresh_from_db()
    assert person.username != "taken-over"


@pytest.mark.parametrize("target", ["reviewer", "steward"])
def test_nobody_but_a_superuser_sets_a_password_here(target, steward, reviewer, client):
    person = {"reviewer": reviewer, "steward": steward}[target]
    client.force_login(steward)
    form = {"password1": GOOD, "password2": GOOD, "usable_password": "true"}
    assert client.get(password_page(person)).status_code == 403
    assert client.post(password_page(person), form).status_code == 403
    person.refresh_from_db()
    assert not person.check_password(GOOD)


def test_staff_cannot_close_their_own_account_but_a_plain_one(steward, reviewer, client):
    client.force_login(steward)
    for person in (steward, reviewer):
        client.post(page(person), {"username": person.username})
        person.refresh_from_db()
    assert steward.is_active
    assert not reviewer.is_active


def test_a_new_account_made_by_staff_has_no_rights(steward, client):
    client.force_login(steward)
    client.post(ADD, {**NEW, **POWERS, "user_permissions": [1]})
    person = User.objects.get(username="newcomer")
    assert (person.is_staff, person.is_superuser) == (False, False)
    assert not person.user_permissions.exists()
    assert person.check_password(GOOD)
    assert person.initials == "NC"


def test_a_new_account_is_written_into_the_history_by_its_key_alone(administrator, client):
    client.force_login(administrator)
    client.post(ADD, NEW)
    key = str(User.objects.get(username="newcomer").reviewer_key.key)
    entry = HistoryEntry.objects.get(code="person.created")
    assert (entry.subject, entry.body, entry.actor) == (key, {"person": key}, administrator)


def test_a_name_that_differs_only_in_case_is_refused_with_a_sentence(administrator, reviewer, client):
    client.force_login(administrator)
    added = client.post(ADD, {**NEW, "username": "REVIEWER"})
    changed = client.post(page(administrator), {**fields_of(client, administrator), "username": "Reviewer"})
    for answer in (added, changed):
        assert answer.status_code == 200
        assert "capitals make no difference" in answer.text
    assert User.objects.filter(username__iexact="reviewer").count() == 1


def test_one_s_own_name_may_change_its_case(administrator, client):
    client.force_login(administrator)
    assert client.post(page(administrator), {**fields_of(client, administrator), "username": "Administrator"})
    administrator.refresh_from_db()
    assert administrator.username == "Administrator"


@pytest.mark.parametrize("password", ["elevenchars", "password1234", "newcomer-1234"])
def test_a_weak_password_is_refused(password, administrator, client):
    client.force_login(administrator)
    answer = client.post(ADD, {**NEW, "password1": password, "password2": password})
    assert answer.status_code == 200
    assert not User.objects.filter(username="newcomer").exists()


def test_passwords_are_stored_with_argon2(administrator, client, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    client.force_login(administrator)
    client.post(ADD, NEW)
    assert User.objects.get(username="newcomer").password.startswith("argon2$argon2id$")


def test_what_is_changed_of_an_account_is_in_the_history_without_its_values(administrator, reviewer, client):
    client.force_login(administrator)
    client.post(page(reviewer), {**fields_of(client, reviewer), "email": "robin@example.org", "is_staff": "on"})
    entry = HistoryEntry.objects.get(code="person.changed")
    assert entry.body["rights"] == {"is_active": True, "is_staff": True, "is_superuser": False}
    assert len(entry.body["fields"]) == 2
    assert "example.org" not in str(entry.body)


def test_a_superuser_sets_another_s_password_and_the_history_says_so(administrator, reviewer, client):
    client.force_login(administrator)
    form = {"password1": GOOD, "password2": GOOD, "usable_password": "true", "set-password": "Change"}
    assert client.post(password_page(reviewer), form).status_code == 302
    reviewer.refresh_from_db()
    assert reviewer.check_password(GOOD)
    assert HistoryEntry.objects.filter(code="person.changed", actor=administrator).count() == 1


def test_no_page_of_an_account_shows_its_password_s_hash(administrator, reviewer, client):
    client.force_login(administrator)
    for person in (administrator, reviewer):
        shown = client.get(page(person)).text
        assert not any(part in shown for part in person.password.split("$")[1:])


def test_an_account_that_has_entered_nothing_is_deleted(administrator, client):
    client.force_login(administrator)
    client.post(ADD, NEW)
    person = User.objects.get(username="newcomer")
    assert client.get(page(person, "delete")).status_code == 200
    assert client.post(page(person, "delete"), {"post": "yes"}).status_code == 302
    assert not User.objects.filter(username="newcomer").exists()
    assert ReviewerKey.objects.filter(user__username="newcomer").count() == 0
    assert HistoryEntry.objects.filter(code="person.removed", actor=administrator).exists()


@pytest.mark.parametrize("name", ["reviewer", "steward"])
def test_an_account_that_has_entered_something_stays_and_the_page_says_why(
    name, entered, administrator, steward, reviewer, client
):
    client.force_login(steward)
    client.post(ADD, NEW)
    person = {"reviewer": reviewer, "steward": steward}[name]
    client.force_login(administrator)
    answer = client.post(page(person, "delete"), {"post": "yes"})
    assert answer.status_code == 200
    assert "take away the right to sign in instead" in answer.text
    assert "refuted" not in answer.text
    assert User.objects.filter(pk=person.pk).exists()


def test_nobody_deletes_themselves(administrator, client):
    client.force_login(administrator)
    assert client.post(page(administrator, "delete"), {"post": "yes"}).status_code == 403


def test_the_person_of_the_command_line_stays_as_it_is(administrator, client):
    person = people.command_line_person()
    client.force_login(administrator)
    form = {"username": "command-line", "is_active": "on", "is_superuser": "on"}
    for address in (page(person), page(person, "delete")):
        assert client.post(address, form).status_code == 403
    answer = client.post(password_page(person), {"password1": GOOD, "password2": GOOD, "usable_password": "true"})
    assert answer.status_code == 403


def test_tokens_are_revoked_with_an_entry_in_the_history(administrator, reviewer, client):
    secret = people.make_api_token(actor=reviewer, owner=reviewer, name="statistics", days=3, may_write=True)
    token = ApiToken.objects.get()
    client.force_login(administrator)
    for _ in range(2):
        answer = client.post(
            "/admin/annotations/apitoken/", {"action": "revoke", "_selected_action": [token.pk]}, follow=True
        )
    assert "Revoked: 0." in answer.text
    assert people.owner_of_token(secret) is None
    assert HistoryEntry.objects.filter(code="token.revoked", actor=administrator).count() == 1


def test_staff_revoke_their_own_tokens_and_no_others(steward, reviewer, client):
    for owner in (steward, reviewer):
        people.make_api_token(actor=owner, owner=owner, name="mine", days=3, may_write=True)
    client.force_login(steward)
    chosen = list(ApiToken.objects.values_list("pk", flat=True))
    client.post("/admin/annotations/apitoken/", {"action": "revoke", "_selected_action": chosen, "select_across": "1"})
    revoked = dict(ApiToken.objects.values_list("user__username", "revoked_at"))
    assert revoked["steward"] is not None
    assert revoked["reviewer"] is None


def test_no_page_shows_the_hash_of_a_secret(entered, administrator, reviewer, client):
    client.force_login(administrator)
    for name in ("apitoken", "signinlink", "idempotencykey"):
        room = f"/admin/annotations/{name}/"
        row = client.get(room).context["cl"].queryset.get(user=reviewer)
        shown = client.get(room).text + client.get(f"{room}{row.pk}/change/").text
        hash_of = row.body_sha256 if name == "idempotencykey" else row.sha256
        assert hash_of not in shown
        assert "refuted" not in shown


def test_nothing_is_deleted_in_bulk(administrator, client):
    person = make_person(username="nobody")
    client.force_login(administrator)
    client.post(LIST, {"action": "delete_selected", "_selected_action": [person.pk], "post": "yes"})
    assert User.objects.filter(pk=person.pk).exists()


def test_guessing_passwords_at_the_admin_s_door_is_as_slow_as_at_the_other(administrator, client):
    wrong = {"username": "administrator", "password": "wrong"}
    for _ in range(5):
        assert "Too many" not in client.post("/admin/login/", wrong).text
    right = {"username": "Administrator", "password": "administrator-pass-word"}
    assert "Too many wrong passwords" in client.post("/admin/login/", right).text
    assert client.post(reverse("web:login"), {**right, "username": "administrator"}).status_code == 429


def test_the_right_password_opens_the_admin(administrator, client):
    form = {"username": "administrator", "password": "administrator-pass-word", "next": "/admin/"}
    assert client.post("/admin/login/", form)["Location"] == "/admin/"
