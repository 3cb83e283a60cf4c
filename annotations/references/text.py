"""Plain text: what a value becomes before it is kept."""

import re
from typing import Any

# Controls, halves of surrogate pairs, and marks that turn the direction of reading round.
_TREACHEROUS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def plain(value: Any) -> str:
    """Return a text or number on one line, blanks single, without characters that nobody can see or store."""
    return " ".join(_TREACHEROUS.sub("", str(value)).split())
