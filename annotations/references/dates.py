"""Dates of records: years, months, days and ranges as CSL has them, and as the other formats spell them."""

import re
from datetime import date
from typing import Any

from annotations.references.text import plain

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
Parts = tuple[int, ...]
"""A year, or a year and a month, or a year, a month and a day."""

_YMD = re.compile(r"(\d{1,4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ]\d\d:.*|/*)\Z")
_DMY = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th|\.)? )?([A-Za-z]{3,9})\.?,? (?:(\d{1,2})(?:st|nd|rd|th)?, )?(\d{4})\Z")
_LONGEST = 40  # code points; nothing longer is a date


def parts_of(text: str) -> Parts:
    """Read 2020, 2020-05, 2020/05/12, May 2020, 12 May 2020 or May 12, 2020; () for anything else."""
    text = plain(text)
    if len(text) > _LONGEST:
        return ()
    if match := _YMD.match(text):
        return _checked([int(part) for part in match.groups() if part])
    if match := _DMY.match(text):
        month = month_of(match[2])
        day = match[1] or match[3]
        return _checked([int(match[4]), month, *([int(day)] if day else [])]) if month else ()
    return ()


def month_of(text: str) -> int:
    """Return the number of a month by its English name, its first three letters or its number; 0 for others."""
    text = plain(text).strip(".").lower()
    if text.isdecimal() and len(text) <= 2:
        return int(text) if 1 <= int(text) <= 12 else 0
    found = [number for number, name in enumerate(MONTHS, 1) if len(text) >= 3 and name.lower().startswith(text)]
    return found[0] if found else 9 if text == "sept" else 0


def date_of(text: str) -> dict[str, Any]:
    """Return a CSL date for a date or a range ("2020-05-12/2020-05-14"); what cannot be read is kept as it is."""
    text = plain(text)
    start, slash, end = text.partition("/")
    if slash and "-" in text and parts_of(start) and parts_of(end):
        return {"date-parts": [list(parts_of(start)), list(parts_of(end))]}
    parts = parts_of(text)
    return {"date-parts": [list(parts)]} if parts else {"literal": text}


def clean_date(value: Any) -> dict[str, Any]:
    """Return a CSL date in its proper form; {} for what says nothing."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return date_of(str(value)) if plain(value) else {}
    if not isinstance(value, dict):
        return {}
    found = [parts for parts in map(_parts, _ends(value)) if parts]
    cleaned: dict[str, Any] = {"date-parts": [list(parts) for parts in found]} if found else {}
    if not found:
        said = next((plain(value[name]) for name in ("raw", "edtf", "literal") if isinstance(value.get(name), str)), "")
        cleaned = date_of(said) if said else {}
    if cleaned and value.get("circa"):
        cleaned["circa"] = True
    return cleaned


def first_parts(value: Any) -> Parts:
    """Return the first date of a CSL date; () where it has none."""
    return next((parts for parts in map(_parts, _ends(value)) if parts), ()) if isinstance(value, dict) else ()


def written(value: Any) -> str:
    """Return a CSL date in ISO form, a range with a slash, or its literal."""
    if not isinstance(value, dict):
        return ""
    found = ["-".join(f"{part:0{4 if place == 0 else 2}}" for place, part in enumerate(parts)) for parts in _all(value)]
    return "/".join(found) or plain(value.get("literal", ""))


def _all(value: dict[str, Any]) -> list[Parts]:
    return [parts for parts in map(_parts, _ends(value)) if parts]


def _ends(value: dict[str, Any]) -> list[Any]:
    ends = value.get("date-parts")
    return ends[:2] if isinstance(ends, list) else []


def _parts(value: Any) -> Parts:
    if not isinstance(value, list) or not value:
        return ()
    texts = [str(part).strip() for part in value[:3] if isinstance(part, str | int) and str(part).strip()]
    if not all(text.isdecimal() and len(text) <= 4 for text in texts):
        return ()
    return _checked([int(text) for text in texts])


def _checked(numbers: list[int]) -> Parts:
    """Return a year with the month and the day that exist in it; () without a year."""
    if not numbers:
        return ()
    try:
        date(*[*numbers, 1, 1][:3])
    except ValueError:
        return _checked(numbers[:-1])
    return tuple(numbers[:3])
