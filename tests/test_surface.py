"""Nothing can be reached that has no row in the table of the surface, and no row stands for nothing."""

from pathlib import Path

import pytest
from django.contrib import admin
from django.core.management import get_commands
from django.urls import URLPattern, URLResolver, get_resolver

from annotations.permissions import PERMISSIONS
from annotations.reports import WRITERS
from tests import surface

ROOMS = {model._meta.label_lower: f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry}
PAGES_OF_A_ROOM = ("changelist", "add", "history", "delete", "change")
TO_THE_PAGE = "admin:<path:object_id>/"  # the unnamed redirect from a row's address to its page
CHANGING = {"POST", "PUT", "PATCH", "DELETE"}


def routes(resolver: URLResolver, spaces: str = "") -> list[tuple[str, URLPattern]]:
    """Return every route with its name (or pattern), the names of its spaces before it."""
    found: list[tuple[str, URLPattern]] = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found += routes(entry, f"{spaces}{entry.namespace}:" if entry.namespace else spaces)
        else:
            found.append((f"{spaces}{entry.name or entry.pattern}", entry))
    return found


def own_routes() -> dict[str, URLPattern]:
    """Every route but the pages of the admin's rooms, which have a row per model."""
    of_rooms = {f"admin:{stem}_{page}" for stem in ROOMS.values() for page in PAGES_OF_A_ROOM} | {TO_THE_PAGE}
    return {name: entry for name, entry in routes(get_resolver()) if name not in of_rooms}


def test_every_route_has_a_row_and_every_row_a_route():
    assert set(own_routes()) == {name for name, _ in surface.ROUTES}


def test_no_two_routes_share_a_name():
    names = [name for name, _ in routes(get_resolver()) if name != TO_THE_PAGE]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", sorted(name for name in own_routes() if name.startswith("api:")))
def test_every_method_of_an_endpoint_has_a_row(name):
    endpoint = own_routes()[name].callback.cls
    assert {method for method in ("GET", *CHANGING) if hasattr(endpoint, method.lower())} == surface.methods_of(name)


def test_every_command_of_ours_has_a_row_and_every_row_a_command():
    assert {name for name, app in get_commands().items() if app == "annotations"} == set(surface.COMMANDS)


def test_every_module_among_the_commands_is_a_command():
    folder = Path(__file__).parent.parent / "annotations" / "management" / "commands"
    assert {path.stem for path in folder.glob("[a-z]*.py")} == set(surface.COMMANDS)


def test_every_export_format_has_a_row_and_every_row_a_format():
    assert set(WRITERS) == set(surface.EXPORTS)


def test_every_admin_page_has_a_row_and_every_row_a_page():
    assert set(ROOMS) == set(surface.ADMIN)


@pytest.mark.parametrize("key", sorted(surface.ROUTES), ids=" ".join)
def test_a_route_that_changes_something_says_how_it_is_guarded(key):
    row = surface.ROUTES[key]
    assert row.permission in {*PERMISSIONS, surface.ANYONE, surface.SIGNED_IN, surface.STAFF, surface.OWN_IMPORT}
    assert not (key[1] in CHANGING and surface.READS in (row.version, row.idempotency))
