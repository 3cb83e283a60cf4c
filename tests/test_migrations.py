"""Migrations: in step with the models, in one line, each with a name that says something."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from annotations.models import User

FOLDER = Path(__file__).parent.parent / "annotations" / "migrations"


@pytest.mark.django_db
def test_the_models_need_no_further_migration():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_there_is_one_leaf_and_no_merge():
    loader = MigrationLoader(None)
    ours = {name: node for (app, name), node in loader.disk_migrations.items() if app == "annotations"}
    assert len(loader.graph.leaf_nodes("annotations")) == 1
    assert not loader.detect_conflicts()
    assert all(
        len([parent for parent in node.dependencies if parent[0] == "annotations"]) <= 1 for node in ours.values()
    )


def test_every_migration_has_a_name_of_its_own():
    names = sorted(path.stem for path in FOLDER.glob("0*.py"))
    assert names
    assert not [name for name in names if "_auto_" in name or not re.fullmatch(r"\d{4}_[a-z_]{4,}", name)]
    assert [name[:4] for name in names] == [f"{rank:04}" for rank in range(1, len(names) + 1)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("transactional_db")
def test_the_way_from_nothing_and_back_is_open():
    try:
        MigrationExecutor(connection).migrate([("admin", None), ("annotations", None)])
        assert "annotations_verdict" not in connection.introspection.table_names()
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    assert not User.objects.exists()
    assert not MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes())


@pytest.mark.django_db
def test_every_constraint_and_index_of_ours_has_a_name_that_says_what_it_means():
    with connection.cursor() as cursor:
        tables = [t for t in connection.introspection.table_names(cursor) if t.startswith("annotations_")]
    assert len(tables) >= 20
    from_models = [
        part.name
        for model in User._meta.apps.get_app_config("annotations").get_models()
        for part in (*model._meta.constraints, *model._meta.indexes)
    ]
    assert from_models
    assert not [name for name in from_models if re.search(r"_[0-9a-f]{6}_idx$", name)]
