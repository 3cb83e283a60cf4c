"""Indexes by trigrams for the search in claims and notes: FTS5 on SQLite, pg_trgm on PostgreSQL.

On SQLite triggers keep them in step with their tables. On PostgreSQL the index is left out where the extension is not
to be had, or may not be made by this role: the search then reads the texts themselves.
"""

from django.db import migrations

TABLES = {"placement": "annotations_placement", "note": "annotations_note"}
AVAILABLE = """SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm')
    OR (EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm')
        AND has_database_privilege(current_database(), 'CREATE'))"""


def triggers(name, table):
    """Yield the name, the event and the body of each trigger."""
    index = f"search_{name}"
    add = f"INSERT INTO {index}(rowid, text) VALUES (NEW.id, NEW.text);"
    remove = f"INSERT INTO {index}({index}, rowid, text) VALUES ('delete', OLD.id, OLD.text);"
    yield f"{index}_added", f"INSERT ON {table}", add
    yield f"{index}_removed", f"DELETE ON {table}", remove
    yield f"{index}_changed", f"UPDATE OF text ON {table}", remove + add


def install_on_sqlite(execute):
    for name, table in TABLES.items():
        index = f"search_{name}"
        execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {index} "
            f"USING fts5(text, content='{table}', content_rowid='id', tokenize='trigram')"
        )
        for trigger, event, body in triggers(name, table):
            execute(f"CREATE TRIGGER IF NOT EXISTS {trigger} AFTER {event} BEGIN {body} END")
        execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")


def install_on_postgresql(connection, execute):
    with connection.cursor() as cursor:
        cursor.execute(AVAILABLE)
        if not cursor.fetchone()[0]:
            return
    execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    for name, table in TABLES.items():
        execute(f"CREATE INDEX IF NOT EXISTS search_{name} ON {table} USING gin (UPPER(text) gin_trgm_ops)")


def install(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        install_on_sqlite(schema_editor.execute)
    else:
        install_on_postgresql(schema_editor.connection, schema_editor.execute)


def remove(apps, schema_editor):
    for name, table in TABLES.items():
        if schema_editor.connection.vendor == "sqlite":
            for trigger, _event, _body in triggers(name, table):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {trigger}")
            schema_editor.execute(f"DROP TABLE IF EXISTS search_{name}")
        else:
            schema_editor.execute(f"DROP INDEX IF EXISTS search_{name}")


class Migration(migrations.Migration):
    dependencies = [("annotations", "0002_guards")]
    operations = [migrations.RunPython(install, remove)]
