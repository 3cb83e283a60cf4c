"""Words, dates and addresses as a report prints them: no clock, no locale, nothing a reader's program trips over."""

import re
import unicodedata
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_OTHER_LINE_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_NOT_PRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile("[ \t\n]+")
# Quotes, brackets, blanks, controls and marks that turn the direction of writing have no place in an address.
_NOT_IN_ADDRESS = re.compile('[\x00-\x20\x7f-\xa0"<>\\\\^`{|}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]')


def carriable(text: str) -> str:
    """Return the text with control characters that no file can carry shown as U+FFFD; TAB, LF and CR stay."""
    return _NOT_PRINTABLE.sub("\ufffd", _OTHER_LINE_BREAKS.sub("\n", text))


def printable(text: str) -> str:
    """Return the carriable text with every line break as LF."""
    return carriable(text).replace("\r\n", "\n").replace("\r", "\n")


def one_line(text: str) -> str:
    """Return the printable text with runs of spaces, tabs and line breaks as one space; other blanks stay."""
    return _BLANKS.sub(" ", printable(text)).strip(" ")


def day(moment: date | None) -> str:
    """Return '22 November 2026', or '' for None."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}" if moment else ""


def minute(moment: datetime) -> str:
    """Return '22 November 2026, 14:05 UTC'."""
    utc = moment.astimezone(UTC)
    return f"{day(utc)}, {utc:%H:%M} UTC"


def iso_moment(moment: datetime) -> str:
    """Return the moment in UTC as ISO 8601 with a Z, with microseconds if there are any."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def web_address(address: str) -> str:
    """Return the address if a report may link to it (http or https, a host, no user name), else ''."""
    if not address or _NOT_IN_ADDRESS.search(carriable(address)):
        return ""
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return ""
    return address if is_web else ""


def doi_address(doi: str) -> str:
    """Return the web address that resolves a bare DOI, or '' if it is none."""
    return web_address(f"https://doi.org/{doi}") if doi.startswith("10.") else ""


def plural(count: int, one: str, many: str = "") -> str:
    """Return '1 citation' or '3 citations'."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def listed(words: list[str]) -> str:
    """Return 'A', 'A and B' or 'A, B and C'."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def file_stem(title: str) -> str:
    """Return a file name without suffix that every file system takes: ASCII letters, digits and hyphens."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.findall("[a-z0-9]+", ascii_only.replace("'", "").lower())
    return "-".join(words)[:60].strip("-") or "document"
