"""Gaps: what stands between the units that stayed, compared by how alike the wordings are.

All pairs of a gap are compared as long as there are few. In a larger one a unit is compared only with the units that
share the most of its rarest features with it, and of those that share a common one only with the ones near its own
place, so that the time grows with the length of the gap and not with its square. What is missed stays new and deleted.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotations.alignment.likeness import Profile, alike, profile_of, shared

LIKE = 0.5  # what a changed sentence keeps of itself at least
WHOLE = 0.7  # how alike a sentence and its pieces together have to be
PIECE = 0.6  # how much of a piece has to come from the whole
GAIN = 0.05  # how much better each further piece has to make it
MOST_PIECES = 5

ALL_PAIRS = 400  # a gap with no more pairs than this is compared in full
COMMON = 12  # in a larger gap, of a feature that more old units have than this, the nearest ones are looked at
RAREST = 16  # features by which the units to compare are found
LIKELIEST = 6  # and this many old units are compared with each new one

Pair = tuple[int, int]
Run = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Old and new units, by index, that may belong together: one to one, one to several or several to one.

    `units` names all of them, each with its side; `members` are the same as a set.
    """

    old: Run
    new: Run
    score: float
    units: tuple[tuple[str, int], ...] = field(init=False)
    members: frozenset[tuple[str, int]] = field(init=False)

    def __post_init__(self) -> None:
        units = (*(("old", index) for index in self.old), *(("new", index) for index in self.new))
        object.__setattr__(self, "units", units)
        object.__setattr__(self, "members", frozenset(units))


def pairings(old: Mapping[int, str], new: Mapping[int, str]) -> list[Pairing]:
    """Return the pairings of a gap, given the texts of its units by index, that are good enough; the best first."""
    olds = {index: profile_of(text) for index, text in old.items()}
    news = {index: profile_of(text) for index, text in new.items()}
    common = [(a, b, shared(olds[a], news[b])) for a, b in _likely_pairs(olds, news)]
    found = [
        Pairing((a,), (b,), score) for a, b, both in common if (score := _likeness(both, olds[a], news[b])) >= LIKE
    ]
    splits = _parted(olds, news, new, common)
    merges = _parted(news, olds, old, ((b, a, both) for a, b, both in common))
    found += [Pairing((whole,), run, score) for whole, run, score in splits]
    found += [Pairing(run, (whole,), score) for whole, run, score in merges]
    return sorted(found, key=lambda pairing: (-pairing.score, pairing.old, pairing.new))


def _likely_pairs(olds: Mapping[int, Profile], news: Mapping[int, Profile]) -> Iterator[Pair]:
    if len(olds) * len(news) <= ALL_PAIRS:
        yield from ((a, b) for a in olds for b in news)
        return
    indexes = list(olds)
    holders: dict[str, list[int]] = {}
    for rank, profile in enumerate(olds.values()):
        for feature in profile.features:
            holders.setdefault(feature, []).append(rank)
    for rank, (index, profile) in enumerate(news.items()):
        likely = _likeliest(profile, holders, rank * len(olds) // len(news))
        yield from ((indexes[other], index) for other in likely)


def _likeliest(profile: Profile, holders: Mapping[str, Sequence[int]], expected: int) -> list[int]:
    """Return the ranks of the old units that share the most features, as far as these are rare or the units near."""
    shares: Counter[int] = Counter()
    found = [holders[feature] for feature in profile.features if feature in holders]
    for ranks in sorted(found, key=len)[:RAREST]:
        if len(ranks) > COMMON:
            nearest = bisect_left(ranks, expected)
            ranks = ranks[max(0, nearest - COMMON // 2) : nearest + COMMON // 2]
        shares.update(ranks)
    return [rank for rank, _count in shares.most_common(LIKELIEST)]


def _parted(
    wholes: Mapping[int, Profile],
    parts: Mapping[int, Profile],
    texts: Mapping[int, str],
    common: Iterable[tuple[int, int, int]],
) -> Iterator[tuple[int, Run, float]]:
    """Yield each whole that neighbouring parts make up together better than any of them alone, and its likeness."""
    pieces: dict[int, dict[int, float]] = {}
    for whole, part, both in common:
        if both and both >= PIECE * parts[part].total:
            pieces.setdefault(whole, {})[part] = _likeness(both, wholes[whole], parts[part])
    for whole, scores in pieces.items():
        first = max(scores, key=lambda part: (scores[part], -part))
        run, score = _grown(wholes[whole], (first,), scores[first], scores.keys(), texts)
        if len(run) > 1 and score >= WHOLE:
            yield whole, run, score


def _grown(
    whole: Profile, run: Run, score: float, candidates: Iterable[int], texts: Mapping[int, str]
) -> tuple[Run, float]:
    """Add neighbours to a run of pieces as long as that makes it clearly more like the whole."""
    while len(run) < MOST_PIECES:
        longer = [(run[0] - 1, *run)] * (run[0] - 1 in candidates) + [(*run, run[-1] + 1)] * (run[-1] + 1 in candidates)
        scored = [(alike(whole, profile_of(" ".join(texts[part] for part in taken))), taken) for taken in longer]
        best, taken = max(scored, default=(0.0, run))
        if best < score + GAIN:
            break
        run, score = taken, best
    return run, score


def _likeness(both: int, first: Profile, second: Profile) -> float:
    total = first.total + second.total
    return 2 * both / total if total else 0.0
