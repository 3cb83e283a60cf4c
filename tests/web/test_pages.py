"""The other pages: reports, documents, projects, people, health."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from annotations.models import HistoryEntry, Membership, Role
from annotations.reports import WRITERS
from annotations.services import originals, people
from tests.factories import claim_of, make_note, make_person, make_verdict
from tests.reports.words import READABLE
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db


def text_of(response):
    return BeautifulSoup(response.content, "html.parser").text


@pytest.mark.parametrize("format", sorted(WRITERS))
def test_a_report_is_downloaded_in_each_format(client, document, editor, reviewer, format):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, rationale="Seen in the record.")
    client.force_login(editor)
    response = client.get(f"/documents/{document.pk}/report/{format}/")
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Content-Type"] == WRITERS[format].media_type
    if format in READABLE:
        assert "Seen in the record." in response.content.decode("utf-8-sig")


def test_a_report_of_a_blind_reviewer_holds_what_they_may_see_and_says_so(client, document, reviewer, second_reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=second_reviewer, rationale="A secret reason.")
    client.force_login(reviewer)
    report = json.loads(client.get(f"/documents/{document.pk}/report/json/").content)
    assert report["profile"] == "mine"
    assert "A secret reason." not in json.dumps(report)
    assert "partial" in text_of(client.get(f"/documents/{document.pk}/report/"))


def test_an_unknown_format_is_not_found(client, document, editor):
    client.force_login(editor)
    assert client.get(f"/documents/{document.pk}/report/exe/").status_code == 404


def test_the_original_is_always_a_download(client, document, reader):
    client.force_login(reader)
    response = client.get(f"/documents/{document.pk}/original/")
    original = document.current.original
    assert b"".join(response.streaming_content) == originals.path_of(original).read_bytes()
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_details_are_changed_and_a_second_window_is_told(client, document, editor):
    client.force_login(editor)
    data = {"title": "Another title", "language": "en", "version": 1}
    assert client.post(f"/documents/{document.pk}/details/", data).status_code == 302
    response = client.post(f"/documents/{document.pk}/details/", data | {"title": "A third title"})
    assert response.status_code == 412
    assert "A third title" in response.content.decode()


def test_my_work_says_what_waits(client, document, reviewer, editor):
    make_note(document=document, author=editor)
    client.force_login(reviewer)
    page = text_of(client.get("/"))
    assert "The bridge" in page
    assert "6 to read" in " ".join(page.split())


def test_the_history_of_a_blind_reviewer_leaves_out_what_tells(client, document, reviewer, second_reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=second_reviewer)
    client.force_login(reviewer)
    assert "gave a verdict" not in text_of(client.get(f"/documents/{document.pk}/history/"))
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    assert text_of(client.get(f"/documents/{document.pk}/history/")).count("gave a verdict") == 2


def test_suggestions_are_accepted_in_ones_own_name(client, document, reviewer):
    client.force_login(reviewer)
    client.post(f"/documents/{document.pk}/suggestions/accept/", {"key": "once"})
    verdict = document.verdicts.get()
    assert (verdict.label, verdict.claim.serial, verdict.reviewer) == ("not-a-claim", 1, reviewer)


def test_a_manager_adds_changes_and_removes_members(client, project, manager):
    person = make_person(username="newcomer")
    client.force_login(manager)
    client.post("/projects/desk-one/members/", {"username": "NEWCOMER", "role": "reader"})
    member = Membership.objects.get(user=person)
    client.post(f"/projects/desk-one/members/{member.pk}/role/", {"role": "reviewer", "version": 1})
    member.refresh_from_db()
    assert member.role == Role.REVIEWER
    client.post(f"/projects/desk-one/members/{member.pk}/remove/", {"version": 2})
    member.refresh_from_db()
    assert member.left_at is not None


def test_the_last_manager_stays(client, project, manager):
    client.force_login(manager)
    member = Membership.objects.get(user=manager, project=project)
    response = client.post(f"/projects/desk-one/members/{member.pk}/remove/", {"version": 1})
    assert response.status_code == 422
    assert "at least one manager" in response.content.decode()


def test_staff_make_a_project_and_others_do_not(client, administrator, reviewer):
    data = {"name": "New desk", "slug": "new-desk", "scale": "newsroom-1"}
    client.force_login(reviewer)
    assert client.post("/projects/new/", data).status_code == 403
    client.force_login(administrator)
    assert client.post("/projects/new/", data).url == "/projects/new-desk/"


def test_a_sign_in_link_works_once(client, reviewer):
    secret = people.make_sign_in_link(reviewer)
    assert client.get(f"/sign-in/{secret}/").url == "/"
    client.logout()
    assert client.get(f"/sign-in/{secret}/").status_code == 404


def test_a_sign_in_link_works_on_this_machine_alone(client, reviewer):
    secret = people.make_sign_in_link(reviewer)
    assert client.get(f"/sign-in/{secret}/", REMOTE_ADDR="192.0.2.7").status_code == 404
    assert client.head(f"/sign-in/{secret}/").status_code == 405
    assert client.get(f"/sign-in/{secret}/").status_code == 302


def test_after_five_wrong_passwords_one_waits_whether_the_name_exists_or_not(client, reviewer):
    for name in ("reviewer", "nobody"):
        answers = [client.post("/sign-in/", {"username": name, "password": "wrong"}).status_code for _ in range(6)]
        assert answers == [200] * 5 + [429]
    right = client.post("/sign-in/", {"username": "reviewer", "password": "reviewer-pass-word"})
    assert right.status_code == 429


def test_signing_out_ends_the_session_and_clears_the_browser(client, reviewer):
    client.force_login(reviewer)
    response = client.post("/sign-out/")
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/").url.startswith("/sign-in/")


def test_health_needs_no_account(client):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["status"] in ("ok", "unready")


@pytest.mark.parametrize(("ahead", "told"), [(4, False), (6, True)])
def test_a_clock_behind_the_last_entry_of_the_history_is_told(client, document, ahead, told):
    assert "clock_behind" not in client.get("/readyz").json()["reasons"]
    with unguarded():
        later = timezone.now() + timedelta(minutes=ahead)
        HistoryEntry.objects.filter(pk=HistoryEntry.objects.latest("pk").pk).update(at=later)
    answer = client.get("/readyz")
    assert ("clock_behind" in answer.json()["reasons"]) == told
    assert answer.status_code == 503 or not told


def test_the_styleguide_is_for_staff(client, administrator, reviewer):
    client.force_login(reviewer)
    assert client.get("/styleguide/").status_code == 403
    client.force_login(administrator)
    assert client.get("/styleguide/").status_code == 200


def test_single_keys_can_be_switched_off(client, reviewer):
    client.force_login(reviewer)
    client.post("/preferences/", {})
    reviewer.refresh_from_db()
    assert reviewer.single_keys is False
    assert b'data-single-keys="off"' in client.get("/").content


def test_after_a_form_that_came_too_late_one_goes_on_at_its_page(client, document):
    page = f"/documents/{document.pk}/claims/2/"
    late = client.post(f"{page}verdict/", {"label": "refuted"}, headers={"referer": f"http://testserver{page}"})
    assert late.url == f"/sign-in/?next={page}"
    foreign = client.post(f"{page}verdict/", {"label": "refuted"}, headers={"referer": "https://elsewhere.example/x"})
    assert foreign.url == "/sign-in/?next=/"
    assert client.get(page).url == f"/sign-in/?next={page}"
