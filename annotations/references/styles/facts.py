"""What a record says, ready for print and the same for every style."""

import re
from dataclasses import dataclass
from typing import Any

from annotations.references.bibtex_names import OTHERS
from annotations.references.csl import Item, first_of
from annotations.references.dates import Parts, first_parts
from annotations.references.text import plain

_COUNTED = re.compile(r"(\d{1,3})(?:st|nd|rd|th)?\.?(?: ?ed(?:ition|\.)?)?\Z", re.IGNORECASE)

PERIODICALS = frozenset(("article-journal", "article-magazine", "article-newspaper", "review", "review-book"))
NEWS = frozenset(("article-magazine", "article-newspaper"))
PARTS_OF_BOOKS = frozenset(("chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"))
LEGAL = frozenset(("bill", "hearing", "legal_case", "legislation", "regulation", "treaty"))
POSTS = frozenset(("post", "post-weblog"))
FILMS = frozenset(("broadcast", "motion_picture"))
ONLINE = frozenset(("webpage", "post", "post-weblog"))

DESCRIPTIONS: dict[str, str] = {
    "article-journal": "Journal article", "article-magazine": "Magazine article",
    "article-newspaper": "Newspaper article", "book": "Book", "broadcast": "Broadcast", "chapter": "Chapter",
    "dataset": "Data set", "interview": "Interview", "legislation": "Legislation", "motion_picture": "Film",
    "personal_communication": "Personal communication", "post": "Post", "post-weblog": "Blog post",
    "report": "Report", "webpage": "Web page",
}  # fmt: skip
"""What a source without a title is called."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a family name, or a body or person with one undivided name in `literal`."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def natural(self) -> str:
        """The name as one reads it."""
        return self.literal or " ".join(filter(None, [self.given, self.family, self.suffix]))

    @property
    def inverted(self) -> str:
        """The name with its family name first."""
        return self.literal or ", ".join(filter(None, [self.family, self.given, self.suffix]))


@dataclass(frozen=True, slots=True)
class People:
    """Names in order; `more` says that the record knows of others without naming them."""

    names: tuple[Person, ...] = ()
    more: bool = False

    def __bool__(self) -> bool:
        return bool(self.names)


@dataclass(frozen=True, slots=True)
class Facts:
    """A record in print; what it does not say is '' or empty."""

    type: str
    authors: People
    editors: People
    directors: People
    interviewers: People
    recipients: People
    title: str
    container: str
    publisher: str
    place: str
    volume: str
    issue: str
    number: str
    edition: str
    pages: str
    section: str
    version: str
    genre: str
    medium: str
    issued: Parts
    issued_text: str
    is_circa: bool
    accessed: Parts
    doi: str
    url: str

    @property
    def description(self) -> str:
        """What to call it when it has no title."""
        return DESCRIPTIONS.get(self.type, "Document")

    @property
    def link(self) -> str:
        """The address under which it is found: that of its DOI before any other."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    @property
    def year(self) -> str:
        """The year, or what the record says in its place, or ''."""
        return ("ca. " if self.is_circa and self.issued else "") + (
            str(self.issued[0]) if self.issued else self.issued_text
        )


def facts_of(item: Item) -> Facts:
    """Read a clean record."""
    issued = item.get("issued", {})
    return Facts(
        type=item["type"],
        authors=_people(item, "author"),
        editors=_people(item, "editor"),
        directors=_people(item, "director"),
        interviewers=_people(item, "interviewer"),
        recipients=_people(item, "recipient"),
        title=first_of(item, ("title", "title-short")),
        container=first_of(item, ("container-title", "container-title-short")),
        publisher=first_of(item, ("publisher", "authority")),
        place=first_of(item, ("publisher-place",)),
        volume=first_of(item, ("volume",)),
        issue=first_of(item, ("issue",)),
        number=first_of(item, ("number",)),
        edition=_edition(first_of(item, ("edition",))),
        pages=first_of(item, ("page",)).replace("--", "–").replace("-", "–"),
        section=first_of(item, ("section",)),
        version=first_of(item, ("version",)),
        genre=first_of(item, ("genre",)),
        medium=first_of(item, ("medium",)),
        issued=first_parts(issued),
        issued_text=plain(issued.get("literal", "")),
        is_circa=bool(issued.get("circa")),
        accessed=first_parts(item.get("accessed", {})),
        doi=first_of(item, ("DOI",)),
        url=first_of(item, ("URL",)),
    )


def _people(item: Item, variable: str) -> People:
    people = item.get(variable, [])
    names = tuple(_person(person) for person in people if person.get("literal") != OTHERS)
    return People(names, more=len(names) < len(people))


def _person(person: dict[str, Any]) -> Person:
    if "literal" in person:
        return Person(literal=person["literal"])
    family = " ".join(filter(None, [person.get("non-dropping-particle", ""), person["family"]]))
    given = " ".join(filter(None, [person.get("given", ""), person.get("dropping-particle", "")]))
    if family and given and _is_wide(family[0]) and _is_wide(given[0]):
        return Person(literal=family + given)  # Chinese, Japanese and Korean names are not turned round
    return Person(family=family, given=given, suffix=person.get("suffix", ""))


def _is_wide(character: str) -> bool:
    return "\u3040" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7a3"


def _edition(edition: str) -> str:
    """Return "2nd ed." for "2", "2nd" or "2nd edition", other editions as they are named; nothing for the first."""
    counted = _COUNTED.match(edition)
    if not counted:
        return edition
    number = int(counted[1])
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending} ed." if number > 1 else ""
