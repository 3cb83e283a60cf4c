"""What reading gives: the records, what was refused, and what was read with a change."""

from dataclasses import dataclass, field
from typing import Any

from annotations.references.csl import Item, clean, is_empty


class UnreadableReferences(Exception):
    """A file of which nothing is taken; `code` is for programs, `message` for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class References:
    """The records of a file, in its order.

    `refused` names each entry that could not be read, by its place and the reason; `remarks` names, in the same way,
    what was changed or passed over in those that could.
    """

    items: tuple[Item, ...]
    refused: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class Gathering:
    """References while they are read; never more than `most` entries, good and bad ones together."""

    most: int
    items: list[Item] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """How many entries there have been."""
        return len(self.items) + len(self.refused)

    def take(self, place: str, raw: dict[str, Any]) -> None:
        """Add what an entry says, cleaned; refuse it if its type is unknown or it says nothing."""
        try:
            item, remarks = clean(raw)
        except ValueError as error:
            self.refuse(place, str(error))
            return
        if is_empty(item):
            self.refuse(place, "it has no title, no author and no address")
            return
        self._count()
        wanted = item["id"]
        item["id"] = self._own_id(wanted)
        if wanted and item["id"] != wanted:
            self.remark(place, f"another entry has this key; it became “{item['id']}”")
        self.items.append(item)
        for remark in remarks:
            self.remark(place, remark)

    def refuse(self, place: str, reason: str) -> None:
        """Tell that an entry is not taken. `reason` is the end of a sentence."""
        self._count()
        self.refused.append(f"{place}: {reason}.")

    def remark(self, place: str, remark: str) -> None:
        """Tell that something in an entry was changed or passed over. `remark` is the end of a sentence."""
        self.remarks.append(f"{place}: {remark}.")

    def references(self) -> References:
        """Return what was gathered."""
        return References(tuple(self.items), tuple(self.refused), tuple(self.remarks))

    def _count(self) -> None:
        if self.number >= self.most:
            raise UnreadableReferences("too_many_references", f"The file has more than {self.most:,} entries.")

    def _own_id(self, wanted: str) -> str:
        """Return an id that no other record of the file has."""
        return own_key(wanted or f"entry{len(self.items) + 1}", self.ids)


def own_key(stem: str, taken: dict[str, int]) -> str:
    """Return `stem`, with "-2", "-3" after it if it is taken; `taken` counts how often each was wanted."""
    own = stem
    while own in taken:
        taken[stem] += 1
        own = f"{stem}-{taken[stem]}"
    taken[own] = 1
    return own


def place(number: int, key: str = "", line: int = 0) -> str:
    """Return how people are told where an entry stands: "Entry 3 (smith2020, line 41)"."""
    told = ", ".join(filter(None, [key[:60], f"line {line}" if line else ""]))
    return f"Entry {number}" + (f" ({told})" if told else "")
