"""Repairing sentences by keyboard alone, by pointer, and without script; and taking everything back."""

import pytest
from playwright.sync_api import expect

from annotations.models import Claim, Verdict
from tests.browser.desk import choose, claim, enter, expect_saved, panel, save_verdict, sign_in
from tests.browser.test_looks import is_sound
from tests.factories import claim_of, make_citation, make_note, make_verdict
from tests.repairs import live, move, numbers, split, texts
from tests.scenes import import_text


@pytest.fixture
def workbench(context, address, document, reviewer):
    """The workbench, open before a reviewer at claim 2."""
    page = enter(context, address, reviewer)
    page.goto(f"/documents/{document.pk}/claims/2/")
    expect(panel(page)).to_be_visible()
    claim(page, 2).focus()
    return page


def said(page):
    """What the page says was done."""
    return page.locator("#done")


def tool(page, name):
    """The button of the toolbar."""
    return page.get_by_role("group", name="Undo and redo").get_by_role("button", name=name)


def test_a_sentence_is_split_merged_moved_and_all_of_it_undone_by_keyboard_alone(workbench, document):
    page, keys = workbench, workbench.keyboard
    before = texts(document)
    keys.press("s")
    expect(panel(page).get_by_role("heading", name="Split claim 2")).to_be_visible()
    first = panel(page).get_by_role("radio", name="before “bridge”")
    expect(first).to_be_focused()
    for _ in range(3):
        keys.press("ArrowRight")
    expect(panel(page).get_by_role("radio", name="before “in”")).to_be_checked()
    keys.press("Enter")
    expect(said(page)).to_contain_text("Split into 2 and 2a.")
    expect(claim(page, 7)).to_be_focused()
    expect(claim(page, 7)).to_have_text("The bridge was opened (Claim 2: not checked yet)")
    expect(claim(page, 8)).to_contain_text("in 1931.")
    expect(claim(page, 2)).to_have_count(0)
    keys.press("]")
    expect(claim(page, 7)).to_contain_text("The bridge was opened in")
    expect(claim(page, 7)).to_be_focused()
    keys.press("[")
    keys.press("[")
    expect(claim(page, 7)).not_to_contain_text("opened")
    keys.press("g")
    expect(said(page)).to_contain_text("Merged into 2.")
    expect(claim(page, 2)).to_be_focused()
    for _ in range(5):
        keys.press("u")
    expect(tool(page, "Undo")).to_be_disabled()
    assert texts(document) == before
    for _ in range(5):
        keys.press("U")
    expect(tool(page, "Redo")).to_be_disabled()
    assert numbers(document) == ["1", "2", "3", "4", "5", "6"]
    assert page.url.endswith("/claims/2/#c2")


def test_undo_is_there_after_a_reload_and_takes_a_verdict_back(workbench, document):
    page = workbench
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect_saved(page)
    page.reload()
    choose(page, 5)
    page.keyboard.press("u")
    expect(said(page)).to_contain_text("Undone: gave a verdict, claim 2.")
    expect(page.locator("[data-panel-of='2']")).to_be_visible()
    expect(claim(page, 2)).to_contain_text("not checked yet")
    said(page).get_by_role("button", name="Redo").click()
    expect(claim(page, 2)).to_contain_text("Supported, by R1")
    assert list(Verdict.objects.order_by("number").values_list("label", flat=True)) == ["supported", "", "supported"]


def test_the_key_splits_where_one_clicked_in_the_text(workbench):
    page = workbench
    box = claim(page, 3).locator(".claim__text").evaluate(
        """element => { const range = document.createRange(); const node = element.firstChild;
        range.setStart(node, 18); range.setEnd(node, 20); const box = range.getBoundingClientRect();
        return {x: box.x, y: box.y + box.height / 2}; }"""
    )  # fmt: skip
    page.mouse.click(box["x"] + 2, box["y"])
    expect(page.locator("[data-panel-of='3']")).to_be_visible()
    page.keyboard.press("s")
    expect(panel(page).get_by_role("radio", name="before “bridge”")).to_be_checked()
    page.keyboard.press("s")
    expect(said(page)).to_contain_text("Split into 3 and 3a.")
    expect(claim(page, 8)).to_contain_text("bridge in the county.")


def test_what_a_split_may_take_over_is_offered(workbench, document, reviewer):
    page = workbench
    make_citation(claim=claim_of(document, 2), actor=reviewer, quote="Opened in May 1931.")
    make_note(document=document, claim=claim_of(document, 2), author=reviewer, text="Which year?")
    page.keyboard.press("s")
    panel(page).get_by_role("radio", name="before “in”").check()
    panel(page).get_by_label("Opened in May 1931.").select_option("Second part")
    panel(page).get_by_role("button", name="Split here").click()
    expect(said(page)).to_contain_text("Split into 2 and 2a.")
    expect(panel(page).get_by_text("Opened in May 1931.")).to_have_count(0)
    expect(panel(page).get_by_role("region", name="Where it came from, what came of it")).to_contain_text(
        "From claim 2 (retired) · split · 1 citation · 1 note"
    )
    choose(page, 8)
    expect(panel(page).get_by_text("Opened in May 1931.").first).to_be_visible()
    choose(page, 7)
    panel(page).get_by_role("link", name="claim 2", exact=True).click()
    expect(panel(page).get_by_text("Which year?")).to_be_visible()
    expect(panel(page).get_by_role("button", name="Save")).to_have_count(0)


def test_a_merge_asks_what_goes_along_before_it_says_saved(workbench, document, reviewer):
    page = workbench
    make_citation(claim=claim_of(document, 3), actor=reviewer, quote="Longest of all.")
    page.keyboard.press("g")
    expect(panel(page).get_by_role("heading", name="Merge claims 2 and 3")).to_be_visible()
    expect(page.locator("#status")).to_have_text("No changes")
    expect(panel(page).get_by_role("checkbox", name="Longest of all.")).to_be_focused()
    expect(panel(page).get_by_role("checkbox", name="Longest of all.")).to_be_checked()
    page.keyboard.press("g")
    expect(said(page)).to_contain_text("Merged into 2.")
    expect_saved(page)
    expect(panel(page).get_by_text("Longest of all.").first).to_be_visible()


def test_who_was_slower_is_told_and_shown_what_stands_there(workbench, watch, document, editor):
    page = workbench
    split(document, editor, 2, "opened")
    watch.expect("409")
    page.keyboard.press("]")
    expect(panel(page).get_by_role("alert")).to_contain_text("split or merged meanwhile")
    expect(panel(page).get_by_role("alert").get_by_role("link", name="Claim 2a")).to_be_visible()


def test_a_late_verdict_keeps_its_words_and_is_given_to_a_successor(workbench, watch, document, editor):
    page = workbench
    split(document, editor, 2, "opened")
    watch.expect("409")
    save_verdict(page, "Refuted", "It was 1932.")
    expect(panel(page).get_by_role("heading", name="Not saved yet")).to_be_visible()
    expect(panel(page).get_by_label("Rationale")).to_have_value("It was 1932.")
    panel(page).get_by_role("button", name="Say it of claim 2a").click()
    expect_saved(page)
    given = Verdict.objects.get()
    assert (given.claim.serial, given.label, given.rationale) == (8, "refuted", "It was 1932.")
    expect(claim(page, 8)).to_contain_text("Refuted")


def test_an_undo_asks_when_the_work_of_others_would_leave(workbench, watch, document, second_reviewer):
    page = workbench
    page.keyboard.press("s")
    panel(page).get_by_role("radio", name="before “in”").check()
    page.keyboard.press("s")
    expect(claim(page, 7)).to_be_focused()
    make_verdict(claim=claim_of(document, 8), reviewer=second_reviewer)
    watch.expect("409")
    page.keyboard.press("u")
    expect(panel(page).get_by_role("alert")).to_contain_text("1 verdict by others would leave the page")
    panel(page).get_by_role("button", name="Do it all the same").click()
    expect(claim(page, 2)).to_be_focused()
    assert numbers(document) == ["1", "2", "3", "4", "5", "6"]


def test_words_not_saved_are_asked_about_before_a_repair(workbench, watch):
    page = workbench
    panel(page).get_by_label("Rationale").fill("Not yet saved.")
    page.keyboard.press("Escape")
    watch.expect_dialog("is not saved. Leave it?")
    page.keyboard.press("g")
    expect(said(page)).to_contain_text("Merged into 2.")


def test_a_doubtful_boundary_says_so_and_offers_the_repair(context, address, project, manager):
    document = import_text("It was bought by Acme Inc. Nobody knew. Then it fell.", project=project, actor=manager)
    page = enter(context, address, manager)
    page.goto(f"/documents/{document.pk}/claims/1/")
    assert live(document)[0].doubtful
    expect(panel(page).get_by_text("could be read either way")).to_be_visible()
    expect(panel(page).get_by_role("button", name="Merge with next claim, 2")).to_be_visible()


@pytest.fixture
def plain(new_context):
    """A browser without JavaScript."""
    return new_context(java_script_enabled=False).new_page()


def test_a_sentence_is_repaired_without_script(plain, document, reviewer):
    page = plain
    make_citation(claim=claim_of(document, 2), actor=reviewer, quote="Opened in May 1931.")
    sign_in(page, reviewer)
    page.goto(f"/documents/{document.pk}/claims/2/")
    panel(page).get_by_text("Repair the sentence").click()
    panel(page).get_by_role("link", name="Split").click()
    page.get_by_role("radio", name="before “in”").check()
    page.get_by_label("Opened in May 1931.").select_option("Both")
    page.get_by_role("button", name="Split here").click()
    expect(page.get_by_text("Split into 2 and 2a.")).to_be_visible()
    expect(panel(page).get_by_role("heading", name="Claim 2")).to_be_visible()
    panel(page).get_by_text("Repair the sentence").click()
    panel(page).get_by_role("button", name="one word back").click()
    expect(page.get_by_text("Boundary moved.")).to_be_visible()
    tool(page, "Undo").click()
    expect(page.get_by_text("Undone: moved a boundary")).to_be_visible()
    panel(page).get_by_text("Repair the sentence").click()
    panel(page).get_by_role("button", name="Merge with next claim, 2a").click()
    expect(page.get_by_role("heading", name="Merge claims 2 and 2a")).to_be_visible()
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_text("Merged into 2.")).to_be_visible()
    tool(page, "Undo").click()
    tool(page, "Redo").click()
    assert numbers(document) == ["1", "2", "3", "4", "5", "6"]
    assert Claim.objects.get(serial=2).retired_at is None


def test_a_refused_repair_says_why_without_script(plain, watch, document, reviewer, editor):
    page = plain
    sign_in(page, reviewer)
    page.goto(f"/documents/{document.pk}/claims/2/")
    move(document, editor, 2, 1)
    panel(page).get_by_text("Repair the sentence").click()
    watch.expect("412")
    panel(page).get_by_role("button", name="one word on").click()
    expect(page.get_by_role("alert")).to_contain_text("The wording of this claim changed")


def test_the_dialogs_are_sound(workbench, document, reviewer):
    page = workbench
    make_citation(claim=claim_of(document, 2), actor=reviewer, quote="Opened in May 1931.")
    page.keyboard.press("s")
    panel(page).get_by_role("radio", name="before “in”").check()
    is_sound(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    panel(page).get_by_role("button", name="Split here").click()
    expect(said(page)).to_contain_text("Split into 2 and 2a.")
    panel(page).get_by_text("Repair the sentence").click()
    is_sound(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.keyboard.press("u")
    expect(said(page)).to_contain_text("Undone")
    page.keyboard.press("g")
    expect(panel(page).get_by_role("heading", name="Merge claims 2 and 3")).to_be_visible()
    is_sound(page)
