"""What an entry of the history says in words of what was before and after: of verdicts and of settlements."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from annotations.scales import ACTIONS, ISSUE_TAGS

NAMES: dict[str, str] = {
    "rationale": "rationale", "tags": "issues", "action": "requested action", "proposed_wording": "proposed wording",
    "evidence_override": "why the rules of evidence are not met", "reason": "reason",
}  # fmt: skip
OF_VERDICTS = ("rationale", "tags", "action", "proposed_wording", "evidence_override")
OF_SETTLEMENTS = ("reason",)
NO_ACTION = "none"


@dataclass(frozen=True, slots=True)
class Changed:
    """What an entry says was one thing before and another after; `before` is None where there was nothing to change."""

    name: str
    before: str | None
    after: str


def words_changed(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> tuple[Changed, ...]:
    """Return in which words two verdicts or settlements differ; with None before, all that was said."""
    found = ((NAMES[name], None if before is None else _words(name, before), _words(name, after)) for name in NAMES)
    return tuple(Changed(name, old, new) for name, old, new in found if new != (old or ""))


def words_hidden(after: Mapping[str, Any], instead: str) -> tuple[Changed, ...]:
    """Return all that was said after words that are withheld, with what stands in their place."""
    return tuple(Changed(row.name, instead, row.after) for row in words_changed(None, after))


def _words(name: str, said: Mapping[str, Any]) -> str:
    value = said.get(name) or ""
    if name == "tags":
        return ", ".join(ISSUE_TAGS.get(tag, str(tag)) for tag in value)
    if name == "action":
        return "" if value == NO_ACTION else ACTIONS.get(value, str(value))
    return str(value)
