"""Every room of the admin and every page in it, for the whole cast: a new room fails until it has a row here."""

import pytest
from django.contrib import admin
from django.urls import reverse

from annotations.models import (
    Adjudication,
    ApiToken,
    Assignment,
    AuthorAnswer,
    AuthorLink,
    Ballot,
    Chain,
    Citation,
    Claim,
    Correction,
    Document,
    Edition,
    EditorDecision,
    HistoryEntry,
    IdempotencyKey,
    ImportJob,
    Lineage,
    Membership,
    Note,
    Original,
    Placement,
    Project,
    Publication,
    ReviewerKey,
    Revision,
    SignInLink,
    SignOff,
    Source,
    User,
    Verdict,
)

# What each person gets for (list, page and its history) of the row that the cast's reviewer caused:
# 200, or 302 to the front page with "does not exist"; adding, changing and deleting are refused with 403.
NOTHING_ELSE = {"add": 403, "change": 403, "delete": 403}
# Where a service changes rows: by the project's permissions; who may not look at the row does not learn of it.
SERVED = {**NOTHING_ELSE, "change": {"administrator": 200, "steward": 302}}
ALL = {"administrator": 200, "steward": 302, "blind_staff": 200, "staff_reader": 200}
WITHHELD = {"administrator": 200, "steward": 302, "blind_staff": 302, "staff_reader": 302}
SETTLED = {**WITHHELD, "staff_reader": 200}
SUPERUSERS = LEADERS = WITHHELD
SHARED_SOURCES = {**WITHHELD, "blind_staff": 200, "staff_reader": 200}
ROOMS = {
    Adjudication: (SETTLED, NOTHING_ELSE),
    ApiToken: (SUPERUSERS, NOTHING_ELSE),
    Assignment: (LEADERS, NOTHING_ELSE),
    AuthorAnswer: (LEADERS, NOTHING_ELSE),
    AuthorLink: (LEADERS, NOTHING_ELSE),
    Ballot: (WITHHELD, NOTHING_ELSE),
    Chain: (WITHHELD, NOTHING_ELSE),
    Citation: (SHARED_SOURCES, NOTHING_ELSE),
    Claim: (ALL, NOTHING_ELSE),
    Document: (ALL, NOTHING_ELSE),
    EditorDecision: (LEADERS, NOTHING_ELSE),
    HistoryEntry: (WITHHELD, NOTHING_ELSE),
    IdempotencyKey: (SUPERUSERS, NOTHING_ELSE),
    ImportJob: (SUPERUSERS, NOTHING_ELSE),
    Lineage: (ALL, NOTHING_ELSE),
    Membership: (ALL, SERVED),
    Note: (WITHHELD, NOTHING_ELSE),
    Original: (ALL, NOTHING_ELSE),
    Placement: (ALL, NOTHING_ELSE),
    Project: (ALL, SERVED),
    ReviewerKey: (SUPERUSERS, NOTHING_ELSE),
    Revision: (ALL, NOTHING_ELSE),
    SignInLink: (SUPERUSERS, NOTHING_ELSE),
    SignOff: (LEADERS, NOTHING_ELSE),
    Publication: (LEADERS, NOTHING_ELSE),
    Edition: (LEADERS, NOTHING_ELSE),
    Correction: (LEADERS, NOTHING_ELSE),
    Source: (ALL, SERVED),
    User: (dict.fromkeys(ALL, 200), dict.fromkeys(("add", "change", "delete"), dict.fromkeys(ALL, 200))),
    Verdict: (WITHHELD, NOTHING_ELSE),
}
STAFF = tuple(ALL)
OTHERS = ("reader", "reviewer", "second_reviewer", "editor", "manager", "outsider")


def row_of(model, entered, reviewer):
    """The row that the matrix is about: the reviewer's, where rows have an owner."""
    owner = {ApiToken: "user", IdempotencyKey: "user", ReviewerKey: "user", SignInLink: "user"}.get(model)
    if owner:
        return model.objects.get(**{owner: reviewer})
    if model is User:
        return reviewer
    if model is HistoryEntry:
        return model.objects.get(code="verdict.recorded", actor=reviewer)
    if model in (Chain, Document):
        return model.objects.get(**({"document": entered.claim.document} if model is Chain else {}))
    if model is Membership:
        return model.objects.get(user=reviewer)
    if model is Project:
        return entered.claim.document.project
    return model.objects.order_by("pk").first()


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def test_every_registered_room_has_a_row_here():
    assert set(admin.site._registry) == set(ROOMS)


def pages_of(model, pk):
    """The addresses of a room's pages for one row, by name."""
    pages = {page: address(model, page) for page in ("changelist", "add")}
    return pages | {page: address(model, page, pk) for page in ("change", "delete", "history")}


@pytest.mark.parametrize("name", STAFF)
def test_staff_look_at_what_they_may_know(name, entered, reviewer, client, request):
    client.force_login(request.getfixturevalue(name))
    for model, (expected, _) in ROOMS.items():
        pages = pages_of(model, row_of(model, entered, reviewer).pk)
        got = {page: client.get(pages[page]).status_code for page in ("changelist", "change", "history")}
        assert got == {"changelist": 200, "change": expected[name], "history": expected[name]}, model


@pytest.mark.parametrize("name", STAFF)
def test_staff_add_change_and_delete_only_what_the_table_says(name, entered, reviewer, client, request):
    client.force_login(request.getfixturevalue(name))
    for model, (_, writes) in ROOMS.items():
        pages = pages_of(model, row_of(model, entered, reviewer).pk)
        wanted = {page: rule if rule == 403 else rule.get(name, 403) for page, rule in writes.items()}
        assert {page: client.post(pages[page], {"post": ""}).status_code for page in writes} == wanted, model
        asked = {page: status for page, status in wanted.items() if page != "change"}
        assert {page: client.get(pages[page]).status_code for page in asked} == asked, model


@pytest.mark.parametrize("name", OTHERS)
def test_who_is_no_staff_is_sent_to_the_sign_in(name, entered, reviewer, client, request):
    client.force_login(request.getfixturevalue(name))
    for model in ROOMS:
        for page in pages_of(model, row_of(model, entered, reviewer).pk).values():
            for answer in (client.get(page), client.post(page, {"post": "yes"})):
                assert answer.status_code == 302
                assert answer["Location"].startswith("/admin/login/"), page


@pytest.mark.parametrize("page", ["admin:index", "admin:autocomplete", "admin:jsi18n", "admin:password_change"])
def test_pages_of_the_whole_admin_want_staff(page, reader, client):
    client.force_login(reader)
    assert client.get(reverse(page))["Location"].startswith("/admin/login/")


def test_a_page_that_does_not_exist_answers_like_one_that_is_withheld(entered, blind_staff, client):
    client.force_login(blind_staff)
    withheld = client.get(address(Verdict, "change", entered.verdict.pk), follow=True)
    missing = client.get(address(Verdict, "change", entered.verdict.pk + 10**6), follow=True)
    assert withheld.redirect_chain == missing.redirect_chain
    assert "doesn’t exist" in withheld.text
    assert "doesn’t exist" in missing.text


@pytest.mark.parametrize("page", ["changelist", "change", "delete"])
def test_pages_of_the_admin_are_not_kept_by_caches(page, entered, administrator, client):
    client.force_login(administrator)
    answer = client.get(address(User, page, *([] if page == "changelist" else [administrator.pk])))
    assert "no-store" in answer["Cache-Control"]
    assert "Cookie" in answer["Vary"]
    assert "unsafe" not in answer["Content-Security-Policy"]
