"""Which web addresses may be fetched at all: how an address is written, and which machines it must not lead to.

Nothing here opens a connection; `fetching` does, and asks here first.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urljoin, urlsplit

from annotations.importing.base import UnreadableDocument

# What no page that anybody may read is served from. The IPv6 networks that carry an IPv4 address inside (mapped,
# compatible, translated, NAT64, Teredo, 6to4) are refused whole: which machine they lead to is for others to say.
_DENIED = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32",  # one cloud's host agent, under an address that looks public
        "::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64",
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10",
        "ff00::/8",
    )
)  # fmt: skip
_GLOBAL_IPV6 = ip_network("2000::/3")  # the only part of IPv6 that is given out for public use

_NETLOC = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<name>[^\[\]:@%]+))(?::(?P<port>[0-9]{1,5})?)?")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")  # a last label that makes programs take the host for an IPv4 address
_KEPT_BY_IDNA_2008 = re.compile("[ßς]")  # letters that the older rule of the standard library would replace
_LONGEST_HOST = 253
_INTERNAL_ZONES = ("localhost", "local", "internal", "home.arpa", "lan", "corp", "intranet")
_STANDARD_PORTS = {"http": 80, "https": 443}

_NOT_PUBLIC = "only pages that are open to the public can be imported"
_ODD = "the address is not written as web addresses are"


class UnreadablePage(UnreadableDocument):
    """A web page that cannot be had; `retryable` says whether the same address may work later.

    Its codes are `url_not_allowed`, `url_fetch_failed` and `limit`. Its sentence never holds what the other side
    said, an address that a name stands for, or whether a port is open.
    """

    def __init__(self, code: str, because: str, *, retryable: bool = False) -> None:
        super().__init__(code, because)
        self.retryable = retryable

    @property
    def message(self) -> str:
        """One sentence with the reason."""
        return f"The web page cannot be imported: {self.because}."


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A web address that is written soundly: `host` is ASCII, in small letters, `request` is what follows the host."""

    scheme: str
    host: str
    port: int
    request: str

    @property
    def is_literal(self) -> bool:
        """Whether the host is an IP address, for which nothing is looked up."""
        return _literal(self.host) is not None

    @property
    def authority(self) -> str:
        """The host as a URL and the Host header write it, with the port where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _STANDARD_PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.request}"


def parse(address: str, *, ports: Collection[int], longest: int, seen_from: str = "") -> WebAddress:
    """Return a web address taken apart, without its fragment; one that is relative belongs to the page `seen_from`.

    Raise UnreadablePage (url_not_allowed) for any that is longer than `longest` characters, has a port that is not
    in `ports`, leads to this machine or its own network by its name, or is written to deceive.
    """
    _require_sound(address, longest)  # before it is joined, which drops line ends without a word
    try:
        whole = urljoin(seen_from, address)
        parts = urlsplit(whole)
    except ValueError as fault:
        raise refused(_ODD) from fault
    _require_sound(whole, longest)
    if parts.scheme not in _STANDARD_PORTS:
        raise refused("only addresses that begin with http:// or https:// can be imported")
    host, port = _host_and_port(parts.netloc, _STANDARD_PORTS[parts.scheme])
    if port not in ports:
        raise refused(f"only the ports {' and '.join(map(str, sorted(ports)))} can be asked")
    request = _escaped(parts.path or "/") + (f"?{_escaped(parts.query)}" if parts.query else "")
    return WebAddress(parts.scheme, host, port, request)


def is_public(address: str) -> bool:
    """Return whether an IP address, as a look-up returns it, is one that the public web is served from."""
    ip = _literal(address)
    if ip is None or not ip.is_global:
        return False
    if any(ip in network for network in _DENIED):  # a network of the other version never contains it
        return False
    return ip.version == 4 or ip in _GLOBAL_IPV6


def is_one_of(host: str, own: Collection[str]) -> bool:
    """Return whether a host name or IP address is in `own`, where a dot in front includes the subdomains."""
    host = _canonical(host)
    for entry in own:
        name = _canonical(entry)
        if host == name or (entry.startswith(".") and host.endswith(f".{name}")):
            return True
    return False


def refused(because: str = _NOT_PUBLIC) -> UnreadablePage:
    """Return the refusal for an address that is never fetched, however it may answer."""
    return UnreadablePage("url_not_allowed", because)


def _require_sound(address: str, longest: int) -> None:
    if len(address) > longest:
        raise refused(f"the address is longer than {longest:,} characters")
    if any(_is_treacherous(character) for character in address):
        raise refused("the address contains a space, a backslash or an invisible character")


def _is_treacherous(character: str) -> bool:
    """Spaces, controls, marks that turn the direction of reading round, lone surrogates, and the backslash, which
    browsers read as a slash.
    """
    return character == "\\" or unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}


def _host_and_port(netloc: str, standard: int) -> tuple[str, int]:
    if "@" in netloc:
        raise refused("the address contains a user name")
    found = _NETLOC.fullmatch(netloc)
    if found is None:
        raise refused(_ODD)
    host = _six(found["six"]) if found["six"] else _name(found["name"])
    return host, int(found["port"] or standard)


def _six(text: str) -> str:
    try:
        return str(IPv6Address(text))
    except ValueError as fault:
        raise refused(_ODD) from fault


def _name(text: str) -> str:
    """Return a host name in ASCII; an IPv4 address passes only in its ordinary form of four decimal numbers."""
    host = _ascii(text)
    labels = host.split(".")
    if len(host) > _LONGEST_HOST or not all(_LABEL.fullmatch(label) for label in labels):
        raise refused(_ODD)
    if _NUMBER.fullmatch(labels[-1]):
        if _literal(host) is None:
            raise refused(_ODD)
        return host
    if len(labels) == 1 or any(f".{host}".endswith(f".{zone}") for zone in _INTERNAL_ZONES):
        raise refused()
    return host


def _ascii(text: str) -> str:
    """Return a host name as the domain name system knows it; raise UnreadablePage for what can be no host name."""
    host = unicodedata.normalize("NFKC", text).replace("\u3002", ".").lower()
    if len(host) > _LONGEST_HOST:
        raise refused(_ODD)
    try:
        return ".".join(_ascii_label(label) for label in host.split("."))
    except UnicodeError as fault:
        raise refused(_ODD) from fault


def _ascii_label(label: str) -> str:
    if _KEPT_BY_IDNA_2008.search(label):
        return "xn--" + label.encode("punycode").decode("ascii")
    return label.encode("idna").decode("ascii").lower()


def _escaped(text: str) -> str:
    """Return a path or query in ASCII; what is escaped already stays as it is."""
    return quote(text, safe="%/:=&?~+!$,;'@()*[]#")


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    """Return the IP address that this text is, or None; one with a zone ("%eth0") is none."""
    try:
        return None if "%" in host else ip_address(host)
    except ValueError:
        return None


def _canonical(entry: str) -> str:
    bare = entry.strip().strip("[]").strip(".").lower()
    ip = _literal(bare)
    return bare if ip is None else str(ip)
