"""A JSON array written item by item, so that a long one never lies in memory as a whole."""

import json
from collections.abc import Iterable
from typing import Any, BinaryIO


def write_array(items: Iterable[dict[str, Any]], out: BinaryIO) -> None:
    """Write the items as UTF-8, indented; without any, the empty array."""
    opening = "[\n"
    for item in items:
        out.write((opening + json.dumps(item, ensure_ascii=False, indent=2, allow_nan=False)).encode())
        opening = ",\n"
    out.write(b"[]\n" if opening == "[\n" else b"\n]\n")
