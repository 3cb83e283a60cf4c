"""What the READMEs say is true of the code."""

import re
from pathlib import Path

from django.core.management import get_commands

from annotations.reports import WRITERS
from tests.test_architecture import MAY_IMPORT

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAP = (ROOT / "annotations" / "README.md").read_text(encoding="utf-8")
OURS = {name for name, app in get_commands().items() if app == "annotations"}


def test_the_readme_lists_the_formats_that_there_are():
    assert re.findall(r"^\| `(\w+)` \|", README, re.M) == sorted(WRITERS)


def test_every_part_of_the_house_is_on_the_map():
    named = {name.removesuffix(".py") for name in re.findall(r"`(\w+)(?:/|\.py)", MAP)}
    assert set(MAY_IMPORT) - {"apps"} <= named


def test_the_map_names_the_commands_that_there_are():
    row = next(line for line in MAP.splitlines() if line.startswith("| `management/`"))
    assert set(re.findall(r"`(\w+)`", row)) == OURS


def test_links_lead_somewhere():
    for path in (ROOT / "README.md", ROOT / "annotations" / "README.md", ROOT / "CONTRIBUTING.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_no_file_is_longer_than_the_house_allows():
    modules = [path for path in (ROOT / "annotations").rglob("*.py") if "migrations" not in path.parts]
    templates = list((ROOT / "templates").rglob("*.html"))
    assert [path for path in modules if len(path.read_text(encoding="utf-8").splitlines()) > 300] == []
    assert [path for path in templates if len(path.read_text(encoding="utf-8").splitlines()) > 150] == []


def test_unsafe_ways_to_write_html_are_nowhere():
    banned = re.compile(
        r"mark_safe|\|safe\b|autoescape off|\.innerHTML|insertAdjacentHTML|outerHTML\s*=|\bonclick=|<[^>]*style=\""
    )
    files = [
        *(ROOT / "annotations").rglob("*.py"),
        *(ROOT / "templates").rglob("*.html"),
        *(ROOT / "annotations").rglob("*.js"),
    ]
    assert [path for path in files if banned.search(path.read_text(encoding="utf-8"))] == []
