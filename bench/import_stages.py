"""The measuring part of `bench/import.py`, for one size on one new database: FOLDER/*.txt -> FOLDER/figures.json.

`bench/import.py` runs `main` in a process of its own, with the environment and Django set up. Each text is a run: it is
imported, and the rows that this wrote go once more into a copy of the database as it was, which is the floor. Both grow
by the same rows from run to run.
"""

import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

from annotations.importing import Upload
from annotations.models import Document, Project, User
from annotations.services import documents, drafts, imports
from annotations.services.projects import create_project
from bench.import_floor import Floor, PostgresFloor, SqliteFloor

Figures = defaultdict[str, list[float]]
TABLES = [
    model._meta.db_table
    for model in apps.get_app_config("annotations").get_models()
    if isinstance(model._meta.pk, models.AutoField)
]


@contextmanager
def timed(figures: Figures, stage: str) -> Iterator[None]:
    """Add the seconds that the block takes to a stage's figures."""
    begin = time.perf_counter()
    yield
    figures[stage].append(time.perf_counter() - begin)


def incoming_of(path: Path) -> drafts.Incoming:
    """Return a text as if it had been handed in."""
    return drafts.Incoming(Upload(path.name, "text/plain", path.read_bytes()))


def import_text(figures: Figures, project: Project, actor: User, path: Path) -> Document:
    """Import a text stage by stage, and return its document."""
    incoming = incoming_of(path)
    with timed(figures, "read"):
        manuscript = drafts.read(incoming)
    with timed(figures, "cut"):
        draft = drafts.draft_of(project, incoming, drafts.Details(), manuscript)
    with timed(figures, "store"):
        document = documents.import_document(actor=actor, project=project, draft=draft)
    figures["claims"].append(len(draft.units))
    figures["MB"].append(len(incoming.upload.data) / 1e6)
    return document


def measure_run(figures: Figures, floor: Floor, project: Project, actor: User, path: Path) -> None:
    """Import a text, then put the rows that this wrote into the copy."""
    last = {table: floor.last_id(table) for table in TABLES}
    import_text(figures, project, actor, path)
    figures["memory"].append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    written = {table: floor.rows_after(table, last[table]) for table in TABLES}
    with timed(figures, "floor"):
        floor.put({table: rows for table, rows in written.items() if rows})
    floor.check(TABLES)


def measure_preview(figures: Figures, project: Project, actor: User, path: Path, runs: int) -> None:
    """Bring an import to its preview, and make the draft that its page shows."""
    job = imports.open_import(actor=actor, project=project, incoming=incoming_of(path), details=drafts.Details())
    imports.advance(job)
    for _ in range(runs):
        with timed(figures, "preview"):
            imports.draft_of_job(job)


def main() -> None:
    """Measure all texts of the folder, and write the figures beside them."""
    folder = Path(sys.argv[1])
    call_command("migrate", verbosity=0)
    actor = User.objects.create(username="editor")
    project = create_project(actor=actor, slug="bench", name="Bench")
    floor = PostgresFloor() if connection.vendor == "postgresql" else SqliteFloor()
    figures: Figures = defaultdict(list)
    paths = sorted(folder.glob("*.txt"))
    for path in paths:
        measure_run(figures, floor, project, actor, path)
    measure_preview(figures, project, actor, paths[0], len(paths))
    figures["memory"] = figures["memory"][:1]  # later runs hold the floor's rows as well
    (folder / "figures.json").write_text(json.dumps(figures))
