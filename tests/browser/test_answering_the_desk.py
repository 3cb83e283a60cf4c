"""The change list goes to the author, who answers by a link without an account; the editor has the last word."""

from playwright.sync_api import expect

from annotations.models import Verdict
from tests.browser.desk import enter
from tests.factories import claim_of, make_citation, make_source, make_verdict


def test_the_author_answers_by_link_and_a_rejected_demand_waits_for_the_editor(
    context, new_context, address, document, editor, reviewer, watch
):
    for serial, action in ((3, "must"), (2, "should")):
        make_verdict(
            claim=claim_of(document, serial), reviewer=reviewer, label="refuted", action=action,
            rationale=f"See page {serial}.", proposed_wording=f"Better words for {serial}.",
        )  # fmt: skip
    record = make_source(project=document.project, actor=reviewer, title="County record", url="https://example.org/r")
    make_citation(claim=claim_of(document, 3), actor=reviewer, source=record, quote="Not so.", locator="p. 4")
    desk = enter(context, address, editor)
    desk.goto(f"/documents/{document.pk}/changes/")
    for name in ("Markdown", "Word", "Plain text"):
        expect(desk.get_by_role("link", name=name)).to_be_visible()
    desk.get_by_label("Who is to answer").fill("Ina Quill")
    desk.get_by_role("button", name="Make a link").click()
    link = desk.get_by_text(f"{address}/a/").inner_text()
    _answer(new_context().new_page(), link, watch)
    desk.reload()
    rejected = desk.get_by_role("listitem").filter(has_text="Must change")
    expect(rejected).to_contain_text("Author: rejected. My own record says otherwise.")
    assert "A change that must be made is open" in desk.request.get(f"/documents/{document.pk}/report/").text()
    rejected.get_by_label("No longer asked for").check()
    rejected.get_by_label("Reason").fill("The record is newer.")
    rejected.get_by_role("button", name="Decide").click()
    expect(rejected).to_contain_text("The desk no longer asks for it: The record is newer.")
    assert "A change that must be made is open" not in desk.request.get(f"/documents/{document.pk}/report/").text()
    told = enter(new_context(), address, reviewer)
    told.goto("/notices/")
    expect(told.get_by_role("listitem").filter(has_text="The author answered your request")).to_have_count(2)


def _answer(page, link, watch):
    """The author sees what is asked for and why, and nothing else of the desk."""
    page.goto(link)
    demand, wish = (page.get_by_role("listitem").filter(has_text=words) for words in ("Must change", "Should change"))
    for words in (
        "It is the longest bridge in the county.",
        "Better words for 3.",
        "See page 3.",
        "County record",
        "Not so.",
    ):
        expect(demand).to_contain_text(words)
    for hidden in ("R1", "Refuted", "Sign out"):
        expect(page.get_by_role("main")).not_to_contain_text(hidden)
    wish.get_by_label("I accept").check()
    wish.get_by_role("button", name="Send").click()
    expect(wish).to_contain_text("Author: accepted.")
    demand.get_by_label("I reject").check()
    watch.expect("422")
    demand.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why you do not want to change this.")
    expect(demand.get_by_label("I reject")).to_be_checked()
    demand.get_by_label("Reason").fill("My own record says otherwise.")
    demand.get_by_role("button", name="Send").click()
    expect(demand).to_contain_text("Author: rejected.")
    assert Verdict.objects.count() == 2
