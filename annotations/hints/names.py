"""Names: words with a capital where the language asks for none."""

from collections.abc import Iterator, Sequence

from annotations.hints.languages.base import Tables
from annotations.hints.reasons import Hint, Reason, outside
from annotations.hints.words import Word

_LINKS = frozenset(
    (
        "of", "the", "de", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "la", "le", "les", "von",
        "van", "der", "den", "ter", "zu", "y", "e", "bin", "ibn", "al", "el",
    )
)  # fmt: skip
_MOST_LINKS = 2
_SHORTEST_ACRONYM = 2


def names(text: str, words: Sequence[Word], taken: Sequence[Hint], tables: Tables) -> list[Hint]:
    """Return runs of words with a capital, "Bank of England" as one; words inside `taken`, in order, are none.

    The first word of a sentence, which has its capital anyway, needs another one beside it, unless it is an acronym or
    has a possessive ending. Where all nouns have capitals, every run needs two words. A text in capitals has no names.
    """
    if _is_shouted(words):
        return []
    free = outside(words, taken)
    runs = (run for run in _runs(text, free, tables) if _is_name(run, tables))
    return [Hint(Reason.NAME, run[0].start, run[-1].end) for run in runs]


def _is_shouted(words: Sequence[Word]) -> bool:
    cased = [word.shape for word in words if word.shape.upper() != word.shape.lower() and len(word.shape) > 1]
    return len(cased) > 2 and 2 * sum(shape.isupper() for shape in cased) > len(cased)


def _runs(text: str, words: Sequence[Word], tables: Tables) -> Iterator[list[Word]]:
    """Yield stretches of capitalised words with small linking words inside, without words that open a sentence."""
    run: list[Word] = []
    links: list[Word] = []
    for word in words:
        joins = bool(run) and not word.opens and text[(links or run)[-1].end : word.start] in (" ", "\u00a0", ". ")
        if joins and word.folded in _LINKS and word.shape.islower() and len(links) < _MOST_LINKS:
            links.append(word)
            continue
        if run and not (joins and _has_capital(word, tables)):
            yield run
            run = []
        run += [*links, word] if run else [word] if _has_capital(word, tables) else []
        links = []
        if len(run) == 1 and word.opens and word.folded in tables.starters:
            run = []
    if run:
        yield run


def _has_capital(word: Word, tables: Tables) -> bool:
    return word.shape[0].isupper() and word.folded not in tables.never_names and word.folded not in tables.months


def _is_name(run: Sequence[Word], tables: Tables) -> bool:
    first = run[0]
    if len(run) > 1 or _is_acronym(first.shape):
        return True
    if tables.nouns_have_capitals:
        return False
    return not first.opens or first.folded.endswith("'s")


def _is_acronym(shape: str) -> bool:
    return sum(character.isupper() for character in shape) >= _SHORTEST_ACRONYM
