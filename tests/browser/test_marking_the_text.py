"""Going through the text once: one key for each claim, and none of them skipped in silence."""

from playwright.sync_api import expect

from annotations.models import Verdict
from tests.browser.desk import claim, enter, press


def test_the_text_is_marked_by_keyboard_alone_and_the_header_counts_what_is_left(context, address, document, reviewer):
    page = enter(context, address, reviewer)
    page.goto(f"/documents/{document.pk}/marking/")
    count, here = page.get_by_role("status"), page.get_by_role("article", name="Claim ")
    expect(count).to_have_text("0 of 6 marked")
    expect(here).to_contain_text("suggested: not a claim")
    press(page, "h")
    expect(count).to_have_text("1 of 6 marked")
    expect(here.locator(".marking__claim")).to_have_text("The bridge was opened in 1931.")
    expect(here.get_by_role("list", name="Hints")).to_contain_text("Date: 1931")
    expect(here).to_contain_text("not marked yet")
    press(page, "c")
    expect(count).to_have_text("2 of 6 marked")
    expect(here.get_by_role("list", name="Hints")).to_contain_text("Superlative: longest")
    press(page, "j")
    expect(here.locator(".marking__claim")).to_have_text("Nobody likes it.")
    expect(count).to_have_text("2 of 6 marked")
    press(page, "o")
    expect(count).to_have_text("3 of 6 marked")
    press(page, "u")
    expect(count).to_have_text("2 of 6 marked")
    press(page, "o")
    page.get_by_role("link", name="Hide hints").click()
    expect(here.get_by_role("list", name="Hints")).to_have_count(0)
    press(page, "n")
    expect(here.locator(".marking__claim")).to_have_text("The county paid for half of it.")
    press(page, "n")
    expect(here.locator(".marking__claim")).to_have_text("It is the longest bridge in the county.")
    expect(count).to_have_text("3 of 6 marked")
    held = Verdict.objects.current().filter(reviewer=reviewer).values_list("claim__serial", "label")
    assert set(held) == {(1, "not-a-claim"), (4, "opinion")}
    _is_left_out_while_checking(page, document)


def _is_left_out_while_checking(page, document):
    """Opinions can be left out while one checks; in the text they stay where they are."""
    page.goto(f"/documents/{document.pk}/")
    expect(claim(page, 4)).to_contain_text("Opinion, by R1")
    page.get_by_role("link", name="Without opinion and the like").click()
    expect(claim(page, 3)).to_be_visible()
    expect(claim(page, 4)).to_have_count(0)
