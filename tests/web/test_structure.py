"""Repair and undo on the pages: what a form is answered with, with script and without."""

import pytest
from bs4 import BeautifulSoup

from annotations.models import Citation, Membership, Note, Verdict
from annotations.queries.signoff import readiness
from annotations.queries.undo import stacks_of
from annotations.services import signoffs
from tests.factories import claim_of, make_citation, make_note, make_verdict
from tests.repairs import move, numbers, offset_after, split, texts, undo
from tests.scenes import import_text
from tests.visits import everything_stored

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def post(client, document, reviewer):
    """Send a form in the reviewer's name."""
    client.force_login(reviewer)

    def send(path, data, **headers):
        return client.post(f"/documents/{document.pk}/{path}/", data, headers=headers)

    return send


@pytest.fixture
def show(client, document, reviewer):
    client.force_login(reviewer)
    return lambda path: soup(client.get(f"/documents/{document.pk}/{path}"))


def cut(document, serial=2, after="opened "):
    return {"version": claim_of(document, serial).version, "at": offset_after(document, serial, after)}


def top(document, person, way="undo"):
    return {"version": getattr(stacks_of(document, person), way).number}


def test_a_split_without_script_leads_to_the_first_part_with_a_word_of_it(client, post, document):
    response = post("claims/2/split", cut(document))
    assert (response.status_code, response.url) == (302, f"/documents/{document.pk}/claims/7/#c7")
    assert "Split into 2 and 2a." in client.get(response.url).content.decode()


def test_a_split_with_script_is_answered_with_panel_text_and_the_way_back(post, document):
    response = post("claims/2/split", cut(document), **HTMX)
    answer = soup(response)
    assert response.headers["HX-Trigger"] == "claim-changed"
    assert response.headers["HX-Replace-Url"] == f"/documents/{document.pk}/claims/7/#c7"
    article = answer.select_one("article#text[hx-swap-oob=true]")
    assert [mark["id"] for mark in article.select(".claim")] == ["c1", "c7", "c8", "c3", "c4", "c5", "c6"]
    assert article.select_one("#c7")["aria-current"] == "true"
    assert answer.select_one("#undo[hx-swap-oob=true] form[data-key=u] [type=submit]").get("disabled") is None
    assert "Split into 2 and 2a." in answer.select_one("[hx-swap-oob='innerHTML:#done']").text
    assert answer.select_one("[data-panel-of='7']")


def test_the_text_stays_narrowed_down_as_it_was(post, document, reviewer):
    make_verdict(claim=claim_of(document, 3), reviewer=reviewer)
    answer = soup(post("claims/2/split", cut(document) | {"show": "mine", "page": "1"}, **HTMX))
    assert [mark["id"] for mark in answer.select("article .claim")] == ["c3"]
    assert answer.select_one("#view input[name=show]")["value"] == "mine"


@pytest.mark.parametrize("script", [True, False])
def test_a_late_repair_is_told_what_stands_there_now(post, document, editor, script):
    sent = cut(document)
    split(document, editor, 2, "opened")
    before = everything_stored()
    response = post("claims/2/split", sent, **(HTMX if script else {}))
    assert response.status_code == 409
    answer = soup(response)
    assert "split or merged meanwhile" in answer.select_one("[role=alert]").text
    assert answer.select_one(f"a[href^='/documents/{document.pk}/claims/7/']")
    assert everything_stored() == before


@pytest.mark.parametrize("script", [True, False])
def test_a_split_of_another_wording_shows_the_new_one_with_the_place_kept(post, document, editor, script):
    sent = cut(document)
    move(document, editor, 2, 1)
    response = post("claims/2/split", sent, **(HTMX if script else {}))
    assert response.status_code == 412
    answer = soup(response)
    assert "The wording of this claim changed" in answer.select_one("[role=alert]").text
    assert [int(place["value"]) for place in answer.select("input[name=at][checked]")] == [sent["at"]]
    form = answer.select_one("form[data-key=s]")
    assert form.select_one("input[name=version]")["value"] == "2"


def test_a_split_without_a_place_asks_for_one(post, document):
    response = post("claims/2/split", {"version": 1}, **HTMX)
    assert response.status_code == 422
    assert "Choose where the second part begins." in soup(response).select_one("[role=alert]").text


def test_what_was_chosen_to_go_along_is_chosen_still_when_a_form_comes_back(post, document, reviewer):
    citation = make_citation(claim=claim_of(document, 2), actor=reviewer)
    sent = cut(document) | {"version": 5, f"citation-{citation.pk}": "right", "offered": 1}
    answer = soup(post("claims/2/split", sent, **HTMX))
    assert answer.select_one(f"#citation-{citation.pk} option[selected]")["value"] == "right"


def test_places_to_cut_are_those_between_words(show):
    page = show("claims/2/split/")
    assert [word.text for word in page.select(".cuts__word")] == ["The", "bridge", "was", "opened", "in", "1931."]
    assert [place["value"] for place in page.select("input[name=at]")] == ["26", "33", "37", "44", "47"]
    assert not page.select("input[name=at][checked]")


def test_the_place_of_the_caret_is_chosen_by_the_characters_before_it(show):
    page = show("claims/2/split/?after=9")
    assert page.select_one("input[name=at][checked]")["value"] == "33"
    inside = show("claims/2/split/?after=5")
    assert [word.text for word in inside.select(".cuts__word")][:3] == ["The", "br", "idge"]
    assert inside.select_one("input[name=at][checked]")["value"] == "28"


@pytest.mark.parametrize("query", ["?after=0", "?after=-1", "?after=x", "?after=99999", "?from=99999"])
def test_nonsense_about_the_place_chooses_none(show, query):
    assert not show(f"claims/2/split/{query}").select("input[name=at][checked]")


def test_a_very_long_sentence_is_shown_piece_by_piece(client, project, manager):
    document = import_text(" ".join(f"word{rank}" for rank in range(1000)) + ".", project=project, actor=manager)
    client.force_login(manager)
    first = soup(client.get(f"/documents/{document.pk}/claims/1/split/"))
    assert len(first.select(".cuts__word")) == 300
    later = first.find("a", string="Later words")["href"]
    assert soup(client.get(later)).select_one(".cuts__word").text == "word300"
    solid = len("".join(f"word{rank}" for rank in range(700)))
    there = soup(client.get(f"/documents/{document.pk}/claims/1/split/?after={solid}"))
    assert there.select_one("input[name=at][checked]")


def test_the_author_s_remarks_go_along_unless_somebody_says_otherwise(show, document, reviewer):
    citation = make_citation(claim=claim_of(document, 2), actor=reviewer)
    Citation.objects.update(by_author=True)
    assert show("claims/2/split/").select_one(f"#citation-{citation.pk} option[selected]")["value"] == "both"


def test_a_merge_shows_first_what_may_go_along_and_stores_nothing(post, document, reviewer):
    make_citation(claim=claim_of(document, 3), actor=reviewer, quote="Of all.")
    form = {"version": 1, "next": 3, "next_version": 1}
    before = everything_stored()
    response = post("claims/2/merge", form, **HTMX)
    assert (response.status_code, response.headers["X-Stored"]) == (200, "nothing")
    assert soup(response).select_one("input[type=checkbox][checked]")["value"] == "whole"
    assert everything_stored() == before
    name = soup(response).select_one("input[type=checkbox]")["name"]
    post("claims/2/merge", form | {"offered": 1, name: "whole"}, **HTMX)
    assert Citation.objects.filter(claim__serial=7, quote="Of all.").exists()


def test_a_merge_with_nothing_to_take_along_asks_nothing(post, document):
    assert post("claims/2/merge", {"version": 1, "next": 3, "next_version": 1}).status_code == 302
    assert numbers(document) == ["1", "2", "4", "5", "6"]


def test_a_merge_offers_nothing_that_is_withheld(client, document, reviewer, second_reviewer):
    make_note(document=document, claim=claim_of(document, 3), author=reviewer, text="A secret remark.")
    client.force_login(second_reviewer)
    form = {"version": 1, "next": 3, "next_version": 1}
    assert client.post(f"/documents/{document.pk}/claims/2/merge/", form).status_code == 302
    assert not Note.objects.exclude(origin=None).exists()


def test_a_boundary_moved_without_script_leads_back(post, document):
    response = post("claims/2/boundary", {"version": 1, "words": 1})
    assert response.url == f"/documents/{document.pk}/claims/2/#c2"
    assert texts(document)[2].endswith("1931. It")


def test_what_one_did_last_is_named_by_the_button_also_after_a_reload(show, document, reviewer):
    button = "form[data-key=u] [type=submit]"
    assert show("claims/2/").select_one(button).has_attr("disabled")
    make_verdict(claim=claim_of(document, 3), reviewer=reviewer)
    assert show("claims/2/").select_one(button)["title"] == "Undo: gave a verdict, claim 3"
    undo(document, reviewer)
    assert show("claims/2/").select_one(button).has_attr("disabled")
    assert show("claims/2/").select_one("form[data-key=U] [type=submit]")["title"] == "Redo: gave a verdict, claim 3"


def test_an_answer_to_a_vote_brings_the_new_button(post, document):
    form = {"label": "mixed", "version": 1, "own_number": 0, "action": "none"}
    answer = soup(post("claims/2/verdict", form, **HTMX))
    assert "claim 2" in answer.select_one("#undo[hx-swap-oob=true] form[data-key=u] [type=submit]")["title"]


def test_undoing_a_note_on_the_document_leads_to_the_notes(post, document, reviewer):
    make_note(document=document, author=reviewer)
    assert post("undo", top(document, reviewer)).url == f"/documents/{document.pk}/notes/"
    response = post("redo", top(document, reviewer, "redo"), **HTMX)
    assert response.headers["HX-Redirect"] == f"/documents/{document.pk}/notes/"


@pytest.mark.parametrize("script", [True, False])
def test_an_undo_over_others_work_asks_and_goes_on(post, document, reviewer, second_reviewer, script):
    split(document, reviewer, 2, "opened")
    make_verdict(claim=claim_of(document, 8), reviewer=second_reviewer, label="refuted")
    headers = HTMX if script else {}
    asked = post("undo", top(document, reviewer), **headers)
    assert asked.status_code == 409
    page = soup(asked)
    assert "1 verdict by others would leave the page" in page.text
    assert "refuted" not in page.text.lower()
    form = {field["name"]: field["value"] for field in page.select("form:has([name=confirm]) input[type=hidden]")}
    assert post("undo", form, **headers).status_code == (200 if script else 302)
    assert numbers(document) == ["1", "2", "3", "4", "5", "6"]


def test_a_blocked_undo_says_by_what(post, document, reviewer, editor):
    left, _ = split(document, reviewer, 2, "opened")
    move(document, editor, left.serial, -1)
    response = post("undo", top(document, reviewer), **HTMX)
    assert response.status_code == 409
    assert "ED moved a boundary (claims 2, 2a → 2, 2a) since" in soup(response).text
    assert not soup(response).select("form:has([name=confirm])")


@pytest.mark.parametrize("script", [True, False])
def test_a_late_verdict_is_kept_and_can_be_said_of_a_successor(post, document, editor, script):
    split(document, editor, 2, "opened")
    headers = HTMX if script else {}
    written = {"label": "refuted", "rationale": "In 1932.", "tags": ["wrong-number"], "version": 1, "own_number": 0}
    response = post("claims/2/verdict", written | {"action": "must"}, **headers)
    assert response.status_code == 409
    page = soup(response)
    assert page.select_one("textarea[name=rationale]").text.strip() == "In 1932."
    forms = page.select(".taker form")
    assert [form["action"] for form in forms] == [
        f"/documents/{document.pk}/claims/{serial}/verdict/" for serial in (7, 8)
    ]
    fields = [(field["name"], field["value"]) for field in forms[1].select("input[type=hidden]")]
    assert post("claims/8/verdict", dict(fields), **headers).status_code == (200 if script else 302)
    given = Verdict.objects.get()
    assert (given.claim.serial, given.rationale, given.tags, given.action) == (8, "In 1932.", ["wrong-number"], "must")


def test_the_panel_names_relatives_with_what_one_may_see_of_them(show, document, reviewer, second_reviewer, editor):
    make_verdict(claim=claim_of(document, 2), reviewer=second_reviewer)
    make_citation(claim=claim_of(document, 2), actor=second_reviewer)
    split(document, editor, 2, "opened")
    blind = show("claims/7/").select_one(".relatives").text
    assert "claim 2 (retired)" in blind
    assert "1 citation" in blind
    assert "verdict" not in blind
    make_verdict(claim=claim_of(document, 7), reviewer=reviewer)
    assert "1 verdict" in show("claims/7/").select_one(".relatives").text


def test_the_page_of_a_retired_claim_can_be_read_and_no_more(show, document, reviewer, editor):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, rationale="Said before.")
    split(document, editor, 2, "opened")
    panel = show("claims/2/").select_one("#panel")
    assert "Said before." in panel.text
    assert [row.text.strip() for row in panel.select(".relative a")] == ["claim 2", "claim 2a"]
    assert not panel.select("form, .repair")


def test_relatives_over_several_steps_are_reached(show, document, editor):
    left, right = split(document, editor, 2, "opened")
    split(document, editor, left.serial, "bridge")
    shown = show(f"claims/{right.serial + 1}/").select(".relative a")
    assert [row["href"].split("/")[4] for row in shown] == ["7", "2"]
    assert [row["href"].split("/")[4] for row in show("claims/2/").select(".relative a")] == ["7", "8", "9", "10"]


def test_a_doubtful_boundary_is_explained_with_the_repair_beside_it(client, project, manager):
    document = import_text("He met Acme Inc. Nobody came. It was late.", project=project, actor=manager)
    client.force_login(manager)
    fold = soup(client.get(f"/documents/{document.pk}/claims/1/")).select_one("details.repair")
    assert fold.has_attr("open")
    assert "could be read either way" in fold.text
    assert [key["aria-keyshortcuts"] for key in fold.select("[aria-keyshortcuts]")] == ["s", "g", "[", "]"]


def test_readers_are_offered_no_repair_and_no_undo(client, document, reader):
    client.force_login(reader)
    page = soup(client.get(f"/documents/{document.pk}/claims/2/"))
    assert not page.select("details.repair, #undo")


def test_who_became_a_reader_takes_nothing_back(post, document, reviewer):
    make_note(document=document, author=reviewer)
    sent = top(document, reviewer)
    Membership.objects.filter(user=reviewer).update(role="reader")
    assert post("undo", sent).status_code == 403


def test_the_history_page_tells_acts_from_undoing_them(client, document, editor):
    split(document, editor, 2, "opened")
    undo(document, editor)
    client.force_login(editor)
    page = soup(client.get(f"/documents/{document.pk}/history/"))
    said = [" ".join(entry.text.split()) for entry in page.select(".history__entry")][:2]
    assert "undid: split a claim" in said[0]
    assert "undid" not in said[1]
    assert "split a claim" in said[1]


@pytest.fixture
def signed(document, editor, reviewer):
    """The document, judged and signed off for a reason."""
    for serial in range(1, 7):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer, label="opinion")
    now = readiness(document)
    signoffs.sign_off(
        actor=editor, document=document, seen=now.hash, overrides={kind.code: "On leave." for kind in now.missing}
    )
    return document


@pytest.mark.parametrize("script", [True, False])
def test_a_split_of_a_text_that_is_signed_off_says_that_the_signoff_is_lost(client, signed, editor, script):
    client.force_login(editor)
    said, url = "Split into 2 and 2a. The sign-off does not hold any more.", f"/documents/{signed.pk}/"
    answer = client.post(f"{url}claims/2/split/", cut(signed), headers=HTMX if script else {}, follow=True)
    assert said in answer.content.decode()
    assert "No longer signed off" in client.get(f"{url}report/").content.decode()
    back = client.post(f"{url}undo/", top(signed, editor), headers=HTMX if script else {}, follow=True)
    assert "The sign-off does not hold" not in back.content.decode()


def test_who_does_not_see_all_hears_that_the_text_changed_since_its_signoff(client, signed, second_reviewer):
    client.force_login(second_reviewer)
    answer = client.post(f"/documents/{signed.pk}/claims/2/split/", cut(signed), follow=True)
    assert "Split into 2 and 2a. The text has changed since its sign-off." in answer.content.decode()


@pytest.mark.parametrize("script", [True, False])
def test_walk_d_a_verdict_on_the_wording_before_a_move_comes_back_with_its_text(post, document, editor, script):
    written = {"label": "refuted", "rationale": "Ask the county.", "version": 1, "own_number": 0, "action": "none"}
    for _ in range(2):
        move(document, editor, 2, 1)
    response = post("claims/3/verdict", written, **(HTMX if script else {}))
    assert (response.status_code, Verdict.objects.count()) == (412, 0)
    page = soup(response)
    assert page.select_one("textarea[name=rationale]").text.strip() == "Ask the county."
    assert "the longest bridge in the county." in page.text
    for _ in range(2):
        undo(document, editor)
    assert texts(document)[3] == "It is the longest bridge in the county."
