"""Every page in light, dark and at 320 px: no accessibility violation, nothing to scroll sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.desk import enter, panel
from tests.factories import claim_of, make_authors_citation, make_authors_note, make_citation, make_note, make_verdict
from tests.scenes import settle

OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]},
}


def settle_in(document, editor, reviewer, second_reviewer):
    """A document at work: every state that a claim can be in."""
    for serial, label in ((1, "not-a-claim"), (2, "supported"), (3, "refuted"), (4, "opinion"), (5, "disputed")):
        make_verdict(
            claim=claim_of(document, serial), reviewer=reviewer, label=label, rationale="A reason to read.",
            tags=("wrong-number",), action="must", proposed_wording="Better words.",
        )  # fmt: skip
    for serial, label in ((2, "mostly-supported"), (3, "mixed")):
        make_verdict(claim=claim_of(document, serial), reviewer=second_reviewer, label=label)
    settle(claim_of(document, 3), editor, "mostly-refuted")
    make_citation(claim=claim_of(document, 2), actor=reviewer, quote="Opened in May.", locator="p. 12")
    make_note(document=document, claim=claim_of(document, 2), author=reviewer)
    make_authors_note(claim=claim_of(document, 2), importer=editor, text="From the old guide; is that enough?")
    make_authors_citation(claim=claim_of(document, 2), importer=editor)
    make_note(document=document, author=reviewer, text="On the whole document.")


@pytest.fixture
def desk(context, address, document, manager, editor, reviewer, second_reviewer):
    """The manager, who sees most, before a document at work."""
    settle_in(document, editor, reviewer, second_reviewer)
    return enter(context, address, manager)


def is_sound(page):
    """No violation in light and dark, and no overflow on the narrowest screen."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        results = Axe().run(page, options=OPTIONS)
        assert results.violations_count == 0, f"{scheme}: {results.generate_report()}"
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_sign_in_page_is_sound(page):
    page.goto("/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    is_sound(page)


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/", "My work"),
        ("/projects/desk-one/", "Desk-One"),
        ("/documents/new/", "Import a document"),
        ("/preferences/", "My settings"),
        ("{document}disagreements/", "Disagreements"),
        ("{document}history/", "History"),
        ("{document}notes/", "About this document"),
        ("{document}details/", ""),
        ("{document}report/", "The bridge"),
    ],
    ids=["work", "project", "import", "preferences", "disagreements", "history", "about", "details", "report"],
)
def test_the_page_is_sound(desk, document, path, heading):
    desk.goto(path.format(document=f"/documents/{document.pk}/"))
    expect(desk.get_by_role("main").get_by_role("heading", name=heading).first).to_be_visible()
    is_sound(desk)


def test_the_preview_is_sound(desk):
    desk.goto("/documents/new/")
    desk.get_by_label("Paste the text").fill("A heading\n\nA first sentence. A second one, i.e. More of it.")
    desk.get_by_role("button", name="Show the claims").click()
    expect(desk.get_by_role("region", name="The claims")).to_be_visible()
    is_sound(desk)


@pytest.mark.parametrize("serial", [2, 3, 6], ids=["disagreement", "settled", "unread"])
def test_the_workbench_is_sound(desk, document, serial):
    desk.goto(f"/documents/{document.pk}/claims/{serial}/")
    expect(panel(desk).get_by_role("heading", name=f"Claim {serial}")).to_be_visible()
    is_sound(desk)


def test_the_workbench_is_sound_with_every_form_open(desk, document):
    desk.goto(f"/documents/{document.pk}/claims/2/")
    expect(panel(desk)).to_be_visible()
    desk.evaluate("document.querySelectorAll('#panel details').forEach((part) => { part.open = true; })")
    expect(panel(desk).get_by_role("button", name="Save citation")).to_be_visible()
    is_sound(desk)


def test_the_list_of_keys_is_sound(desk, document):
    desk.goto(f"/documents/{document.pk}/")
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog", name="The keyboard")).to_be_visible()
    is_sound(desk)


def test_the_page_that_shows_a_conflict_is_sound(desk, watch, document, manager):
    desk.goto(f"/documents/{document.pk}/claims/6/")
    make_verdict(claim=claim_of(document, 6), reviewer=manager, label="refuted", rationale="From another tab.")
    watch.expect("412")
    desk.keyboard.press("1")
    desk.keyboard.press("Enter")
    expect(panel(desk).get_by_role("heading", name="Not saved yet")).to_be_visible()
    is_sound(desk)
