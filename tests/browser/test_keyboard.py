"""The whole job without a pointer, the list of keys, and the switch that takes single keys away."""

import csv
import io
import json

import pytest
from playwright.sync_api import expect

from annotations.models import Citation, Note, Verdict
from tests.browser.desk import choose, claim, coverage, enter, expect_saved, label, panel, tab_to

RATIONALE = "The county's yearbook has 1931 on page 12."
QUOTE = "Opened to traffic on 3 May 1931."


@pytest.fixture
def workbench(context, address, document, reviewer):
    """The workbench, open before a reviewer who has judged nothing."""
    page = enter(context, address, reviewer)
    page.goto(f"/documents/{document.pk}/")
    expect(panel(page)).to_be_visible()
    return page


def stands_on(page, serial):
    expect(page.locator(f"[data-panel-of='{serial}']")).to_be_visible()
    expect(claim(page, serial)).to_have_attribute("aria-current", "true")


def test_the_whole_job_is_done_by_keyboard_alone(page, document, reviewer):
    _sign_in_and_open(page, reviewer)
    _move(page)
    _judge(page, reviewer)
    _cite(page)
    _remark(page)
    page.keyboard.press("r")
    page.wait_for_url(f"**/documents/{document.pk}/report/")
    expect(page.get_by_role("navigation", name="Downloads")).to_be_visible()
    for name, reads in DOWNLOADS.items():
        assert reads(_download(page, name)), name


def _sign_in_and_open(page, reviewer):
    page.goto("/")
    tab_to(page, page.get_by_label("Username"))
    page.keyboard.type(reviewer.username)
    page.keyboard.press("Tab")
    page.keyboard.type(f"{reviewer.username}-pass-word")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="My work")).to_be_visible()
    tab_to(page, page.get_by_role("link", name="The bridge", exact=True))
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/**")
    stands_on(page, 1)


def _move(page):
    for key, serial in (("j", 2), ("j", 3), ("k", 2), ("n", 3), ("k", 2)):
        page.keyboard.press(key)
        stands_on(page, serial)


def _judge(page, reviewer):
    """Label, say why, save; "Saved" is not said before the answer is there."""
    expect(coverage(page)).to_contain_text("0 of 6")
    said = []

    def answer_late(route):
        response = route.fetch()
        said.append(page.locator("#status").text_content())
        route.fulfill(response=response)

    page.route("**/verdict/", answer_late)
    page.keyboard.press("1")
    expect(label(page, "Supported")).to_be_checked()
    expect(page.locator("#status")).to_have_text("Not saved yet")
    tab_to(page, panel(page).get_by_label("Rationale"))
    page.keyboard.type(RATIONALE)
    page.keyboard.press("Control+Enter")
    expect_saved(page)
    assert said == ["Saving…"]
    expect(coverage(page)).to_contain_text("1 of 6")
    assert Verdict.objects.get().rationale == RATIONALE
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    stands_on(page, 3)
    page.keyboard.press("5")
    page.keyboard.press("Enter")
    expect_saved(page)
    expect(coverage(page)).to_contain_text("2 of 6")
    page.unroute("**/verdict/")
    page.keyboard.press("k")
    stands_on(page, 2)
    assert list(Verdict.objects.order_by("pk").values_list("label", flat=True)) == ["supported", "refuted"]


def _cite(page):
    page.keyboard.press("c")
    for field, typed in {
        "Title of a new source": "County yearbook 1931", "Web address": "https://example.org/yearbook",
        "Stance": "Supp", "Exact quote": QUOTE,
    }.items():  # fmt: skip
        tab_to(page, panel(page).get_by_label(field))
        page.keyboard.type(typed)
    page.keyboard.press("Control+Enter")
    expect_saved(page)
    expect(panel(page).get_by_role("link", name="County yearbook 1931")).to_be_visible()
    cited = Citation.objects.select_related("source").get()
    page.keyboard.press("Escape")
    assert (cited.stance, cited.quote, cited.source.url) == ("supports", QUOTE, "https://example.org/yearbook")


def _remark(page):
    page.keyboard.press("m")
    page.keyboard.type("Ask the archive for the photograph.")
    page.keyboard.press("Control+Enter")
    expect(panel(page).get_by_text("Ask the archive for the photograph.")).to_be_visible()
    page.keyboard.press("Escape")
    assert Note.objects.get().text == "Ask the archive for the photograph."


def _download(page, name):
    link = page.get_by_role("navigation", name="Downloads").get_by_role("link", name=name)
    tab_to(page, link)
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    return waiting.value.path().read_text(encoding="utf-8-sig")


def _html_holds_the_verdict(text):
    return "<script" not in text and "The county&#x27;s yearbook has 1931" in text and "Supported" in text


def _markdown_holds_the_verdict(text):
    return text.startswith("# ") and "yearbook has 1931" in text and "[^" in text


def _csv_holds_the_verdict(text):
    rows = list(csv.reader(io.StringIO(text)))
    return len({len(row) for row in rows}) == 1 and any(RATIONALE in cell for row in rows for cell in row)


def _json_holds_the_verdict(text):
    claims = json.loads(text)["claims"]
    second = next(entry for entry in claims if entry["number"] == "2")
    return [verdict["rationale"] for verdict in second["verdicts"]] == [RATIONALE] and second["label"] == "supported"


DOWNLOADS = {
    "Web page": _html_holds_the_verdict, "Markdown": _markdown_holds_the_verdict,
    "Table (CSV)": _csv_holds_the_verdict, "Data (JSON)": _json_holds_the_verdict,
}  # fmt: skip


def test_the_keys_are_listed_by_a_key_and_the_focus_comes_back(workbench):
    claim(workbench, 3).focus()
    workbench.keyboard.press("?")
    keys = workbench.get_by_role("dialog", name="The keyboard")
    expect(keys).to_be_visible()
    expect(keys).to_contain_text("next unread claim")
    expect(keys).to_contain_text("Mostly refuted")
    workbench.keyboard.press("j")
    workbench.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    expect(claim(workbench, 3)).to_be_focused()
    stands_on(workbench, 1)


def test_the_keys_are_listed_by_a_button_too(workbench):
    button = workbench.get_by_role("button", name="The keyboard")
    tab_to(workbench, button)
    workbench.keyboard.press("Enter")
    keys = workbench.get_by_role("dialog", name="The keyboard")
    expect(keys).to_be_visible()
    keys.get_by_role("button", name="Close").click()
    expect(keys).to_be_hidden()
    expect(button).to_be_focused()


def test_typing_into_a_field_gives_no_label(workbench):
    panel(workbench).get_by_label("Rationale").press_sequentially("15 jokes")
    expect(panel(workbench).get_by_label("Rationale")).to_have_value("15 jokes")
    expect(label(workbench, "Supported")).not_to_be_checked()
    stands_on(workbench, 1)


def test_single_keys_can_be_switched_off_and_everything_has_a_button(workbench, document, reviewer):
    workbench.goto("/preferences/")
    workbench.get_by_label("Single-key shortcuts").uncheck()
    workbench.get_by_role("main").get_by_role("button", name="Save").click()
    expect(workbench.get_by_text("Your settings are saved.")).to_be_visible()
    workbench.goto(f"/documents/{document.pk}/")
    for key in ("j", "5", "c", "?"):
        workbench.keyboard.press(key)
    stands_on(workbench, 1)
    expect(label(workbench, "Refuted")).not_to_be_checked()
    expect(workbench.get_by_role("dialog")).to_have_count(0)
    panel(workbench).get_by_role("link", name="Next", exact=True).click()
    stands_on(workbench, 2)
    label(workbench, "Refuted").check()
    panel(workbench).get_by_role("button", name="Save verdict").click()
    expect_saved(workbench)
    assert Verdict.objects.get().label == "refuted"


def test_leaving_a_claim_with_unsaved_words_asks_first(workbench, watch):
    panel(workbench).get_by_label("Rationale").fill("Not yet saved.")
    watch.expect_dialog("is not saved. Leave it?")
    choose(workbench, 3)
    expect(panel(workbench).get_by_label("Rationale")).to_have_value("")
