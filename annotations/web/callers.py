"""From where a request comes, as far as that can be believed."""

from contextlib import suppress
from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

HOME = 64  # bits of an IPv6 address that belong to one household; the rest it may choose


def caller_of(request: HttpRequest) -> str:
    """Return the network address to count somebody by: behind a proxy the one that the proxy wrote last.

    Of IPv6 the first half: whoever has one such address has all of them.
    """
    told = peer = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_PROXY:
        told = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or peer
    with suppress(ValueError):
        return _home(told)
    return peer


def _home(told: str) -> str:
    address = ip_address(told)
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or IPv6Network((int(address), HOME), strict=False))
