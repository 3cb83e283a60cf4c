"""What the printed report is made of, as JSON: the views, and what only print needs."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Any

from annotations.reports.contents import ReportContents
from annotations.reports.findings import Finding
from annotations.reports.html import HtmlReport, present

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "syr", "ug", "ur", "yi"})
FAR_EASTERN = {"ja": "JP", "ko": "KR", "zh": "SC"}
LONGEST_RUNNING_TITLE = 90
LONGEST_BOOKMARK = 70
RUNNING_NOTES = {"mine": "partial", "public": "public"}

_LANGUAGE = re.compile("[a-z]{2,3}(?![a-z])", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_RTL_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Letters that run from right to left, and marks that turn the direction of whatever follows.
_TURNS = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U0001efff]"
)
# A run of letters that no line holds. Scripts that break anywhere, or join their letters, are let be.
_ENDLESS = re.compile("[!-~\u00a1-\u02af\u0370-\u058f]{50,}")
_TEN = re.compile("[^\n]{10}")
_EXACT = frozenset({"sha256", "short_sha256", "original_sha256", "hash", "anchor"})


def data_of(contents: ReportContents) -> str:
    """Return everything the templates in `typst/` print, as one JSON object."""
    report = present(contents)
    values = _views(report) | {
        "language": _language(contents.document.language),
        "language_is_rtl": _language(contents.document.language) in RIGHT_TO_LEFT,
        "text_is_rtl": _begins_rtl(contents.revision.text),
        "has_rtl": False,
        "running_title": _shortened(report.front.title, LONGEST_RUNNING_TITLE),
        "running_note": RUNNING_NOTES.get(contents.profile, ""),
        "cited_in": _cited_in(report),
        "far_eastern_fonts": _far_eastern(contents.document.language),
    }
    values["has_rtl"] = bool(_TURNS.search(json.dumps(values, default=_views, ensure_ascii=False)))
    return json.dumps(values, default=_views, ensure_ascii=False)


def _language(code: str) -> str:
    """Return the language as Typst takes it, two or three letters: 'pt' of 'pt-BR', 'und' of anything odd."""
    found = _LANGUAGE.match(code)
    return found[0].lower() if found else "und"


def _begins_rtl(text: str) -> bool:
    letter = _LETTER.search(text)
    return bool(letter and _RTL_LETTER.match(letter[0]))


def _far_eastern(language: str) -> list[str]:
    """Name the fonts of Chinese, Japanese and Korean, that of the document's language first: they share letters."""
    first = FAR_EASTERN.get(_language(language), "SC")
    return [f"Noto Sans CJK {region}" for region in dict.fromkeys([first, "SC", "JP", "KR"])]


def _shortened(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def _cited_in(report: HtmlReport) -> dict[str, list[dict[str, str]]]:
    """Return for each source the findings that use it, in reading order and each once."""
    places: dict[str, dict[str, str]] = {}
    for finding in _all_findings((*report.findings, *report.retired)):
        for citation in finding.citations:
            places.setdefault(citation.source.number, {})[finding.anchor] = finding.number
    return {
        source: [{"anchor": anchor, "number": number} for anchor, number in found.items()]
        for source, found in places.items()
    }


def _all_findings(rows: tuple[Finding, ...]) -> Iterator[Finding]:
    for finding in rows:
        yield finding
        yield from finding.parts


def _views(view: Any) -> dict[str, Any]:
    """Return a view's fields and properties by name, with its words made fit for a line."""
    kind: type = type(view)
    values = {name: _fitting(name, getattr(view, name)) for name in _names(kind)}
    if isinstance(view, Finding):
        words = f"{view.number} {view.label.title}: {' '.join(view.text.split())}"
        values["bookmark"] = _shortened(words, LONGEST_BOOKMARK)
    return values


@cache
def _names(kind: type) -> tuple[str, ...]:
    properties = [name for name, value in vars(kind).items() if isinstance(value, property)]
    return (*(field.name for field in fields(kind)), *properties)


def _fitting(name: str, value: Any) -> Any:
    """Give an endless word places to break, and a tab a blank; addresses of links and hashes stay exact."""
    if isinstance(value, tuple):
        return [_fitting(name, one) for one in value]
    if not isinstance(value, str) or name in _EXACT or name.endswith("href"):
        return value
    return _ENDLESS.sub(_breaking, value.replace("\t", " "))


def _breaking(word: re.Match[str]) -> str:
    """An address is let be: its own stops are better places."""
    return word[0] if "://" in word[0] else _TEN.sub("\\g<0>\u200b", word[0])
