"""Places where a sentence may end: a run of terminators with everything around it that a rule wants to know."""

from annotations.segmentation.languages.base import Language, Tables
from annotations.segmentation.patterns import (
    AHEAD,
    BEHIND,
    BLANKS,
    LAST_TOKEN,
    NEXT,
    SPACED_QUOTE,
    UNSPACED,
    absorb,
    binds,
    extends,
    is_wide,
    scanner,
)

PIECES_BEHIND = 20  # how far back the pieces of `i. d. R.` may begin


class Candidate:
    """One place where a sentence may end, and its surroundings.

    `first` is where the unit began, `mark` to `mark_end` are the terminators, `end` is the place of the cut, behind
    closing quotes and the like, `next` the first character after the blanks. `lead` are the quotes and brackets before
    the next `word`; `token` is what stands right before the terminators, `joinings` the token behind the short pieces
    before it, the longest first, `abbreviation` its class in the tables.
    """

    __slots__ = (
        "abbreviation",
        "end",
        "first",
        "joinings",
        "lead",
        "limit",
        "mark",
        "mark_end",
        "next",
        "next_character",
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
        self.end = absorb(text, mark_end, limit)
        if SPACED_QUOTE.match(text, self.end, limit) and is_quotation_open(text, mark):
            self.end += 2
        blanks = BLANKS.match(text, self.end, limit)
        self.next = blanks.end() if blanks else self.end

    def look_around(self) -> None:
        """Read the words on both sides, which only a place that stands free needs."""
        following = NEXT.match(self.text, self.next, self.limit)
        self.lead = following.group(1) if following else ""
        self.word = (following.group(2) or "") if following else ""
        self.word_start = self.next + len(self.lead)
        self.word_end = self.word_start + len(self.word)
        self.next_character = self.text[self.word_start : self.word_start + 1]
        self.token = token_before(self.text, self.first, self.mark)
        self.joinings = joinings(self.text, self.first, self.mark, self.token)
        self.abbreviation = self.find_abbreviation()

    def find_abbreviation(self) -> str | None:
        """Return the token's class in the tables; some abbreviations count only with a capital."""
        for joined in self.joinings[:-1]:
            if joined in self.tables.classes:
                return self.tables.classes[joined]
        key = self.key
        if key in self.tables.capitals and self.token[0].islower():
            return None
        street = self.language.street_endings
        return self.tables.classes.get(key) or ("numbered" if street and key.endswith(street) else None)

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
        if extends(text[after]) or binds(text[self.end - 1]):
            return False  # the cut would fall inside a grapheme
        if after > self.end:
            return True
        if self.run[-1] == "．":
            return not text[after].isdigit()
        return self.run[-1] in UNSPACED or is_wide(text[after]) or (not self.is_closed and text[after].isalnum())

    @property
    def key(self) -> str:
        """The token as the tables write it; of a hyphenated one, its last part."""
        token = self.token.lower()
        return token.rpartition("-")[2] if "-" in token and "." not in token else token

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
    behind = text[max(first, mark - BEHIND) : mark]
    if not behind or behind[-1].isspace():
        return ""
    token = behind.rsplit(None, 1)[-1]
    if token.isalpha():
        return token
    found = LAST_TOKEN.search(token)
    return found.group().lstrip("-") if found else ""


def joinings(text: str, first: int, mark: int, token: str) -> list[str]:
    """Return the token behind the short pieces before it that end in a stop, the longest first: `i.d.r`, `d.r`, `r`."""
    found = [token.lower()]
    start = mark - len(token)
    if len(token) > 5 or start - 2 < first or text[start - 2] != ".":
        return found
    for piece in reversed(text[max(first, start - PIECES_BEHIND) : start].split()[-3:]):
        if len(piece) > 5 or piece[-1] != ".":
            break
        found.append(piece.lower() + found[-1])
    return found[::-1]


def next_candidate(text: str, first: int, position: int, limit: int, tables: Tables) -> Candidate | None:
    """Return the first place from `position` on where the unit that began at `first` may end before `limit`."""
    scan = scanner(tables.language.extra_terminators).search
    while found := scan(text, position, limit):
        candidate = Candidate(text, first, found.start(), found.end(), limit, tables)
        if candidate.next >= limit:
            return None
        if candidate.stands_free:
            candidate.look_around()
            return candidate
        position = found.end()
    return None
