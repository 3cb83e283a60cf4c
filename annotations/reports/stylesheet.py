"""The style of the report as a file: the application's own style sheets, with the fonts the page needs inside."""

import base64
import re
from functools import cache
from pathlib import Path

STYLES = Path(__file__).parent.parent / "static" / "annotations" / "css"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FACE = re.compile(r"@font-face\s*{[^}]*}")
_ADDRESS = re.compile(r'url\("\.\./fonts/([\w.-]+)"\)')
_RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", re.IGNORECASE)


def stylesheet(page: str) -> str:
    """Return the rules for a page of this text: a font is put in as data if the page has a letter of its range."""
    letters = {ord(letter) for letter in page}
    faces = [_embedded(face) for face in _faces() if _is_needed(face, letters)]
    return "\n".join([*faces, _rules("tokens.css"), _rules("components/report.css")])


@cache
def _faces() -> tuple[str, ...]:
    return tuple(_FACE.findall(_read("fonts.css")))


@cache
def _embedded(face: str) -> str:
    return _ADDRESS.sub(lambda match: f"url({_as_data(match[1])})", face)


def _as_data(name: str) -> str:
    font = (STYLES.parent / "fonts" / name).read_bytes()
    return f"data:font/woff2;base64,{base64.b64encode(font).decode()}"


def _is_needed(face: str, letters: set[int]) -> bool:
    """A face without an address stands in from the reader's own fonts; it costs nothing."""
    if not _ADDRESS.search(face):
        return True
    ranges = [(int(first, 16), int(last or first, 16)) for first, last in _RANGE.findall(face)]
    return any(first <= letter <= last for letter in letters for first, last in ranges)


@cache
def _rules(name: str) -> str:
    return "\n".join(line for line in _FACE.sub("", _read(name)).splitlines() if line.strip())


def _read(name: str) -> str:
    return _COMMENT.sub("", (STYLES / name).read_text(encoding="utf-8"))
