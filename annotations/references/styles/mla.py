"""MLA, after the MLA Handbook, ninth edition: author, title, and containers whose elements stand between commas."""

from annotations.references.dates import Parts
from annotations.references.styles.facts import (
    FILMS,
    LEGAL,
    PARTS_OF_BOOKS,
    PERIODICALS,
    POSTS,
    Facts,
    People,
)
from annotations.references.styles.runs import Phrase, italic, listed, quoted, sentence, text_of, upright

_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_ALONE = LEGAL | {"book", "report"}
_IN_CONTAINERS = PERIODICALS | PARTS_OF_BOOKS | POSTS | {"webpage"}


def mla(facts: Facts) -> Phrase:
    """Return the entry of a list of works cited."""
    parts = [upright(_names(facts)), _title(facts), upright(_asked(facts))]
    parts += [listed(_container(facts)), upright(_accessed(facts))]
    return listed([sentence(part) for part in parts], " ")


def _names(facts: Facts) -> str:
    if facts.authors:
        return _people(facts.authors)
    if facts.editors and facts.type not in PERIODICALS | PARTS_OF_BOOKS:
        return f"{_people(facts.editors)}, editor{'s' if len(facts.editors.names) > 1 else ''}"
    return ""


def _people(people: People) -> str:
    """Return one name turned round, two with "and", and of three or more the first with "et al."."""
    first, *others = people.names
    if people.more or len(others) > 1:
        return f"{first.inverted}, et al."
    return f"{first.inverted}, and {others[0].natural}" if others else first.inverted


def _title(facts: Facts) -> Phrase:
    """Return the title: quoted if the work is part of another, italic if it stands alone, else a description."""
    if facts.type == "personal_communication":
        return ()
    if not facts.title:
        return upright("" if _asked(facts) else facts.description)
    is_part = facts.type in _IN_CONTAINERS or (bool(facts.container) and facts.type not in _ALONE)
    return quoted(facts.title) if is_part else italic(facts.title)


def _asked(facts: Facts) -> str:
    names = _natural(facts.interviewers)
    return f"Interview by {names}" if facts.type == "interview" and names else ""


def _container(facts: Facts) -> list[Phrase]:
    """Return the elements of the container in order: title, people, edition, number, publisher, date, place."""
    if facts.type == "personal_communication":
        return [upright(_letter(facts)), upright(_day(facts.issued) or facts.issued_text)]
    if facts.type in LEGAL:
        return _law(facts)
    publisher = "" if facts.publisher in (facts.container, _names(facts)) else facts.publisher
    elements = [
        italic(facts.container),
        upright(_contributors(facts)),
        upright(facts.edition or (f"version {facts.version}" if facts.version else "")),
        *map(upright, _numbers(facts)),
        upright("" if facts.type in PERIODICALS else publisher),
        upright(_day(facts.issued) or facts.issued_text),
        upright(_pages(facts.pages)),
        upright(facts.link),
    ]
    return _begun([element for element in elements if element])


def _law(facts: Facts) -> list[Phrase]:
    section = f"§ {facts.section}" if facts.section else ""
    found = " ".join(filter(None, [facts.volume, facts.container, section or facts.pages]))
    elements = [facts.number, found, facts.publisher, _day(facts.issued) or facts.issued_text, facts.link]
    return [upright(element) for element in elements if element]


def _begun(elements: list[Phrase]) -> list[Phrase]:
    """Begin with a capital, as after any stop: "Directed by", "Vol. 2", "Version 3"."""
    if not elements or elements[0][0].italic or text_of(elements[0]).startswith("http"):
        return elements
    first = text_of(elements[0])
    return [upright(first[0].upper() + first[1:]), *elements[1:]]


def _contributors(facts: Facts) -> str:
    directed = f"directed by {_natural(facts.directors)}" if facts.type in FILMS and facts.directors else ""
    edited = f"edited by {_natural(facts.editors)}" if facts.editors and facts.type in PARTS_OF_BOOKS else ""
    return directed or edited


def _natural(people: People) -> str:
    names = [person.natural for person in people.names]
    if len(names) > 2 or (people.more and names):
        return f"{names[0]} et al."
    return " and ".join(names)


def _numbers(facts: Facts) -> list[str]:
    volume = f"vol. {facts.volume}" if facts.volume else ""
    issue = f"no. {facts.issue}" if facts.issue else ""
    number = f"no. {facts.number}" if facts.number and facts.type in PERIODICALS and not facts.issue else ""
    report = f"{facts.genre or 'report'} no. {facts.number}" if facts.number and facts.type == "report" else ""
    law = facts.number if facts.type not in PERIODICALS | {"report"} else ""
    return [volume, issue or number, report, law]


def _letter(facts: Facts) -> str:
    to = f" to {_natural(facts.recipients)}" if facts.recipients else ""
    return f"{facts.genre[:1].upper()}{facts.genre[1:]}{to}" if facts.genre else f"Personal communication{to}"


def _pages(pages: str) -> str:
    if not pages:
        return ""
    return f"pp. {_shortened(pages)}" if "–" in pages or "," in pages else f"p. {pages}"


def _shortened(pages: str) -> str:
    """Give the last two digits of the second number of a range above 99, or more where more are needed."""
    first, _, last = pages.partition("–")
    if not (first.isdecimal() and last.isdecimal() and len(first) == len(last) > 2):
        return pages
    same = next((place for place, (one, other) in enumerate(zip(first, last, strict=True)) if one != other), len(last))
    return f"{first}–{last[min(same, len(last) - 2) :]}"


def _accessed(facts: Facts) -> str:
    return f"Accessed {_day(facts.accessed)}" if facts.url and not facts.doi and facts.accessed else ""


def _day(parts: Parts) -> str:
    """Return "12 May 2020", "May 2020" or "2020"."""
    if not parts:
        return ""
    year, *rest = parts
    return " ".join([*map(str, rest[1:]), *([_MONTHS[rest[0] - 1]] if rest else []), str(year)])
