"""The same claim was checked before: found with what differs; its source is taken over, its verdict never."""

from playwright.sync_api import expect

from annotations.models import Verdict
from tests.browser.desk import enter, panel
from tests.factories import claim_of, make_citation, make_document, make_source, make_verdict
from tests.scenes import settle

BEFORE = "It cost 2.3 million pounds. The northern pier was rebuilt after the flood of 1954."


def test_an_earlier_check_is_suggested_and_only_its_source_is_taken_over(
    context, address, project, document, editor, reviewer
):
    earlier = make_document(project=project, actor=editor, text=BEFORE, title="Last year's text")
    make_verdict(claim=claim_of(earlier, 1), reviewer=reviewer, label="refuted")
    settle(claim_of(earlier, 1), editor, "refuted")
    record = make_source(project=project, actor=editor, title="The county's accounts")
    make_citation(claim=claim_of(earlier, 1), actor=editor, source=record, quote="2.2 million.", locator="p. 3")
    page = enter(context, address, reviewer)
    page.goto(f"/documents/{document.pk}/claims/5/")
    panel(page).get_by_role("link", name="The same claim elsewhere").click()
    found = panel(page).get_by_role("article").filter(has_text="Last year's text")
    expect(found).to_contain_text("% alike")
    expect(found.get_by_title("Another number")).to_have_text("2.3")
    expect(found).to_contain_text("only the claim that you stand on has 2.1")
    expect(found).to_contain_text("Refuted settled")
    found.get_by_role("button", name="Take over, to be read").click()
    expect(page.get_by_role("status").first).to_contain_text("Read the source before you rely on it.")
    page.get_by_role("main").get_by_role("link", name="Claim 5").click()
    citations = panel(page).get_by_role("region", name="Citations")
    expect(citations).to_contain_text("The county's accounts")
    expect(citations).to_contain_text("Not yet read")
    expect(panel(page).get_by_role("region", name="Verdicts")).to_contain_text("Nobody has judged this claim yet.")
    assert not Verdict.objects.filter(document=document).exists()
