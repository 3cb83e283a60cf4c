"""The same job with JavaScript switched off: links, forms and full pages."""

import pytest
from playwright.sync_api import expect

from annotations.models import Adjudication, Citation, Note, Verdict
from tests.browser.desk import claim, label, panel, save_verdict, sign_in
from tests.factories import claim_of, make_verdict


@pytest.fixture
def page(new_context):
    """A browser without JavaScript."""
    return new_context(java_script_enabled=False).new_page()


def test_a_claim_is_judged_cited_and_noted_without_script(page, document, reviewer):
    sign_in(page, reviewer)
    page.get_by_role("link", name="The bridge", exact=True).click()
    claim(page, 5).click()
    expect(panel(page).get_by_role("heading", name="Claim 5")).to_be_visible()
    save_verdict(page, "Mostly refuted", "2.4 million by the account book.")
    expect(claim(page, 5)).to_contain_text("Mostly refuted, by R1")
    expect(panel(page).get_by_text("2.4 million by the account book.").last).to_be_visible()
    expect(page.locator("#coverage")).to_contain_text("1 of 6")
    _cite(page)
    panel(page).get_by_text("Write a note").click()
    panel(page).get_by_label("Note", exact=True).fill("Who paid the rest?")
    panel(page).get_by_role("button", name="Save note").click()
    expect(panel(page).get_by_text("Who paid the rest?")).to_be_visible()
    panel(page).get_by_role("link", name="Next unread").click()
    expect(panel(page).get_by_role("heading", name="Claim 6")).to_be_visible()
    assert (Verdict.objects.count(), Citation.objects.count(), Note.objects.count()) == (1, 1, 1)
    page.get_by_role("link", name="Report").click()
    with page.expect_download() as waiting:
        page.get_by_role("navigation", name="Downloads").get_by_role("link", name="Web page").click()
    assert "2.4 million by the account book." in waiting.value.path().read_text()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def _cite(page):
    panel(page).get_by_text("Cite a source").click()
    panel(page).get_by_label("Title of a new source").fill("Account book of the county")
    panel(page).get_by_label("Stance").last.select_option("Refutes")
    panel(page).get_by_label("Exact quote").last.fill("2,400,000")
    panel(page).get_by_role("button", name="Save citation").click()
    expect(panel(page).get_by_text("Account book of the county").first).to_be_visible()


def test_an_editor_settles_a_disagreement_without_script(page, document, editor, reviewer, second_reviewer):
    for person, held in ((reviewer, "supported"), (second_reviewer, "refuted")):
        make_verdict(claim=claim_of(document, 2), reviewer=person, label=held)
    sign_in(page, editor)
    page.get_by_role("article").get_by_role("link", name="1 disagreement").click()
    page.get_by_label("Settled label").select_option("supported")
    page.get_by_label("Reason").fill("The yearbook is plain.")
    page.get_by_role("button", name="Settle").click()
    expect(page.get_by_text("The yearbook is plain.")).to_be_visible()
    expect(claim(page, 2)).to_contain_text("Supported, settled, by ED")
    assert Adjudication.objects.get().label == "supported"


def test_a_stale_form_shows_both_texts_without_script(page, watch, document, reviewer):
    sign_in(page, reviewer)
    page.goto(f"/documents/{document.pk}/claims/4/")
    make_verdict(claim=claim_of(document, 4), reviewer=reviewer, label="opinion", rationale="From the other room.")
    watch.expect("412")
    save_verdict(page, "Refuted", "Many like it.")
    expect(page.get_by_role("heading", name="Not saved yet")).to_be_visible()
    expect(page.get_by_text("From the other room.")).to_be_visible()
    expect(page.get_by_label("Rationale")).to_have_value("Many like it.")
    page.get_by_role("button", name="Save mine on top").click()
    expect(claim(page, 4)).to_contain_text("Refuted")
    expect(label(page, "Refuted")).to_be_checked()
    assert list(Verdict.objects.order_by("number").values_list("label", flat=True)) == ["opinion", "refuted"]


def test_a_refused_note_loses_nothing_without_script(page, watch, document, reviewer):
    sign_in(page, reviewer)
    page.goto(f"/documents/{document.pk}/claims/4/")
    panel(page).get_by_text("Cite a source").click()
    panel(page).get_by_label("Title of a new source").fill("A source with a bad address")
    panel(page).get_by_label("Web address").fill("javascript:alert(1)")
    watch.expect("422")
    panel(page).get_by_role("button", name="Save citation").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was stored")
    expect(page.get_by_text("A source with a bad address")).to_be_visible()
    assert Citation.objects.count() == 0
