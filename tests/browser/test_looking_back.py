"""The history: narrowed down, something brought back from it, and one's own acts undone after a reload."""

import re

from playwright.sync_api import expect

from annotations.models import Note
from annotations.services import notes
from tests.browser.desk import claim, enter, expect_saved, panel
from tests.factories import claim_of, make_note, make_verdict


def test_the_history_is_narrowed_brings_a_note_back_and_remembers_what_can_be_undone(
    context, new_context, address, document, manager, reviewer, second_reviewer
):
    make_verdict(claim=claim_of(document, 3), reviewer=second_reviewer)
    note = make_note(document=document, claim=claim_of(document, 2), author=reviewer, text="Which May is meant?")
    page = enter(context, address, reviewer)
    page.goto(f"/documents/{document.pk}/claims/2/")
    claim(page, 2).focus()
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect_saved(page)
    notes.withdraw_note(actor=reviewer, note=note, version=note.version)
    page.goto(f"/documents/{document.pk}/history/")
    lines = page.locator(".history__entry")
    page.get_by_label("Who").select_option("R1")
    page.get_by_label("What about").select_option("notes")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(lines).to_have_text([re.compile("R1 took a note back on claim 2"), re.compile("R1 wrote a note on claim 2")])
    lines.first.get_by_role("button", name="Bring back what was before").click()
    expect(lines.first).to_contain_text("R1 put a note back")
    assert Note.objects.get().withdrawn_at is None
    page.goto(f"/documents/{document.pk}/claims/2/")
    expect(panel(page).get_by_text("Which May is meant?")).to_be_visible()
    for done in ("put a note back", "took a note back", "gave a verdict"):
        page.keyboard.press("u")
        expect(page.locator("#done")).to_contain_text(f"Undone: {done}")
    expect(claim(page, 2)).to_contain_text("not checked yet")
    desk = enter(new_context(), address, manager)
    desk.goto(f"/documents/{document.pk}/history/?kind=verdict")
    expect(desk.locator(".history__entry").first).to_contain_text("R1 undid: gave a verdict on claim 2")
    expect(desk.locator(".history__entry")).to_have_count(3)
