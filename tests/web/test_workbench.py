"""The workbench: the text, the panel, and what a change is answered with."""

import pytest
from bs4 import BeautifulSoup

from annotations.models import Verdict
from annotations.services.adjudications import CaseSeen, adjudicate
from annotations.services.notes import reply
from annotations.services.parts import add_part
from tests.factories import claim_of, make_citation, make_document, make_note, make_verdict
from tests.repairs import merge
from tests.revising import revise

pytestmark = pytest.mark.django_db


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def fields_of(page, selector="form[data-verdict]"):
    form = page.select_one(selector)
    return {field["name"]: field.get("value", "") for field in form.select("input[type=hidden]")}


@pytest.fixture
def show(client, reviewer, document):
    client.force_login(reviewer)

    def get(serial=2, **headers):
        return soup(client.get(f"/documents/{document.pk}/claims/{serial}/", **headers))

    return get


def test_the_text_stands_as_an_article_with_a_mark_for_each_claim(show):
    article = show().select_one("article")
    assert [mark.select_one(".claim__text").text for mark in article.select(".claim")][2] == (
        "It is the longest bridge in the county."
    )
    assert len(article.select("p.sheet__block")) == 2
    assert len(article.select("h2")) == 1


def test_separators_are_shown_but_are_no_claims(client, manager, project):
    document = make_document(project=project, actor=manager, text="One sentence.\n\n***\n\nAnother sentence.")
    client.force_login(manager)
    article = soup(client.get(f"/documents/{document.pk}/")).select_one("article")
    assert "***" in article.text
    assert len(article.select("a.claim")) == 2


def test_the_workbench_opens_at_the_first_claim_not_read(client, reviewer, document):
    make_verdict(claim=claim_of(document, 1), reviewer=reviewer, label="not-a-claim")
    client.force_login(reviewer)
    assert soup(client.get(f"/documents/{document.pk}/")).select_one("[aria-current=true].claim")["data-claim"] == "2"


def test_a_verdict_without_script_leads_back_to_the_claim(client, show, document, reviewer):
    data = fields_of(show()) | {"label": "refuted", "rationale": "Opened in 1932.", "tags": ["wrong-date-or-place"]}
    response = client.post(f"/documents/{document.pk}/claims/2/verdict/", data)
    assert response.status_code == 302
    assert response.url == f"/documents/{document.pk}/claims/2/#c2"
    verdict = Verdict.objects.get()
    assert (verdict.label, verdict.reviewer, verdict.tags, verdict.blind) == (
        "refuted",
        reviewer,
        ["wrong-date-or-place"],
        True,
    )


def test_a_verdict_with_script_is_answered_with_panel_and_mark(client, show, document):
    data = fields_of(show()) | {"label": "refuted"}
    response = client.post(f"/documents/{document.pk}/claims/2/verdict/", data, headers={"HX-Request": "true"})
    answer = soup(response)
    assert response.headers["HX-Trigger"] == "claim-changed"
    assert answer.select_one("#c2")["data-tone"] == "refuted"
    assert answer.select_one("#c2")["hx-swap-oob"] == "true"
    assert "Refuted" in answer.select_one(".verdict").text


def test_the_same_submission_twice_is_one_verdict(client, show, document):
    data = fields_of(show()) | {"label": "refuted"}
    for _ in range(2):
        assert client.post(f"/documents/{document.pk}/claims/2/verdict/", data).status_code == 302
    assert Verdict.objects.count() == 1


@pytest.mark.parametrize("script", [True, False])
def test_a_second_window_is_told_and_keeps_what_was_written(client, show, document, script):
    first, second = fields_of(show()), fields_of(show())
    client.post(
        f"/documents/{document.pk}/claims/2/verdict/", first | {"label": "refuted", "rationale": "In one window."}
    )
    headers = {"HX-Request": "true"} if script else {}
    written = second | {"label": "mixed", "rationale": "In another window."}
    response = client.post(f"/documents/{document.pk}/claims/2/verdict/", written, headers=headers)
    answer = soup(response)
    assert response.status_code == 412
    assert "In one window." in answer.text
    assert answer.select_one("textarea[name=rationale]").text.strip() == "In another window."
    assert Verdict.objects.count() == 1
    again = fields_of(answer, "form[data-saves]") | {"label": "mixed", "rationale": "In another window."}
    assert client.post(f"/documents/{document.pk}/claims/2/verdict/", again).status_code == 302
    assert [verdict.number for verdict in Verdict.objects.order_by("number")] == [1, 2]


def test_what_others_hold_appears_after_ones_own_verdict(client, show, document, reviewer, second_reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=second_reviewer, label="refuted", rationale="A secret reason.")
    before = show()
    assert "A secret reason." not in before.text
    assert before.select_one("#c2")["data-tone"] == ""
    assert before.select_one("#c2")["data-by"] == "1 reader"
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="supported")
    after = show()
    assert "A secret reason." in after.text
    assert "claim--disagreement" in after.select_one("#c2")["class"]
    assert after.select_one("#c2")["data-by"] == "R1≠R2"


def test_a_reader_sees_settled_labels_and_no_forms(client, reader, document, reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="refuted", rationale="A secret reason.")
    client.force_login(reader)
    shown = soup(client.get(f"/documents/{document.pk}/claims/2/"))
    assert "A secret reason." not in shown.text
    assert shown.select("#panel form") == []


def test_a_new_source_is_entered_once_and_reused(client, show, document):
    data = {
        "title": "County record",
        "url": "https://example.org/a?utm_source=x",
        "stance": "supports",
        "state": "says-so",
    }
    for serial in (2, 3):
        assert client.post(f"/documents/{document.pk}/claims/{serial}/citations/", data).status_code == 302
    assert document.project.sources.count() == 1
    assert document.citations.count() == 2


def test_a_dangerous_address_is_refused_and_the_form_keeps_the_rest(client, show, document):
    data = {
        "title": "Bad",
        "url": "javascript:alert(1)",
        "quote": "Keep this.",
        "stance": "supports",
        "state": "says-so",
    }
    response = client.post(f"/documents/{document.pk}/claims/2/citations/", data, headers={"HX-Request": "true"})
    assert response.status_code == 422
    assert "Keep this." in response.content.decode()
    assert not document.citations.exists()


def test_a_citation_corrected_from_an_old_page_is_refused(client, show, document, reviewer):
    citation = make_citation(claim=claim_of(document, 2), actor=reviewer, quote="Old.")
    address = f"/documents/{document.pk}/claims/2/citations/{citation.pk}/"
    data = {"stance": "supports", "state": "says-so", "quote": "New.", "version": 1}
    assert client.post(address, data).status_code == 302
    assert client.post(address, data | {"quote": "Newer."}).status_code == 412
    citation.refresh_from_db()
    assert citation.quote == "New."


def test_a_note_is_written_answered_resolved_and_opened_again(client, show, document):
    client.post(f"/documents/{document.pk}/claims/2/notes/", {"text": "Which year?"})
    note = document.notes.get()
    client.post(f"/documents/{document.pk}/notes/{note.pk}/answer/", {"text": "1931."})
    client.post(f"/documents/{document.pk}/notes/{note.pk}/resolve/", {"version": 1})
    assert "Resolved by R1" in show().text
    client.post(f"/documents/{document.pk}/notes/{note.pk}/reopen/", {"version": 2})
    assert document.notes.open().count() == 1


def test_a_note_of_another_is_not_taken_back(client, show, document, editor):
    note = make_note(document=document, author=editor)
    assert client.post(f"/documents/{document.pk}/notes/{note.pk}/withdraw/", {"version": 1}).status_code == 403


def test_an_editor_settles_a_disagreement(client, document, editor, reviewer, second_reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="refuted")
    make_verdict(claim=claim_of(document, 2), reviewer=second_reviewer, label="supported")
    client.force_login(editor)
    shown = soup(client.get(f"/documents/{document.pk}/disagreements/"))
    form = fields_of(shown, "form[action$='/adjudicate/']")
    response = client.post(
        f"/documents/{document.pk}/claims/2/adjudicate/", form | {"label": "mixed", "reason": "Both have a point."}
    )
    assert response.status_code == 302
    assert "claim--settled" in soup(client.get(f"/documents/{document.pk}/")).select_one("#c2")["class"]


def test_an_editor_who_saw_an_older_case_is_told_and_keeps_the_reason(
    client, document, editor, reviewer, second_reviewer
):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="refuted")
    client.force_login(editor)
    form = fields_of(soup(client.get(f"/documents/{document.pk}/claims/2/")), "form[action$='/adjudicate/']")
    make_verdict(claim=claim_of(document, 2), reviewer=second_reviewer, label="supported", rationale="Came later.")
    response = client.post(
        f"/documents/{document.pk}/claims/2/adjudicate/", form | {"label": "refuted", "reason": "My reason."}
    )
    assert response.status_code == 412
    assert "Came later." in response.content.decode()
    assert "My reason." in response.content.decode()


def test_filters_leave_what_they_say(client, show, document, reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="refuted")
    for chosen, serials in (("mine", ["2"]), ("label:refuted", ["2"]), ("unread", ["1", "3", "4", "5", "6"])):
        shown = soup(client.get(f"/documents/{document.pk}/", {"show": chosen}))
        assert [mark["data-claim"] for mark in shown.select("article .claim")] == serials


def test_a_long_text_is_turned_page_by_page(client, manager, project):
    document = make_document(project=project, actor=manager, text="A short sentence stands here. " * 620)
    client.force_login(manager)
    first, second = (soup(client.get(f"/documents/{document.pk}/", {"page": page})) for page in (1, 2))
    assert [len(page.select("article .claim")) for page in (first, second)] == [500, 120]
    around = soup(client.get(f"/documents/{document.pk}/claims/610/"))
    assert around.select_one("[aria-current=true].claim")["data-claim"] == "610"


def test_the_next_unread_comes_after_where_one_stands(client, show, document, reviewer):
    make_verdict(claim=claim_of(document, 3), reviewer=reviewer)
    response = client.get(f"/documents/{document.pk}/claims/2/next/")
    assert response.url == f"/documents/{document.pk}/claims/4/#c4"


def test_the_filters_count_anew_after_a_change(client, document, reviewer):
    client.force_login(reviewer)
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    filters = soup(client.get(f"/documents/{document.pk}/coverage/", {"show": "mine"})).select_one("#filters")
    assert filters["hx-swap-oob"] == "true"
    assert "Mine 1" in filters.text
    assert filters.select_one("[aria-current]").text.strip() == "Mine 1"


def test_an_overtaken_case_waits_among_the_disagreements(client, document, editor, reviewer, second_reviewer):
    for person in (reviewer, second_reviewer):
        make_verdict(claim=claim_of(document, 2), reviewer=person, label="refuted")
    claim = claim_of(document, 2)
    seen = CaseSeen(claim.version, 2, 0)
    adjudicate(actor=editor, claim=claim, label="supported", reason="They overlooked the record.", seen=seen)
    for person in (reviewer, second_reviewer):
        make_verdict(claim=claim, reviewer=person, label="mixed")
    client.force_login(editor)
    assert soup(client.get(f"/documents/{document.pk}/disagreements/")).select_one("#case-2")


def test_a_note_taken_back_leaves_the_answers_of_others(client, show, document, reviewer, editor):
    note = make_note(document=document, author=reviewer, claim=claim_of(document, 2), text="Hasty words.")
    reply(actor=editor, note=note, text="A good answer.")
    client.post(f"/documents/{document.pk}/notes/{note.pk}/withdraw/", {"version": 1})
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    shown = show().select_one("#panel").text
    assert "A good answer." in shown
    assert "Hasty words." not in shown


def test_nothing_more_is_done_to_a_retired_claim_and_all_that_was_said_of_it_is_shown(client, show, document, reviewer):
    note = make_note(document=document, claim=claim_of(document, 2), author=reviewer, text="Ask the county.")
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, rationale="In the record.")
    assert show(2).select_one(f"form[action$='/notes/{note.pk}/withdraw/']")
    merge(document, reviewer, 2, 3)
    panel = show(2).select_one("#panel")
    assert panel.select("form") == []
    assert "Ask the county." in panel.text
    assert "In the record." in panel.text


def test_a_deleted_claim_says_in_which_revision_and_is_read_only(client, show, document, reviewer):
    make_verdict(claim=claim_of(document, 4), reviewer=reviewer, rationale="Nobody asked me.")
    make_note(document=document, claim=claim_of(document, 4), author=reviewer, text="Ask around.")
    make_citation(claim=claim_of(document, 4), actor=reviewer, quote="We hate it.")
    text = document.current.text
    revise(document, reviewer, text.replace(" Nobody likes it.", ""))
    panel = show(4).select_one("#panel")
    assert "Deleted in revision 2" in panel.text
    assert panel.select("form") == []
    for said in ("Nobody likes it.", "Nobody asked me.", "Ask around.", "We hate it."):
        assert said in panel.text
    late = {"label": "refuted", "version": 1, "own_number": 1, "action": "none", "rationale": "Too late."}
    answer = client.post(f"/documents/{document.pk}/claims/4/verdict/", late)
    assert answer.status_code == 409
    assert "Too late." in answer.content.decode()
    assert "Save mine on top" not in answer.content.decode()
    revise(document, reviewer, text)
    panel = show(4).select_one("#panel")
    assert "Deleted in revision" not in panel.text
    assert panel.select_one("form[data-verdict]")


def test_a_part_of_a_deleted_sentence_is_read_only_too(client, show, document, reviewer):
    claim = claim_of(document, 4)
    part = add_part(actor=reviewer, claim=claim, wording="It is disliked.", spans=[[0, 6]], version=claim.version)
    revise(document, reviewer, document.current.text.replace(" Nobody likes it.", ""))
    panel = show(part.serial).select_one("#panel")
    assert "Deleted in revision 2" in panel.text
    assert (panel.select("form"), "It is disliked." in panel.text) == ([], True)
