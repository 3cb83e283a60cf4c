"""The image: pinned, hashed, without a secret, not run by root."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NEEDED = {"annotations", "deploy", "factcheck", "templates", "manage.py", "requirements.txt"}


def instructions() -> list[tuple[str, str]]:
    lines = (ROOT / "Dockerfile").read_text().replace("\\\n", " ").splitlines()
    pairs = [line.split(None, 1) for line in lines if line.strip() and not line.startswith("#")]
    return [(name, " ".join(rest.split())) for name, rest in pairs]


def last_stage() -> list[tuple[str, str]]:
    starts = [number for number, (name, _) in enumerate(instructions()) if name == "FROM"]
    return instructions()[starts[-1] :]


def arguments(name: str) -> list[str]:
    return [rest for each, rest in last_stage() if each == name]


def test_every_base_image_is_pinned_to_a_minor_version() -> None:
    bases = [rest for name, rest in instructions() if name == "FROM"]
    assert len(bases) > 1
    for base in bases:
        assert re.fullmatch(r"python:3\.1[3-9]-slim-\w+( AS \w+)?", base)


def test_packages_are_installed_with_hashes_and_never_built() -> None:
    installs = [rest for name, rest in instructions() if name == "RUN" and "pip install" in rest]
    assert installs
    for install in installs:
        assert "--require-hashes" in install
        assert "--only-binary=:all:" in install
        assert "-r /tmp/requirements.txt" in install


def test_nothing_is_fetched_while_the_image_is_built_but_those_packages() -> None:
    text = (ROOT / "Dockerfile").read_text()
    assert not re.search(r"://|\b(curl|wget|apt-get|git clone)\b", text)
    assert "ADD" not in [name for name, _ in instructions()]


def test_files_are_copied_from_the_first_stage_and_belong_to_root() -> None:
    assert arguments("COPY")
    for copy in arguments("COPY"):
        assert copy.startswith("--from=build --chown=root:root ")


def test_the_server_runs_as_an_unprivileged_user_with_a_fixed_number() -> None:
    names = [name for name, _ in last_stage()]
    assert arguments("USER") == ["10001:10001"]
    assert names.index("COPY") < names.index("USER") < names.index("ENTRYPOINT") < names.index("CMD")


def test_the_image_can_tell_its_health_and_be_stopped() -> None:
    assert len(arguments("HEALTHCHECK")) == 1
    assert arguments("STOPSIGNAL") == ["SIGTERM"]
    for name in ("ENTRYPOINT", "CMD"):
        assert re.fullmatch(r'\[("[^"]+"(, )?)+\]', arguments(name)[0]), f"{name} goes through a shell"


def test_the_files_that_the_image_starts_are_there_and_may_be_run() -> None:
    started = re.findall(r'"/app/([^"]+)"', " ".join(rest for _, rest in last_stage()))
    assert len(started) == 3
    for name in started:
        assert (ROOT / name).is_file()
    assert (ROOT / "deploy/entrypoint.sh").stat().st_mode & 0o111


def test_data_goes_to_a_volume_and_no_variable_carries_a_secret() -> None:
    assert arguments("VOLUME") == ['["/data"]']
    variables = re.findall(r"(\w+)=", " ".join(arguments("ENV")))
    assert "FACTCHECK_DATA" in variables
    assert not [name for name in variables if re.search("KEY|SECRET|PASSWORD|TOKEN|DATABASE", name)]
    assert "ARG" not in [name for name, _ in instructions()]


def test_static_files_are_collected_when_the_image_is_built() -> None:
    assert [rest for name, rest in instructions() if name == "RUN" and "manage.py collectstatic" in rest]


def test_only_what_the_server_needs_is_sent_to_the_build() -> None:
    patterns = (ROOT / ".dockerignore").read_text().splitlines()
    rules = [line for line in patterns if line and not line.startswith("#")]
    allowed = {rule[1:] for rule in rules if rule.startswith("!")}
    assert rules[0] == "*"
    assert allowed >= NEEDED
    assert allowed - NEEDED == {"LICENSE"}
