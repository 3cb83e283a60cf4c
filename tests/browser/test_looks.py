"""Every page in light, dark and at 320 px: accessible, headings in order, nothing to scroll sideways."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import expect

from annotations.models import HistoryEntry, Role
from annotations.services.author_links import signed
from tests.browser.desk import enter, panel
from tests.browser.full_desk import make_full_desk
from tests.factories import claim_of, make_document, make_member, make_person, make_project, make_verdict

RULES = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]},
    "rules": {"heading-order": {"enabled": True}, "page-has-heading-one": {"enabled": True}},
}
# What a dark page can have wrong that the light one has not.
COLOURS = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": ["color-contrast"]}}
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}

MANAGER = {
    "/": "My work",
    "/projects/desk-one/": "Desk-One",
    "/projects/desk-one/agreement/": "Agreement",
    "/projects/desk-one/sources/": "Sources",
    "/projects/desk-one/sources/{source}/": "Record of the county",
    "/projects/desk-one/sources/new/": "Enter a source",
    "/projects/desk-one/sources/import/": "Import references",
    "/projects/desk-one/sources/imports/{sources}/": "Imported references",
    "/documents/new/": "Import a document",
    "/preferences/": "My settings",
    "/search/?q=bridge": "Search",
    "{document}notes/": "About this document",
    "{document}details/": "",
    "{document}readings/": "Readings",
    "{document}agreement/": "Agreement",
    "{document}revisions/?from=1&to=2": "Revisions",
    "{document}revisions/1/": "Revision 1",
    "{document}revisions/new/": "Import a revision",
    "{document}changes/": "Changes",
    "{document}disagreements/": "Disagreements",
    "{document}history/": "History",
    "{document}report/": "The bridge",
}
REVIEWER = {
    "/": "My work",
    "/notices/": "Notices",
    "{document}marking/?at=7": "What is to be checked",
    "{document}stale/": "Stale verdicts",
    "{document}disagreements/": "Disagreements",
    "{document}claims/5/similar/": "The same claim elsewhere",
}
NOTHING_THERE = {
    "/": "My work",
    "/notices/": "Notices",
    "/search/?q=nowhere": "Search",
    "/projects/empty/": "Empty",
    "/projects/empty/sources/": "Sources",
    "/projects/empty/agreement/": "Agreement",
    "{document}marking/": "What is to be checked",
    "{document}readings/": "Readings",
    "{document}stale/": "Stale verdicts",
    "{document}changes/": "Changes",
    "{document}disagreements/": "Disagreements",
    "{document}report/": "The bridge",
}


@pytest.fixture
def people(manager, editor, reviewer, second_reviewer):
    """Who works in the project."""
    return {"manager": manager, "editor": editor, "reviewer": reviewer, "second_reviewer": second_reviewer}


@pytest.fixture
def full(project, people):
    """A desk in the midst of its work."""
    return make_full_desk(project, people)


def is_sound(page):
    """No violation in light and dark, and no overflow on the narrowest screen."""
    page.evaluate(AXE_SCRIPT)
    for scheme, rules in (("light", RULES), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme)
        results = AxeResults(page.evaluate("rules => axe.run(rules)", rules))
        assert results.violations_count == 0, f"{page.url}, {scheme}: {results.generate_report()}"
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], page.url
    page.set_viewport_size(WIDE)


def are_sound(page, headings, **names):
    """Every page at these addresses, told apart by its heading."""
    for path, heading in headings.items():
        page.goto(path.format(**names))
        expect(page.get_by_role("main").get_by_role("heading", name=heading).first).to_be_visible()
        is_sound(page)


def test_the_sign_in_page_is_sound(page):
    page.goto("/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    is_sound(page)


def test_the_pages_of_who_sees_all_are_sound(context, address, full, manager):
    imported = HistoryEntry.objects.get(code="sources.imported").pk
    here = f"/documents/{full.document.pk}/"
    page = enter(context, address, manager)
    are_sound(page, MANAGER, document=here, source=full.source, sources=imported)
    page.goto(f"{here}claims/4/")
    expect(panel(page).get_by_role("heading", name="Claim 3")).to_be_visible()
    is_sound(page)


def test_the_pages_of_who_reads_and_of_the_author_are_sound(context, new_context, address, full, reviewer):
    are_sound(enter(context, address, reviewer), REVIEWER, document=f"/documents/{full.document.pk}/")
    page = new_context().new_page()
    are_sound(page, {f"/a/{signed(full.link)}/": "The bridge"})
    page.locator("details").evaluate_all("all => all.forEach((part) => { part.open = true; })")
    is_sound(page)


def test_pages_with_nothing_to_show_are_sound(context, address, administrator):
    project = make_project(manager=administrator, slug="empty")
    person = make_person(username="newcomer", initials="NC")
    make_member(project=project, person=person, role=Role.EDITOR)
    document = make_document(project=project, actor=administrator)
    are_sound(enter(context, address, person), NOTHING_THERE, document=f"/documents/{document.pk}/")


def test_the_workbench_is_sound_in_every_state(context, address, full, manager, watch):
    page = enter(context, address, manager)
    here = f"/documents/{full.document.pk}/"
    for serial in (2, 3, 6, 9):  # settled, in disagreement, in parts, a part
        page.goto(f"{here}claims/{serial}/")
        expect(panel(page).get_by_role("heading", level=2)).to_be_visible()
        is_sound(page)
    page.goto(f"{here}claims/5/")
    page.evaluate("document.querySelectorAll('#panel details').forEach((part) => { part.open = true; })")
    expect(panel(page).get_by_role("button", name="Save citation")).to_be_visible()
    panel(page).get_by_role("link", name="The same claim elsewhere").click()
    expect(panel(page).get_by_role("article").first).to_be_visible()
    is_sound(page)
    page.keyboard.press("Escape")
    page.goto(f"{here}claims/7/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="The keyboard")).to_be_visible()
    is_sound(page)
    page.keyboard.press("Escape")
    make_verdict(claim=claim_of(full.document, 7), reviewer=manager, label="refuted", rationale="From another tab.")
    watch.expect("412")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(panel(page).get_by_role("heading", name="Not saved yet")).to_be_visible()
    is_sound(page)


def test_the_previews_are_sound(context, address, document, manager):
    page = enter(context, address, manager)
    page.goto("/documents/new/")
    page.get_by_label("Paste the text").fill("A heading\n\nA first sentence. A second one, i.e. More of it.")
    page.get_by_role("button", name="Show the claims").click()
    expect(page.get_by_role("region", name="The claims")).to_be_visible()
    is_sound(page)
    page.goto(f"/documents/{document.pk}/revisions/new/")
    page.get_by_label("Paste the whole revised text").fill("The bridge was opened in 1932. Nobody likes it.")
    page.get_by_role("button", name="Show what changes").click()
    expect(page.get_by_role("heading", name="Revision 2, nothing saved yet")).to_be_visible()
    is_sound(page)


def test_the_style_guide_is_sound(context, address, administrator):
    page = enter(context, address, administrator)
    are_sound(page, {"/styleguide/": "Every component, in every state"})
