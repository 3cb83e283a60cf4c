"""Settings that refuse: what cannot be meant does not start, and says in one line why."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from annotations.checks import durability_errors
from factcheck import environment

ROOT = Path(__file__).parent.parent
HOST = "facts.example.org"
OURS = ("FACTCHECK", "SECRET_KEY", "DATABASE_URL", "DJANGO_")


def manage(folder: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, with this data folder and these variables and no others of ours."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    environ |= {"FACTCHECK_DATA": str(folder), **variables}
    return subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environ, capture_output=True, text=True, timeout=120
    )


def test_the_database_file_is_its_owners_alone(tmp_path):
    manage(tmp_path, "check")
    assert stat.S_IMODE((tmp_path / "factcheck.sqlite3").stat().st_mode) == 0o600


REFUSED = {
    "debug": {"FACTCHECK_HOST": HOST, "FACTCHECK_DEBUG": "1"},
    "a wildcard": {"FACTCHECK_HOST": "*"},
    "a wildcard below": {"FACTCHECK_HOST": "*.example.org"},
    "plain http": {"FACTCHECK_HOST": "http://facts.example.org"},
    "https with a scheme": {"FACTCHECK_HOST": "https://facts.example.org"},
    "a port": {"FACTCHECK_HOST": "facts.example.org:8000"},
    "an address": {"FACTCHECK_HOST": "192.0.2.7"},
    "this machine": {"FACTCHECK_HOST": "localhost"},
    "two hosts": {"FACTCHECK_HOST": "a.example.org,b.example.org"},
    "a short key": {"FACTCHECK_HOST": HOST, "SECRET_KEY": "x7" * 10},
    "a key of one letter": {"FACTCHECK_HOST": HOST, "SECRET_KEY": "x" * 60},
    "a key of Django's template": {"FACTCHECK_HOST": HOST, "SECRET_KEY": "django-insecure-" + "abcdefgh1234" * 5},
    "a key to be changed": {"FACTCHECK_HOST": HOST, "SECRET_KEY": "change-me-" + "abcdefgh1234" * 5},
    "a flag that is neither yes nor no": {"FACTCHECK_DEBUG": "true"},
    "a key twice": {"SECRET_KEY": "x" * 60, "SECRET_KEY_FILE": "/nowhere"},
    "a key file that is not there": {"SECRET_KEY_FILE": "/no/such/file"},
    "another database": {"DATABASE_URL": "mysql://localhost/x"},
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_meant_does_not_start(name, tmp_path):
    done = manage(tmp_path, "check", **REFUSED[name])
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in last
    secret = REFUSED[name].get("SECRET_KEY", "")
    assert not secret or secret not in done.stderr


def test_with_a_public_host_the_deployment_check_is_clean(tmp_path):
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", FACTCHECK_HOST=HOST)
    assert done.returncode == 0, done.stderr


def test_with_nothing_configured_the_local_defaults_work(tmp_path):
    folder = tmp_path / "new" / "data"
    done = manage(folder, "check", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    key = folder / "secret-key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_text()) >= 50
    before = key.read_text()
    manage(folder, "check")
    assert key.read_text() == before


def test_two_installations_have_two_keys(tmp_path):
    keys = []
    for name in ("one", "two"):
        manage(tmp_path / name, "check")
        keys.append((tmp_path / name / "secret-key").read_text())
    assert keys[0] != keys[1]


def test_up_refuses_a_public_host(tmp_path):
    done = manage(tmp_path, "up", "--prepare-only", FACTCHECK_HOST=HOST)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "demo-passwords.json").exists()


@pytest.mark.parametrize("host", [HOST, "a-b.example.co", "xn--mller-kva.example"])
def test_a_public_host_name_is_taken(host, monkeypatch):
    monkeypatch.setenv("FACTCHECK_HOST", host.upper())
    assert environment.public_host() == host


@pytest.mark.parametrize("host", ["a", "a..b", "-a.example", "a_b.example", "1.2.3.4", "a.example/", " a b.example"])
def test_what_is_no_host_name_is_refused(host, monkeypatch):
    monkeypatch.setenv("FACTCHECK_HOST", host)
    with pytest.raises(ImproperlyConfigured):
        environment.public_host()


# WAL can lose data before 3.51.3, but for the versions into which the repair was carried back.
JOURNALS = {
    (3, 37, 0): "TRUNCATE", (3, 40, 1): "TRUNCATE", (3, 44, 5): "TRUNCATE", (3, 44, 6): "WAL", (3, 45, 0): "TRUNCATE",
    (3, 50, 6): "TRUNCATE", (3, 50, 7): "WAL", (3, 51, 0): "TRUNCATE", (3, 51, 2): "TRUNCATE", (3, 51, 3): "WAL",
    (3, 53, 0): "WAL", (4, 0, 0): "WAL",
}  # fmt: skip


@pytest.mark.parametrize(("version", "journal"), JOURNALS.items(), ids=str)
def test_sqlite_is_set_up_so_that_no_answered_write_is_lost(version, journal):
    options = environment.sqlite_options(version)
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 20
    assert f"journal_mode={journal};" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]
    assert "foreign_keys=ON" in options["init_command"]
    assert durability_errors(options, version) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"transaction_mode": "DEFERRED"}, "factcheck.E001"),
        ({"transaction_mode": None}, "factcheck.E001"),
        ({"init_command": "PRAGMA journal_mode=TRUNCATE;PRAGMA synchronous=NORMAL"}, "factcheck.E002"),
        ({"init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"}, "factcheck.E003"),
    ],
)
def test_another_set_up_fails_the_check(change, code):
    options = environment.sqlite_options((3, 40, 1)) | change
    assert [error.id for error in durability_errors(options, (3, 40, 1))] == [code]


@pytest.mark.django_db
def test_every_connection_has_what_the_settings_say():
    if connection.vendor == "postgresql":
        assert settings.DATABASES["default"]["CONN_HEALTH_CHECKS"]
        with connection.cursor() as cursor:
            cursor.execute("SHOW transaction_isolation")
            assert cursor.fetchone() == ("read committed",)
        return
    found = {}
    with connection.cursor() as cursor:
        for pragma in ("synchronous", "foreign_keys", "journal_mode", "secure_delete"):
            cursor.execute(f"PRAGMA {pragma}")
            found[pragma] = cursor.fetchone()[0]
    journal = "wal" if environment.wal_is_safe(connection.Database.sqlite_version_info) else "truncate"
    assert found == {"synchronous": 2, "foreign_keys": 1, "journal_mode": journal, "secure_delete": 1}


def test_no_secret_and_no_registry_stands_in_the_settings():
    for path in (ROOT / "factcheck").glob("*.py"):
        text = path.read_text()
        assert "django-insecure-" not in text
        assert 'SECRET_KEY = "' not in text


def test_postgresql_is_taken_by_its_address(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://user@db.example/factcheck")
    found = environment.database(tmp_path)
    assert (found["ENGINE"], found["HOST"]) == ("django.db.backends.postgresql", "db.example")
    assert found["CONN_HEALTH_CHECKS"]
    assert found["OPTIONS"]["pool"]["max_size"] >= 2
