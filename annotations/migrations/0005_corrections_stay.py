"""Triggers that keep a public correction as it was noted, on both databases."""

from django.db import migrations

ERASED = """EXISTS (SELECT 1 FROM annotations_document d JOIN annotations_publication p ON p.document_id = d.id
    WHERE p.id = OLD.publication_id AND d.erased_at IS NOT NULL)"""
RULES = (("frozen", "UPDATE", "1 = 1"), ("kept", "DELETE", f"NOT {ERASED}"))
TABLE = "annotations_correction"
MESSAGE = f"{TABLE} is append-only"


def install(apps, schema_editor):
    for meaning, event, condition in RULES:
        name = f"{TABLE}_{meaning}"
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} FOR EACH ROW "
                f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )
        else:
            row = "OLD" if event == "DELETE" else "NEW"
            schema_editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN RAISE "
                f"EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $$"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {name}()"
            )


def remove(apps, schema_editor):
    for meaning, *_ in RULES:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_{meaning}")
        else:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {TABLE}_{meaning}() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("annotations", "0004_public_reports")]
    operations = [migrations.RunPython(install, remove)]
