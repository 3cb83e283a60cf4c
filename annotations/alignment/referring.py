"""Does a sentence begin with a word that refers to its neighbours?"""

import re

from annotations.alignment.languages import table_for

LONGEST_OPENING = 3  # words
_OPENING_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*+['’]?")
_OPENING_LENGTH = 120  # characters: no connective and three words take more


def refers_back(text: str, language: str) -> bool:
    """Return whether a sentence begins with a referring word of its language, such as `The two sides` or `Diese`.

    One connective before it (`But they …`) is passed over. False in a language without a table.
    """
    table = table_for(language)
    words = [word.casefold().replace("’", "'") for word in _OPENING_WORD.findall(text[:_OPENING_LENGTH])]
    if words and words[0] in table.connectives and words[0] not in table.referring:
        words = words[1:]
    openings = [" ".join(words[:length]) for length in range(1, LONGEST_OPENING + 1)]
    head, apostrophe, _tail = openings[0].partition("'")  # he'll, c'est, quest'ultimo
    return not table.referring.isdisjoint([*openings, head, head + apostrophe])
