"""A second reading: given by the desk, taken from one's own page, blind until it is done."""

from playwright.sync_api import expect

from annotations.models import Verdict
from tests.browser.desk import claim, enter, expect_saved, panel, press
from tests.factories import claim_of, make_verdict

WHY = "The survey of 1990 names a longer one."


def test_a_claim_is_given_to_a_second_reader_who_finds_it_and_judges_it_blind(
    context, new_context, address, project, document, manager, reviewer, second_reviewer, watch
):
    project.policy = {**project.policy, "second_reading": "all"}
    project.save()
    make_verdict(claim=claim_of(document, 3), reviewer=reviewer, label="refuted", rationale=WHY)
    watch.expect("403")
    _give(enter(context, address, manager), document)
    page = enter(new_context(), address, second_reviewer)
    page.goto("/")
    expect(page.get_by_role("list").first).to_contain_text("1 given to me")
    page.get_by_role("region", name="To be read by you").get_by_role("button", name="Go to it").click()
    expect(panel(page).get_by_role("heading", name="Claim 3")).to_be_visible()
    expect(panel(page)).to_contain_text("1 other reader judged this claim")
    here = f"/documents/{document.pk}"
    for path in (f"{here}/claims/3/", f"{here}/history/", f"{here}/report/json/", "/notices/", "/search/?q=survey"):
        assert WHY not in page.request.get(path).text()
    press(page, "2")
    page.keyboard.press("Enter")
    expect_saved(page)
    expect(panel(page)).to_contain_text(WHY)
    expect(claim(page, 3)).to_contain_text("readers differ")
    assert Verdict.objects.get(reviewer=second_reviewer).blind
    page.get_by_role("button", name="Take the next claim").click()
    expect(page.get_by_text("Nothing waits in the queue of this document for you.")).to_be_visible()


def _give(desk, document):
    """Nobody reads a second time what they judged first; what was written is still there."""
    desk.goto(f"/documents/{document.pk}/readings/")
    form = desk.get_by_role("region", name="Assign")
    form.get_by_label("Claims").fill("3")
    form.get_by_label("Reader").select_option("reviewer (R1)")
    form.get_by_role("button", name="Assign").click()
    expect(desk.get_by_role("alert")).to_contain_text("Nothing was assigned.")
    expect(form.get_by_label("Claims")).to_have_value("3")
    form.get_by_label("Reader").select_option("second-reviewer (R2)")
    form.get_by_role("button", name="Assign").click()
    expect(desk.get_by_role("region", name="Waiting to be read")).to_contain_text("Chosen by hand")
