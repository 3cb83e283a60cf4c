"""The change list as plain text, to be pasted into a mail."""

import textwrap
from collections.abc import Iterator

from annotations.reports.changes import Change, DeskList, Reply, sections, source_line, subtitle
from annotations.reports.text import one_line, printable

WIDTH = 72


class ChangesTextWriter:
    """Plain text in short lines; what people wrote is indented, so that it cannot pass for a heading."""

    slug = "changes-text"
    title = "Plain text"
    media_type = "text/plain; charset=utf-8"
    suffix = "txt"

    def write(self, changes: DeskList) -> bytes:
        """Return the list in UTF-8 with LF line ends; no names and no labels."""
        return ("\n\n".join(_blocks(changes)) + "\n").encode()


def _blocks(changes: DeskList) -> Iterator[str]:
    head = one_line(f"Changes asked for: {changes.list.title}"), one_line(subtitle(changes.list))
    yield "\n".join(line for text in head for line in _wrapped(text, ""))
    for title, rows in sections(changes.list):
        yield title.upper()
        for change in rows:
            yield "\n".join(_request(change))
    if not changes.list.changes:
        yield "Nothing is asked for."


def _request(change: Change) -> Iterator[str]:
    yield f"{change.number}: {change.action_title}"
    for title, text in (
        ("Now", change.old), ("Of it", change.part), ("Proposed", change.proposed), ("Because", change.reason)
    ):  # fmt: skip
        if text.strip():
            yield f"  {title}:"
            yield from _indented(text)
    if change.sources:
        yield "  Sources:"
    for source in change.sources:
        yield from _wrapped(f"- {source_line(source)}", "    ")
    for reply in change.replies:
        yield f"  Author: {reply.said}."
        yield from _reply(reply)


def _reply(reply: Reply) -> Iterator[str]:
    for text in (reply.wording, reply.reason, reply.decision):
        if text.strip():
            yield from _indented(text)


def _indented(text: str) -> Iterator[str]:
    for line in printable(text.strip()).split("\n"):
        yield from _wrapped(line, "    ")


def _wrapped(line: str, indent: str) -> list[str]:
    """Return a line in lines of 72 characters; a longer word, such as an address, stays whole."""
    return textwrap.wrap(
        line, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
