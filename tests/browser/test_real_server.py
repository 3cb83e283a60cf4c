"""The application as `make run` starts it: gunicorn, collected static files, the demo, one-time links."""

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.desk import choose, coverage, expect_saved

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "DATABASE_URL_FILE", "FACTCHECK_HOST", "FACTCHECK_DEBUG")


@pytest.fixture
def port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture
def address(port):
    """Where the server of this module answers."""
    return f"http://127.0.0.1:{port}"


@pytest.fixture
def links(tmp_path, port, address, playwright):
    """The sign-in links that a fresh installation prints, by the name of the person."""
    environ = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    command = [sys.executable, "manage.py", "up", "--port", str(port)]
    server = subprocess.Popen(
        command, cwd=ROOT, env=environ | {"FACTCHECK_DATA": str(tmp_path)}, stdout=subprocess.PIPE, text=True
    )
    try:
        yield _printed_links(server, address)
    finally:
        server.terminate()
        server.wait(30)
        server.stdout.close()


def _printed_links(server, address):
    found, link = {}, ""
    for line in server.stdout:
        link = next(iter(re.findall(r"http://\S+/sign-in/\S+", line)), link)
        if name := re.search(r"name (\S+), password \S+", line):
            found[name[1]] = link
        if "administrator" in found:
            break
    assert all(link.startswith(f"{address}/sign-in/") for link in found.values())
    return found


def _open(page, link):
    """Follow the link as soon as the server listens."""
    port = int(link.split(":")[2].split("/")[0])
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        page.wait_for_timeout(100)
    page.goto(link)


def test_a_visitor_follows_a_link_judges_three_claims_and_takes_the_report_home(page, new_context, watch, links):
    assert set(links) == {"editor", "reviewer", "second-reviewer", "administrator"}
    _open(page, links["second-reviewer"])
    expect(page.get_by_role("heading", name="My work")).to_be_visible()
    page.get_by_role("article").get_by_role("heading").get_by_role("link").first.click()
    expect(coverage(page)).to_contain_text(" of 21")
    page.wait_for_load_state()
    choose(page, 3)
    for serial, key in ((3, "1"), (4, "5"), (5, "7")):
        expect(page.locator(f"[data-panel-of='{serial}']")).to_be_visible()
        page.keyboard.press(key)
        page.keyboard.press("Enter")
        expect_saved(page)
        page.keyboard.press("j")
    page.keyboard.press("r")
    with page.expect_download() as waiting:
        page.get_by_role("navigation", name="Downloads").get_by_role("link", name="Data (JSON)").click()
    report = json.loads(waiting.value.path().read_text())
    held = {entry["id"]: {verdict["label"] for verdict in entry["verdicts"]} for entry in report["claims"]}
    assert len(held) == 21
    assert all(label in held[serial] for serial, label in ((3, "supported"), (4, "refuted"), (5, "unverified")))
    second_visit = new_context().new_page()
    watch.expect("404")
    second_visit.goto(links["second-reviewer"])
    expect(second_visit.get_by_role("heading", name="This link is used up")).to_be_visible()
