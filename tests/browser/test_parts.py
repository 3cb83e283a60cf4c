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


def test_selections_become_chips_that_are_taken_off_and_sent_together(context, address, document, reviewer):
    page = enter(context, address, reviewer)
    page.goto(f"/documents/{document.pk}/claims/2/")
    add = panel(page).get_by_role("button", name="Add the selected words")
    panel(page).get_by_text("Add an atomic claim").first.click()
    add.click()
    expect(panel(page).get_by_text("Select words of this sentence in the text first.")).to_be_visible()
    for words in ("The bridge", "opened", "in 1931"):
        page.evaluate(SELECT, [2, words])
        add.click()
    chips = panel(page).locator("[data-chips] .chip")
    expect(chips).to_have_text(["The bridge", "opened", "in 1931"])
    expect(panel(page).get_by_text("Select words of this sentence in the text first.")).to_be_hidden()
    panel(page).get_by_role("checkbox", name="opened").uncheck()
    panel(page).get_by_label("What is checked, in words of its own").fill("The bridge at Aldwin dates from 1931.")
    panel(page).get_by_role("checkbox", name="Central").check()
    panel(page).get_by_role("button", name="Add atomic claim").click()
    expect(page.locator("#done")).to_contain_text("Atomic claim added.")
    part = Claim.objects.get(parent=claim_of(document, 2))
    assert (part.spans, part.central) == ([[0, 10], [22, 29]], True)
    panel(page).get_by_role("link", name="The bridge at Aldwin dates from 1931.").click()
    panel(page).get_by_text("Change or remove this part").click()
    page.evaluate(SELECT, [2, "opened"])
    page.keyboard.press("Escape")
    add.click()
    panel(page).get_by_role("checkbox", name="The bridge").uncheck()
    panel(page).get_by_role("button", name="Save part").click()
    expect(page.locator("#done")).to_contain_text("Atomic claim changed.")
    part.refresh_from_db()
    assert part.spans == [[15, 21], [22, 29]]


def test_words_selected_with_the_pointer_are_no_click_on_the_claim(context, address, document, reviewer):
    page = enter(context, address, reviewer)
    page.goto(f"/documents/{document.pk}/claims/2/")
    page.evaluate(SELECT, [3, "longest"])
    box = page.evaluate("(({x, y, right, height}) => ({x, right, y: y + height / 2}))"
                        "(window.getSelection().getRangeAt(0).getBoundingClientRect())")  # fmt: skip
    page.evaluate("window.getSelection().removeAllRanges()")
    page.mouse.move(box["x"] + 1, box["y"])
    page.mouse.down()
    page.mouse.move(box["right"], box["y"], steps=4)
    page.mouse.up()
    assert page.evaluate("window.getSelection().toString()").strip() == "longest"
    expect(page.locator("[data-panel-of='2']")).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator("[data-panel-of='3'] [data-chips] .chip")).to_have_text("longest")
