"""What a second reader sees before and after their own verdict, and what the editor makes of it."""

from playwright.sync_api import expect

from annotations.models import Adjudication
from tests.browser.desk import choose, claim, enter, expect_saved, panel, save_verdict
from tests.factories import claim_of, make_citation, make_verdict

WHY = "The survey of 1990 names a longer one."


def test_a_second_reader_is_blind_until_they_have_judged_and_an_editor_settles(
    context, new_context, address, document, reviewer, second_reviewer, editor
):
    make_verdict(claim=claim_of(document, 3), reviewer=reviewer, label="refuted", rationale=WHY)
    make_citation(claim=claim_of(document, 3), actor=reviewer, quote="The longest is at Corve.")
    page = enter(context, address, second_reviewer)
    page.goto(f"/documents/{document.pk}/")
    _is_blind(page)
    _sees_after_judging(page)
    room = new_context()
    desk = enter(room, address, editor)
    desk.goto(f"/documents/{document.pk}/")
    desk.get_by_role("link", name="Disagreements").click()
    _settles(desk, document)
    page.goto(f"/documents/{document.pk}/")
    expect(claim(page, 3)).to_contain_text("Mixed or missing context, settled, by ED")
    choose(page, 3)
    expect(panel(page).get_by_text("Settled by ED")).to_be_visible()
    expect(panel(page).get_by_text(WHY)).to_be_visible()


def _is_blind(page):
    expect(claim(page, 3)).to_contain_text("read by others (1 reader)")
    expect(claim(page, 3)).to_have_attribute("data-by", "1 reader")
    expect(claim(page, 3)).not_to_contain_text("Refuted")
    choose(page, 3)
    verdicts = panel(page).get_by_role("region", name="Verdicts")
    expect(verdicts).to_contain_text("1 other reader judged this claim")
    expect(verdicts).not_to_contain_text("Refuted")
    for path in ("", "disagreements/", "report/", "report/json/"):
        answer = page.request.get(f"{page.url.partition('claims/')[0]}{path}")
        assert answer.ok
        assert WHY not in answer.text()


def _sees_after_judging(page):
    save_verdict(page, "Supported", "I measured it.")
    expect_saved(page)
    expect(panel(page).get_by_text(WHY)).to_be_visible()
    expect(panel(page).get_by_role("region", name="Verdicts").get_by_text("Readers differ")).to_be_visible()
    expect(claim(page, 3)).to_contain_text("readers differ")
    page.reload()
    page.get_by_role("navigation", name="Show").get_by_role("link", name="Disagreement").click()
    expect(claim(page, 3)).to_be_visible()
    expect(claim(page, 4)).to_have_count(0)


def _settles(desk, document):
    """By the form on the page of disagreements; the case is closed there, and the first verdicts stay."""
    case = desk.get_by_role("region", name="Claim 3")
    expect(case).to_contain_text(WHY)
    expect(case).to_contain_text("I measured it.")
    case.get_by_label("Settled label").select_option("mixed")
    case.get_by_label("Reason").fill("Longest at the time, not today.")
    case.get_by_role("button", name="Settle").click()
    expect(desk.get_by_text("Longest at the time, not today.")).to_be_visible()
    assert Adjudication.objects.get().label == "mixed"
    desk.goto(f"/documents/{document.pk}/disagreements/")
    expect(desk.get_by_text("No disagreement is open.")).to_be_visible()
