"""The cast, and what every test may lean on."""

from importlib import import_module

import pytest
from django.db import connection

from annotations.models import Role
from annotations.services import limits
from tests.factories import make_document, make_member, make_person, make_project

guards = import_module("annotations.migrations.0002_guards")
corrections = import_module("annotations.migrations.0005_corrections_stay")


# What asks a database for its rows: tests that request none of these answer the same on every database.
OF_A_DATABASE = {"db", "transactional_db", "django_db_setup", "live_server", "installation"}


def pytest_addoption(parser):
    parser.addoption("--only-db", action="store_true", help="only tests that use a database")


def pytest_collection_modifyitems(config, items):
    """With `--only-db`, leave out what was tested on the other database already and has nothing to do with either."""
    if config.getoption("--only-db"):
        plain = [item for item in items if not _uses_database(item)]
        config.hook.pytest_deselected(items=plain)
        items[:] = [item for item in items if _uses_database(item)]


def _uses_database(item):
    marked = any(item.get_closest_marker(name) for name in ("django_db", "postgres"))
    return marked or not OF_A_DATABASE.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(autouse=True)
def fresh_limits():
    """Limits are counted in the process, which all tests share."""
    for window in (limits.WRITES, limits.IMPORTS, limits.PUBLIC_READS, limits.WRONG_PASSWORDS):
        window.clear()


@pytest.fixture
def manager(db):
    """Runs the project."""
    return make_person(username="manager", initials="MA")


@pytest.fixture
def project(manager):
    """The desk's room, blind, with the whole cast in it."""
    return make_project(manager=manager, slug="desk-one")


@pytest.fixture
def editor(project):
    """Settles and signs off."""
    return _member(project, "editor", "ED", Role.EDITOR)


@pytest.fixture
def reviewer(project):
    """Reads and judges."""
    return _member(project, "reviewer", "R1", Role.REVIEWER)


@pytest.fixture
def second_reviewer(project):
    """Reads the same, and must not see what the first one holds before."""
    return _member(project, "second-reviewer", "R2", Role.REVIEWER)


@pytest.fixture
def reader(project):
    """May only look, and sees settled labels."""
    return _member(project, "reader", "RE", Role.READER)


@pytest.fixture
def administrator(db):
    """Looks after the installation; a member of nothing."""
    return make_person(username="administrator", initials="AD", is_staff=True, is_superuser=True)


@pytest.fixture
def outsider(db):
    """Has an account and a project of their own, and must never learn that this one exists."""
    person = make_person(username="outsider", initials="OU")
    make_project(manager=person, slug="elsewhere")
    return person


@pytest.fixture
def document(project, manager):
    """Six claims: a heading and five sentences in two paragraphs."""
    return make_document(project=project, actor=manager)


def _member(project, username, initials, role):
    person = make_person(username=username, initials=initials)
    make_member(project=project, person=person, role=role)
    return person


@pytest.fixture
def transactional_db(transactional_db):
    """Tests with real commits: the guards are taken off while the tables are emptied, and put on before."""
    with connection.schema_editor() as editor:
        for kept in (guards, corrections):
            kept.remove(None, editor)
            kept.install(None, editor)
    yield transactional_db
    with connection.schema_editor() as editor:
        for kept in (guards, corrections):
            kept.remove(None, editor)
