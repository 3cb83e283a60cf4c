"""Atomic claims on the pages: what a form is answered with, with script and without."""

import pytest
from bs4 import BeautifulSoup

from annotations.models import Claim, Verdict
from annotations.services.taking import Take
from tests.factories import claim_of, make_verdict
from tests.repairs import merge, split
from tests.services.test_parts import add, remove

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
    sent = {"wording": "Opened.", "quote": "whatever", "selected": "3-9", "version": 1}
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
