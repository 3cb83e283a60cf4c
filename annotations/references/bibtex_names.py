"""Names in BibTeX: "First von Last", "von Last, First", "von Last, Jr, First", and {Organisation} in braces."""

import re
from collections.abc import Iterator

from annotations.references.latex import decoded, encoded
from annotations.references.text import plain

_AND = re.compile(r"[{}]|\s+and\s+", re.IGNORECASE)
_COMMA = re.compile(r"[{},]")
_BLANK = re.compile(r"[{}]|(?:\s|~)+")
OTHERS = "et al."


def names_of(value: str) -> list[dict[str, str]]:
    """Return the CSL names of a field still in LaTeX; "others" at the end is the literal "et al."."""
    people = [_person(part.strip()) for part in _split(value, _AND) if part.strip()]
    return [person for person in people if person]


def _split(value: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """Split at what the pattern finds outside of braces."""
    depth = start = 0
    for match in pattern.finditer(value):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            yield value[start : match.start()]
            start = match.end()
    yield value[start:]


def _person(text: str) -> dict[str, str]:
    if text.lower() == "others":
        return {"literal": OTHERS}
    if text.startswith("{") and len(list(_split(text, _BLANK))) == 1:
        return _kept(literal=text)
    parts = [part.strip() for part in _split(text, _COMMA)]
    if len(parts) == 1:
        return _in_reading_order(text)
    particle, family = _particle([word for word in _split(parts[0], _BLANK) if word])
    given, suffix = (parts[1], "") if len(parts) == 2 else (" ".join(parts[2:]), parts[1])
    return _kept(family=" ".join(family), given=given, suffix=suffix, **{"non-dropping-particle": " ".join(particle)})


def _in_reading_order(text: str) -> dict[str, str]:
    words = [word for word in _split(text, _BLANK) if word]
    first = next((place for place, word in enumerate(words[:-1]) if _is_small(word)), len(words) - 1)
    particle, family = _particle(words[first:])
    given = " ".join(words[:first])
    return _kept(family=" ".join(family), given=given, **{"non-dropping-particle": " ".join(particle)})


def _particle(words: list[str]) -> tuple[list[str], list[str]]:
    """Part the small words at the front of a family name from the rest, of which at least one word is left."""
    last = max(0, len(words) - 1)
    size = next((place for place, word in enumerate(words[:last]) if not _is_small(word)), last)
    return words[:size], words[size:]


def _is_small(word: str) -> bool:
    return not word.startswith("{") and decoded(word)[:1].islower()


def _kept(**parts: str) -> dict[str, str]:
    found = {name: plain(decoded(part)) for name, part in parts.items()}
    return {name: part for name, part in found.items() if part}


def written_names(people: list[dict[str, str]]) -> str:
    """Return CSL names as a BibTeX field."""
    return " and ".join(_written(person) for person in people)


def _written(person: dict[str, str]) -> str:
    if "literal" in person:
        return "others" if person["literal"] == OTHERS else f"{{{encoded(person['literal'])}}}"
    particles = [person.get("dropping-particle", ""), person.get("non-dropping-particle", "")]
    family = " ".join(filter(None, [*map(encoded, particles), _guarded(person.get("family", ""))]))
    parts = [family, _guarded(person.get("suffix", "")), _guarded(person.get("given", ""))]
    return ", ".join(filter(None, parts)) if parts[2] or parts[1] else family


def _guarded(name: str) -> str:
    """Put a part in braces that would be taken apart: with a comma, "and", or a small letter at the front."""
    words = name.split()
    splits = "," in name or any(word.lower() == "and" for word in words) or (words and _is_small(words[0]))
    return f"{{{encoded(name)}}}" if splits or (len(words) > 1 and any(map(_is_small, words))) else encoded(name)
