"""Atomic claims by keyboard: what is selected in the text becomes a part with a verdict of its own."""

from playwright.sync_api import expect

from annotations.models import Claim, Verdict
from tests.browser.desk import claim, enter, expect_saved, panel
from tests.factories import claim_of

SELECT = """([serial, words]) => {
  const node = document.querySelector(`#c${serial} .claim__text`).firstChild;
  const at = node.data.indexOf(words);
  const range = document.createRange();
  range.setStart(node, at);
  range.setEnd(node, at + words.length);
  window.getSelection().removeAllRanges();
  window.getSelection().addRange(range);
}"""


def test_a_selection_becomes_a_part_that_is_judged_and_taken_back_by_keyboard(context, address, document, reviewer):
    page = enter(context, address, reviewer)
    page.goto(f"/documents/{document.pk}/claims/3/")
    page.evaluate(SELECT, [2, "in 1931"])
    page.keyboard.press("a")
    wording = panel(page).get_by_label("What is checked, in words of its own")
    expect(wording).to_be_focused()
    expect(wording).to_have_value("in 1931")
    expect(page.locator("[data-panel-of='2']")).to_be_visible()
    wording.fill("The bridge at Aldwin was opened in 1931.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#done")).to_contain_text("Atomic claim added.")
    part = Claim.objects.get(parent=claim_of(document, 2))
    assert (part.own_wording, part.spans) == ("The bridge at Aldwin was opened in 1931.", [[22, 29]])
    panel(page).get_by_role("link", name="The bridge at Aldwin was opened in 1931.").click()
    expect(panel(page).get_by_role("heading", name="Part 1 of claim 2")).to_be_visible()
    page.keyboard.press("5")
    page.keyboard.press("Enter")
    expect_saved(page)
    assert Verdict.objects.get(claim=part).label == "refuted"
    expect(claim(page, 2)).to_contain_text("from 1 part")
    page.keyboard.press("u")
    expect(page.locator("#done")).to_contain_text("Undone")
    page.keyboard.press("u")
    expect(panel(page).get_by_text("The sentence is judged as one claim.")).to_be_visible()
    assert Claim.objects.get(pk=part.pk).retired_at is not None
