"""Two tabs, two people, a lost answer: nothing is overwritten and nothing happens twice."""

import pytest
from playwright.sync_api import expect

from annotations.models import Adjudication, Verdict
from tests.browser.desk import choose, claim, coverage, enter, expect_saved, label, panel, save_verdict
from tests.factories import claim_of, make_verdict


@pytest.fixture
def tabs(context, address, document, reviewer):
    """The same claim in two tabs of the same reviewer."""
    pages = enter(context, address, reviewer), context.new_page()
    for page in pages:
        page.goto(f"/documents/{document.pk}/claims/3/")
    return pages


def labels_of(reviewer):
    return list(Verdict.objects.filter(reviewer=reviewer).order_by("number").values_list("label", flat=True))


def test_the_second_tab_is_shown_both_texts_and_can_save_on_top(tabs, watch, reviewer):
    first, second = tabs
    first.bring_to_front()
    save_verdict(first, "Supported", "So says the yearbook.")
    expect_saved(first)
    second.bring_to_front()
    watch.expect("412")
    save_verdict(second, "Refuted", "The survey of 1990 names a longer one.")
    expect(panel(second).get_by_role("heading", name="Not saved yet")).to_be_visible()
    expect(second.locator("#status")).to_have_text("Not saved")
    expect(panel(second).get_by_text("So says the yearbook.")).to_be_visible()
    expect(panel(second).get_by_label("Rationale")).to_have_value("The survey of 1990 names a longer one.")
    expect(label(second, "Refuted")).to_be_checked()
    assert labels_of(reviewer) == ["supported"]
    panel(second).get_by_role("button", name="Save mine on top").click()
    expect_saved(second)
    assert labels_of(reviewer) == ["supported", "refuted"]
    expect(claim(second, 3)).to_contain_text("Refuted")


def test_the_second_tab_may_leave_it_as_it_is(tabs, watch, reviewer):
    first, second = tabs
    first.bring_to_front()
    save_verdict(first, "Supported", "So says the yearbook.")
    expect_saved(first)
    second.bring_to_front()
    watch.expect("412")
    save_verdict(second, "Refuted")
    panel(second).get_by_role("link", name="Leave it as it is").click()
    expect(panel(second).get_by_label("Rationale")).to_have_value("So says the yearbook.")
    assert labels_of(reviewer) == ["supported"]


def test_a_verdict_sent_again_after_a_lost_answer_counts_once(context, address, watch, document, reviewer):
    page = enter(context, address, reviewer)
    page.goto(f"/documents/{document.pk}/claims/3/")
    lost = []

    def lose_the_answer(route):
        lost.append(route.fetch().status)
        route.abort("connectionreset")

    watch.expect("ERR_CONNECTION_RESET", "htmx:sendError", "htmx:afterRequest")
    page.route("**/verdict/", lose_the_answer, times=1)
    save_verdict(page, "Mixed or missing context", "Two bridges are counted as one.")
    expect(page.locator("#status")).to_have_text("Not saved")
    assert (lost, labels_of(reviewer)) == ([200], ["mixed"])
    expect(panel(page).get_by_label("Rationale")).to_have_value("Two bridges are counted as one.")
    panel(page).get_by_role("button", name="Save verdict").click()
    expect_saved(page)
    assert labels_of(reviewer) == ["mixed"]
    expect(coverage(page)).to_contain_text("1 of 6")
    choose(page, 4)
    expect(panel(page).get_by_label("Rationale")).to_have_value("")


def test_two_editors_do_not_settle_over_each_other(
    context, address, watch, document, editor, reviewer, second_reviewer
):
    for person, held in ((reviewer, "supported"), (second_reviewer, "refuted")):
        make_verdict(claim=claim_of(document, 3), reviewer=person, label=held)
    pages = enter(context, address, editor), context.new_page()
    for page in pages:
        page.goto(f"/documents/{document.pk}/claims/3/")
    for page, held, reason in zip(pages, ("refuted", "mixed"), ("By the survey.", "By both."), strict=True):
        page.bring_to_front()
        panel(page).get_by_label("Settled label").select_option(held)
        panel(page).get_by_label("Reason").fill(reason)
    pages[0].bring_to_front()
    panel(pages[0]).get_by_role("button", name="Settle").click()
    expect_saved(pages[0])
    pages[1].bring_to_front()
    watch.expect("412")
    panel(pages[1]).get_by_role("button", name="Settle").click()
    expect(panel(pages[1]).get_by_role("heading", name="Not settled yet")).to_be_visible()
    expect(panel(pages[1]).get_by_text("By the survey.")).to_be_visible()
    expect(panel(pages[1]).get_by_label("Reason")).to_have_value("By both.")
    assert Adjudication.objects.count() == 1
    panel(pages[1]).get_by_role("button", name="Settle it so").click()
    expect_saved(pages[1])
    assert list(Adjudication.objects.order_by("number").values_list("label", flat=True)) == ["refuted", "mixed"]
