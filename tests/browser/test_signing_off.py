"""An editor signs a revision off; a later change voids it in sight, and its undo makes it good again."""

from playwright.sync_api import expect

from annotations.models import SignOff
from tests.browser.desk import claim, enter, expect_saved, panel, press
from tests.factories import claim_of, make_verdict


def test_a_sign_off_wants_everything_done_is_voided_by_a_change_and_valid_again_after_its_undo(
    context, new_context, address, document, editor, reviewer
):
    for serial in range(1, 6):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer, label="opinion")
    desk = enter(context, address, editor)
    desk.goto(f"/documents/{document.pk}/report/")
    sign_off = desk.get_by_role("region", name="Sign-off")
    expect(sign_off).to_contain_text("Nobody has judged it: 6")
    expect(sign_off.get_by_role("button", name="Sign off revision 1")).to_have_count(0)
    sign_off.get_by_role("link", name="6", exact=True).click()
    expect(panel(desk).get_by_role("heading", name="Claim 6")).to_be_visible()
    make_verdict(claim=claim_of(document, 6), reviewer=reviewer, label="opinion")
    press(desk, "r")
    expect(sign_off).to_contain_text("Nothing is missing.")
    sign_off.get_by_role("button", name="Sign off revision 1").click()
    expect(sign_off.get_by_text("Signed off", exact=True)).to_be_visible()
    expect(sign_off).to_contain_text(SignOff.objects.get().content_hash)
    page = enter(new_context(), address, reviewer)
    page.goto(f"/documents/{document.pk}/claims/4/")
    expect(panel(page)).to_be_visible()
    claim(page, 4).focus()
    page.keyboard.press("p")
    page.keyboard.press("Enter")
    expect_saved(page)
    desk.reload()
    expect(sign_off.get_by_text("No longer signed off")).to_be_visible()
    expect(sign_off).to_contain_text("R1 changed claim 4")
    page.keyboard.press("u")
    expect(page.locator("#done")).to_contain_text("Undone")
    desk.reload()
    expect(sign_off.get_by_text("Signed off", exact=True)).to_be_visible()
    expect(sign_off).to_contain_text("Valid again since")
