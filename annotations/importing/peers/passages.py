"""Passages that make a text where a file has none: each a paragraph, one for all that was said of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from annotations.importing.base import Block
from annotations.importing.peers.base import PARTING, Mark, PeerDocument


@dataclass(slots=True)
class Passage:
    """Some words; `at` is where they begin in the text that they were taken from, if that is known."""

    words: str
    at: int | None = None
    marks: list[Mark] = field(default_factory=list)


class Passages:
    """Collects passages and what was said of them; a span within a passage counts from its first character."""

    def __init__(self) -> None:
        self._passages: dict[tuple[int | None, str], Passage] = {}
        self.on_the_whole: list[Mark] = []

    def __bool__(self) -> bool:
        return bool(self._passages)

    def passage(self, words: str, at: int | None = None) -> Passage:
        """Return the passage with these words in this place; made when needed."""
        return self._passages.setdefault((at, words), Passage(words, at))

    def say(self, passage: Passage, *marks: Mark) -> None:
        """Add marks to a passage; one without a span is on all of it."""
        passage.marks += [replace(mark, span=mark.span or (0, len(passage.words))) for mark in marks]

    def document(self, *, title: str = "", url: str = "", language: str = "") -> PeerDocument:
        """Return the text that the passages make: in the order of their places, where all have one."""
        pieces: list[str] = []
        blocks: list[Block] = []
        marks: list[Mark] = []
        length = 0
        for passage in self._in_order():
            start = length + len(PARTING) if pieces else 0
            length = start + len(passage.words)
            pieces.append(passage.words)
            blocks.append(Block(start, length, "paragraph"))
            marks += [replace(mark, span=_moved(mark, start)) for mark in passage.marks]
        return PeerDocument(
            PARTING.join(pieces), title=title, url=url, language=language, blocks=tuple(blocks),
            marks=(*marks, *self.on_the_whole),
        )  # fmt: skip

    def _in_order(self) -> Iterator[Passage]:
        """Yield each passage; one that stands within another is told as a stretch of that."""
        found = list(self._passages.values())
        if any(passage.at is None for passage in found):
            yield from found
            return
        found.sort(key=lambda passage: (passage.at or 0, -len(passage.words)))
        last: Passage | None = None
        for passage in found:
            offset = (passage.at or 0) - (last.at or 0) if last else 0
            if last and last.words.startswith(passage.words, offset):
                last.marks += [replace(mark, span=_moved(mark, offset)) for mark in passage.marks]
                continue
            if last:
                yield last
            last = passage
        if last:
            yield last


def _moved(mark: Mark, by: int) -> tuple[int, int] | None:
    return None if mark.span is None else (mark.span[0] + by, mark.span[1] + by)
