"""A proposed wording beside the one that stands: which words go and which come, for tracked changes."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from annotations.reports.word_files import Tracked

MOST_WORDS = 1_000  # beyond, comparing word by word takes too long
LEAST_ALIKE = 0.5  # of the words of both; below, a patchwork of words reads worse than two sentences

# A number, a run of blank, an ideograph, a mark of punctuation or a word, so that nothing is cut within a letter.
_TOKEN = re.compile(
    r"\d+(?:[.,:/]\d+)+|\s+|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[!-/:-@\[-`{-~“”‘’«»„…]"
    r"|[^\s!-/:-@\[-`{-~“”‘’«»„…\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)


class Step(NamedTuple):
    """A stretch that stays (`kind` None), goes or comes."""

    kind: Tracked | None
    text: str


def steps(old: str, new: str) -> tuple[Step, ...]:
    """Return what turns `old` into `new`, word by word, or as a whole where too little of it stays."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(before), len(after)) > MOST_WORDS:
        return _replaced(old, new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    kept = sum(_words(before[match.a : match.a + match.size]) for match in matcher.get_matching_blocks())
    if 2 * kept < LEAST_ALIKE * (_words(before) + _words(after)):
        return _replaced(old, new)
    pieces = [(tag == "equal", "".join(before[i:j]), "".join(after[k:m])) for tag, i, j, k, m in matcher.get_opcodes()]
    return tuple(_joined(pieces))


def _words(tokens: list[str]) -> int:
    return sum(not token.isspace() for token in tokens)


def _joined(pieces: list[tuple[bool, str, str]]) -> Iterator[Step]:
    """Join changes that only a blank parts, and tell of each first what goes."""
    last = len(pieces) - 1
    stays = [same and not (0 < rank < last and not old.strip()) for rank, (same, old, _) in enumerate(pieces)]
    ranked = zip(stays, pieces, strict=True)
    for same, group in groupby(ranked, key=lambda one: one[0]):
        members = [piece for _, piece in group]
        old, new = "".join(piece[1] for piece in members), "".join(piece[2] for piece in members)
        if same:
            yield Step(None, old)
        else:
            yield from _replaced(old, new)


def _replaced(old: str, new: str) -> tuple[Step, ...]:
    steps = (Step("del", old), Step("ins", new))
    return tuple(step for step in steps if step.text)
