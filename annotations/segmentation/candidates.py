"""Places where a sentence may end: a run of terminators with everything around it that a rule wants to know."""

from annotations.segmentation.languages.base import Language, Tables
from annotations.segmentation.patterns import (
    AHEAD,
    BEFORE_TOKEN,
    BEHIND,
    BLANKS,
    NEXT,
    SPACED_QUOTE,
    UNSPACED,
    absorb,
    binds,
    extends,
    is_wide,
    scanner,
)
from annotations.segmentation.units import is_blank

PIECES_BEHIND = 20  # how far back the pieces of `i. d. R.` may begin


class Candidate:
    """One place where a sentence may end, and its surroundings.

    `first` is where the unit began, `mark` to `mark_end` are the terminators, `end` is the place of the cut, behind
    closing quotes and the like, `next` the first character after the blanks. It is `plain` when nothing but blanks, if
    anything, stands between the terminators and a letter. The rest is filled in by `look_ahead` and `look_behind`:
    `lead` are the quotes and brackets before the next `word`; `token` is what stands right before the terminators,
    `key` the same as the tables write it, `joinings` the token behind the short pieces before it, the longest first,
    `abbreviation` its class.
    """

    __slots__ = (
        "abbreviation",
        "end",
        "first",
        "joinings",
        "key",
        "lead",
        "limit",
        "mark",
        "mark_end",
        "next",
        "next_character",
        "plain",
        "run",
        "tables",
        "text",
        "token",
        "word",
        "word_end",
        "word_start",
    )

    def __init__(self, text: str, first: int, mark: int, mark_end: int, limit: int, tables: Tables) -> None:
        self.text, self.first, self.mark, self.mark_end, self.limit = text, first, mark, mark_end, limit
        self.tables = tables
        self.run = text[mark:mark_end]
        self.end, self.next = mark_end, mark_end + 1
        self.plain = self.next < limit and text[mark_end] == " " and text[self.next].isalpha()
        if not self.plain:
            self.find_end()
            self.plain = self.end == mark_end and self.next < limit and text[self.next].isalpha()

    def find_end(self) -> None:
        """Take in what belongs to the sentence behind its marks, and pass over the blanks."""
        self.end = self.next = absorb(self.text, self.mark_end, self.limit)
        if self.end == self.limit or not is_blank(self.text[self.end]):
            return
        if SPACED_QUOTE.match(self.text, self.end, self.limit) and is_quotation_open(self.text, self.mark):
            self.end += 2
        blanks = BLANKS.match(self.text, self.end, self.limit)
        self.next = blanks.end() if blanks else self.end

    def look_ahead(self) -> None:
        """Read the next word, which only a place that stands free needs."""
        following = NEXT.match(self.text, self.next, self.limit)
        self.lead, self.word = following.groups("") if following else ("", "")
        self.word_start = self.next + len(self.lead)
        self.word_end = self.word_start + len(self.word)
        self.next_character = self.text[self.word_start : self.word_start + 1]

    def look_behind(self) -> None:
        """Read the token before the marks, which only some rules ask for."""
        self.token = token_before(self.text, self.first, self.mark)
        key = self.token.lower()
        self.joinings = self.joined(key) if key in self.tables.endings else ()
        self.key = key.rpartition("-")[2] if "-" in key and "." not in key else key
        self.abbreviation = self.find_abbreviation()

    def joined(self, key: str) -> tuple[str, ...]:
        """Return the token behind the short pieces before it that end in a stop: `i.d.r`, `d.r`."""
        start = self.mark - len(self.token)
        if start - 2 < self.first or self.text[start - 2] != ".":
            return ()
        found: tuple[str, ...] = ()
        for piece in reversed(self.text[max(self.first, start - PIECES_BEHIND) : start].lower().split()[-3:]):
            key = piece + key
            if key not in self.tables.endings:
                break
            found = (key, *found)
        return found

    def find_abbreviation(self) -> str | None:
        """Return the token's class in the tables; some abbreviations count only with a capital."""
        for joined in self.joinings:
            if joined in self.tables.classes:
                return self.tables.classes[joined]
        if self.key in self.tables.capitals and self.token[0].islower():
            return None
        street = self.language.street_endings
        return self.tables.classes.get(self.key) or ("numbered" if street and self.key.endswith(street) else None)

    @property
    def language(self) -> Language:
        """The language whose tables the rules ask."""
        return self.tables.language

    @property
    def is_closed(self) -> bool:
        """Whether closing quotes, brackets or other marks follow the terminators."""
        return self.end > self.mark_end

    @property
    def is_glued(self) -> bool:
        """Whether a blank is missing after marks that want one."""
        return self.next == self.end and self.run[-1] not in UNSPACED and not is_wide(self.text[self.next])

    @property
    def stands_free(self) -> bool:
        """Whether there is white space after the marks, or the marks and what follows can do without."""
        text, after = self.text, self.next
        if self.plain and after > self.end:
            return True
        if self.is_closed and binds(text[self.end - 1]):
            return False  # the cut would fall inside a grapheme
        if after > self.end:
            return not extends(text[after])
        if self.run[-1] == "．":
            return not text[after].isdigit()
        return self.run[-1] in UNSPACED or is_wide(text[after]) or (not self.is_closed and text[after].isalnum())

    @property
    def word_after(self) -> str:
        """The word after the next one."""
        following = NEXT.match(self.text, self.word_end, self.limit)
        return (following.group(2) or "") if following else ""


def is_quotation_open(text: str, mark: int) -> bool:
    """Return whether a straight quote, between blanks after `mark`, closes one: the line has an odd number so far."""
    line = text.rfind("\n", max(0, mark - AHEAD), mark) + 1
    return text.count('"', max(line, mark - AHEAD), mark) % 2 == 1


def token_before(text: str, first: int, mark: int) -> str:
    """Return what stands right before the terminators, without quotes and brackets."""
    begin = max(first, mark - BEHIND)
    parted = BEFORE_TOKEN.match(text, begin, mark)
    return text[parted.end() if parted else begin : mark].lstrip("-")


def next_candidate(text: str, first: int, position: int, limit: int, tables: Tables) -> Candidate | None:
    """Return the first place from `position` on where the unit that began at `first` may end before `limit`."""
    scan = scanner(tables.language.extra_terminators).search
    while found := scan(text, position, limit):
        candidate = Candidate(text, first, *found.span(), limit, tables)
        if candidate.next >= limit:
            return None
        if candidate.stands_free:
            candidate.look_ahead()
            return candidate
        position = found.end()
    return None
