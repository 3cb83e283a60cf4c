"""Signing in and out, and what remains on the screen and in the cookie afterwards."""

import re

from playwright.sync_api import expect

from annotations.models import Verdict
from tests.browser.desk import choose, enter, expect_saved, save_verdict, sign_in


def test_a_person_signs_in_with_name_and_password_and_sees_their_work(page, document, reviewer):
    page.goto(f"/documents/{document.pk}/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    sign_in(page, reviewer)
    expect(page.get_by_role("article").get_by_role("heading", name="The bridge", exact=True)).to_be_visible()
    page.get_by_role("link", name="My work").click()
    expect(page.get_by_role("heading", name="My work")).to_be_visible()
    expect(page.get_by_role("article").get_by_role("link", name="6 to read")).to_be_visible()


def test_a_wrong_password_is_told_and_lets_nobody_in(page, reviewer):
    page.goto("/")
    page.get_by_label("Username").fill(reviewer.username)
    page.get_by_label("Password").fill("something else")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("correct username and password")
    page.goto("/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_after_signing_out_neither_back_button_nor_old_cookie_shows_anything(page, new_context, document, reviewer):
    sign_in(page, reviewer)
    assert page.goto(f"/documents/{document.pk}/").headers["cache-control"] == "no-store"
    expect(page.get_by_text("Nobody likes it.")).to_be_visible()
    old = page.context.cookies()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert "Nobody likes it." not in page.content()
    with_old_cookie = new_context()
    with_old_cookie.add_cookies(old)
    thief = with_old_cookie.new_page()
    thief.goto(f"/documents/{document.pk}/")
    expect(thief.get_by_role("heading", name="Sign in")).to_be_visible()
    assert "The bridge" not in thief.content()


def test_what_was_written_survives_a_session_that_has_ended(address, context, document, reviewer):
    work = enter(context, address, reviewer)
    work.goto(f"/documents/{document.pk}/")
    choose(work, 4)
    elsewhere = context.new_page()
    elsewhere.goto("/")
    elsewhere.get_by_role("button", name="Sign out").click()
    expect(elsewhere.get_by_role("heading", name="Sign in")).to_be_visible()
    work.bring_to_front()
    save_verdict(work, "Refuted", "Nobody was asked.")
    expect(work.get_by_role("alert").filter(has_text="You have been signed out.")).to_be_visible()
    expect(work.locator("#status")).to_have_text("Not saved")
    assert Verdict.objects.count() == 0
    elsewhere.bring_to_front()
    sign_in(elsewhere, reviewer)
    work.bring_to_front()
    work.get_by_role("button", name="Try again").click()
    expect_saved(work)
    assert Verdict.objects.get().rationale == "Nobody was asked."


def test_the_page_follows_the_colours_of_the_machine(page, live_server):
    brightness = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto("/")
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        brightness.append(sum(int(part) for part in re.findall(r"\d+", ground)[:3]) / 3)
    assert brightness[0] > 128 > brightness[1]
