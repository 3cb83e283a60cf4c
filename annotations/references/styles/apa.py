"""APA, after the Publication Manual of the American Psychological Association, seventh edition, chapters 9 to 11."""

import re

from annotations.references.dates import MONTHS
from annotations.references.styles.facts import (
    FILMS,
    LEGAL,
    NEWS,
    ONLINE,
    PARTS_OF_BOOKS,
    PERIODICALS,
    Facts,
    People,
    Person,
)
from annotations.references.styles.legal import legal
from annotations.references.styles.runs import Phrase, italic, listed, sentence, text_of, upright

MOST_NAMES = 20
_BY_DAY = NEWS | ONLINE | {"broadcast", "interview", "speech", "personal_communication"}
_BRACKETS = {"dataset": "Data set", "interview": "Interview", "motion_picture": "Film", "post": "Post"}


def apa(facts: Facts) -> Phrase:
    """Return the entry of a reference list: author, date, title, source, address without a stop after it."""
    if facts.type == "personal_communication":
        return _communication(facts)
    if facts.type in LEGAL:
        return listed([sentence(legal(facts)), upright(facts.link)], " ")
    names, date, title = upright(_names(facts)), upright(f"({_date(facts)})"), _title(facts)
    head = [names, date, title] if names else [title, date]
    source = [sentence(phrase) for phrase in (*head, *_source(facts))]
    return listed([*source, upright(_link(facts))], " ")


def _communication(facts: Facts) -> Phrase:
    """Return what stands in the text, where alone it is cited."""
    who = " & ".join(_natural(person) for person in facts.authors.names) or "Unnamed source"
    return sentence(upright(f"{who}, {facts.genre or 'personal communication'}, {_day(facts)}"))


def _names(facts: Facts) -> str:
    if facts.authors:
        return _people(facts.authors)
    if facts.type in FILMS and facts.directors:
        return _people(facts.directors) + (" (Directors)" if len(facts.directors.names) > 1 else " (Director)")
    if facts.editors and facts.type not in PERIODICALS | PARTS_OF_BOOKS:
        return _people(facts.editors) + (" (Eds.)" if len(facts.editors.names) > 1 else " (Ed.)")
    return ""


def _people(people: People) -> str:
    """Return up to twenty names; of more the first nineteen, points, and the last."""
    names = [_inverted(person) for person in people.names]
    if people.more:
        return ", ".join([*names, "et al."])
    if len(names) > MOST_NAMES:
        return ", ".join(names[: MOST_NAMES - 1]) + ", . . . " + names[-1]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + ", & " + names[-1]


def _inverted(person: Person) -> str:
    return person.literal or ", ".join(filter(None, [person.family, _initials(person.given), person.suffix]))


def _natural(person: Person) -> str:
    return person.literal or " ".join(filter(None, [_initials(person.given), person.family, person.suffix]))


def _initials(given: str) -> str:
    """Return "J.-P." for "Jean-Paul"; small words such as "van" stay."""
    return " ".join(word if word.islower() else _initial(word) for word in re.sub(r"\.(?=\w)", ". ", given).split())


def _initial(word: str) -> str:
    return "-".join(f"{part[0]}." for part in word.split("-") if part)


def _date(facts: Facts) -> str:
    if not facts.issued:
        return facts.issued_text or "n.d."
    is_video = facts.type == "motion_picture" and facts.container
    if not (facts.type in _BY_DAY or is_video) or len(facts.issued) == 1:
        return facts.year
    month = MONTHS[facts.issued[1] - 1]
    return f"{facts.year}, {month}" + (f" {facts.issued[2]}" if len(facts.issued) > 2 else "")


def _day(facts: Facts) -> str:
    """Return a date as it stands in a sentence: "April 18, 2001"."""
    year, _, day = _date(facts).partition(", ")
    return f"{day}, {year}" if day else year


def _title(facts: Facts) -> Phrase:
    """Return the title, italic where the work stands alone, with what identifies it in parentheses and brackets."""
    stands_alone = facts.type not in PERIODICALS | PARTS_OF_BOOKS and not _is_part(facts)
    if not facts.title:
        return upright(f"[{_bracket(facts) or facts.description}]")
    title = italic(facts.title) if stands_alone else upright(facts.title)
    inside = f"({', '.join(_numbers(facts))})" if stands_alone and _numbers(facts) else ""
    bracket = f"[{_bracket(facts)}]" if _bracket(facts) else ""
    return listed([title, upright(inside), upright(bracket)], " ")


def _is_part(facts: Facts) -> bool:
    """Return whether it appeared within something that has a title of its own; the site of a video is not meant."""
    return facts.type in {"broadcast", "interview"} and bool(facts.container)


def _numbers(facts: Facts) -> list[str]:
    version = f"Version {facts.version}" if facts.version else ""
    number = f"{facts.genre or 'Report'} No. {facts.number}" if facts.number and facts.type == "report" else ""
    volume = f"Vol. {facts.volume}" if facts.volume else ""
    return [part for part in (facts.edition, volume, version, number) if part]


def _bracket(facts: Facts) -> str:
    if facts.type == "interview" and facts.interviewers:
        return "Interview by " + " & ".join(_natural(person) for person in facts.interviewers.names)
    if facts.type == "broadcast":
        return facts.genre or facts.medium or ("Broadcast segment" if facts.container else "Broadcast")
    if facts.type == "report" and (facts.number or not facts.genre):
        return ""
    if facts.type in PERIODICALS | PARTS_OF_BOOKS | {"webpage", "book"}:
        return ""
    return facts.genre or facts.medium or _BRACKETS.get(facts.type, "")


def _source(facts: Facts) -> list[Phrase]:
    """Return where it appeared, without what the author's name says already."""
    if facts.type in PERIODICALS:
        return [_periodical(facts)]
    if facts.type in PARTS_OF_BOOKS:
        return [_book_around(facts), upright(facts.publisher)]
    around = italic(facts.container) if _is_part(facts) else upright(facts.container)
    if facts.type == "broadcast" and around:
        around = (*upright("In "), *around)
    said = {_names(facts), facts.title}
    parts = [around, upright(facts.publisher if facts.publisher != facts.container else "")]
    return [part for part in parts if text_of(part) not in said]


def _periodical(facts: Facts) -> Phrase:
    issue = upright(f"({facts.issue})" if facts.issue else "")
    volume = (*italic(facts.volume), *issue)
    article = "" if facts.pages or not facts.number else f"Article {facts.number}"
    return listed([italic(facts.container), volume, upright(facts.pages or article)])


def _book_around(facts: Facts) -> Phrase:
    names = [_natural(person) for person in facts.editors.names]
    editors = " & ".join(names) if len(names) < 3 else ", ".join(names[:-1]) + ", & " + names[-1]
    role = "(Eds.)" if len(facts.editors.names) > 1 else "(Ed.)"
    volume = f"Vol. {facts.volume}" if facts.volume else ""
    pages = (f"pp. {facts.pages}" if "–" in facts.pages or "," in facts.pages else f"p. {facts.pages}") * bool(
        facts.pages
    )
    inside = ", ".join(filter(None, [facts.edition, volume, pages]))
    book = listed([italic(facts.container), upright(f"({inside})" if inside else "")], " ")
    around = listed([upright(f"{editors} {role}" if editors else ""), book])
    return (*upright("In "), *around) if around else ()


def _link(facts: Facts) -> str:
    """Return the address; with the day of retrieval where the work has no date, and so may change."""
    if not facts.link or facts.doi or facts.issued or facts.issued_text or len(facts.accessed) < 3:
        return facts.link
    year, month, day = facts.accessed
    return f"Retrieved {MONTHS[month - 1]} {day}, {year}, from {facts.link}"
