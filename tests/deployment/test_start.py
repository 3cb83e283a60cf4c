"""What runs inside the containers: entry point, server settings, health question, secrets, database role."""

import os
import runpy
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
ANSWERING_THE_PROXY = """
def application(environ, start_response):
    asked = environ["PATH_INFO"], environ["HTTP_HOST"], environ["HTTP_X_FORWARDED_PROTO"]
    right = asked == ("/healthz", "facts.example.org", "https")
    start_response("200 OK" if right else "400 Bad Request", [("Content-Length", "0")])
    return [b""]
"""
# The role's script finds the server as in the container: by its socket, as the superuser.
MAKE_ROLE = """
PGHOST=$(printf %s "$DATABASE_URL" | sed -e 's,.*@,,' -e 's,/postgres$,,' -e 's,%2F,/,g')
export PGHOST PATH="$PGBIN:$PATH"
sh deploy/database/role.sh
psql -AtU postgres -c "SELECT rolsuper, rolcreatedb, rolcreaterole, left(rolpassword, 13) FROM pg_authid
                       WHERE rolname = 'factcheck'"
psql -AtU factcheck -d factcheck -c "CREATE TABLE own (id int); SELECT count(*) FROM own"
psql -AtU factcheck -d factcheck -c "COPY (SELECT 1) TO PROGRAM 'true'" || echo "no programs"
psql -AtU factcheck -d postgres -c "SELECT 1" || echo "no other database"
"""


def write_program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def enter(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environ = os.environ | {"PATH": f"{folder}:{os.environ['PATH']}"}
    return subprocess.run([DEPLOY / "entrypoint.sh", *command], env=environ, capture_output=True, text=True)


def test_the_entry_point_migrates_and_then_becomes_the_server(tmp_path: Path) -> None:
    write_program(tmp_path / "python", 'echo "python $*"')
    write_program(tmp_path / "gunicorn", 'echo "gunicorn $*"; exit 3')
    done = enter(tmp_path, "gunicorn", "factcheck.wsgi")
    assert done.stdout.splitlines() == [
        "python manage.py migrate --no-input --verbosity 0",
        "gunicorn factcheck.wsgi",
    ]
    assert done.returncode == 3


def test_no_server_starts_on_a_database_that_could_not_be_migrated(tmp_path: Path) -> None:
    write_program(tmp_path / "python", "exit 1")
    write_program(tmp_path / "gunicorn", "echo started")
    done = enter(tmp_path, "gunicorn")
    assert (done.returncode, done.stdout) == (1, "")


def test_another_command_runs_as_it_is(tmp_path: Path) -> None:
    write_program(tmp_path / "python", 'echo "python $*"')
    assert enter(tmp_path, "python", "manage.py", "check").stdout == "python manage.py check\n"


@pytest.mark.parametrize(
    ("variable", "expected"), [(None, (1, 8)), ("DATABASE_URL", (2, 4)), ("DATABASE_URL_FILE", (2, 4))]
)
def test_sqlite_is_served_by_one_process_and_postgresql_by_two(
    variable: str | None, expected: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATABASE_URL", "DATABASE_URL_FILE"):
        monkeypatch.delenv(name, raising=False)
    if variable:
        monkeypatch.setenv(variable, "set")
    settings: dict[str, Any] = runpy.run_path(str(DEPLOY / "gunicorn.py"))
    assert (settings["workers"], settings["threads"]) == expected


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """The port of a gunicorn that runs with our settings and answers a right health question with 200."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        number = int(listener.getsockname()[1])
    (tmp_path / "answering.py").write_text(ANSWERING_THE_PROXY)
    command = [sys.executable, "-m", "gunicorn", "--config", str(DEPLOY / "gunicorn.py")]
    server = subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{number}", "--chdir", str(tmp_path), "--log-level", "error", "answering"]
    )
    yield number
    server.terminate()
    server.wait(20)


def ask_health(port: int, host: str) -> int:
    command = [sys.executable, str(DEPLOY / "health.py"), str(port)]
    return subprocess.run(command, env=os.environ | {"FACTCHECK_HOST": host}).returncode


def test_health_is_asked_by_the_public_name_as_the_proxy_would_ask(port: int) -> None:
    deadline = time.monotonic() + 20
    while ask_health(port, "facts.example.org") and time.monotonic() < deadline:
        time.sleep(0.1)
    assert ask_health(port, "facts.example.org") == 0
    assert ask_health(port, "elsewhere.example.org") == 1


def test_a_server_that_does_not_answer_is_not_healthy() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        assert ask_health(listener.getsockname()[1], "facts.example.org") == 1


def make_secrets(folder: Path) -> dict[str, str]:
    uid = str(os.getuid())
    for name in ("database", "web"):
        (folder / name).mkdir(exist_ok=True)
    script = str(DEPLOY / "database/secrets.sh")
    subprocess.run(["sh", script, str(folder / "database"), uid, str(folder / "web"), uid], check=True)
    return {path.name: path.read_text() for path in folder.glob("*/*")}


def test_the_first_start_makes_secrets_that_only_their_user_may_read(tmp_path: Path) -> None:
    secrets = make_secrets(tmp_path)
    assert set(secrets) == {"superuser", "factcheck", "database-url"}
    assert len(secrets["factcheck"]) == len(secrets["superuser"]) == 64
    assert secrets["factcheck"] != secrets["superuser"]
    assert secrets["database-url"] == f"postgres://factcheck:{secrets['factcheck']}@db:5432/factcheck"
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("*/*")} == {0o600}


def test_later_starts_keep_the_secrets_and_complete_what_a_killed_start_left_out(tmp_path: Path) -> None:
    secrets = make_secrets(tmp_path)
    assert make_secrets(tmp_path) == secrets
    (tmp_path / "web/database-url").unlink()
    assert make_secrets(tmp_path) == secrets


def test_two_installations_have_different_secrets(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one, two = make_secrets(tmp_path / "one"), make_secrets(tmp_path / "two")
    assert set(one.values()).isdisjoint(two.values())


def test_the_application_owns_its_database_and_nothing_else(tmp_path: Path) -> None:
    make_secrets(tmp_path)
    environ = os.environ | {"FACTCHECK_PASSWORD_FILE": str(tmp_path / "database/factcheck")}
    command = [sys.executable, "tests/pgrun.py", "sh", "-c", MAKE_ROLE]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True)
    assert done.stdout.splitlines() == [
        "f|f|f|SCRAM-SHA-256",
        "CREATE TABLE",
        "0",
        "no programs",
        "no other database",
    ], done.stderr
