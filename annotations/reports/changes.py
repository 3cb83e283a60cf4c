"""The change list: what the desk asks the author to change, as data and as Markdown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from annotations.reports.markdown import escaped, lines_of
from annotations.reports.text import one_line, plural, web_address

URGENT = ("must", "should")

StepKind = Literal["equal", "deleted", "inserted"]


@dataclass(frozen=True, slots=True)
class ChangeSource:
    """A source that speaks for a change: what it is, and what it says where."""

    title: str
    publisher: str
    url: str
    quote: str
    locator: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What the author said to a request, in words; `decision` is the desk's word on it, '' while there is none."""

    said: str
    wording: str
    reason: str
    decision: str


@dataclass(frozen=True, slots=True)
class Change:
    """A request: `old` is the sentence as it stands, `part` what of it is meant if not all. `key` names the request."""

    key: int
    serial: int
    number: str
    action: str
    action_title: str
    old: str
    part: str
    proposed: str
    reason: str
    sources: tuple[ChangeSource, ...]
    replies: tuple[Reply, ...]

    @property
    def is_urgent(self) -> bool:
        """Whether the desk says must or should."""
        return self.action in URGENT


@dataclass(frozen=True, slots=True)
class ChangeList:
    """All requests of a document in text order."""

    title: str
    author: str
    revision: int
    changes: tuple[Change, ...]

    @property
    def urgent(self) -> tuple[Change, ...]:
        """What must or should be changed."""
        return tuple(change for change in self.changes if change.is_urgent)

    @property
    def others(self) -> tuple[Change, ...]:
        """What else is asked for: to consider, attribute, cut or give a source."""
        return tuple(change for change in self.changes if not change.is_urgent)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the desk's own file adds to a request: the label, whose verdict it is and when, and what would change.

    `steps` lead word by word from the wording now to the proposed one; empty where none is proposed.
    """

    label: str
    by: str
    at: datetime
    steps: tuple[tuple[StepKind, str], ...]


@dataclass(frozen=True, slots=True)
class DeskList:
    """A change list with what the desk knows besides; `asked` by the request's key."""

    desk: str
    list: ChangeList
    asked: Mapping[int, Asked]


def sections(changes: ChangeList) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """Yield the requests under their titles, the urgent first; what is empty is left out."""
    for title, rows in (("Must or should be changed", changes.urgent), ("Also asked for", changes.others)):
        if rows:
            yield title, rows


def subtitle(changes: ChangeList) -> str:
    """Return author, revision and how much is asked for, in one line."""
    by = f"{changes.author}, " if changes.author else ""
    return f"{by}revision {changes.revision}, {plural(len(changes.changes), 'request')}"


def source_line(source: ChangeSource) -> str:
    """Return a source in one line of plain text."""
    told = [source.title, source.publisher, source.locator, web_address(source.url)]
    quote = f" “{one_line(source.quote)}”" if source.quote.strip() else ""
    return f"{', '.join(one_line(part) for part in told if part.strip())}{quote}"


def markdown(changes: ChangeList) -> bytes:
    """Return the change list as Markdown, UTF-8 with LF line ends: the same bytes for the same state."""
    return ("\n\n".join(_blocks(changes)) + "\n").encode()


def _blocks(changes: ChangeList) -> Iterator[str]:
    yield f"# Changes asked for: {escaped(changes.title)}"
    yield escaped(subtitle(changes))
    for title, rows in sections(changes):
        yield f"## {title}"
        for change in rows:
            yield from _request(change)


def _request(change: Change) -> Iterator[str]:
    yield f"### {change.number}: {escaped(change.action_title)}"
    yield _quoted("Now", change.old)
    for title, text in (("Of it", change.part), ("Proposed", change.proposed), ("Because", change.reason)):
        if text.strip():
            yield _quoted(title, text)
    if change.sources:
        yield "\n".join(_source(source) for source in change.sources)
    for reply in change.replies:
        yield _reply(reply)


def _quoted(title: str, text: str) -> str:
    return "\n".join([f"**{title}**", "", *(f"> {line}".rstrip() for line in lines_of(text.strip()))])


def _source(source: ChangeSource) -> str:
    told = [escaped(source.title), escaped(source.publisher), escaped(source.locator)]
    told += [f"<{source.url}>"] if web_address(source.url) else []
    quote = f" “{escaped(source.quote)}”" if source.quote.strip() else ""
    return f"- {', '.join(part for part in told if part)}{quote}"


def _reply(reply: Reply) -> str:
    told = [f"**Author: {escaped(reply.said)}.**", escaped(reply.wording), escaped(reply.reason)]
    told += [f"**{escaped(reply.decision)}**"] if reply.decision else []
    return " ".join(part for part in told if part)
