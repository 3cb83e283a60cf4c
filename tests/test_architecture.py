"""The layers of the house: which part of `annotations` may import which. `annotations/README.md` draws them."""

import ast
from collections.abc import Callable
from functools import cache
from pathlib import Path

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
    "reports": {"scales", "references"},
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


@cache
def parsed(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(path):
    """Yield the dotted name of everything that `path` imports, wherever in the file, with the import's node."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)


MODULES = [path for path in sorted(APP.rglob("*.py")) if part_of(path) not in NOT_LAYERED]


def those(fault: Callable[[Path], object]) -> dict[str, object]:
    """Return the modules that have this fault, by their paths, each with what the fault is."""
    found = {str(path.relative_to(APP)): fault(path) for path in MODULES}
    return {path: told for path, told in found.items() if told}


def test_every_module_lives_in_a_known_part():
    assert those(lambda path: part_of(path) not in MAY_IMPORT or path.stem in NO_SUCH_ROOM) == {}


def test_imports_point_downwards():
    def upwards(path: Path) -> set[str]:
        ours = {name.split(".")[1] for name, _ in imports_of(path) if name.startswith("annotations.")}
        return ours - {part_of(path)} - MAY_IMPORT[part_of(path)]

    assert those(upwards) == {}


def test_plain_python_parts_know_nothing_of_django():
    def of_django(path: Path) -> list[str]:
        names = [name for name, _ in imports_of(path) if name.split(".")[0] in ("django", "rest_framework")]
        return names if part_of(path) in PLAIN_PYTHON else []

    assert those(of_django) == {}


def test_imports_stand_at_the_top_of_the_file():
    def nested(path: Path) -> list[int]:
        top = {id(node) for node in parsed(path).body}
        return [node.lineno for _, node in imports_of(path) if id(node) not in top]

    assert those(nested) == {}


def test_only_fetching_opens_outgoing_connections():
    clients = {"requests", "httpx", "urllib3", "aiohttp", "http.client", "urllib.request", "socket"}

    def opening(path: Path) -> list[str]:
        names = [name for name, _ in imports_of(path)]
        return [name for name in names if any(name == client or name.startswith(f"{client}.") for client in clients)]

    assert set(those(opening)) <= {"importing/fetching.py"}
