"""Plain text, kept as it is."""

from annotations.importing.base import Manuscript, title_from
from annotations.importing.encodings import decode

MEDIA_TYPE = "text/plain"


def parse(data: bytes, *, name: str = "", encoding: str = "") -> Manuscript:
    """Return the text verbatim, without its byte order mark; a text file states no structure."""
    text = decode(data, encoding)
    warnings: tuple[str, ...] = ()
    if text[:1000].lstrip().lower().startswith(("<!doctype html", "<html")):
        warnings = ("The file looks like HTML; it was read as plain text because of its name.",)
    return Manuscript(title_from(name), "", "", "", text, (), warnings, MEDIA_TYPE)
