"""Fetch a web page for import, or ask for one. The only module of the application that opens an outgoing connection.

Each hop is parsed, looked up once, and every address that comes back is checked; the connection then goes to one of
these very addresses, so that no second look-up can lead elsewhere. Redirects are followed here, hop by hop, and by
nobody else. Proxies that the environment names are not used, and nothing of ours is sent along.
"""

import contextlib
import io
import queue
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Any, Generic, TypeVar, cast

from annotations.importing.web_addresses import UnreadablePage, WebAddress, is_one_of, is_public, parse, refused
from annotations.importing.web_pages import (
    SUFFIXES,
    Fetched,
    Limits,
    UnsupportedPage,
    as_upload,
    as_utf8,
    broke_off,
    failed,
    gathered,
    kind_of,
    no_answer,
    require_good,
    too_large,
    too_slow,
)

__all__ = [
    "Answered", "Fetched", "Limits", "UnreadablePage", "UnsupportedPage", "as_upload", "ask", "fetch", "may_be_fetched",
]  # fmt: skip

Resolver = Callable[[str, int], Iterable[str]]  # host and port -> IP addresses
Guard = Callable[[str], bool]  # IP address -> whether a connection to it may be opened
Brought = TypeVar("Brought")  # what an errand brings back

LIMITS = Limits()
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FRAMING = 1024 * 1024  # bytes of headers and chunk marks that may come on top of the body
_PIECE = 64 * 1024
_REQUEST = (
    "GET {request} HTTP/1.1\r\nHost: {authority}\r\nUser-Agent: factcheck\r\n"
    f"Accept: {', '.join(SUFFIXES)}\r\nAccept-Encoding: gzip, identity\r\nConnection: close\r\n\r\n"
)


def addresses_of(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host name, as the system looks them up; raise OSError if there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def may_be_fetched(address: str) -> bool:
    """Return whether an IP address belongs to the public web and to another machine than this one."""
    return is_public(address) and not is_this_machine(address)


def is_this_machine(address: str) -> bool:
    """Return whether the way to an IP address starts at this very address; nothing is sent to find out."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 9))
            return bool(probe.getsockname()[0] == address)
    except OSError:  # there is no way to it, so that no connection will find one
        return False


def fetch(
    address: str,
    *,
    own_hosts: Collection[str] = (),
    resolve: Resolver = addresses_of,
    guard: Guard = may_be_fetched,
    limits: Limits = LIMITS,
) -> Fetched:
    """Return the page at a web address, after at most `limits.redirects` redirects, within `limits.seconds`.

    `own_hosts` are names and public IP addresses of this installation, which are never asked. Raise UnreadablePage
    (url_not_allowed, url_fetch_failed, limit) or UnsupportedPage; nothing is sent to an address that `guard` refuses.
    """
    return _Errand(own_hosts, resolve, guard, limits, _page).run(address)


@dataclass(frozen=True, slots=True)
class Answered:
    """Where an address led in the end, and what the answer calls its own address (Content-Location), or empty."""

    url: str
    location: str


def ask(
    address: str,
    *,
    own_hosts: Collection[str] = (),
    resolve: Resolver = addresses_of,
    guard: Guard = may_be_fetched,
    limits: Limits = LIMITS,
) -> Answered:
    """Ask for a web address, as `fetch` does, for what that sets off elsewhere; what is served there is not read.

    Raise UnreadablePage (url_not_allowed, url_fetch_failed, limit).
    """
    return _Errand(own_hosts, resolve, guard, limits, _answered).run(address)


class _Clock:
    """The one deadline of a fetch."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds left; raise TimeoutError when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class _Wire(io.RawIOBase):
    """What comes out of a socket, until the deadline and up to a number of bytes, whatever a caller asks for."""

    def __init__(self, connection: socket.socket, clock: _Clock, limits: Limits) -> None:
        self._connection = connection
        self._clock = clock
        self._limits = limits
        self._received = 0

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Return this as the file that HTTPResponse asks its socket for."""
        return io.BufferedReader(self, _PIECE)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            self._connection.settimeout(self._clock.left())
            count = self._connection.recv_into(buffer)
        except TimeoutError as late:
            raise (too_slow(self._limits) if self._received else no_answer()) from late
        self._received += count
        if self._received > self._limits.bytes + _FRAMING:
            raise too_large(self._limits)
        return count


@dataclass(frozen=True, slots=True)
class _Redirect:
    location: str


@dataclass(slots=True)
class _Errand(Generic[Brought]):
    """One fetch, with what it was allowed, and what it makes of the good answer at the end."""

    own_hosts: Collection[str]
    resolve: Resolver
    guard: Guard
    limits: Limits
    bring: Callable[[WebAddress, HTTPResponse, tuple[str, ...], Limits], Brought]

    def run(self, address: str) -> Brought:
        clock = _Clock(self.limits.seconds)
        here = self._parsed(address)
        passed: list[str] = []
        while True:
            answer = self._ask(here, clock, tuple(passed))
            if not isinstance(answer, _Redirect):
                return answer
            passed.append(str(here))
            here = self._next(here, answer.location, passed)

    def _parsed(self, address: str, seen_from: str = "") -> WebAddress:
        return parse(address, ports=self.limits.ports, longest=self.limits.characters, seen_from=seen_from)

    def _next(self, here: WebAddress, location: str, passed: list[str]) -> WebAddress:
        there = self._parsed(location, str(here))
        if here.scheme == "https" and there.scheme == "http":
            raise failed("the address redirects from https:// to http://")
        if str(there) in passed:
            raise failed("the redirects of the address lead in a circle")
        if len(passed) > self.limits.redirects:
            raise failed(f"the address redirects more than {self.limits.redirects} times")
        return there

    def _ask(self, here: WebAddress, clock: _Clock, passed: tuple[str, ...]) -> Brought | _Redirect:
        addresses = self._checked_addresses(here, clock)
        with _connected(here, addresses, clock, self.limits) as connection:
            response = _head(connection, here, clock, self.limits)
            location = response.getheader("Location")
            if response.status in _REDIRECTS and location:
                return _Redirect(as_utf8(location))
            require_good(response.status)
            return self.bring(here, response, passed, self.limits)

    def _checked_addresses(self, here: WebAddress, clock: _Clock) -> list[str]:
        """Return where a host is; one address among them that may not be fetched spoils them all."""
        if is_one_of(here.host, self.own_hosts):
            raise refused()
        addresses = [here.host] if here.is_literal else _looked_up(here, self.resolve, clock)
        if any(is_one_of(address, self.own_hosts) or not self.guard(address) for address in addresses):
            raise refused()
        return addresses


def _looked_up(here: WebAddress, resolve: Resolver, clock: _Clock) -> list[str]:
    """Look a host up once, in a thread, because the system's look-up knows no deadline."""
    found: queue.SimpleQueue[list[str]] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            found.put(list(resolve(here.host, here.port)))
        except (OSError, UnicodeError):
            found.put([])

    threading.Thread(target=look_up, name="look-up", daemon=True).start()
    try:
        return found.get(timeout=clock.left())
    except (queue.Empty, TimeoutError) as late:
        raise no_answer() from late


def _connected(here: WebAddress, addresses: list[str], clock: _Clock, limits: Limits) -> socket.socket:
    """Return a connection to the first of these addresses that takes one; which of them did not is not told."""
    for address in addresses:
        try:
            return _connection(address, here, clock, limits)
        except ssl.SSLCertVerificationError as fault:
            raise failed("the address cannot prove by its certificate that it is what it says") from fault
        except OSError:  # refused, silent, unreachable or no TLS
            continue
    raise no_answer()


def _connection(address: str, here: WebAddress, clock: _Clock, limits: Limits) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with contextlib.ExitStack() as closing:
        connection = closing.enter_context(socket.socket(family, socket.SOCK_STREAM))
        connection.settimeout(min(limits.connect_seconds, clock.left()))
        connection.connect((address, here.port))
        if here.scheme == "https":
            connection.settimeout(min(limits.connect_seconds, clock.left()))
            connection = ssl.create_default_context().wrap_socket(connection, server_hostname=here.host)
        closing.pop_all()
        return connection


def _head(connection: socket.socket, here: WebAddress, clock: _Clock, limits: Limits) -> HTTPResponse:
    """Ask for the page and return the response with its headers read and its body not yet."""
    wire = cast(socket.socket, _Wire(connection, clock, limits))  # HTTPResponse only ever asks it for a file
    try:
        connection.settimeout(clock.left())
        connection.sendall(_REQUEST.format(request=here.request, authority=here.authority).encode("ascii"))
        response = HTTPResponse(wire, method="GET")
        response.begin()
    except (HTTPException, OSError, ValueError) as fault:
        raise no_answer() from fault
    return response


def _answered(here: WebAddress, response: HTTPResponse, _passed: tuple[str, ...], _limits: Limits) -> Answered:
    return Answered(str(here), as_utf8(response.getheader("Content-Location") or ""))


def _page(here: WebAddress, response: HTTPResponse, passed: tuple[str, ...], limits: Limits) -> Fetched:
    media_type, charset = kind_of(response.getheader("Content-Type") or "")
    return Fetched(str(here), media_type, _body(response, limits), charset, passed)


def _body(response: HTTPResponse, limits: Limits) -> bytes:
    packing = response.getheader("Content-Encoding") or ""
    if not packing and (response.length or 0) > limits.bytes:
        raise too_large(limits)
    pieces = iter(lambda: response.read(_PIECE), b"")
    try:
        page = gathered(pieces, packing, limits)
    except (HTTPException, OSError, ValueError, zlib.error) as fault:
        raise broke_off() from fault
    if response.length:  # what was announced and did not come
        raise broke_off()
    if not page:
        raise failed(f"the address answered with status {response.status} and without a page")
    return page
