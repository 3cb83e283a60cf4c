"""The layers of the house: which part of `annotations` may import which. `annotations/README.md` draws them."""

import ast
from pathlib import Path

import pytest

APP = Path(__file__).parent.parent / "annotations"

# From the ground up: each part may import itself and the parts named here, and no other part of ours.
MAY_IMPORT: dict[str, set[str]] = {
    "agreement": set(),
    "hints": set(),
    "references": set(),
    "search": set(),
    "scales": set(),
    "alignment": set(),
    "segmentation": set(),
    "importing": set(),
    "reports": {"scales"},
    "models": {"scales"},
    "permissions": {"models"},
    "queries": {"models", "scales", "reports", "agreement", "alignment", "hints", "references", "search"},
    "services": {"models", "queries", "scales", "segmentation", "importing", "reports", "alignment", "references"},
    "access": {"models", "permissions"},
    "tasks": {"services", "importing"},
    "checks": set(),
    "templatetags": {"scales"},
    "web": {"access", "permissions", "queries", "services", "models", "scales", "importing", "reports", "tasks"},
    "api": {"access", "permissions", "queries", "services", "models", "scales", "importing", "reports"},
    "admin": {"models", "permissions", "queries", "scales", "services"},
    "management": {"services", "queries", "models", "importing", "reports", "tasks"},
    "apps": {"checks"},
}
PLAIN_PYTHON = {"agreement", "alignment", "hints", "references", "scales", "segmentation", "importing"}
NOT_LAYERED = {"__init__", "migrations"}
NO_SUCH_ROOM = {"utils", "helpers", "common", "signals"}


def part_of(path):
    return path.relative_to(APP).parts[0].removesuffix(".py")


def imports_of(path):
    """Yield the dotted name of everything that `path` imports, wherever in the file, with the import's node."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)


MODULES = [
    pytest.param(path, id=str(path.relative_to(APP)))
    for path in sorted(APP.rglob("*.py"))
    if part_of(path) not in NOT_LAYERED
]


@pytest.mark.parametrize("path", MODULES)
def test_every_module_lives_in_a_known_part(path):
    assert part_of(path) in MAY_IMPORT
    assert path.stem not in NO_SUCH_ROOM


@pytest.mark.parametrize("path", MODULES)
def test_imports_point_downwards(path):
    ours = {name.split(".")[1] for name, _ in imports_of(path) if name.startswith("annotations.")}
    assert ours - {part_of(path)} <= MAY_IMPORT[part_of(path)]


@pytest.mark.parametrize("path", MODULES)
def test_plain_python_parts_know_nothing_of_django(path):
    if part_of(path) in PLAIN_PYTHON:
        assert not [name for name, _ in imports_of(path) if name.split(".")[0] in ("django", "rest_framework")]


@pytest.mark.parametrize("path", MODULES)
def test_imports_stand_at_the_top_of_the_file(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = {id(node) for node in tree.body}
    nested = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom) and id(node) not in top]
    assert [node.lineno for node in nested] == []


@pytest.mark.parametrize("path", MODULES)
def test_only_fetching_opens_outgoing_connections(path):
    if path.name == "fetching.py":
        return
    clients = {"requests", "httpx", "urllib3", "aiohttp", "http.client", "urllib.request", "socket"}
    assert not [name for name, _ in imports_of(path) if any(name == c or name.startswith(f"{c}.") for c in clients)]
