"""A disagreement: side by side, with what was decided elsewhere, settled by vote, and opened again with a reason."""

from playwright.sync_api import expect

from annotations.models import Adjudication
from tests.browser.desk import claim, enter, expect_saved, panel
from tests.factories import claim_of, make_document, make_verdict
from tests.scenes import settle


def test_two_readers_differ_and_a_vote_settles_it_without_touching_what_they_said(
    context, new_context, address, project, document, editor, reviewer, second_reviewer, watch
):
    project.policy = {**project.policy, "adjudication": "vote"}
    project.save()
    for person, held in ((reviewer, "supported"), (second_reviewer, "refuted")):
        make_verdict(claim=claim_of(document, 3), reviewer=person, label=held, rationale=f"I say {held}.")
    before = make_document(
        project=project, actor=editor, title="Last year", text="It is the longest bridge in the county."
    )
    make_verdict(claim=claim_of(before, 1), reviewer=second_reviewer, label="mixed")
    settle(claim_of(before, 1), editor, "mixed")
    page = enter(context, address, second_reviewer)
    page.goto(f"/documents/{document.pk}/disagreements/")
    case = page.get_by_role("region", name="Claim 3")
    expect(case).to_contain_text("I say supported.")
    expect(case).to_contain_text("I say refuted.")
    expect(case).to_contain_text("0 of 3 cast, 2 carry")
    _vote(case, "mixed", "Longest at the time.")
    expect(case).to_contain_text("You have voted for “Mixed or missing context”")
    case.get_by_role("link", name="Precedents").click()
    expect(page.get_by_role("article").filter(has_text="Last year")).to_contain_text("Mixed or missing context settled")
    desk = enter(new_context(), address, editor)
    desk.goto(f"/documents/{document.pk}/disagreements/")
    case = desk.get_by_role("region", name="Claim 3")
    expect(case).to_contain_text("1 of 3 cast")
    expect(case).not_to_contain_text("Longest at the time.")
    _vote(case, "mixed", "So says the survey.")
    expect(desk.get_by_text("No disagreement is open.")).to_be_visible()
    _is_settled_and_opened_again(desk, document)


def _vote(case, label, reason):
    case.get_by_label("My vote").select_option(label)
    case.get_by_label("Reason").first.fill(reason)
    case.get_by_role("button", name="Vote").click()


def _is_settled_and_opened_again(desk, document):
    desk.goto(f"/documents/{document.pk}/claims/3/")
    expect(claim(desk, 3)).to_contain_text("Mixed or missing context, settled")
    verdicts = panel(desk).get_by_role("region", name="Verdicts")
    for said in ("By vote: 2 of 2 ballots", "Longest at the time.", "I say supported.", "I say refuted."):
        expect(verdicts).to_contain_text(said)
    panel(desk).get_by_text("Settle the label").click()
    panel(desk).get_by_label("Settled label").select_option("Open the case again")
    panel(desk).get_by_label("Reason").last.fill("A newer survey came.")
    panel(desk).get_by_role("button", name="Settle").click()
    expect_saved(desk)
    expect(claim(desk, 3)).to_contain_text("readers differ")
    assert list(Adjudication.objects.filter(document=document).order_by("number").values_list("label", flat=True)) == [
        "mixed", ""
    ]  # fmt: skip
