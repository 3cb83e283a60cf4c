"""A tiny PDF writer for the tests: pages of text lines at exact places, in Helvetica, with nothing hidden."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Line(NamedTuple):
    """A line of text with its left end and baseline in points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float = 11
    rise: float = 0


A4 = (595, 842)
_CATALOG, _PAGES, _FONT = 1, 2, 3


def make_pdf(
    pages: Sequence[Iterable[Line]],
    *,
    title: str = "",
    author: str = "",
    catalog: str = "",
    page: str = "",
    font: str = "/Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding",
    extra: Sequence[bytes] = (),
) -> bytes:
    """Return a PDF file; `catalog` and `page` add entries to its catalog and to each page, `extra` adds whole objects
    after the others.
    """
    first_page = 4
    kids = " ".join(f"{first_page + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages {_PAGES} 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        f"<< {font} >>".encode(),
    ]
    for number, lines in enumerate(pages):
        contents = first_page + 2 * number + 1
        objects.append(
            f"<< /Type /Page /Parent {_PAGES} 0 R /MediaBox [0 0 {A4[0]} {A4[1]}]"
            f" /Resources << /Font << /F1 {_FONT} 0 R >> >> /Contents {contents} 0 R {page} >>".encode()
        )
        objects.append(stream(b"\n".join(_show(line) for line in lines)))
    objects.extend(extra)
    objects.append(f"<< /Title ({title}) /Author ({author}) >>".encode("cp1252"))
    return assemble(objects, info=len(objects))


def stream(content: bytes, entries: str = "") -> bytes:
    """Return a stream object around some bytes."""
    return f"<< /Length {len(content)} {entries} >>\nstream\n".encode() + content + b"\nendstream"


def assemble(objects: Sequence[bytes], *, info: int = 0, trailer: str = "") -> bytes:
    """Return a file of numbered objects with a sound cross-reference table."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    names = f"/Info {info} 0 R " if info else ""
    out += f"trailer\n<< /Size {len(objects) + 1} /Root {_CATALOG} 0 R {names}{trailer} >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def column(
    text: Iterable[str], *, x: float = 72, top: float = 760, size: float = 11, leading: float = 14
) -> list[Line]:
    """Return lines one below the other; an empty string leaves the space of a line."""
    return [Line(x, top - number * leading, line, size) for number, line in enumerate(text) if line]


def _show(line: Line) -> bytes:
    escaped = line.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    place = f"BT /F1 {line.size} Tf {line.rise} Ts 1 0 0 1 {line.x} {line.y} Tm (".encode()
    return place + escaped.encode("cp1252") + b") Tj ET"
