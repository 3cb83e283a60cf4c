"""Traces of a person in words: what names them beside their row, their key and what they entered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

from annotations.models import User

BEFORE, AFTER = r"(?<![\w.+-])", r"(?!\w|[.+-]+\w)"


@dataclass(frozen=True, slots=True)
class Traces:
    """Finds the e-mail address, the full name and the account name of one person, whatever their case.

    A name of a single word may be any word: of a full name it is not looked for, of an account only behind an `@`.
    """

    pattern: re.Pattern[str]

    @classmethod
    def of(cls, person: User) -> Self:
        """Return what finds this person, by the names that they have now."""
        spelt = re.escape(person.username)
        said = [re.escape(person.email)] if person.email else []
        words = person.get_full_name().split()
        if len(words) > 1:
            said.append(r"\s+".join(map(re.escape, words)))
        if not person.username.isalpha():
            said.append(spelt)
        alone = "|".join([*(f"@?{name}" for name in said), f"@{spelt}"])
        return cls(re.compile(f"{BEFORE}(?:{alone}){AFTER}", re.IGNORECASE))

    def in_text(self, text: str) -> bool:
        """Say whether the text names the person."""
        return self.pattern.search(text) is not None

    def in_body(self, body: object) -> bool:
        """Say whether any text within a body of JSON names the person."""
        return any(self.in_text(text) for text in _texts(body))

    def replaced(self, text: str, by: str) -> str:
        """Return the text with `by` wherever it named the person."""
        return self.pattern.sub(lambda found: by, text)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
