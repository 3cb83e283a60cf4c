"""Search in texts: one interface, two databases. A word is found wherever it stands in a text, whatever its case.

So a search needs no words of a language, and Chinese or Japanese is found like everything else. The indexes behind it
are made by the migration `0003_search`; without them the answers are the same, only slower.
"""

import re

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

MOST_WORDS, LONGEST_WORD = 8, 60
INDEXED: dict[str, str] = {"placement": "search_placement", "note": "search_note"}
TRIGRAM = 3


def words_of(query: str) -> tuple[str, ...]:
    """Return the words of a query, each once: at most eight, none longer than 60 characters."""
    words = (word[:LONGEST_WORD] for word in query.split())
    return tuple(dict.fromkeys(words))[:MOST_WORDS]


def containing(words: tuple[str, ...], *fields: str, index: str = "") -> Q:
    """Return the filter for rows in which each word stands in one of these fields.

    `index` names what is searched for the first field: "placement" or "note", or nothing for tables that are small.
    """
    if connection.vendor == "sqlite" and index:
        return _by_trigrams(words, fields[0], INDEXED[index])
    found = Q()
    for word in words:
        found &= _anywhere(word, fields)
    return found


def _anywhere(word: str, fields: tuple[str, ...]) -> Q:
    """SQLite's own LIKE knows the case of ASCII alone; its regular expressions are Python's."""
    lookup, value = ("iregex", re.escape(word)) if connection.vendor == "sqlite" else ("icontains", word)
    found = Q()
    for field in fields:
        found |= Q(**{f"{field}__{lookup}": value})
    return found


def _by_trigrams(words: tuple[str, ...], field: str, table: str) -> Q:
    """Ask the index for words of three characters and more, and the texts themselves for shorter ones."""
    found = Q()
    for word in words:
        if len(word) < TRIGRAM:
            found &= _anywhere(word, (field,))
    long = [f'"{word.replace(chr(34), chr(34) * 2)}"' for word in words if len(word) >= TRIGRAM]
    if long:
        rows = f"SELECT rowid FROM {table} WHERE {table} MATCH %s"  # noqa: S608 (a name of ours)
        found &= Q(pk__in=RawSQL(rows, [" AND ".join(long)]))  # noqa: S611 (bound parameter)
    return found
