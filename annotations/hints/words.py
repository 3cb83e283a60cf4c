"""The words of a text, and the lexicon that finds phrases among them.

Looking up costs the same for each word, however long the word or the tables are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotations.hints.reasons import Hint, Reason

LONGEST_STEM = 14  # letters
FEWEST_BEFORE_ENDING = 2  # letters that must stand before a known ending

_WORD = re.compile(r"[^\W_]++(?:['’ʼ‐-][^\W_]++)*+")
_OPENS_SENTENCE = re.compile(r"[.!?…:;](?=[\s”’»›\")\]])|[\n\r\u2028\u2029“\"„«‹¿¡‘(]")
_LONGEST_ABBREVIATION = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place in code points, its folded form, and whether a sentence or quotation begins with it."""

    start: int
    end: int
    shape: str
    folded: str
    opens: bool

    @property
    def is_proper(self) -> bool:
        """Whether it has a capital that no beginning explains."""
        return self.shape[0].isupper() and not self.opens


def words_of(text: str) -> list[Word]:
    """Return the words of a text in order: letters and digits, with apostrophes and hyphens inside."""
    found: list[Word] = []
    for match in _WORD.finditer(text):
        before = found[-1] if found else None
        opens = before is None or _opens(text, before, match.start())
        found.append(Word(match.start(), match.end(), match[0], folded(match[0]), opens))
    return found


def folded(word: str) -> str:
    """Return a word as the lexicon spells it: small letters, one kind of apostrophe and of hyphen."""
    return word.casefold().replace("’", "'").replace("ʼ", "'").replace("‐", "-")


def _opens(text: str, before: Word, start: int) -> bool:
    if not _OPENS_SENTENCE.search(text, before.end, start):
        return False
    # The stop of "Dr." or of an initial ends no sentence.
    short = before.end - before.start <= _LONGEST_ABBREVIATION and before.shape[0].isupper()
    return not (short and text[before.end : start] == ". ")


@dataclass(slots=True)
class Lexicon:
    """Phrases by the reason for which they are pointed out.

    A phrase is words between blanks. `stem*` takes any ending, `*ending` any beginning, `*` any one word; a phrase may
    begin with a stem or an ending but not with `*`. `!word` takes a word out for stems and endings of its reason.
    """

    exact: dict[str, list[tuple[Reason, list[str]]]] = field(default_factory=dict)
    stems: dict[str, list[tuple[Reason, list[str]]]] = field(default_factory=dict)
    endings: dict[str, list[tuple[Reason, list[str]]]] = field(default_factory=dict)
    excepted: set[tuple[Reason, str]] = field(default_factory=set)

    def add(self, reason: Reason, phrase: str) -> None:
        """Add one phrase, or an exception."""
        first, *rest = phrase.split()
        if first.startswith("!"):
            self.excepted.add((reason, folded(first[1:])))
            return
        table = self.stems if first.endswith("*") else self.endings if first.startswith("*") else self.exact
        table.setdefault(folded(first.strip("*")), []).append((reason, [folded(word) for word in rest]))

    def matches(self, words: Sequence[Word]) -> Iterator[Hint]:
        """Yield the longest phrase for each reason at each word; phrases of one reason never overlap."""
        free_from: dict[Reason, int] = {}
        for place, word in enumerate(words):
            longest: dict[Reason, int] = {}
            for reason, rest in self._beginning_with(word.folded):
                if place >= free_from.get(reason, 0) and _follow(words, place + 1, rest):
                    longest[reason] = max(longest.get(reason, 0), len(rest) + 1)
            for reason, length in longest.items():
                free_from[reason] = place + length
                yield Hint(reason, word.start, words[place + length - 1].end)

    def _beginning_with(self, word: str) -> Iterator[tuple[Reason, list[str]]]:
        yield from self.exact.get(word, ())
        longest = min(len(word), LONGEST_STEM)
        bound = [entry for length in range(1, longest + 1) for entry in self.stems.get(word[:length], ())]
        last = min(len(word) - FEWEST_BEFORE_ENDING, LONGEST_STEM)
        bound += [entry for length in range(1, last + 1) for entry in self.endings.get(word[-length:], ())]
        yield from (entry for entry in bound if (entry[0], word) not in self.excepted)


def _follow(words: Sequence[Word], place: int, rest: Sequence[str]) -> bool:
    if place + len(rest) > len(words):
        return False
    return all(_fits(words[place + step].folded, form) for step, form in enumerate(rest))


def _fits(word: str, form: str) -> bool:
    if form.endswith("*"):
        return word.startswith(form[:-1])
    return word.endswith(form[1:]) if form.startswith("*") else word == form


def lexicon(tables: Mapping[Reason, str]) -> Lexicon:
    """Return the lexicon of some tables: for each reason its phrases, divided by commas."""
    made = Lexicon()
    for reason, table in tables.items():
        for phrase in table.split(","):
            if phrase.strip():
                made.add(reason, phrase)
    return made
