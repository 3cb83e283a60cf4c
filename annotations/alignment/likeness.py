"""How alike two wordings are: shared words, beginnings of words and pairs of neighbouring words."""

from dataclasses import dataclass

from annotations.alignment.words import words_of

STEM = 5  # characters of a longer word that its other forms are expected to share
SHORT = 3  # words up to this length say little: the, in, of, das, que
SHORT_WEIGHT, WORD_WEIGHT, STEM_WEIGHT, PAIR_WEIGHT = 1, 2, 1, 1


@dataclass(frozen=True, slots=True)
class Profile:
    """What counts when a wording is compared: its features with their weights, and the sum of these."""

    features: dict[str, int]
    total: int


def profile_of(text: str) -> Profile:
    """Return what counts in a wording; takes time in proportion to its length."""
    features: dict[str, int] = {}
    before = ""
    for word in words_of(text):
        light = len(word) <= SHORT and not word.isnumeric()
        features[word] = features.get(word, 0) + (SHORT_WEIGHT if light else WORD_WEIGHT)
        if not light:
            stem = f"{word[:STEM]}-"
            features[stem] = features.get(stem, 0) + STEM_WEIGHT
        if before:
            pair = f"{before} {word}"
            features[pair] = features.get(pair, 0) + PAIR_WEIGHT
        before = word
    return Profile(features, sum(features.values()))


def similarity(first: str, second: str) -> float:
    """Return how alike two wordings are, from 0 (no word shared) to 1; the same whichever comes first.

    Case, punctuation and blanks do not count, the order of words counts a little, long words more than short ones. Two
    texts without any word are alike only if they are equal.
    """
    if first == second:
        return 1.0
    return alike(profile_of(first), profile_of(second))


def alike(first: Profile, second: Profile) -> float:
    """Return the similarity of two wordings by their profiles."""
    together = first.total + second.total
    return 2 * shared(first, second) / together if together else 0.0


def shared(first: Profile, second: Profile) -> int:
    """Return the weight of what two wordings share."""
    ours, theirs = first.features, second.features
    return sum([min(ours[feature], theirs[feature]) for feature in ours.keys() & theirs.keys()])
