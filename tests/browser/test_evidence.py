"""A verdict with its evidence: the desk's rules while one works, and a source that is entered once and used again."""

from playwright.sync_api import expect

from annotations.models import Citation, Source, Verdict
from tests.browser.desk import choose, enter, expect_saved, panel

ADDRESS = "https://archive.example.org/record?id=7"


def test_a_source_is_entered_once_meets_the_rule_and_is_used_again(context, address, project, document, reviewer):
    project.policy = {**project.policy, "two_independent_sources": True}
    project.save()
    page = enter(context, address, reviewer)
    page.goto(f"/documents/{document.pk}/claims/2/")
    page.keyboard.press("1")
    rules = panel(page).get_by_role("group", name="Rules of evidence").get_by_role("listitem")
    expect(rules.first).to_contain_text("with its exact quote and where it stands. Not met")
    _cite(page)
    expect(panel(page).get_by_role("region", name="Citations")).to_contain_text("Opened in May 1931.")
    expect(page.locator("#status")).to_have_text("Not saved yet")
    expect(rules.first).to_contain_text("where it stands. Met")
    expect(rules.last).to_contain_text("Two sources that say so and are independent")
    panel(page).get_by_role("group", name="Rules of evidence").get_by_text("Why all the same").first.click()
    panel(page).get_by_label("Why all the same").fill("The only record there is.")
    panel(page).get_by_role("button", name="Save verdict").click()
    expect_saved(page)
    assert Verdict.objects.get().evidence_override == "The only record there is."
    _use_it_again(page)
    _look_it_up(page, project)


def _cite(page):
    page.keyboard.press("c")
    expect(panel(page).get_by_label("Source from the library")).to_be_focused()
    panel(page).get_by_label("Title of a new source").fill("Record of the county")
    panel(page).get_by_label("Web address").fill(ADDRESS)
    panel(page).get_by_label("Exact quote").last.fill("Opened in May 1931.")
    panel(page).get_by_label("Locator").last.fill("p. 12")
    page.keyboard.press("Control+Enter")


def _use_it_again(page):
    """On the next claim it is in the library; what is said to be another one of the same address is known as well."""
    choose(page, 3)
    page.keyboard.press("c")
    panel(page).get_by_label("Source from the library").select_option("Record of the county")
    panel(page).get_by_label("Stance").last.select_option("Refutes")
    panel(page).get_by_role("button", name="Save citation").click()
    expect_saved(page)
    assert Source.objects.count() == 1
    assert set(Citation.objects.values_list("claim__serial", "stance")) == {(2, "supports"), (3, "refutes")}


def _look_it_up(page, project):
    page.goto(f"/projects/{project.slug}/sources/?q=county")
    row = page.get_by_role("row").filter(has_text="Record of the county")
    expect(row.get_by_role("cell").last).to_have_text("2")
    row.get_by_role("link").click()
    used = page.get_by_role("region", name="Used on")
    expect(used).to_contain_text("The bridge, claim 2 Supports, says so")
    expect(used).to_contain_text("The bridge, claim 3 Refutes")
    expect(page.get_by_role("region", name="Formatted")).to_contain_text("APA 7")
