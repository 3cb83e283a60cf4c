"""What people do at the desk, in the words of the pages."""

from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect

from annotations.models import User


def sign_in(page: Page, person: User) -> None:
    """Sign in with name and password, on whatever page asks for it."""
    if "/sign-in/" not in page.url:
        page.goto("/")
    page.get_by_label("Username").fill(person.username)
    page.get_by_label("Password").fill(f"{person.username}-pass-word")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_have_count(0)


def enter(context: BrowserContext, address: str, person: User) -> Page:
    """Open a page with the session of somebody who has signed in before."""
    client = Client()
    client.force_login(person)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])
    return context.new_page()


def claim(page: Page, serial: int) -> Locator:
    """The claim in the text."""
    return page.locator(f"#c{serial}")


def panel(page: Page) -> Locator:
    """The panel of the selected claim."""
    return page.get_by_role("complementary", name="The selected claim")


def choose(page: Page, serial: int) -> None:
    """Click a claim in the text and wait for its panel."""
    claim(page, serial).click()
    expect(page.locator(f"[data-panel-of='{serial}']")).to_be_visible()


def label(page: Page, title: str) -> Locator:
    """The label's button in the verdict form."""
    return panel(page).get_by_role("group", name="My verdict").get_by_role("radio", name=title, exact=True)


def save_verdict(page: Page, title: str, rationale: str = "") -> None:
    """Fill the verdict form and send it."""
    label(page, title).check()
    panel(page).get_by_label("Rationale").fill(rationale)
    panel(page).get_by_role("button", name="Save verdict").click()


def expect_saved(page: Page) -> None:
    """Wait for the word that the server has answered."""
    expect(page.locator("#status")).to_have_text("Saved")


def coverage(page: Page) -> Locator:
    """The coverage bar of the document one works on."""
    return page.locator("#coverage")


def press(page: Page, key: str) -> None:
    """Press a key once the page that came last listens to it."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def tab_to(page: Page, target: Locator, *, at_most: int = 60) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(at_most):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} cannot be reached with {at_most} presses of Tab")
