"""The labels of other tools in the words of a scale: by what somebody chose, by name, or by what the scale says."""

import re
from collections.abc import Iterable, Iterator, Mapping

from annotations.scales import Scale
from annotations.scales.labels import Label
from annotations.services.refusals import Invalid

MAPPINGS = ("claimreview", "truth_o_meter", "averitec", "fever")
RATING = "claimreview_rating"
BEST = 5
_PARTING = re.compile(r"[\s_-]+")


def plain(words: str) -> str:
    """Return a label as it is compared: without case, and with one blank for each hyphen, underscore or blank."""
    return _PARTING.sub(" ", words).strip().casefold()


class LabelMap:
    """Finds the label of a scale for the words of a label elsewhere.

    Words that the scale's own mappings give to more than one label have no counterpart.
    """

    def __init__(self, scale: Scale, chosen: Mapping[str, str]) -> None:
        """Raise Invalid if something chosen is no label of the scale."""
        for words, slug in chosen.items():
            if slug not in scale:
                raise Invalid("label_unknown", f"The scale “{scale.title}” has no label “{slug}” for “{words}”.")
        self._found = {plain(words): slug for words, slug in chosen.items()}
        for names in _names(scale):
            for words, slugs in names.items():
                if len(slugs) == 1:
                    self._found.setdefault(words, slugs[0])

    def find(self, words: str) -> str:
        """Return the slug of the label, '' where there is no counterpart."""
        return self._found.get(plain(words), "")


def chosen_of(pairs: Iterable[str]) -> dict[str, str]:
    """Return what was chosen as LABEL=slug. Raises Invalid for anything else."""
    chosen = {}
    for pair in pairs:
        words, sign, slug = pair.rpartition("=")
        if not sign or not words.strip() or not slug.strip():
            raise Invalid("map_invalid", f"“{pair[:120]}” is not of the form LABEL=slug.")
        chosen[words] = slug.strip()
    return chosen


def _names(scale: Scale) -> Iterator[dict[str, list[str]]]:
    """Yield the names of labels, those that count first; the vocabularies of others last."""
    yield _by_words((label.slug, label) for label in scale.labels)
    yield _by_words((label.title, label) for label in scale.labels)
    for name in MAPPINGS:
        lossless = [label for label in scale.labels if not label.mappings.get(f"{name}_lossy")]
        yield _by_words((label.mappings.get(name, ""), label) for label in lossless)
    rated = [(label.mappings.get(RATING, ""), label) for label in scale.labels]
    yield _by_words((f"{rating} of {BEST}" if rating else "", label) for rating, label in rated)


def _by_words(pairs: Iterable[tuple[str, Label]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for words, label in pairs:
        if words:
            found.setdefault(plain(words), []).append(label.slug)
    return found
