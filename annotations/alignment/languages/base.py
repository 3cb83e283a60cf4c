"""The tables of one language, as data that a linguist can extend."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def words(text: str) -> frozenset[str]:
    """Return the words of a table written as text."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """Return the phrases of a table written as text, parted by commas."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())


def numerals(text: str) -> dict[str, str]:
    """Return the number words of a table with their digits: from two upwards in order, forms parted by a stroke."""
    return {word: str(value) for value, forms in enumerate(text.split(), 2) for word in forms.split("/")}


@dataclass(frozen=True, slots=True)
class Language:
    """What one language adds. Everything is written small and with straight apostrophes, but for dates.

    Months and days are written as inside a sentence of the language, so that `May` is one and `may` is not.
    """

    referring: frozenset[str] = frozenset()  # openings, up to three words, that point at a neighbour: this, the two
    connectives: frozenset[str] = frozenset()  # may stand before such an opening: but, however
    openers: frozenset[str] = frozenset()  # other common first words, which are no names: the, in, when
    negations: frozenset[str] = frozenset()  # not, never, without
    negation_starts: tuple[str, ...] = ()  # of contracted words: French n'
    negation_ends: tuple[str, ...] = ()  # of contracted words: English n't
    numerals: Mapping[str, str] = field(default_factory=dict)  # "one" is left out: an article in many languages
    amounts: frozenset[str] = frozenset()  # dozen, half, million, percent, dollars
    dates: frozenset[str] = frozenset()  # months with their forms, days of the week
