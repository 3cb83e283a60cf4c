"""One door for the three formats: bytes in, records out."""

import json
import re
from collections.abc import Callable
from typing import Any

from annotations.references.bibtex_reading import read_bibtex
from annotations.references.gathering import Gathering, References, UnreadableReferences, place
from annotations.references.ris_reading import read_ris
from annotations.references.text import plain

MAX_BYTES = 2 * 1024 * 1024
MAX_ENTRIES = 5000

# Neither BibTeX nor RIS begins a line so inside of JSON, whose texts have no line ends.
_LOOKS = {
    "bibtex": re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]", re.MULTILINE),
    "ris": re.compile(r"^TY {0,2}-", re.MULTILINE),
}
_JSON = re.compile(r"\s*[\[{]")
_SUFFIXES = {".bib": "bibtex", ".bibtex": "bibtex", ".json": "json", ".csljson": "json", ".ris": "ris"}


def read_references(data: bytes, name: str) -> References:
    """Return the records of a BibTeX, RIS or CSL-JSON file, told apart by its content, then by the name's suffix.

    Each entry that cannot be taken is named in `refused`. Raises UnreadableReferences, and nothing else, for a file
    over 2 MB or 5,000 entries, without entries, in an unknown format or encoding, or for JSON with a fault.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableReferences("references_too_large", "The file is larger than 2 MB.")
    text, encoding = _decoded(data)
    gathering = Gathering(MAX_ENTRIES)
    _READERS[_format(text, name)](text, gathering)
    if not gathering.number:
        raise UnreadableReferences("no_references", "The file has no entries.")
    if encoding == "cp1252":
        gathering.remark("The file", "it is not UTF-8 and was read as Windows-1252; look at letters with accents")
    return gathering.references()


def _decoded(data: bytes) -> tuple[str, str]:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise UnreadableReferences("references_encoding_unknown", "The file is in an encoding that is not read here.")


def _format(text: str, name: str) -> str:
    found = {slug: match.start() for slug, look in _LOOKS.items() if (match := look.search(text))}
    if found:
        return min(found, key=lambda slug: found[slug])
    if _JSON.match(text):
        return "json"
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    if suffix not in _SUFFIXES or not text.strip():
        raise UnreadableReferences("references_format_unknown", "This is no BibTeX, RIS or CSL-JSON file.")
    return _SUFFIXES[suffix]


def _read_json(text: str, gathering: Gathering) -> None:
    for number, raw in enumerate(_json_entries(text), 1):
        if not isinstance(raw, dict):
            gathering.refuse(place(number), "it is not an object with variables")
            continue
        gathering.take(place(number, plain(raw.get("id", ""))), raw)


def _json_entries(text: str) -> list[Any]:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        fault = f"Line {error.lineno}, column {error.colno}: this is not JSON ({error.msg})."
        raise UnreadableReferences("references_not_json", fault) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets in brackets in brackets
        raise UnreadableReferences("references_not_json", "The file is not JSON that can be read.") from error
    if isinstance(content, dict):
        content = content["items"] if isinstance(content.get("items"), list) else [content]
    return content if isinstance(content, list) else [content]


_READERS: dict[str, Callable[[str, Gathering], None]] = {
    "bibtex": read_bibtex,
    "json": _read_json,
    "ris": read_ris,
}
