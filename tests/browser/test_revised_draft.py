"""A revised draft comes while the check runs: what is unchanged stays checked, what changed waits in a queue."""

import re

from playwright.sync_api import expect

from annotations.models import Verdict
from tests.browser.desk import claim, enter, panel, press
from tests.factories import claim_of, make_document, make_verdict

OPENED = "The bridge was opened in May 1931 by the minister."
COST = "It cost 2.1 million pounds, and the county paid for half of it."
COLOUR = "Nobody in the valley likes its dull green colour."
LONGEST = "It is the longest bridge in the whole county today."
SHIPS = "Ships pass under it on every day of the summer."
NOW = (
    OPENED, "It cost 3.4 million pounds, and the county paid for half of it.", COLOUR.replace("dull", "bright"),
    LONGEST.replace("is the", "is not the"), "A museum was built beside it.",
)  # fmt: skip


def test_a_revised_draft_loses_nothing_and_carries_no_verdict_to_other_words(
    context, address, project, manager, reviewer
):
    document = make_document(project=project, actor=manager, text=" ".join([OPENED, COST, COLOUR, LONGEST, SHIPS]))
    for serial in range(1, 6):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer, rationale=f"Reason {serial}.")
    page = enter(context, address, reviewer)
    page.goto(f"/documents/{document.pk}/revisions/new/")
    page.get_by_label("Paste the whole revised text").fill(" ".join(NOW))
    page.get_by_role("button", name="Show what changes").click()
    for row in (r"unchanged\s*1\s*1", r"changed\s*3\s*3", r"deleted\s*1", r"new\s*1", r"together\s*5\s*5"):
        expect(page.get_by_role("row", name=re.compile(row, re.IGNORECASE)).first).to_be_visible()
    page.get_by_role("button", name="Import revision 2").click()
    expect(page.get_by_role("region", name="Revision 1 → 2")).to_contain_text("Look at: a number")
    page.get_by_role("link", name="Stale verdicts").click()
    _work_through_the_queue(page)
    expect(claim(page, 1)).to_contain_text("Supported, carried from an earlier revision, by R1")
    expect(claim(page, 2)).to_contain_text("Supported, by R1")
    expect(claim(page, 3)).to_contain_text("not checked yet")
    assert Verdict.objects.get(claim=claim_of(document, 2), number=2).rationale == "Reason 2."
    page.goto(f"/documents/{document.pk}/revisions/1/")
    expect(page.get_by_role("listitem").filter(has_text=SHIPS)).to_contain_text("Supported")


def _work_through_the_queue(page):
    """By keyboard: one stands, one is dropped, one is to be judged anew."""
    stale = page.locator("[data-stale]")
    expect(stale).to_have_count(3)
    first = stale.first
    expect(first).to_be_focused()
    expect(first.locator("del").get_by_role("strong")).to_have_text("2.1")
    expect(first.locator("ins").get_by_role("strong")).to_have_text("3.4")
    expect(first).to_contain_text("R1, on the wording of before")
    press(page, "c")
    expect(stale).to_have_count(2)
    press(page, "d")
    expect(stale).to_have_count(1)
    expect(stale.locator("ins").get_by_role("strong")).to_have_text("not")
    press(page, "r")
    expect(panel(page).get_by_role("heading", name="Claim 4")).to_be_visible()
