"""The measuring programs run and print what they promise; how fast this machine is, is not tested."""

import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parents[2] / "bench"
COLUMNS = ["database", "claims", "MB", "read", "cut", "store", "floor", "ratio", "total", "preview", "memory", "child"]


def test_the_import_is_measured_stage_by_stage_beside_its_floor():
    command = [sys.executable, BENCH / "import.py", "--sizes", "50", "--runs", "1", "--database", "sqlite"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    names, values = (line.split() for line in done.stdout.splitlines())
    assert names == COLUMNS
    row = dict(zip(names, values, strict=True))
    assert (row.pop("database"), row.pop("claims")) == ("sqlite", "50")
    assert all(float(value) >= 0 for value in row.values())
    assert float(row["memory"]) > 10
