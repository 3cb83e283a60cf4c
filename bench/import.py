"""What an import costs, stage by stage, beside the floor under storing.

    python bench/import.py [--sizes 1000,10000,30000] [--runs 3] [--database sqlite|postgresql|both]

Everything it needs is thrown away again: a data folder and, for each database and size, a new database with the
application's own settings. PostgreSQL is the server of `tests/pgrun.py`, but with fsync, so that both databases commit
as durably as in real use. A line of the table tells, as medians of the runs:

    claims    how many claims the text has, MB its size
    read      seconds for reading the file, in the child process
    cut       seconds for cutting the text into claims
    store     seconds for the transaction that stores them, with the original on disk
    floor     seconds for putting the same rows into a copy of the database that has the same tables, indexes,
              constraints and triggers: by executemany on SQLite, by COPY on PostgreSQL; committed alike
    ratio     store / floor
    total     read + cut + store
    preview   seconds for making the draft that one page of the preview shows
    memory    MB, the peak of this process when the first import was stored
    child     MB, the peak of the child process that reads the file
"""

import argparse
import json
import os
import random
import resource
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from annotations.importing import Upload
from annotations.importing.child import read_in_child
from tests import pgrun

DATABASES = ("sqlite", "postgresql")
MEASURE = "import django; django.setup(); from bench.import_stages import main; main()"
FOREIGN = ("DATABASE_URL", "FACTCHECK_", "SECRET_KEY")  # an operator's settings are nothing to this
DURABLE = {"fsync": "on", "full_page_writes": "on"}

WHO = (
    "The county council",
    "A spokesman for the ministry",
    "Dr. Marlow of the institute",
    "The annual report",
    "One of the two engineers",
    "The mayor of Aldwin",
    "A study by the university",
    "The U.S. delegation",
)
DID = (
    "said that the bridge cost",
    "put the damage of the flood at",
    "had planned to spend",
    "denied having paid",
    "counted on a surplus of",
    "wrote off a debt of",
    "estimated the yearly loss at",
    "asked the bank for",
)
THEN = (
    "before the vote on the budget was taken",
    "“after long talks,” as the minutes have it",
    "for the third time",
    "although the auditors had warned of it",
    "twice as much as in the years before",
    "without naming a source",
)
HEADINGS = ("The years before the flood", "What the auditors found", "A bridge for the valley", "Who paid for it")
IN_A_PARAGRAPH = 6
IN_A_SECTION = 60

COLUMNS = (
    ("database", "10"), ("claims", "7,"), ("MB", "5.2f"), ("read", "7.3f"), ("cut", "7.3f"), ("store", "7.3f"),
    ("floor", "7.3f"), ("ratio", "6.2f"), ("total", "7.2f"), ("preview", "8.3f"), ("memory", "7.0f"), ("child", "6.0f"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for, the sizes in claims and rising."""

    sizes: tuple[int, ...]
    runs: int
    databases: tuple[str, ...]


def text_of(claims: int, run: int) -> str:
    """Return a text of so many sentences and headings, in paragraphs; another one for each run, the same each time."""
    chance = random.Random(run)
    pieces = []
    for number in range(claims):
        if number % IN_A_SECTION == 0:
            pieces.append(f"{chance.choice(HEADINGS)}\n\n")
        else:
            last = number % IN_A_PARAGRAPH == 0 or number % IN_A_SECTION == IN_A_SECTION - 1
            pieces.append(_sentence(chance) + ("\n\n" if last else " "))
    return "".join(pieces).strip() + "\n"


def _sentence(chance: random.Random) -> str:
    amount = f"{chance.randrange(1, 999)}.{chance.randrange(10)} million pounds in {chance.randrange(1900, 2020)}"
    return f"{chance.choice(WHO)} {chance.choice(DID)} {amount}, {chance.choice(THEN)}."


def megabytes(peak: float) -> float:
    """Return a peak of `getrusage` in MB: it counts in KB, on macOS in bytes."""
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def peaks_of_reading(sizes: tuple[int, ...]) -> dict[int, float]:
    """Return the peak memory of the reading child for each size, in MB.

    Only the largest child so far can be known, hence rising sizes; and a child counts from its parent's size at the
    start, hence here, where the parent has no application loaded.
    """
    peaks = {}
    for size in sizes:
        read_in_child(Upload("text.txt", "text/plain", text_of(size, 0).encode()))
        peaks[size] = megabytes(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    return peaks


def measured(database: str, size: int, runs: int) -> dict[str, list[float]]:
    """Measure one size on a new database, in a new process; return the figures of each column, run by run."""
    with tempfile.TemporaryDirectory(prefix="bench-import-") as name:
        folder = Path(name)
        for run in range(runs):
            (folder / f"{run:03}.txt").write_text(text_of(size, run), encoding="utf-8")
        os.environ["FACTCHECK_DATA"] = str(folder / "data")
        command = [sys.executable, "-c", MEASURE, str(folder)]
        status = pgrun.main(command) if database == "postgresql" else pgrun.run_command(command, os.environ)
        if status:
            sys.exit(status)
        figures: dict[str, list[float]] = json.loads((folder / "figures.json").read_text())
        return figures


def row_of(database: str, figures: dict[str, list[float]], child: float) -> dict[str, str | float]:
    """Return one line of the table: medians, and what follows from them."""
    row: dict[str, str | float] = {name: median(values) for name, values in figures.items()}
    total = sum(median(figures[stage]) for stage in ("read", "cut", "store"))
    ratio = median(figures["store"]) / median(figures["floor"])
    return {**row, "database": database, "claims": int(median(figures["claims"])), "total": total, "ratio": ratio,
            "memory": megabytes(median(figures["memory"])), "child": child}  # fmt: skip


def lines(options: Options) -> Iterator[str]:
    """Yield the table line by line, each as soon as it is known."""
    yield "".join(f"{name:<10}" if name == "database" else f"{name:>{_width(form)}}" for name, form in COLUMNS)
    peaks = peaks_of_reading(options.sizes)
    for database in options.databases:
        for size in options.sizes:
            row = row_of(database, measured(database, size, options.runs), peaks[size])
            yield "".join(f"{row[name]:{form}}" for name, form in COLUMNS)


def _width(form: str) -> str:
    return form.split(".")[0].rstrip(",")


def asked_for() -> Options:
    """Return what the command line asks for; exits with a message if it cannot be meant."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,30000", help="numbers of claims")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--database", choices=(*DATABASES, "both"), default="both")
    given = parser.parse_args()
    sizes = tuple(sorted(int(size) for size in given.sizes.split(",")))
    return Options(sizes, given.runs, DATABASES if given.database == "both" else (given.database,))


def main() -> None:
    """Print the table."""
    options = asked_for()
    for name in [name for name in os.environ if name.startswith(FOREIGN)]:
        del os.environ[name]
    os.environ |= {"DJANGO_SETTINGS_MODULE": "factcheck.settings", "PYTHONPATH": sys.path[0]}
    pgrun.OPTIONS.update(DURABLE)
    for line in lines(options):
        print(line, flush=True)


if __name__ == "__main__":
    main()
