"""Triggers that keep append-only rows as they are, on both databases.

UPDATE of a guarded row is refused always, DELETE unless the row's document has been erased. A placement may only
be closed, once, and may not be inserted where its neighbours reach. A history entry may only be emptied.
"""

from django.db import migrations

DOCUMENT_OF = {
    "annotations_revision": "OLD.document_id",
    "annotations_original": "(SELECT document_id FROM annotations_revision WHERE id = OLD.revision_id)",
    "annotations_lineage": "(SELECT document_id FROM annotations_claim WHERE id = OLD.ancestor_id)",
    "annotations_verdict": "OLD.document_id",
    "annotations_adjudication": "OLD.document_id",
    "annotations_adjudication_considered": (
        "(SELECT document_id FROM annotations_adjudication WHERE id = OLD.adjudication_id)"
    ),
    "annotations_ballot": "OLD.document_id",
    "annotations_authoranswer": "OLD.document_id",
    "annotations_editordecision": "OLD.document_id",
    "annotations_signoff": "OLD.document_id",
    "annotations_placement": "(SELECT document_id FROM annotations_revision WHERE id = OLD.revision_id)",
    "annotations_historyentry": "OLD.document_id",
}
FROZEN = [table for table in DOCUMENT_OF if table not in ("annotations_placement", "annotations_historyentry")]
PLACEMENT_KEPT = ["revision_id", "claim_id", "start", '"end"', "text", "gap", "number", "suffix", "kind", "rule"]
PLACEMENT_KEPT += ["doubtful", "suggested_label", "wording", "page", "created_at", "id"]
ENTRY_KEPT = [
    "id",
    "chain_id",
    "number",
    "at",
    "actor_id",
    "actor_key",
    "code",
    "document_id",
    "claim_id",
    "subject",
]
ENTRY_KEPT += ["undoes_id", "citation_id", "note_id", "content", "commitment", "hash", "created_at"]

NOT_ERASED = "NOT EXISTS (SELECT 1 FROM annotations_document d WHERE d.id = {document} AND d.erased_at IS NOT NULL)"
LEFT_REACHES_IN = """(SELECT p."end" FROM annotations_placement p
    WHERE p.revision_id = NEW.revision_id AND p.closed_at IS NULL AND p.start < NEW.start
    ORDER BY p.start DESC LIMIT 1) > NEW.start"""
# In this form for the index on the start: PostgreSQL would answer an EXISTS by scanning the whole revision.
REACHES_RIGHT = """(SELECT p.start FROM annotations_placement p
    WHERE p.revision_id = NEW.revision_id AND p.closed_at IS NULL AND p.start >= NEW.start
    ORDER BY p.start LIMIT 1) < NEW."end\""""


def changed(columns, differs):
    return " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in columns)


def rules(differs):
    """Yield (table, meaning, event, condition, message)."""
    for table in FROZEN:
        yield table, "frozen", "UPDATE", "1 = 1", f"{table} is append-only"
    for table, document in DOCUMENT_OF.items():
        yield table, "kept", "DELETE", NOT_ERASED.format(document=document), f"{table} is append-only"
    only_closing = f"OLD.closed_at IS NOT NULL OR NEW.closed_at IS NULL OR {changed(PLACEMENT_KEPT, differs)}"
    yield "annotations_placement", "frozen", "UPDATE", only_closing, "a placement may only be closed, once"
    overlap = f"NEW.closed_at IS NULL AND ({LEFT_REACHES_IN} OR {REACHES_RIGHT})"
    yield "annotations_placement", "apart", "INSERT", overlap, "placements may not overlap"
    only_emptying = f"NEW.salt IS NOT NULL OR NEW.body IS NOT NULL OR {changed(ENTRY_KEPT, differs)}"
    yield "annotations_historyentry", "frozen", "UPDATE", only_emptying, "history is append-only"


def install_on_sqlite(execute):
    for table, meaning, event, condition, message in rules("IS NOT"):
        execute(
            f"CREATE TRIGGER IF NOT EXISTS {table}_{meaning} BEFORE {event} ON {table} FOR EACH ROW "
            f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )


def install_on_postgresql(execute):
    for table, meaning, event, condition, message in rules("IS DISTINCT FROM"):
        name = f"{table}_{meaning}"
        row = "OLD" if event == "DELETE" else "NEW"
        execute(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; "
            f"END IF; RETURN {row}; END $$"
        )
        execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def install(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    {"sqlite": install_on_sqlite, "postgresql": install_on_postgresql}[vendor](schema_editor.execute)


def remove(apps, schema_editor):
    for table, meaning, *_ in rules("IS NOT"):
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{meaning}")
        else:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_{meaning}() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("annotations", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
