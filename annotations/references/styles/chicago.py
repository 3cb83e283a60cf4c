"""Chicago, author-date, after The Chicago Manual of Style, seventeenth edition, chapters 14 and 15."""

from annotations.references.dates import MONTHS, Parts
from annotations.references.styles.facts import (
    FILMS,
    LEGAL,
    NEWS,
    ONLINE,
    PARTS_OF_BOOKS,
    PERIODICALS,
    POSTS,
    Facts,
    People,
)
from annotations.references.styles.legal import legal
from annotations.references.styles.runs import Phrase, italic, listed, quoted, sentence, upright

MOST_NAMES, NAMES_OF_MANY = 10, 7
_QUOTED = PERIODICALS | PARTS_OF_BOOKS | ONLINE | {"dataset", "interview", "speech"}


def chicago(facts: Facts) -> Phrase:
    """Return the entry of a reference list, of which every part ends with a stop."""
    if facts.type == "personal_communication":
        return _communication(facts)
    if facts.type in LEGAL:
        return listed([sentence(legal(facts)), sentence(upright(facts.link))], " ")
    names, title = _names(facts), _title(facts)
    year = upright(facts.year or "n.d.")
    head = [names, year, title] if names else [title, year]
    parts = [*head, *_source(facts), upright(_accessed(facts)), upright(facts.link)]
    return listed([sentence(part) for part in parts], " ")


def _communication(facts: Facts) -> Phrase:
    """Return what stands in the text, where alone it is cited."""
    who = _series([person.natural for person in facts.authors.names]) or "Unnamed source"
    parts = [who, facts.genre or "personal communication", _day(facts.issued) or facts.issued_text or "n.d."]
    return sentence(upright(", ".join(parts)))


def _names(facts: Facts) -> Phrase:
    """Return who answers for the work: the author, else editors or directors, else the body that published it."""
    if facts.authors:
        return upright(_people(facts.authors))
    for people, role in ((facts.directors, "dir"), (facts.editors, "ed")):
        if people and facts.type not in PERIODICALS | PARTS_OF_BOOKS:
            return upright(f"{_people(people)}, {role}{'s' if len(people.names) > 1 else ''}.")
    if facts.type in NEWS:
        return italic(facts.container)
    if facts.type in {"webpage", "report"}:
        return upright(facts.publisher or facts.container)
    return ()


def _people(people: People) -> str:
    """Return the first name turned round and the others as one reads them; of more than ten the first seven."""
    names = [people.names[0].inverted, *(person.natural for person in people.names[1:])]
    if people.more or len(names) > MOST_NAMES:
        return ", ".join([*(names[:NAMES_OF_MANY] if len(names) > MOST_NAMES else names), "et al."])
    # After a name turned round a comma stands before "and" even between two.
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + ", and " + names[-1]


def _series(names: list[str]) -> str:
    if len(names) < 3:
        return " and ".join(names)
    return ", ".join(names[:-1]) + ", and " + names[-1]


def _title(facts: Facts) -> Phrase:
    if not facts.title:
        return upright("" if facts.interviewers else facts.description)
    is_part = facts.type in FILMS and facts.container
    return quoted(facts.title) if facts.type in _QUOTED or is_part else italic(facts.title)


def _source(facts: Facts) -> list[Phrase]:
    if facts.type in NEWS:
        return [_news(facts)]
    if facts.type in PERIODICALS:
        return [_journal(facts)]
    if facts.type in PARTS_OF_BOOKS:
        return [_book_around(facts), upright(facts.edition), upright(_imprint(facts))]
    if facts.type in {"interview", *FILMS}:
        return _talk(facts)
    if facts.type in ONLINE:
        return _online(facts)
    version = f"Version {facts.version}" if facts.version else ""
    number = f"{facts.genre or 'Report'} no. {facts.number}" if facts.number and facts.type == "report" else ""
    genre = facts.genre if facts.genre and facts.type not in {"report", "book"} else ""
    edition = ", ".join(filter(None, [f"Vol. {facts.volume}" if facts.volume else "", facts.edition]))
    imprint = upright(_imprint(facts)) if upright(facts.publisher) != _names(facts) else ()
    return [upright(part) for part in (edition, version, number, genre, facts.container)] + [imprint]


def _news(facts: Facts) -> Phrase:
    """Return the paper, unless it stands in the author's place, with the day and the page."""
    container = italic(facts.container) if facts.authors else ()
    day = _day(facts.issued) if len(facts.issued) > 1 else ""
    return listed([container, upright(day), upright(facts.pages)])


def _journal(facts: Facts) -> Phrase:
    issue = f"({facts.issue})" if facts.issue else ""
    where = " ".join(filter(None, [facts.volume, issue]))
    pages = shortened(facts.pages) or facts.number
    numbers = ": ".join(filter(None, [where, pages]))
    return listed([italic(facts.container), upright(numbers)], " ")


def _book_around(facts: Facts) -> Phrase:
    editors = _series([person.natural for person in facts.editors.names])
    parts = [italic(facts.container), upright(f"vol. {facts.volume}" if facts.volume else "")]
    parts += [upright(f"edited by {editors}" if editors else ""), upright(shortened(facts.pages))]
    around = listed(parts)
    return (*upright("In "), *around) if around else ()


def _talk(facts: Facts) -> list[Phrase]:
    """Return who asked, where it was heard or printed, and when."""
    interviewers = _series([person.natural for person in facts.interviewers.names])
    asked = f"Interview by {interviewers}" if interviewers else "Interview" if facts.type == "interview" else ""
    is_untitled = not facts.title and not interviewers
    day = _day(facts.issued) if len(facts.issued) > 1 else ""
    publisher = upright(_imprint(facts) if facts.type == "motion_picture" else facts.publisher)
    around = listed([italic(facts.container), publisher, upright(day)])
    return [upright("" if is_untitled else asked), around, upright(facts.medium or facts.genre)]


def _online(facts: Facts) -> list[Phrase]:
    """Return the site, the body behind it where that is not named already, and the day."""
    day = _day(facts.issued) if len(facts.issued) > 1 else ""
    said = [_names(facts)]
    site = [part for part in (upright(facts.container), upright(facts.publisher)) if part and part not in said]
    if facts.type in POSTS:
        return [listed([*site[:1], upright(day)])]
    return [*dict.fromkeys(site), upright(day)]


def _imprint(facts: Facts) -> str:
    return ": ".join(filter(None, [facts.place, facts.publisher])) if facts.publisher else facts.place


def _accessed(facts: Facts) -> str:
    """Return the day of access for a work without a date."""
    undated = not facts.issued and not facts.issued_text
    return f"Accessed {_day(facts.accessed)}" if undated and facts.link and facts.accessed else ""


def _day(parts: Parts) -> str:
    """Return "April 17, 2017", "April 2017" or "2017"."""
    if len(parts) < 2:
        return str(parts[0]) if parts else ""
    month = MONTHS[parts[1] - 1]
    return f"{month} {parts[2]}, {parts[0]}" if len(parts) > 2 else f"{month} {parts[0]}"


def shortened(pages: str) -> str:
    """Shorten the second number of a range as Chicago does (9.61): 71–72, 100–104, 101–8, 321–28, 1496–500."""
    first, dash, last = pages.partition("–")
    if not (dash and first.isdecimal() and last.isdecimal() and len(first) == len(last) > 2) or first.endswith("00"):
        return pages
    same = next((place for place, (one, other) in enumerate(zip(first, last, strict=True)) if one != other), len(last))
    changed = last[same:]
    if first[-2] == "0" and len(changed) == 1:
        return f"{first}–{changed}"
    return f"{first}–{last[min(same, len(last) - 2) :]}"
