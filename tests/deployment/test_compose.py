"""The compose file: valid, confined, and without a secret in it."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = ROOT / "docker-compose.yml"
SCRIPTS = [path for path in (ROOT / "deploy").rglob("*") if path.suffix in {".sh", ".py"}]
WRITTEN_BY_HAND = [COMPOSE, ROOT / "Dockerfile", ROOT / "Makefile", ROOT / ".ci/run", *SCRIPTS]
ASSIGNED_SECRET = re.compile(r"(password|secret|token|key)(=|: )[\"']?[\w+/-]{8}", re.IGNORECASE)
URL_WITH_PASSWORD = re.compile(r"://[^\s:/@]+:[\w+/-]+@")


def services() -> dict[str, Any]:
    return dict(yaml.safe_load(COMPOSE.read_text())["services"])


def uid_of_image() -> str:
    return str(re.findall(r"^USER (\d+):", (ROOT / "Dockerfile").read_text(), re.MULTILINE)[-1])


def test_the_compose_file_obeys_the_compose_specification() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(COMPOSE)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_database_is_postgresql_17() -> None:
    assert services()["db"]["image"].startswith("postgres:17-")


@pytest.mark.parametrize("service", services())
def test_each_image_is_built_here_or_has_a_version(service: str) -> None:
    definition = services()[service]
    built = {each["image"] for each in services().values() if each.get("build") == "."}
    assert definition["image"] in built or re.search(r":\d", definition["image"])


def test_database_and_web_tell_their_health_and_wait_for_each_other() -> None:
    database, web = services()["db"], services()["web"]
    assert "pg_isready" in database["healthcheck"]["test"]
    assert web["depends_on"] == {"db": {"condition": "service_healthy"}}
    assert database["depends_on"] == {"secrets": {"condition": "service_completed_successfully"}}


def test_the_health_of_the_web_service_is_asked_as_in_the_image() -> None:
    asked = ", ".join(f'"{word}"' for word in services()["web"]["healthcheck"]["test"][1:])
    assert f"CMD [{asked}]" in (ROOT / "Dockerfile").read_text()


def test_what_must_last_lies_in_named_volumes() -> None:
    named = yaml.safe_load(COMPOSE.read_text())["volumes"]
    mounts = {volume.split(":")[1]: volume.split(":")[0] for each in services().values() for volume in each["volumes"]}
    assert mounts["/data"] == "data"
    assert mounts["/var/lib/postgresql/data"] == "database"
    from_here = {source for source in mounts.values() if source.startswith(".")}
    assert set(mounts.values()) - from_here == set(named)


def test_files_of_this_folder_are_mounted_for_reading_only() -> None:
    for service in services().values():
        for volume in service["volumes"]:
            assert not volume.startswith(".") or volume.endswith(":ro")


@pytest.mark.parametrize("service", services())
def test_each_service_is_confined(service: str) -> None:
    definition = services()[service]
    assert definition["read_only"] is True
    assert definition["cap_drop"] == ["ALL"]
    assert definition["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in definition


def test_the_database_runs_as_its_own_user_and_is_reached_from_inside_only() -> None:
    database = services()["db"]
    assert database["user"] == "999:999"
    assert database["networks"] == ["inside"]
    assert "ports" not in database
    assert yaml.safe_load(COMPOSE.read_text())["networks"]["inside"] == {"internal": True}


def test_the_web_service_is_published_on_the_loopback_address_only() -> None:
    assert [port.split(":")[0] for port in services()["web"]["ports"]] == ["127.0.0.1"]


def test_the_worker_is_the_web_service_s_image_with_its_data_and_publishes_nothing() -> None:
    web, worker = services()["web"], services()["worker"]
    assert worker["command"] == ["python", "manage.py", "worker"]
    assert [worker[name] for name in ("image", "environment", "volumes")] == [
        web[name] for name in ("image", "environment", "volumes")
    ]
    assert worker["depends_on"] == {"web": {"condition": "service_healthy"}}
    assert "ports" not in worker


def test_compose_refuses_to_start_without_a_public_host_name() -> None:
    assert services()["web"]["environment"]["FACTCHECK_HOST"].startswith("${FACTCHECK_HOST:?")


def test_the_secrets_are_made_for_the_users_who_read_them() -> None:
    words = services()["secrets"]["entrypoint"]
    assert words[-4:] == ["/secrets/database", "999", "/secrets/web", uid_of_image()]


def test_no_service_is_given_a_secret_but_as_a_file() -> None:
    for service in services().values():
        for name, value in service.get("environment", {}).items():
            if re.search("PASSWORD|SECRET|KEY|TOKEN|DATABASE_URL", name):
                assert name.endswith("_FILE")
                assert value.startswith("/run/secrets/")


@pytest.mark.parametrize("path", WRITTEN_BY_HAND, ids=lambda path: path.name)
def test_no_file_of_the_deployment_holds_a_secret(path: Path) -> None:
    text = path.read_text()
    assert not URL_WITH_PASSWORD.search(text)
    assert not ASSIGNED_SECRET.search(text)
