"""Atomic claims on the pages: what a form is answered with, with script and without."""

import pytest
from bs4 import BeautifulSoup

from annotations.models import Claim, Verdict
from annotations.services.taking import Take
from tests.factories import claim_of, make_verdict
from tests.repairs import merge, split
from tests.revising import revise
from tests.services.test_parts import TEXT, add, remove

pytestmark = pytest.mark.django_db
WORDING = "What is checked, in words of its own."
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


def test_a_part_is_added_changed_and_removed_without_script(client, post, show, document):
    form = show("claims/2/").select_one("form[action$='/claims/2/parts/']")
    assert form.select_one("textarea[name=wording]").get_text(strip=True) == "The bridge was opened in 1931."
    response = post("claims/2/parts", {"wording": "It was opened.", "quote": "bridge was  opened", "version": 1})
    assert response.url == f"/documents/{document.pk}/claims/2/#c2"
    part = claim_of(document, 7)
    assert (part.own_wording, part.spans) == ("It was opened.", [[4, 21]])
    assert show("claims/2/").select_one(".parts .part__link")["href"].endswith("/claims/7/#c2")
    response = post("claims/7/part", {"wording": "It was opened in 1931.", "version": 1})
    assert response.url.endswith("/claims/7/#c7")
    assert claim_of(document, 7).spans == [[4, 21]]
    response = post("claims/7/part/remove", {"version": 2})
    assert response.url.endswith("/claims/2/#c2")
    assert show("claims/2/").select_one(".parts") is None


def test_the_panel_of_a_part_shows_both_wordings_and_its_own_forms(show, document, reviewer):
    add(document, reviewer, spans=[(4, 21)])
    page = show("claims/7/")
    panel = page.select_one("#panel")
    assert panel.h2.get_text(" ", strip=True).startswith("Part 1 of claim 2")
    assert "The bridge at Aldwin was opened." in panel.select_one(".part__wording").text
    assert "What the wording says: “bridge was opened”" in panel.text
    for name in ("verdict", "citations", "notes"):
        assert panel.select_one(f"form[action$='/claims/7/{name}/']")
    assert page.select_one("#c2")["aria-current"] == "true"
    assert panel.select_one("form[action$='/split/']") is None


def test_a_verdict_on_a_part_is_answered_with_the_mark_of_its_sentence(post, show, document, reviewer):
    part = add(document, reviewer)
    form = {"label": "refuted", "version": part.version, "own_number": 0, "action": "none"}
    answer = soup(post("claims/7/verdict", form, **HTMX))
    assert answer.select_one("#c2[hx-swap-oob]")["data-tone"] == "refuted"
    assert answer.select_one("[data-panel-of='2']")
    page = show("claims/2/")
    assert "from 1 part" in page.select_one(".panel__state").get_text(" ", strip=True)
    assert "from 1 part" in page.select_one("#c2").text


def test_a_selection_is_taken_by_what_is_not_blank_and_words_that_are_not_there_are_refused(post, document):
    sent = {"wording": "Opened.", "selected": "3-9", "version": 1}
    answer = soup(post("claims/2/parts", sent, **HTMX))
    assert claim_of(document, 7).spans == [[4, 10]]
    assert answer.select_one("article#text[hx-swap-oob=true] #c2")
    refused = post("claims/2/parts", {"wording": "Opened.", "quote": "1932", "version": 2}, **HTMX)
    assert refused.status_code == 422
    assert "do not stand in the sentence" in refused.content.decode()
    assert post("claims/2/parts", {"wording": "Opened.", "version": 1}).status_code == 412
    assert Claim.objects.filter(parent__isnull=False).count() == 1


def test_a_merge_with_verdicts_offers_to_keep_both_as_parts_and_one_confirms(post, show, document, reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="refuted")
    form = {"version": 1, "next": 3, "next_version": 1}
    dialog = soup(post("claims/2/merge", form, **HTMX))
    assert dialog.select_one("input[name=as_parts]").has_attr("checked")
    post("claims/2/merge", form | {"offered": 1, "as_parts": 1}, **HTMX)
    panel = show("claims/8/").select_one("#panel")
    assert "Said of the sentence that this was" in panel.text
    confirm = panel.select_one("form[data-key=y]")
    assert post("claims/8/part/confirm", {"version": confirm.select_one("[name=version]")["value"]}).status_code == 302
    assert Verdict.objects.get(claim=claim_of(document, 8)).confirms.claim == claim_of(document, 2)
    assert show("claims/8/").select_one("form[data-key=y]") is None


def test_a_split_offers_each_part_to_the_side_where_its_words_stand(show, post, document, reviewer):
    add(document, reviewer, spans=[(0, 10)])
    add(document, reviewer, wording="In 1931.", spans=[(22, 30)])
    page = show("claims/2/split/?after=18")
    sides = [page.select_one(f"select[name=part-{serial}] option[selected]")["value"] for serial in (7, 8)]
    assert sides == ["left", "right"]
    at = page.select_one("input[name=at][checked]")["value"]
    post("claims/2/split", {"version": 3, "at": at, "offered": 1, "part-7": "left", "part-8": "right"})
    assert [claim_of(document, serial).own_wording for serial in (11, 12)] == [
        "The bridge at Aldwin was opened.", "In 1931.",
    ]  # fmt: skip
    assert "part of" in show("claims/7/").select_one(".relatives").text


def test_a_disagreement_on_a_part_stands_on_the_page_with_the_wording_of_the_part(
    client, document, reviewer, second_reviewer, editor
):
    part = add(document, reviewer)
    make_verdict(claim=part, reviewer=reviewer)
    make_verdict(claim=part, reviewer=second_reviewer, label="refuted")
    client.force_login(editor)
    page = soup(client.get(f"/documents/{document.pk}/disagreements/"))
    assert page.select_one(".case__title").get_text(strip=True) == "Part 1 of claim 2"
    assert page.select_one(".case__quote").text == "The bridge at Aldwin was opened."


def test_parts_that_are_gone_keep_their_page(show, document, reviewer):
    remove(add(document, reviewer), reviewer)
    assert "No longer in use" in show("claims/7/").select_one("#panel").text
    merged = merge(document, reviewer, 2, 3, Take(as_parts=True))
    split(document, reviewer, merged.serial, "1931.")
    assert "No longer in use" in show("claims/9/").select_one("#panel").text


def test_the_next_unread_claim_is_a_part(client, document, reviewer):
    add(document, reviewer)
    client.force_login(reviewer)
    assert client.get(f"/documents/{document.pk}/claims/1/next/").url.endswith("/claims/7/#c7")


def test_no_id_stands_twice_on_the_page_of_a_claim(post, show):
    post("claims/2/parts", {"wording": "It was opened.", "quote": "bridge was  opened", "version": 1})
    for path in ("claims/2/", "claims/7/", "claims/3/"):
        ids = [found["id"] for found in show(path).select("[id]")]
        assert sorted(ids) == sorted(set(ids)), path


def passages(document, serial=7):
    return [TEXT[start:end] for start, end in claim_of(document, serial).spans]


def test_a_part_is_about_several_passages_that_are_quoted_one_on_each_line(post, show, document):
    post("claims/2/parts", {"wording": WORDING, "quote": "in 1931\nThe bridge", "version": 1})
    assert passages(document) == ["The bridge", "in 1931"]
    panel = show("claims/7/").select_one("#panel")
    assert "What the wording says: “The bridge … in 1931”" in panel.text
    assert [chip.get_text(strip=True) for chip in panel.select("[data-chips] .chip")] == ["The bridge", "in 1931"]


def test_a_passage_is_taken_off_by_its_chip_and_another_one_added(post, show, document):
    post("claims/2/parts", {"wording": WORDING, "quote": "in 1931\nThe bridge", "version": 1})
    form = show("claims/7/").select_one("form[action$='/claims/7/part/']")
    kept = form.select("[data-chips] input[checked]")[1]["value"]
    sent = {"wording": WORDING, "selected": [kept], "quote": "opened", "version": 1, "chips_number": 2}
    post("claims/7/part", sent)
    assert passages(document) == ["opened", "in 1931"]
    post("claims/7/part", {"wording": WORDING, "version": 2, "chips_number": 2})
    assert passages(document) == [TEXT]
    assert show("claims/7/").select("[data-chips] .chip") == []
    post("claims/7/part", {"wording": "Else.", "version": 3})
    assert passages(document) == [TEXT]


@pytest.mark.parametrize("selected", ["0-9,18-24", ["0-9", "18-24"]])
def test_the_script_sends_several_selections(post, document, selected):
    post("claims/2/parts", {"wording": WORDING, "selected": selected, "version": 1})
    assert passages(document) == ["The bridge", "in 1931"]


@pytest.mark.parametrize("selected", ["9", "9-3", "0-9,x", "700-900", ",".join(f"{at}-{at + 1}" for at in range(51))])
def test_what_is_no_passage_is_refused_and_the_form_comes_back(post, document, selected):
    sent = {"wording": WORDING, "selected": selected, "quote": "1931", "central": "on", "version": 1}
    refused = post("claims/2/parts", sent, **HTMX)
    assert refused.status_code == 422
    form = soup(refused).select_one("#part-form[open] form")
    assert form.select_one("[name=wording]").get_text(strip=True) == WORDING
    assert form.select_one("[name=quote]").get_text(strip=True) == "1931"
    assert form.select_one("[name=central]").has_attr("checked")
    assert not Claim.objects.filter(parent__isnull=False).exists()


def test_a_form_that_came_late_comes_back_with_its_passages_for_the_newest_version(post, document, reviewer):
    add(document, reviewer)
    sent = {"wording": WORDING, "selected": ["0-3", "21-25"], "version": 1}
    answer = post("claims/2/parts", sent, **HTMX)
    assert answer.status_code == 412
    form = soup(answer).select_one("#part-form[open] form")
    assert [chip.get_text(strip=True) for chip in form.select(".choices > .chip")] == ["The", "931."]
    assert form.select_one("[name=version]")["value"] == "2"


def test_without_script_a_refused_form_shows_what_was_written(post, document, reviewer):
    part = add(document, reviewer)
    remove(part, reviewer)
    answer = post("claims/7/part", {"wording": WORDING, "version": 1})
    assert answer.status_code == 409
    assert WORDING in answer.content.decode()
    answer = post("claims/7/part", {"wording": WORDING, "version": 1}, **HTMX)
    assert (answer.status_code, WORDING in answer.content.decode()) == (409, True)


def test_a_central_part_is_set_and_unset_in_its_form_and_shown(post, show, document, reviewer):
    add(document, reviewer)
    for serial in (7, 8):
        if serial == 8:
            post("claims/2/parts", {"wording": WORDING, "central": "on", "version": 2})
        make_verdict(
            claim=claim_of(document, serial), reviewer=reviewer, label="refuted" if serial == 8 else "supported"
        )
    assert show("claims/2/").select_one("#c2")["data-tone"] == "refuted"
    assert ["Central" in item.text for item in show("claims/2/").select(".parts .part")] == [False, True]
    panel = show("claims/8/").select_one("#panel")
    assert "it decides for the sentence" in panel.select_one("#panel-parts").text
    assert panel.select_one("#part-form [name=central]").has_attr("checked")
    post("claims/8/part", {"wording": WORDING, "version": 1})
    assert not claim_of(document, 8).central
    assert show("claims/2/").select_one("#c2")["data-tone"] == "mixed"


def test_a_verdict_over_the_parts_needs_a_reason_and_says_that_it_overrides(post, show, document, reviewer):
    part = add(document, reviewer)
    make_verdict(claim=part, reviewer=reviewer)
    assert "overrides what the parts add up to" in show("claims/2/").select_one("form[data-verdict]").text
    form = {"label": "refuted", "version": 2, "own_number": 0, "action": "none"}
    refused = post("claims/2/verdict", form)
    assert refused.status_code == 422
    assert "needs a reason" in refused.content.decode()
    assert post("claims/2/verdict", form | {"rationale": "The date decides."}).status_code == 302
    assert Verdict.objects.get(claim=claim_of(document, 2)).override
    assert show("claims/2/").select_one("#c2")["data-tone"] == "refuted"


def test_after_the_last_part_the_sentence_is_judged_as_one_claim_again(post, show, document, reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    post("claims/2/parts", {"wording": WORDING, "version": 1})
    assert show("claims/2/").select_one("#c2")["data-tone"] == ""
    post("claims/7/part/remove", {"version": 1})
    page = show("claims/2/")
    assert page.select_one("#c2")["data-tone"] == "supported"
    assert "The sentence is judged as one claim." in page.select_one("#panel").text
    assert "overrides" not in page.select_one("form[data-verdict]").text


def test_lost_words_are_said_to_be_gone_and_are_pointed_to_anew(post, show, document, reviewer):
    part = add(document, reviewer, spans=[(22, 29)])
    make_verdict(claim=part, reviewer=reviewer)
    revise(document, reviewer, document.current.text.replace("in 1931", "in May of 1932"))
    assert "Its words are gone" in show("claims/2/").select_one(".parts").text
    panel = show("claims/7/").select_one("#panel")
    assert "Its words are gone" in panel.text
    assert "stale" in panel.select_one(".parts").text
    form = panel.select_one("#part-form[open] form")
    version = form.select_one("[name=version]")["value"]
    post("claims/7/part", {"wording": "It was opened in May.", "version": version})
    assert claim_of(document, 7).spans == []
    post("claims/7/part", {"wording": "It was opened in May.", "quote": "May of 1932", "version": int(version) + 1})
    assert claim_of(document, 7).spans == [[25, 36]]
    assert "Its words are gone" not in show("claims/7/").select_one("#panel").text


def test_at_the_old_text_again_the_page_shows_the_verdict_and_the_words(show, document, reviewer):
    part = add(document, reviewer, spans=[(22, 29)])
    make_verdict(claim=part, reviewer=reviewer)
    text = document.current.text
    for version in (text.replace("in 1931", "in May of 1932"), text):
        revise(document, reviewer, version)
    panel = show("claims/7/").select_one("#panel")
    assert "What the wording says: “in 1931”" in panel.text
    assert "Supported" in panel.select_one(".panel__state").text
