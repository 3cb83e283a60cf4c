"""Numbers, and what a number with its neighbours makes: a date, an amount of money, a percentage."""

import re
from collections.abc import Iterable, Iterator, Sequence

from annotations.hints.languages.base import Tables
from annotations.hints.reasons import Hint, Reason, outside
from annotations.hints.words import Word, folded

WIDE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"  # scripts that set no blanks around figures

_FIGURES = re.compile(
    rf"(?<![^\W_{WIDE}])(?<![^\W\d_{WIDE}][-‐])"  # not the 19 of COVID-19
    r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,6}+(?!\d)|\d++(?:[.,'’/:]\d++)*+)"
    r"(?:-?[^\W\d_]{1,3}(?![^\W_]))?+"  # 12th, 1er, 3-й, 1990s
)
_DAY = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}\Z")
_YEAR = re.compile(r"(?:1\d|20)\d\d(?:-?[^\W\d_]{1,3})?\Z")
_ISO_DAY = re.compile(r"(?<!\w)\d{4}-\d\d-\d\d(?!\w)")
_SIGN_BEFORE = re.compile(
    r"(?:[$€£¥₽₴₹₺₩]|(?:USD|EUR|GBP|CHF|JPY|CNY|RUB|UAH|PLN|SEK|NOK|DKK|US\$|C\$|A\$|R\$))[ \u00a0\u202f]?\Z"
)
_SIGN_AFTER = re.compile(r"[ \u00a0\u202f]?(?:[$€£¥₽₴₹₺₩]|(?:USD|EUR|GBP|CHF|JPY|CNY|RUB|UAH|PLN|SEK|NOK|DKK)(?!\w))")
_PERCENT_AFTER = re.compile(r"[ \u00a0\u202f]?[%‰٪％]")
_WORDS_AFTER = re.compile(r"[\W_]{1,2}([^\W_]+(?:['’][^\W_]+)?)(?:[\W_]{1,2}([^\W_]+))?")
_GAP = 8  # code points between the parts of a date
_BETWEEN = str.maketrans(dict.fromkeys(".,-‐\u00a0\u202fºª", " "))


def numbers(text: str, words: Sequence[Word], spelt: Iterable[Hint], tables: Tables) -> list[Hint]:
    """Return numbers in figures and, from `spelt`, in words, joined where they stand together; each once.

    A number that belongs to a date, an amount of money or a percentage is given as that alone.
    """
    days = [Hint(Reason.DATE, match.start(), match.end()) for match in _ISO_DAY.finditer(text)]
    figures = [Hint(Reason.NUMBER, match.start(), match.end()) for match in _FIGURES.finditer(text)]
    free = outside(figures, days)
    joined = list(_joined(text, sorted([*free, *spelt], key=lambda hint: (hint.start, hint.end))))
    dates = _dates(text, words, joined, tables)
    return [*days, *dates, *_apart(_named(text, number, tables) for number in outside(joined, dates))]


def _joined(text: str, parts: Sequence[Hint]) -> Iterator[Hint]:
    """Join "5", "million" and "two", "hundred": at least the second is spelt, and only a blank stands between them."""
    open_part: Hint | None = None
    for part in parts:
        together = open_part and text[open_part.end : part.start] in (" ", "-", "\u00a0", "\u202f")
        if open_part and part.start < open_part.end:
            continue
        if open_part and together and not text[part.start].isdigit():
            open_part = Hint(Reason.NUMBER, open_part.start, part.end)
            continue
        if open_part:
            yield open_part
        open_part = part
    if open_part:
        yield open_part


def _apart(named: Iterable[Hint]) -> Iterator[Hint]:
    """Leave out what lies in the hint before: the number of "3 por cento" is all of it."""
    end = 0
    for hint in named:
        if hint.start >= end:
            yield hint
            end = hint.end


def _dates(text: str, words: Sequence[Word], numbers: Sequence[Hint], tables: Tables) -> list[Hint]:
    """Return the stretches where a month stands: 12 May 2020, May 2020, 12 May.

    A month alone needs a capital inside a sentence, since "may" and "march" are other words too.
    """
    found: list[Hint] = []
    place = 0
    for word in words:
        if word.folded not in tables.months:
            continue
        while place < len(numbers) and numbers[place].end <= word.start:
            place += 1
        before = place and _linked(text, numbers[place - 1].end, word.start, tables)
        start = numbers[place - 1].start if before else word.start
        end, steps = word.end, place
        while steps < len(numbers) and steps < place + 2 and _linked(text, end, numbers[steps].start, tables):
            end, steps = numbers[steps].end, steps + 1
        alone = (start, end) == (word.start, word.end)
        if (not alone or word.is_proper) and not (found and start < found[-1].end):
            found.append(Hint(Reason.DATE, start, end))
    return found


def _linked(text: str, start: int, end: int, tables: Tables) -> bool:
    """Return whether nothing but blanks, stops and the small words of a date stand between."""
    if not 0 <= end - start <= _GAP:
        return False
    between = folded(text[start:end])
    return "\n" not in between and all(part in tables.date_links for part in between.translate(_BETWEEN).split())


def _named(text: str, number: Hint, tables: Tables) -> Hint:
    """Return a number as a percentage, money or a date, if it is one."""
    after = _PERCENT_AFTER.match(text, number.end)
    if after:
        return Hint(Reason.PERCENT, number.start, after.end())
    before = _SIGN_BEFORE.search(text, max(0, number.start - 4), number.start)
    after = _SIGN_AFTER.match(text, number.end)
    if before or after:
        start, end = before.start() if before else number.start, after.end() if after else number.end
        return Hint(Reason.MONEY, start, end)
    return _by_words(text, number, tables) or _by_shape(text, number)


def _by_words(text: str, number: Hint, tables: Tables) -> Hint | None:
    next_words = _WORDS_AFTER.match(text, number.end, number.end + 60)
    if not next_words:
        return None
    after = [folded(word) for word in next_words.groups() if word]
    for phrase in sorted(tables.percents, key=len, reverse=True):
        if tuple(after[: len(phrase)]) == phrase:
            return Hint(Reason.PERCENT, number.start, next_words.end(len(phrase)))
    for place, word in enumerate(after, 1):  # "5 million US dollars": one word may stand between
        if word in tables.currencies:
            return Hint(Reason.MONEY, number.start, next_words.end(place))
    return None


def _by_shape(text: str, number: Hint) -> Hint:
    shape = text[number.start : number.end]
    is_date = _DAY.match(shape) or _YEAR.match(shape)
    return Hint(Reason.DATE, number.start, number.end) if is_date else number
