"""What comes of fetching a web page: the page with its kind, or why there is none. Nothing here connects."""

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import unquote

from annotations.importing import READERS
from annotations.importing.base import UnsupportedDocument, Upload, shown_name
from annotations.importing.web_addresses import UnreadablePage

SUFFIXES = {media_type: reader.suffixes for reader in READERS.values() for media_type in reader.media_types}

_NO_BODY = frozenset({204, 205, 206})  # of the good ones: nothing, or a part that was not asked for
_BUSY = frozenset({408, 425, 429})  # of the client's errors: those that pass
_CHARSET = re.compile(r"""charset\s*=\s*["']?([a-z0-9._:+-]{1,40})""", re.I)
_FOREIGN = {"image": "a picture", "audio": "a recording", "video": "a film"}
_LONGEST_STEM = 100  # characters, so that the suffix is still there when the name is shortened for showing
_MEGABYTE = 1024 * 1024
_GZIP = 16 + zlib.MAX_WBITS
_GZIP_MARK = b"\x1f"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may take; `seconds` covers everything from the first look-up to the last byte."""

    seconds: float = 20.0
    connect_seconds: float = 5.0  # for each address that is tried
    bytes: int = 10 * 1024 * 1024  # of the page, unpacked
    redirects: int = 5
    characters: int = 2_000  # of each address
    ports: frozenset[int] = frozenset({80, 443})


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: `url` is where it was found in the end, `redirects` the addresses that led there, in order.

    `media_type` is one that an importer reads, in small letters; `charset` is what the other side declared, or empty.
    """

    url: str
    media_type: str
    data: bytes
    charset: str
    redirects: tuple[str, ...]


class UnsupportedPage(UnsupportedDocument):
    """A page of a kind that no importer reads: 415 at the doors."""

    retryable: ClassVar[bool] = False

    @property
    def message(self) -> str:
        """One sentence with the reason."""
        return f"The web page cannot be imported: {self.because}."


def as_upload(fetched: Fetched) -> Upload:
    """Return a page as what a person could have handed in: named after its address, with the suffix of its kind."""
    path = fetched.url.partition("?")[0].split("/", 3)
    last = unquote(path[3].rstrip("/").rpartition("/")[2]) if len(path) > 3 else ""
    name = shown_name(last or path[2].rpartition("@")[2])
    suffixes = SUFFIXES[fetched.media_type]
    if fetched.media_type == "text/plain":  # how Markdown files are mostly served
        suffixes += SUFFIXES["text/markdown"]
    stem, dot, suffix = name.rpartition(".")
    if not last or f".{suffix.lower()}" not in suffixes:
        stem, dot, suffix = name, "", suffixes[0]
    return Upload(f"{stem[:_LONGEST_STEM]}{dot}{suffix}", fetched.media_type, fetched.data)


def kind_of(content_type: str) -> tuple[str, str]:
    """Return the media type and the declared charset; raise UnsupportedPage for what no importer reads."""
    media_type, _semicolon, parameters = content_type.partition(";")
    media_type = media_type.strip().lower()
    if media_type not in SUFFIXES:
        kind = _FOREIGN.get(media_type.partition("/")[0], "not served as text of a known kind")
        accepted = ", ".join(reader.title for reader in READERS.values())
        raise UnsupportedPage("unsupported_type", f"it is {kind}; accepted are: {accepted}")
    declared = _CHARSET.search(parameters)
    return media_type, declared[1].lower() if declared else ""


def as_utf8(header: str) -> str:
    """Return a header, which is read as Latin-1, as the UTF-8 that servers mean when they write other letters."""
    try:
        return header.strip().encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header.strip()


def require_good(status: int) -> None:
    """Raise UnreadablePage (url_fetch_failed), naming the status, for an answer that brings no whole page."""
    if not 200 <= status < 300 or status in _NO_BODY:
        raise failed(f"the address answered with status {status}", retryable=status >= 500 or status in _BUSY)


def gathered(pieces: Iterable[bytes], encoding: str, limits: Limits) -> bytes:
    """Return the page that these pieces of a body make, unpacked; raise UnreadablePage (limit) as soon as it is too
    large, (url_fetch_failed) where it is cut off, and zlib.error where it is not packed as it says.
    """
    unpacker = _unpacker_of(encoding, limits)
    page = bytearray()
    for piece in pieces:
        page += unpacker.take(piece, limits.bytes + 1 - len(page))
        if len(page) > limits.bytes:
            raise too_large(limits)
    if not unpacker.is_done:
        raise broke_off()
    return bytes(page)


def failed(because: str, *, retryable: bool = False) -> UnreadablePage:
    """Return the refusal for an address that may be fetched and brought no page."""
    return UnreadablePage("url_fetch_failed", because, retryable=retryable)


def no_answer() -> UnreadablePage:
    """Return the one refusal for a name that is not known, a port that is closed or silent, an answer that is none."""
    return failed("the address did not answer", retryable=True)


def broke_off() -> UnreadablePage:
    """Return the refusal for a page that came in part only; it may come whole another time."""
    return failed("the answer of the address broke off", retryable=True)


def too_slow(limits: Limits) -> UnreadablePage:
    """Return the refusal for an answer that began and did not end in time."""
    return UnreadablePage("limit", f"its answer took longer than {limits.seconds:g} seconds", retryable=True)


def too_large(limits: Limits) -> UnreadablePage:
    """Return the refusal for a page over the limit, unpacked."""
    return UnreadablePage("limit", f"the page is larger than {limits.bytes // _MEGABYTE} MB")


class _Plain:
    """The body as it is sent."""

    is_done = True

    def take(self, piece: bytes, _most: int) -> bytes:
        return piece


class _Gzip:
    """The body unpacked, member by member, and never more of it at once than is asked for."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(wbits=_GZIP)

    @property
    def is_done(self) -> bool:
        return self._member.eof

    def take(self, piece: bytes, most: int) -> bytes:
        unpacked = self._member.decompress(piece, most)
        while self._member.eof and self._member.unused_data.startswith(_GZIP_MARK) and len(unpacked) < most:
            rest = self._member.unused_data
            self._member = zlib.decompressobj(wbits=_GZIP)
            unpacked += self._member.decompress(rest, most - len(unpacked))
        return unpacked


def _unpacker_of(encoding: str, limits: Limits) -> _Plain | _Gzip:
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return _Plain()
    if name in ("gzip", "x-gzip"):
        return _Gzip()
    most = limits.bytes // _MEGABYTE
    raise UnreadablePage("limit", f"its page is packed in a way that cannot be measured against the limit of {most} MB")
