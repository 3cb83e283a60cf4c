"""The operator's page: it names every setting that is read, and no chore that is missing."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/operations.md").read_text()
OURS = r"(?:FACTCHECK_\w+|DATABASE_URL|SECRET_KEY)"


def settings_that_are_read() -> set[str]:
    code = "".join(path.read_text() for path in (ROOT / "factcheck").glob("*.py"))
    by_file = {f"{name}_FILE" for name in re.findall(rf'text_or_file\("({OURS})"', code)}
    return by_file | set(re.findall(rf'\("({OURS})"', code))


def test_the_table_of_settings_names_what_the_settings_read() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
    assert len(rows) == len(set(rows))
    assert set(rows) == settings_that_are_read()


def test_every_chore_on_the_page_is_in_the_makefile() -> None:
    chores = re.findall(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[0].split()
    named = set(re.findall(r"(?:^|[`=]|/path )make ([a-z-]+)", PAGE, re.MULTILINE))
    assert {"run", "test"} <= named <= set(chores)


def test_the_volumes_on_the_page_are_in_the_compose_file() -> None:
    compose = (ROOT / "docker-compose.yml").read_text()
    for volume in ("database", "database-secrets", "web-secrets"):
        assert f"`{volume}`" in PAGE
        assert f"  {volume}: {{}}" in compose
