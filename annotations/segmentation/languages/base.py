"""The tables of one language, as data that a linguist can extend."""

from dataclasses import dataclass, field


def words(text: str) -> frozenset[str]:
    """Return the words of a table written as text; a stop inside an abbreviation is kept (`e.g`)."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Language:
    """What one language adds to the engine.

    Abbreviations are written without their last stop: `Dr`, `e.g`, `z.B`. One that holds a blank (`z. B.`) is written
    without it; the engine joins the pieces. An abbreviation written small counts in any case; one written with a capital
    and without an inner stop counts only with a capital, so that `Ill.` is a state and `ill.` the end of a sentence. All
    other words are written small.
    """

    titles: frozenset[str] = frozenset()  # stand before a name and never end a sentence: Dr, Prof
    titles_that_end: frozenset[str] = frozenset()  # titles that are other words too, and may end a sentence: St
    titles_that_start: frozenset[str] = frozenset()  # titles before which a sentence may end: Mr
    numbered: frozenset[str] = frozenset()  # stand before a number: No, p, Fig, Art
    numbered_that_end: frozenset[str] = frozenset()  # those that are other words too: no, art
    months: frozenset[str] = frozenset()  # short names of months and weekdays: Jan, Mon
    never: frozenset[str] = frozenset()  # never end a sentence: e.g, vs, z.B
    may_end: frozenset[str] = frozenset()  # may end one: etc, U.S, Ph.D
    units: frozenset[str] = frozenset()  # of measure; end a sentence before a capital: km, Std
    and_so_on: frozenset[str] = frozenset()  # close an enumeration and end a sentence before a capital: itd, и т.д
    companies: frozenset[str] = frozenset()  # may end one, and follow a name: Inc, Ltd
    clock: frozenset[str] = frozenset()  # a.m, p.m
    clock_openings: frozenset[str] = frozenset()  # begin a sentence that goes on after the time: At 5 a.m.
    clock_followers: frozenset[str] = frozenset()  # words that go on after a.m.: time zones, weekdays
    company_continuations: frozenset[str] = frozenset()  # small words that show that a company's name goes on: of
    offices: frozenset[str] = frozenset()  # what follows a company's name as an apposition: Chairman
    starters: frozenset[str] = frozenset()  # words that open sentences, seldom part of a name: The, It, However
    pronouns: frozenset[str] = frozenset()  # words that open sentences even when written small: i, they
    month_names: frozenset[str] = frozenset()  # full names, for ordinals: Oktober
    contracted: frozenset[str] = frozenset()  # open sentences small, behind an apostrophe: 's Avonds
    street_endings: tuple[str, ...] = ()  # ends of compounds that stand before a number: Hauptstr. 5
    names_with_mark: frozenset[str] = frozenset()  # names that hold a mark of exclamation: Yahoo
    finite: frozenset[str] = frozenset()  # verbs that tell a statement without a stop from a heading: is, rose
    finite_endings: tuple[str, ...] = ()  # endings of such verbs: English ed
    asking: frozenset[str] = frozenset()  # words that open a heading in spite of its verb: why, how
    ordinals: bool = False  # whether a number with a stop is an ordinal: 3. Oktober
    extra_terminators: str = ""  # marks that end a sentence in this language alone
    stop_ends: bool = True  # whether a full stop ends a sentence
    attribution: str = ""  # a pattern: what may follow a closed quotation and still belongs to its sentence
    speaker: str = ""  # a pattern: a name and a verb of saying, after a quotation that ends in ? or !
    continuations: str = ""  # characters that go on after a closed quotation: Japanese と


@dataclass(frozen=True, slots=True)
class Tables:
    """A language made ready for the engine: each abbreviation with its class, and how the longer ones begin."""

    language: Language
    classes: dict[str, str] = field(default_factory=dict)
    capitals: frozenset[str] = frozenset()  # abbreviations that count only with a capital, written small
    titles_that_end: frozenset[str] = frozenset()
    titles_that_start: frozenset[str] = frozenset()
    numbered_that_end: frozenset[str] = frozenset()
    beginnings: frozenset[str] = frozenset()  # `z` and `i.d`, for `z.B` and `i.d.R` written with blanks
    endings: frozenset[str] = frozenset()  # `b`, `z.b` and `r`, `d.r`, `i.d.r`, and of the beginnings `d`, `i.d`


# A word in several tables of one language belongs to the first of these.
CLASSES = ("never", "titles", "clock", "companies", "months", "numbered", "units", "and_so_on", "may_end")


def prepare(language: Language, shared: Language) -> Tables:
    """Join a language's tables with those that all languages share; its own word for a class counts first."""
    classes: dict[str, str] = {}
    small: set[str] = set()
    for tables in (language, shared):
        for name in CLASSES:
            for word in getattr(tables, name):
                classes.setdefault(word.lower(), name)
                if word[0].islower() or "." in word:
                    small.add(word.lower())
    joined = [word for word in classes if "." in word]
    beginnings = {word[:dot] for word in joined for dot in range(1, len(word)) if word[dot] == "."}
    return Tables(
        language,
        classes,
        capitals=frozenset(classes.keys() - small),
        titles_that_end=language.titles_that_end | shared.titles_that_end,
        titles_that_start=language.titles_that_start | shared.titles_that_start,
        numbered_that_end=language.numbered_that_end | shared.numbered_that_end,
        beginnings=frozenset(beginnings),
        endings=frozenset(ending for word in (*joined, *beginnings) for ending in endings_of(word)),
    )


def endings_of(word: str) -> list[str]:
    """Return what is left of an abbreviation when its first parts are taken away, one by one, and all of it."""
    parts = word.split(".")
    return [".".join(parts[place:]) for place in range(len(parts))]
