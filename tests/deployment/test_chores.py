"""The Makefile and the search for a browser: clear words where something is missing."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text()
NEEDS_A_DATABASE = re.compile(
    r"pytest\.mark\.django_db|def test_\w+\([^)]*\b(db|transactional_db|live_server|client|admin_client)\b"
)


def make(*words: str) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(["make", *words], cwd=ROOT, env=environ, capture_output=True, text=True)


def ensure_chromium(path: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = ["/bin/sh", str(ROOT / "tests/ensure_chromium")]
    return subprocess.run(command, env={"PATH": path, **variables}, capture_output=True, text=True)


def write_program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_make_alone_lists_every_chore() -> None:
    chores = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)[0].split()
    listed = [line.split()[1] for line in make().stdout.splitlines()]
    assert sorted(listed) == sorted(chores)


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        (
            '[ "$1" = --version ] && echo "Python 3.10.1" || exit 1',
            "Python 3.10.1 is too old: Python 3.11 or newer",
        ),
        ('case "$2" in *ensurepip*) exit 1;; esac', "apt install python3-venv"),
    ],
)
def test_an_unfit_python_is_refused_in_one_line(answers: str, line: str, tmp_path: Path) -> None:
    python = write_program(tmp_path / "python", answers)
    done = make("--always-make", ".venv/.run", f"PY={python}")
    assert done.returncode != 0
    said = [each for each in done.stderr.splitlines() if not each.startswith("make")]
    assert len(said) == 1
    assert line in said[0]


def test_a_missing_python_is_named(tmp_path: Path) -> None:
    done = make("--always-make", ".venv/.run", f"PY={tmp_path}/python")
    assert f"{tmp_path}/python was not found: install Python 3.11 or newer" in done.stderr


def test_the_locks_decide_when_packages_are_installed_again() -> None:
    assert re.search(r"^\.venv/\.run: requirements\.txt$", MAKEFILE, re.MULTILINE)
    assert re.search(r"^\.venv/\.dev: requirements-dev\.txt \.venv/\.run$", MAKEFILE, re.MULTILINE)
    assert "--require-hashes" in re.findall(r"^PIP := (.+)$", MAKEFILE, re.MULTILINE)[0]


def test_only_tests_without_a_database_are_left_out_on_postgresql() -> None:
    for folder in re.findall(r"^PLAIN := ((?:.+\\\n)?.+)$", MAKEFILE, re.MULTILINE)[0].replace("\\", " ").split():
        for path in (ROOT / folder).rglob("test_*.py"):
            assert not NEEDS_A_DATABASE.search(path.read_text()), path


def test_a_named_browser_is_taken(tmp_path: Path) -> None:
    browser = write_program(tmp_path / "my-browser", "exit 0")
    assert ensure_chromium("", CHROMIUM=str(browser)).stdout == f"{browser}\n"


def test_a_named_browser_that_does_not_run_is_an_error(tmp_path: Path) -> None:
    write_program(tmp_path / "chromium", "exit 0")
    done = ensure_chromium(str(tmp_path), CHROMIUM=str(tmp_path / "none"))
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1


def test_a_browser_on_the_path_is_taken_when_it_runs(tmp_path: Path) -> None:
    write_program(tmp_path / "chromium", "exit 1")
    chrome = write_program(tmp_path / "google-chrome", "exit 0")
    assert ensure_chromium(str(tmp_path)).stdout == f"{chrome}\n"


def test_who_may_not_install_a_browser_is_told_in_one_line(tmp_path: Path) -> None:
    write_program(tmp_path / "id", "echo 1000")
    write_program(tmp_path / "apt-get", "echo must not run; exit 1")
    done = ensure_chromium(str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[0].startswith("The browser tests need Chromium: install it")
    assert len(done.stderr.splitlines()) == 1


def test_root_on_debian_gets_a_browser_installed(tmp_path: Path) -> None:
    for name in ("mktemp", "rm", "cat", "cp", "chmod"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    write_program(tmp_path / "id", "echo 0")
    write_program(tmp_path / "ready", "exit 0")
    write_program(tmp_path / "apt-get", f'[ "$1" = update ] || cp {tmp_path}/ready {tmp_path}/chromium')
    done = ensure_chromium(str(tmp_path))
    assert done.stdout == f"{tmp_path}/chromium\n"
    assert done.stderr == "Installing Chromium for the browser tests ...\n"
