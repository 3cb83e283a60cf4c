"""Write the golden reports anew: `python -m tests.reports.renew`, then read the difference before keeping it."""

import os
import re
from pathlib import Path

import django

from annotations.reports import WRITERS, write
from tests.reports.contents import SMALL

GOLDEN = Path(__file__).parent.parent / "samples" / "reports"


def without_style(content: bytes) -> bytes:
    """Cut out the style of an HTML report: it has tests of its own, and the golden file shall show the words."""
    return re.sub(rb"<style>.*?</style>", b"<style></style>", content, count=1, flags=re.DOTALL)


def renew() -> None:
    """Write one golden file per format from the small document."""
    for slug, writer in WRITERS.items():
        path = GOLDEN / f"small.{writer.suffix}.golden"
        path.write_bytes(without_style(write(SMALL, slug).content))
        print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    renew()
