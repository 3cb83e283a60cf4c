"""An installation of its own outside the tests' process, which may be killed at any moment.

It is on SQLite, or has a database of its own on the PostgreSQL server of the tests.
"""

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "SECRET_KEY", "FACTCHECK")
SENTENCES = 3_000
LONG = " ".join(f"Sentence number {number} stands here." for number in range(SENTENCES)).encode()

# Prints a token and the key of a session of a person who may import into the project `desk-one`.
PREPARE = """
import json
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from annotations.models import User
from annotations.services import people, projects

call_command("migrate", verbosity=0)
person = User.objects.create(username="manager", initials="MA")
projects.create_project(actor=person, slug="desk-one", name="Desk")
token = people.make_api_token(actor=person, owner=person, name="t", days=1, may_write=True)
session = SessionStore()
session.update({SESSION_KEY: str(person.pk), BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
                HASH_SESSION_KEY: person.get_session_auth_hash()})
session.create()
print(json.dumps([token, session.session_key]))
"""


class Installation:
    """A data folder with its tables, one person and one project."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        environ = {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)}
        environ |= {"FACTCHECK_DATA": str(folder), "TMPDIR": str(self.temporary)}
        self.url = database_of_its_own(f"doors-{os.getpid()}") if os.environ.get("DATABASE_URL") else ""
        environ |= {"DATABASE_URL": self.url} if self.url else {}
        self.place = {"cwd": ROOT, "env": environ | {"DJANGO_SETTINGS_MODULE": "tests.doors.served"}}
        done = subprocess.run(self.command("shell", "-c", PREPARE), **self.place, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        self.token, self.session = json.loads(done.stdout.splitlines()[-1])
        (folder / "long.txt").write_bytes(LONG)

    def command(self, *words: str) -> list[str]:
        """Return a command of `manage.py`."""
        return [sys.executable, "manage.py", *words]

    def rows(self, query: str) -> list[tuple]:
        """Ask the database, past the application."""
        with closing(self.connect()) as database:
            return database.execute(query).fetchall()

    def connect(self) -> psycopg.Connection | sqlite3.Connection:
        if self.url:
            return psycopg.connect(self.url)
        return sqlite3.connect(self.folder / "factcheck.sqlite3", timeout=20)

    def remove(self) -> None:
        """Remove the database; the folder is pytest's."""
        if self.url:
            with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
                connection.execute(f'DROP DATABASE "{self.url.rpartition("/")[2]}" WITH (FORCE)')

    def documents(self) -> int:
        """Return how many documents there are, after a look at whether each of them is whole."""
        assert self.url or self.rows("PRAGMA integrity_check") == [("ok",)]
        found = self.rows(WHOLE)
        for sentences, histories, length, storage_name, sha256 in found:
            assert (sentences, histories, length) == (SENTENCES, 1, len(LONG))
            kept = (self.folder / "originals" / storage_name).read_bytes()
            assert (kept, hashlib.sha256(kept).hexdigest()) == (LONG, sha256)
        return len(found)

    def files(self) -> list[str]:
        """Return the names of the files of originals, uploads and temporary ones."""
        folders = (self.folder / "originals", self.folder / "staging", self.temporary)
        return [path.name for folder in folders for path in folder.glob("*") if "gunicorn" not in path.name]


def database_of_its_own(name: str) -> str:
    """Make an empty database beside that of the tests and return its address."""
    url = os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{url.rpartition('/')[0]}/{name}"


WHOLE = """
SELECT (SELECT count(*) FROM annotations_placement p JOIN annotations_claim c ON c.id = p.claim_id
        WHERE p.revision_id = d.current_id AND c.document_id = d.id),
       (SELECT count(*) FROM annotations_historyentry h WHERE h.document_id = d.id),
       length(r.text), o.storage_name, o.sha256
FROM annotations_document d LEFT JOIN annotations_revision r ON r.id = d.current_id
LEFT JOIN annotations_original o ON o.revision_id = r.id
"""
