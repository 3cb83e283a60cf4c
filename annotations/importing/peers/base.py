"""What every reader of another tool's files shares: what comes out, and how JSON of strangers is read."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from annotations.importing.base import Block, UnreadableDocument
from annotations.importing.drafts import one_line

MAX_DEPTH = 64
MAX_LABEL = 200  # characters
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
PARTING = "\n\n"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """A source that somebody gave: its address or title, the words quoted from it, what it does to the claim.

    `state` says whether somebody found that it says so.
    """

    url: str
    title: str = ""
    quote: str = ""
    stance: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody (`by`, '' if the file does not say who) said of a stretch of the text.

    `span` is in code points with the end exclusive, as the file has it: it may lie outside the text. None stands for
    the whole text. One that is `within` was said of these words alone, and not of the sentence.
    """

    span: tuple[int, int] | None
    by: str = ""
    label: str = ""
    rationale: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    link: Link | None = None
    within: bool = False


@dataclass(frozen=True, slots=True)
class PeerDocument:
    """A text with what was said of it; empty fields are not stated. The blocks are stretches to cut at."""

    text: str
    title: str = ""
    url: str = ""
    language: str = ""
    blocks: tuple[Block, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class PeerFile:
    """What a file holds, and as sentences what of it was left out by the reader."""

    documents: tuple[PeerDocument, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Peer:
    """A format of another tool; `read` raises UnreadableDocument for bytes that are none of it."""

    slug: str
    title: str
    read: Callable[[bytes], PeerFile]


def unreadable(because: str) -> UnreadableDocument:
    """Return the refusal of a file, with the end of a sentence that says why."""
    return UnreadableDocument("peer_unreadable", because)


def decoded(data: bytes) -> str:
    """Return the text of a JSON file, which is UTF-8 with or without its mark."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise unreadable(f"line {line} is not UTF-8") from error


def parsed(text: str, *, line: int | None = None) -> Any:
    """Return JSON as values that can be stored: what no database holds is U+FFFD, one for one.

    `line` is where it stands in the file, if it is one line of it.
    """
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise unreadable(f"line {line or error.lineno} is no sound JSON") from error
    except RecursionError as error:
        raise unreadable(f"line {line or 1} is nested too deeply") from error
    except ValueError as error:  # a number of thousands of digits
        raise unreadable(f"line {line or 1} holds a number that cannot be read") from error
    return _storable(value, line or 1)


def records(data: bytes) -> Iterator[tuple[str, Json]]:
    """Yield the objects of a file, one on each line or all in one array, each with where it stands."""
    text = decoded(data)
    if text.lstrip().startswith("["):
        found = ((f"record {number}", value) for number, value in enumerate(parsed(text), 1))
    else:
        lines = enumerate(text.split("\n"), 1)  # a line of JSON may hold other line separators
        found = ((f"line {number}", parsed(line, line=number)) for number, line in lines if line.strip())
    for where, value in found:
        if not isinstance(value, dict):
            raise unreadable(f"{where} is no record")
        yield where, value


def line_of(value: object, longest: int = MAX_LABEL) -> str:
    """Return a text or a number as one line; anything else as nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return one_line(str(value), longest)


def text_of(value: object) -> str:
    """Return a text without blanks at its ends, the texts of a list in lines; anything else as nothing."""
    if isinstance(value, list):
        return "\n".join(filter(None, (text_of(one) for one in value if not isinstance(one, list))))
    return value.strip() if isinstance(value, str) else ""


def several(value: object) -> list[Any]:
    """Return what may stand alone or in a list, or be missing, as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def span_of(start: object, end: object) -> tuple[int, int] | None:
    """Return two offsets, or None unless both are whole numbers."""
    if type(start) is int and type(end) is int:
        return start, end
    return None


def _storable(value: Any, line: int) -> Any:
    """Mend every text in place, without recursion; names of fields are never stored."""
    box = [value]
    waiting: list[tuple[Any, int]] = [(box, 0)]
    while waiting:
        holder, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise unreadable(f"line {line} is nested too deeply")
        for key, inner in holder.items() if isinstance(holder, dict) else enumerate(holder):
            if isinstance(inner, str):
                holder[key] = _UNSTORABLE.sub("\ufffd", inner)
            elif isinstance(inner, dict | list):
                waiting.append((inner, depth + 1))
    return box[0]
