"""Write the golden reports anew: `python -m tests.reports.renew`, then read the difference before keeping it."""

import io
import os
import re
import zipfile
from pathlib import Path

import django
import pypdfium2

from annotations.reports import WRITERS, write
from tests.reports.contents import SMALL

GOLDEN = Path(__file__).parent.parent / "samples" / "reports"


def without_style(content: bytes) -> bytes:
    """Cut out the style of an HTML report: it has tests of its own, and the golden file shall show the words."""
    return re.sub(rb"<style>.*?</style>", b"<style></style>", content, count=1, flags=re.DOTALL)


def readable(format: str) -> tuple[str, bytes]:
    """Return the name of a format's golden file and what stands in it: of a file that nobody can read, its words."""
    content = write(SMALL, format).content
    if format == "pdf":
        return "small.pdf.txt.golden", _words(content)
    if format == "fever":
        return "small.fever.txt.golden", _files(content)
    return f"small.{format}.golden", without_style(content) if format == "html" else content


def _words(content: bytes) -> bytes:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    return ("\n".join(pages).replace("\r\n", "\n") + "\n").encode()


def _files(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return b"".join(name.encode() + b"\n" + package.read(name) for name in package.namelist())


def renew() -> None:
    """Write the golden files from the small document; a docx and an xlsx are read back in their tests instead."""
    for slug in sorted(set(WRITERS) - {"docx", "xlsx"}):
        name, content = readable(slug)
        (GOLDEN / name).write_bytes(content)
        print(f"{name}: {len(content)} bytes")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    renew()
