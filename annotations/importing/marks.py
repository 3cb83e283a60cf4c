"""Places in a text in the making: where a remark or a page begins and ends, before anything of the text is tidied."""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

# What tidying may drop or fold: blanks, controls, and characters without a shape. All other characters it keeps.
_NO_INK = re.compile("[\\s\x00-\x1f\x7f\u00ad\u200b\u2060\ufeff\ufffe\uffff]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A point between two characters, where the stretch that `key` stands for begins or ends."""

    key: Hashable
    begins: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark and the offset in its text that it stands before."""

    offset: int
    mark: Mark


Piece = str | Mark


def parted(pieces: Iterable[Piece]) -> tuple[str, tuple[Placed, ...]]:
    """Return the text of some pieces, and the marks that stood between them with their offsets in it."""
    texts: list[str] = []
    marks: list[Placed] = []
    length = 0
    for piece in pieces:
        if isinstance(piece, Mark):
            marks.append(Placed(length, piece))
        else:
            texts.append(piece)
            length += len(piece)
    return "".join(texts), tuple(marks)


def inked(text: str) -> list[int]:
    """Return the offsets of the characters that tidying a text always keeps."""
    return [offset for offset, character in enumerate(text) if not _NO_INK.match(character)]


def ink_before(text: str, marks: Sequence[Placed]) -> Iterator[tuple[Mark, int]]:
    """Yield each mark with the number of inked characters before it, by which it is found again in the tidy text."""
    count = position = 0
    for placed in sorted(marks, key=lambda placed: placed.offset):
        count += len(_NO_INK.sub("", text[position : placed.offset]))
        position = placed.offset
        yield placed.mark, count
