"""Revisions written down in a line, for the tests of alignment."""

import re

from annotations.alignment import Placed

# Sentences that have next to nothing in common, each under a letter.
SENTENCES = {
    "A": "Belarus is the largest ally.",
    "B": "The army stationed forty thousand soldiers near Minsk last winter.",
    "C": "Cats sleep through most of an afternoon.",
    "D": "Dredging made every harbour deeper.",
    "E": "It rains.",
    "F": "Finally, peace was signed at Versailles.",
    "G": "Grain prices doubled between spring and autumn.",
    "H": "Hospitals reported fewer patients than expected.",
    "B'": "The army stationed fifty thousand soldiers near Minsk last winter.",
    "D2": "Serbia controls no strait.",
}


def revision(line: str, keys: str | None = None) -> list[Placed]:
    """Return the units that a line of letters stands for; without keys, each has its place as its key.

    The wording of a sentence is the sentence itself.
    """
    names = line.split()
    labels = keys.split() if keys else range(len(names))
    return units([SENTENCES[name] for name in names], list(labels))


def units(sentences, keys=None) -> list[Placed]:
    """Return units with these sentences, one after the other."""
    placed, start = [], 0
    for place, sentence in enumerate(sentences):
        placed.append(Placed(place if keys is None else keys[place], sentence, start, sentence))
        start += len(sentence) + 1
    return placed


def fates(alignment) -> str:
    """Return the fate of each new unit with the claims that it comes from: `unchanged a, new, merged b+c`."""
    return ", ".join(_fate(arrival.fate, arrival.old) for arrival in alignment.new)


def departures(alignment) -> str:
    """Return the fate of each old claim with the units that it went into."""
    return ", ".join(_fate(departure.fate, departure.new) for departure in alignment.old)


def claims_of(alignment) -> list:
    """Return the keys of the new revision's claims, for use as the next old one; new units get keys of their own."""
    return [alignment.keeps.get(arrival.key, f"{arrival.key}*") for arrival in alignment.new]


def _fate(fate, keys) -> str:
    return re.sub(" $", "", f"{fate} {'+'.join(map(str, keys))}")
