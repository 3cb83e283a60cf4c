"""Readings, notices and my work: the pages, and what they keep from whom."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from annotations.models import Assignment, Note, Notice, Project, Verdict
from annotations.queries.documents import work_page
from annotations.queries.notices import notices_of, unseen_notices
from annotations.services import assignments, history, notes, notices
from tests.api.calls import Api
from tests.factories import claim_of, make_note, make_verdict
from tests.repairs import move
from tests.scenes import settle

pytestmark = pytest.mark.django_db


def page(person, url):
    client = Client()
    client.force_login(person)
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    return BeautifulSoup(response.content, "html.parser")


def post(person, url, **fields):
    client = Client()
    client.force_login(person)
    return client.post(url, fields)


def policy(project, **rules):
    project.policy = {**project.policy, **rules}
    project.save()


def assign(editor, document, *serials, reader=None):
    claims = [claim_of(document, serial) for serial in serials]
    return assignments.assign(actor=editor, document=document, claims=claims, reader=reader)


def told(person):
    return [
        (row.occasion, row.claim.serial if row.claim else None) for row in notices_of(person).select_related("claim")
    ]


def path(document, rest=""):
    return f"/documents/{document.pk}/readings/{rest}"


@pytest.mark.parametrize(
    ("said", "expected"), [("2-4, 6", [2, 3, 4, 6]), ("3", [3]), ("5 – 6; 5", [5, 6]), ("2-2,3", [2, 3])]
)
def test_an_editor_assigns_claims_by_their_numbers(document, editor, reviewer, said, expected):
    response = post(editor, path(document, "assign/"), claims=said, reader=reviewer.pk, reading=2, due="2030-05-01")
    assert response.status_code == 302
    rows = Assignment.objects.order_by("claim__serial")
    assert [row.claim.serial for row in rows] == expected
    assert {(row.reader, row.due.isoformat()[:10]) for row in rows} == {(reviewer, "2030-05-01")}


@pytest.mark.parametrize("said", ["77", "4-2", "two", "2-", "-", ",", "2-3-4", "1" * 30])
def test_numbers_that_name_no_claim_are_refused_and_stay_in_the_form(document, editor, reviewer, said):
    response = post(editor, path(document, "assign/"), claims=said, reader=reviewer.pk, reading=2)
    assert response.status_code == 422
    field = BeautifulSoup(response.content, "html.parser").find(id="id_claims")
    assert field["value"] == said
    assert not Assignment.objects.exists()


def test_the_page_shows_who_reads_what_and_how_it_was_chosen(document, editor, reviewer, project):
    make_verdict(claim=claim_of(document, 3), reviewer=editor, label="refuted")
    policy(project, second_reading="labels", second_labels=["refuted"])
    assert post(editor, path(document, "draw/")).status_code == 302
    assign(editor, document, 2, reader=reviewer)
    shown = page(editor, path(document))
    rows = [row.get_text(" ", strip=True) for row in shown.select("section[aria-labelledby=open] tbody tr")]
    assert rows[0].startswith("2 The bridge was opened in 1931. 2 R1 Chosen by hand")
    assert rows[1].startswith("3 It is the longest bridge in the county. 2 queue Drawn by the label")
    progress = [row.get_text(" ", strip=True) for row in shown.select("section[aria-labelledby=progress] tbody tr")]
    assert progress == ["R1 1 0", "In the queue 1 0"]


def test_a_reader_takes_the_next_claim_and_is_led_there(document, editor, reviewer):
    assign(editor, document, 4)
    response = post(reviewer, path(document, "next/"))
    assert response["Location"] == f"/documents/{document.pk}/claims/4/#c4"
    assert Assignment.objects.get().reader == reviewer
    make_verdict(claim=claim_of(document, 4), reviewer=reviewer)
    assert post(reviewer, path(document, "next/"))["Location"] == f"/documents/{document.pk}/"


def test_only_their_own_is_given_back_by_reviewers_and_anybody_s_by_editors(
    document, editor, reviewer, second_reviewer
):
    [row] = assign(editor, document, 4, reader=reviewer)
    url = path(document, f"{row.pk}/give-back/")
    assert post(second_reviewer, url, version=1).status_code == 404
    assert post(reviewer, url, version=1).status_code == 302
    [row] = assign(editor, document, 5, reader=reviewer)
    assert post(editor, path(document, f"{row.pk}/give-back/"), version=1).status_code == 302
    assert not Assignment.objects.open().filter(reader__isnull=False).exists()


def drawn_because_refuted(project, document, editor, reviewer):
    make_verdict(claim=claim_of(document, 3), reviewer=reviewer, label="refuted", rationale="A secret reason.")
    policy(project, second_reading="labels", second_labels=["refuted"])
    document.refresh_from_db()
    assignments.draw(actor=editor, document=document)


def test_a_second_reader_is_never_told_why_a_claim_was_drawn_nor_what_the_first_holds(
    project, document, editor, reviewer, second_reviewer
):
    """On pages, in the API and in exports; on the page of the project neither."""
    drawn_because_refuted(project, document, editor, reviewer)
    assert post(second_reviewer, path(document, "next/")).status_code == 302
    api, one = Api(second_reviewer), f"/documents/{document.pk}/"
    client = Client()
    client.force_login(second_reviewer)
    panel = client.get(f"{one}claims/3/panel/").content.decode()
    served = [
        client.get(url).content.decode()
        for url in ("/", "/notices/", f"{one}history/", f"{one}report/json/", f"{one}report/csv/")
    ]
    served += [api.get(rest).content.decode() for rest in (f"{one}readings/", f"{one}history/", f"{one}claims/3/")]
    for body in served:
        told_of = ("label of the first", '"drawn":"label"', "assignment.drawn", "A secret reason.")
        assert [words for words in told_of if words in body] == []
    assert "A secret reason." not in panel
    own = api.get(f"{one}readings/").json()["results"]
    assert [(row["claim"], row["drawn"], row["mine"]) for row in own] == [(3, None, True)]
    assert api.get("/projects/desk-one/").json()["policy"]["second_labels"] == []
    assert Api(editor).get(f"{one}readings/").json()["results"][0]["drawn"] == "label"
    assert Api(editor).get("/projects/desk-one/").json()["policy"]["second_labels"] == ["refuted"]


def test_the_door_opens_with_the_second_verdict(project, document, editor, reviewer, second_reviewer):
    drawn_because_refuted(project, document, editor, reviewer)
    post(second_reviewer, path(document, "next/"))
    panel = f"/documents/{document.pk}/claims/3/panel/"
    assert "A secret reason." not in page(second_reviewer, panel).text
    given = make_verdict(claim=claim_of(document, 3), reviewer=second_reviewer, label="mixed")
    assert given.blind
    assert "A secret reason." in page(second_reviewer, panel).text


def test_blind_counts_of_one_who_has_read_a_part(document, reviewer, second_reviewer, editor):
    """B has read 2 of 6, A all: what B is told hangs on those two alone; the editor is told everything."""
    for serial in range(1, 7):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer, label="refuted")
    for serial, label in ((2, "refuted"), (3, "supported")):
        make_verdict(claim=claim_of(document, serial), reviewer=second_reviewer, label=label)
    assign(editor, document, 5, reader=second_reviewer)
    mine = work_page(Project.objects.all(), second_reviewer)
    assert (mine.unread, mine.disagreements, mine.given) == (4, 1, 1)
    bar = f"/documents/{document.pk}/?show=label:refuted"
    shown = [claim["id"] for claim in page(second_reviewer, bar).select("[id^=c]") if claim["id"][1:].isdigit()]
    assert shown == ["c2"]
    assert len([c for c in page(editor, bar).select("[id^=c]") if c["id"][1:].isdigit()]) == 5
    assert page(second_reviewer, f"/documents/{document.pk}/").select_one("#c5").get("class").count("claim--blind") == 1


def test_a_mention_is_kept_by_key_shown_by_initials_and_told(document, editor, reviewer):
    note = make_note(
        document=document, claim=claim_of(document, 2), author=editor,
        text="@Reviewer and @nobody, ask ED@example.org; @r1. @MA!",
    )  # fmt: skip
    stored = Note.objects.get(pk=note.pk).text
    key = reviewer.reviewer_key.key
    assert stored.startswith(f"@[{key}] and @nobody, ask ED@example.org; @[{key}]. @[")
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    shown = page(reviewer, f"/documents/{document.pk}/claims/2/panel/").text
    assert "@R1 and @nobody, ask ED@example.org; @R1. @MA!" in shown
    listed = Api(editor).get(f"/documents/{document.pk}/claims/2/notes/").json()["results"][0]["text"]
    assert listed.startswith("@R1 and @nobody")
    assert told(reviewer) == [("mention", 2)]


def test_a_mention_on_a_claim_that_one_has_still_to_read_appears_after_the_verdict(
    document, editor, reviewer, second_reviewer
):
    make_note(document=document, claim=claim_of(document, 2), author=reviewer, text="@second-reviewer, is it refuted?")
    assert (told(second_reviewer), sum(unseen_notices(second_reviewer).values())) == ([], 0)
    assert "Nothing new." in page(second_reviewer, "/notices/").text
    notices.mark_all_seen(actor=second_reviewer)
    make_verdict(claim=claim_of(document, 2), reviewer=second_reviewer)
    assert told(second_reviewer) == [("mention", 2)]
    assert unseen_notices(second_reviewer) == {"mention": 1}
    assert "You were mentioned: R1 wrote a note" in page(second_reviewer, "/notices/").text


def test_nobody_outside_the_project_is_mentioned(document, editor, outsider, reader):
    text = f"@{outsider.username} and @OU"
    assert make_note(document=document, author=editor, text=text).text == text
    make_note(document=document, author=editor, text="@reader")
    assert told(reader) == []  # an internal note is none of a reader's
    assert not Notice.objects.filter(person=outsider).exists()


def test_an_answer_is_told_to_who_wrote_in_the_thread_and_to_nobody_twice(document, editor, manager, reviewer):
    note = make_note(document=document, author=editor)
    notes.reply(actor=manager, note=note, text="@editor, why?")
    notes.reply(actor=reviewer, note=note, text="Because.")
    assert told(editor) == [("reply", None), ("mention", None)]
    assert told(manager) == [("reply", None)]
    assert told(reviewer) == []


def test_a_disagreement_is_told_to_who_holds_another_label_and_has_read(
    document, editor, manager, reviewer, second_reviewer
):
    claim = claim_of(document, 2)
    make_verdict(claim=claim, reviewer=reviewer, label="supported")
    assert told(second_reviewer) == []
    make_verdict(claim=claim, reviewer=second_reviewer, label="supported")
    make_verdict(claim=claim, reviewer=second_reviewer, label="refuted")
    make_verdict(claim=claim, reviewer=second_reviewer, label="refuted", rationale="Said again.")
    assert told(reviewer) == [("disagreement", 2)]
    assert told(second_reviewer) == told(editor) == []
    settle(claim, editor, "refuted")
    assert told(reviewer) == [("settled", 2), ("disagreement", 2)]
    assert told(second_reviewer) == [("settled", 2)]
    make_verdict(claim=claim, reviewer=manager, label="refuted")
    assert told(second_reviewer) == [("settled", 2)]  # the settlement stands


def test_nothing_is_told_of_a_project_that_one_has_left(document, editor, reviewer):
    make_note(document=document, author=editor, text="@R1, look.")
    assert told(reviewer) == [("mention", None)]
    reviewer.memberships.update(left_at="2026-01-01T00:00Z")
    assert told(reviewer) == []
    assert "You were mentioned" not in page(reviewer, "/notices/").text


def test_notices_are_marked_as_seen_together(document, editor, reviewer):
    make_note(document=document, author=editor, text="@R1, look.")
    assert page(reviewer, "/notices/").select_one("ol .tag").text == "New"
    assert post(reviewer, "/notices/seen/").status_code == 302
    assert not unseen_notices(reviewer)
    assert page(reviewer, "/notices/").select_one("ol .tag") is None


def counts(person):
    items = page(person, "/").select(".queue li")
    return {item.select_one(".queue__what").text: item.select_one(".queue__number").text for item in items}


def test_my_work_counts_what_waits_for_me(document, editor, reviewer, second_reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    make_verdict(claim=claim_of(document, 3), reviewer=second_reviewer)
    move(document, editor, 2, 1)  # makes both stale, each for who judged it
    make_note(document=document, author=editor, text="@R1, look.")
    assign(editor, document, 5, reader=reviewer)
    assign(editor, document, 6)
    found = counts(reviewer)
    assert (found["given to me"], found["stale of mine"], found["note to me"], found["other notice"]) == (
        "1", "1", "1", "1",
    )  # fmt: skip
    mine = page(reviewer, "/").find(id="readings").find_parent("section").text
    assert "1 given to you" in mine
    assert "1 in the queue" in mine


def test_every_rule_of_the_policy_is_set_in_the_form_with_a_sentence(project, manager):
    form = page(manager, "/projects/desk-one/").find("form", action="/projects/desk-one/settings/")
    for name in project.policy:
        assert form.find(attrs={"name": name}) is not None, name
        assert form.find(id=f"id_{name}_helptext") is not None, name
    rules = {"second_reading": "labels", "second_labels": ["refuted", "mixed"], "second_percent": 30, "quorum": 5,
             "carry": 3, "adjudication": "vote", "blind": "on", "four_eyes": "on"}  # fmt: skip
    sent = {"name": "Desk", "scale": "standard-1", "guidelines": "", "version": project.version, **rules}
    assert post(manager, "/projects/desk-one/settings/", **sent).status_code == 302
    project.refresh_from_db()
    kept = project.rules
    assert (kept.second_reading, kept.second_labels, kept.second_percent) == ("labels", ("refuted", "mixed"), 30)
    assert (kept.quorum, kept.carry, kept.adjudication, kept.four_eyes) == (5, 3, "vote", True)


def test_numbers_of_votes_that_cannot_settle_are_refused(project, manager):
    sent = {"name": "Desk", "scale": "standard-1", "version": project.version, "quorum": 4, "carry": 2}
    assert post(manager, "/projects/desk-one/settings/", **sent).status_code == 422
    project.refresh_from_db()
    assert project.rules.quorum == 3


def test_a_reading_is_assigned_drawn_taken_and_given_back_by_the_api(project, document, editor, reviewer):
    api, mine, url = Api(editor), Api(reviewer), f"/documents/{document.pk}/readings/"
    made = api.post(url, {"claims": [2], "reader": str(history.key_of(reviewer))})
    assert made.status_code == 201
    policy(project, second_reading="all")
    assert [row["claim"] for row in api.post(f"{url}draw/", {}).json()["readings"]] == [3, 4, 5, 6]
    taken = mine.post(f"{url}next/").json()["reading"]
    assert (taken["claim"], taken["mine"], taken["drawn"]) == (2, True, None)
    assert mine.post(url, {"claims": [2]}).status_code == 403
    back = mine.post(f"{url}{taken['id']}/give-back/", if_match=taken["etag"])
    assert (back.status_code, back.json()["reader"]) == (200, None)
    assert mine.post(f"{url}{taken['id']}/give-back/", if_match=taken["etag"]).status_code == 412
    assert api.post(url, {"claims": [3], "reader": "nobody"}).status_code == 422
    assert api.post(url, {"claims": [99]}).status_code == 422
    assert Verdict.objects.count() == 0


def test_everything_flagged_is_drawn_on_the_page_and_by_the_api_and_no_reader_is_told_why(
    document, editor, reviewer, second_reviewer
):
    for serial in (3, 5):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer, tags=("legal-risk",))
    form = page(editor, path(document)).find("form", action=path(document, "draw/"))
    assert form.select_one("option[selected]")["value"] == "legal-risk"  # the policy draws nothing here
    assert post(editor, path(document, "draw/"), flagged="legal-risk").status_code == 302
    assert [row.claim.serial for row in Assignment.objects.order_by("pk").select_related("claim")] == [3, 5]
    assert post(second_reviewer, path(document, "next/"))["Location"].endswith("/claims/3/#c3")
    api, url = Api(second_reviewer), f"/documents/{document.pk}/"
    told = [api.get(f"{url}{rest}").content.decode() for rest in ("readings/", "history/", "claims/3/")]
    assert [body for body in told if "legal-risk" in body or "flagged" in body] == []
    again = Api(editor).post(f"{url}readings/draw/", {"flagged": "legal-risk"})
    assert (again.status_code, again.json()) == (201, {"readings": []})
    assert Api(editor).post(f"{url}readings/draw/", {"flagged": "no-such"}).status_code in (400, 422)
