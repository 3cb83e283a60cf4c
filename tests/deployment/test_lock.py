"""The locks: every package with its hashes, and no address of any registry."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ["requirements.txt", "requirements-dev.txt"]
WISHES = {"requirements.in": "requirements.txt", "requirements-dev.in": "requirements-dev.txt"}


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def entries(lock: str) -> list[str]:
    """Each package of a lock as one line: `name==version ; marker --hash=… --hash=…`."""
    text = (ROOT / lock).read_text().replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def locked(lock: str) -> dict[str, str]:
    pairs = [re.match(r"([\w.-]+)(?:\[[^]]*\])?==([^\s;]+)", entry) for entry in entries(lock)]
    return {normalised(pair[1]): pair[2] for pair in pairs if pair}


def wished(path: str) -> set[str]:
    lines = (ROOT / path).read_text().splitlines()
    names = [re.match(r"[A-Za-z0-9][\w.-]*", line) for line in lines]
    return {normalised(name[0]) for name in names if name}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_one_version_and_its_hashes(lock: str) -> None:
    assert len(entries(lock)) > 20
    for entry in entries(lock):
        assert re.match(r"[\w.-]+(\[[^]]*\])?==[^\s;]+ ", entry), entry[:60]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), entry[:60]


@pytest.mark.parametrize("path", [*LOCKS, *WISHES, "Makefile", "Dockerfile", "docker-compose.yml", "pyproject.toml"])
def test_no_file_names_a_registry_or_any_other_address(path: str) -> None:
    text = (ROOT / path).read_text()
    assert "://" not in text
    assert not re.search(r"--(extra-)?index-url|--find-links|--trusted-host", text)


@pytest.mark.parametrize(("wish", "lock"), WISHES.items())
def test_every_wished_package_is_locked(wish: str, lock: str) -> None:
    assert wished(wish)
    assert wished(wish) - set(locked(lock)) == set()


def test_both_locks_agree_on_the_version_of_a_package() -> None:
    run_time, development = locked("requirements.txt"), locked("requirements-dev.txt")
    shared = set(run_time) & set(development)
    assert {name: run_time[name] for name in shared} == {name: development[name] for name in shared}
