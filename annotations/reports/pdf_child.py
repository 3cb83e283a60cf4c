"""Set a PDF in a process of its own: Typst keeps what it has set in memory, which ends here with the process.

Run by its path, it knows nothing of the application: one JSON object comes in, one byte and the PDF go out. The byte
says whether the file fits PDF/UA.
"""

import json
import resource
import sys
from typing import Any, Literal

import typst

MAX_MEMORY_BYTES = 4 * 1024**3
MAX_CPU_SECONDS = 120
STANDARD: Literal["ua-1"] = "ua-1"
FITS, FITS_NOT = b"1", b"0"


def main() -> None:
    """Read the order from standard input and write the answer to standard output."""
    _confine()
    fits, pdf = _compile(json.load(sys.stdin.buffer))
    sys.stdout.buffer.write(fits + pdf)


def _confine() -> None:
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_AS: MAX_MEMORY_BYTES,
        resource.RLIMIT_CPU: MAX_CPU_SECONDS,
    }
    for kind, most in limits.items():
        resource.setrlimit(kind, (most, most))


def _compile(order: dict[str, Any]) -> tuple[bytes, bytes]:
    """Return whether the pages fit the standard, and the pages: only a letter that no font has may stand against it."""
    compiler = typst.Compiler(
        order["template"], root=order["root"], font_paths=order["fonts"], ignore_system_fonts=True
    )
    try:
        return FITS, _pages(compiler, order, STANDARD)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return FITS_NOT, _pages(compiler, order)


def _pages(compiler: typst.Compiler, order: dict[str, Any], *standards: Literal["ua-1"]) -> bytes:
    inputs, moment = {"report": order["report"]}, order["timestamp"]
    pdf = compiler.compile(format="pdf", sys_inputs=inputs, timestamp=moment, pdf_standards=list(standards))
    if not isinstance(pdf, bytes):
        raise TypeError("Typst gave no file")
    return pdf


if __name__ == "__main__":
    main()
