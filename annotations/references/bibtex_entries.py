"""BibTeX text to entries: what stands in which field, still in LaTeX, and what is broken where.

A fault costs its own entry alone: reading goes on where the next line begins with an entry, so that each character is
looked at a fixed number of times.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from annotations.references.dates import MONTHS

MOST_REPEATED = 2_000_000  # code points that a file may say by naming what stands elsewhere

_AT_LINE_START = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
_HEAD = re.compile(r"@[ \t]*([A-Za-z]+)[ \t]*([{(])")
_KEY = re.compile(r"\s*([^\s,{}()\"=#%]*)\s*(?=([,=})]?))")
_FIELD = re.compile(r"[\s,]*([A-Za-z][\w:.+/-]*)\s*=\s*")
_BETWEEN = re.compile(r"\s*(#?)\s*")
_WORD = re.compile(r"[A-Za-z0-9_:.+/-]+")
_BRACES = re.compile(r"[{}]")
_QUOTES = re.compile(r"[{}\"]")
_BLANK = re.compile(r"[\s,]*")


@dataclass(slots=True)
class Entry:
    """An entry in the order of the file; `fault` is why it cannot be taken, as the end of a sentence, or ''."""

    kind: str
    key: str
    line: int
    fields: dict[str, str] = field(default_factory=dict)
    fault: str = ""
    remarks: list[str] = field(default_factory=list)


class _Fault(Exception):
    """What is wrong with an entry."""


@dataclass(slots=True)
class _Strings:
    """The strings that a file defines. One can be made of others, so what they stand for is counted, and bounded."""

    texts: dict[str, str] = field(default_factory=lambda: {name[:3].lower(): name for name in MONTHS})
    left: int = MOST_REPEATED

    def text(self, name: str) -> str:
        """Return what a string stands for."""
        text = self.texts[name]
        self.left -= len(text)
        if self.left < 0:
            raise _Fault("the strings of the file stand for more text than is read")
        return text


def entries(text: str) -> Iterator[Entry]:
    """Yield the entries of a file. Comments and preambles are passed over; strings are put in where they are named."""
    starts = [match.start() for match in _AT_LINE_START.finditer(text)]
    lines = [match.end() for match in re.finditer("\n", text)]
    strings = _Strings()
    for start, end in pairwise([*starts, len(text)]):
        yield from _block(text, start, end, strings, lines)


def _block(text: str, start: int, end: int, strings: _Strings, lines: list[int]) -> Iterator[Entry]:
    """Yield the entries between one line that begins with an entry and the next; there is more than one if glued."""
    while head := _HEAD.search(text, start, end):
        entry = Entry(head[1].lower(), "", 1 + bisect_right(lines, head.start()))
        scanner = _Scanner(text, head.end(), end, ")" if head[2] == "(" else "}", strings)
        try:
            if entry.kind in ("comment", "preamble"):
                scanner.skip()
            elif entry.kind == "string":
                scanner.fields(entry)
                strings.texts |= entry.fields
            else:
                scanner.key(entry)
                scanner.fields(entry)
                yield entry
        except _Fault as fault:
            if entry.kind not in ("comment", "preamble"):
                entry.fault = str(fault)
                yield entry
            return
        start = scanner.place


@dataclass(slots=True)
class _Scanner:
    text: str
    place: int
    end: int
    closer: str
    strings: _Strings

    def key(self, entry: Entry) -> None:
        """Read the key; a missing one is ''."""
        match = _KEY.match(self.text, self.place, self.end)
        if match is None or not match[2]:
            raise _Fault("there is no comma after its key")
        if match[2] != "=":
            entry.key, self.place = match[1], match.end()

    def fields(self, entry: Entry) -> None:
        """Read fields up to the end of the entry; of two of one name the first is kept."""
        while not self._closes():
            match = _FIELD.match(self.text, self.place, self.end)
            if match is None:
                last = f"after the field “{next(reversed(entry.fields))}”" if entry.fields else "after its key"
                raise _Fault(f"{last} there is neither another field nor the end of the entry")
            name, self.place = match[1].lower(), match.end()
            value = self._value(name, entry)
            if name in entry.fields:
                entry.remarks.append(f"the field “{name}” stands there twice, the first was taken")
            entry.fields.setdefault(name, value)
            self._comma(name)

    def skip(self) -> None:
        """Pass over a comment."""
        self.place = self._closing(self.place, _BRACES, "}", "the comment is never closed")

    def _closes(self) -> bool:
        self.place = _BLANK.match(self.text, self.place, self.end).end()  # type: ignore[union-attr] # matches always
        if self.place >= self.end:
            raise _Fault("it is never closed")
        if self.text[self.place] != self.closer:
            return False
        self.place += 1
        return True

    def _comma(self, name: str) -> None:
        following = self.text[self.place : self.place + 1]
        if self.place < self.end and following not in (",", self.closer):
            raise _Fault(f"a comma is missing after the field “{name}”")

    def _value(self, name: str, entry: Entry) -> str:
        parts = [self._part(name, entry)]
        while True:
            between = _BETWEEN.match(self.text, self.place, self.end)
            self.place = between.end() if between else self.place
            if not between or not between[1]:
                return "".join(parts)
            parts.append(self._part(name, entry))

    def _part(self, name: str, entry: Entry) -> str:
        opener, start = self.text[self.place : self.place + 1], self.place + 1
        if self.place < self.end and opener == "{":
            self.place = self._closing(start, _BRACES, "}", f"the braces of the field “{name}” are never closed")
            return self.text[start : self.place - 1]
        if self.place < self.end and opener == '"':
            fault = f"the quotation marks of the field “{name}” are never closed"
            self.place = self._closing(start, _QUOTES, '"', fault)
            return self.text[start : self.place - 1]
        word = _WORD.match(self.text, self.place, self.end)
        if word is None:
            raise _Fault(f"the field “{name}” has no value")
        self.place = word.end()
        return self._named(word[0], name, entry)

    def _named(self, word: str, name: str, entry: Entry) -> str:
        """Return what a word without braces stands for: a number itself, a string its text."""
        if word.lower() in self.strings.texts:
            return self.strings.text(word.lower())
        if not word[0].isdigit():
            entry.remarks.append(
                f"the field “{name}” names “{word[:40]}”, which is defined nowhere; the word was taken"
            )
        return word

    def _closing(self, start: int, signs: re.Pattern[str], closer: str, fault: str) -> int:
        """Return the place after the sign that closes what was opened before `start`, braces inside being paired."""
        depth = 0
        for match in signs.finditer(self.text, start, self.end):
            if match[0] == closer and depth == 0:
                return match.end()
            depth += {"{": 1, "}": -1}.get(match[0], 0)
            if depth < 0:
                break
        raise _Fault(fault)
