"""Journeys in a real Chromium, under a watch that lets no error, violation or foreign request pass."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.watch import Watch

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync API keeps a loop in this thread

FOLDER = Path(__file__).parent
PATIENCE = 8_000  # milliseconds, for a machine that does other things as well
expect.set_options(timeout=PATIENCE)
SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip


def pytest_configure(config):
    if config.option.screenshot == "off":
        config.option.screenshot = "only-on-failure"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if FOLDER in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    return {**browser_type_launch_args, "executable_path": chromium, "args": list(SWITCHES)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args, "viewport": {"width": 1280, "height": 900}, "locale": "en-GB", "timezone_id": "UTC",
        "reduced_motion": "reduce",
    }  # fmt: skip


@pytest.fixture
def address(live_server):
    """Where the application answers, without the slash."""
    return live_server.url


@pytest.fixture
def watch(address):
    """Collects what the browsers of a test complain of, and fails the test at its end."""
    watch = Watch(address)
    yield watch
    watch.close()


@pytest.fixture
def new_context(new_context, watch, address):
    """A window of its own, for one more person; addresses may be given without the host."""

    def watched(**options):
        context = new_context(base_url=address, **options)
        context.set_default_timeout(PATIENCE)
        watch.follow(context)
        return context

    yield watched
    watch.wait()
