"""Read from the environment how mail leaves the house. Without FACTCHECK_MAIL_HOST none does."""

import os
import re
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured

from factcheck.environment import text_or_file

HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
ADDRESS = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
PORTS = {"starttls": 587, "tls": 465, "none": 25}
SECONDS = 15


@dataclass(frozen=True, slots=True)
class Mail:
    """The server that takes mail, and the address that it comes from; the host is '' where no mail is sent."""

    host: str = ""
    port: int = 0
    security: str = "starttls"
    user: str = ""
    password: str = ""
    sender: str = ""


def from_environment(public_host: str) -> Mail:
    """Return the settings of FACTCHECK_MAIL_…; refuses what cannot be meant. The password is read with a user only."""
    host = os.environ.get("FACTCHECK_MAIL_HOST", "").strip()
    if not host:
        return Mail()
    if not HOST.fullmatch(host):
        raise ImproperlyConfigured("FACTCHECK_MAIL_HOST must be the name of a mail server such as smtp.example.org.")
    security = os.environ.get("FACTCHECK_MAIL_SECURITY", "") or "starttls"
    if security not in PORTS:
        raise ImproperlyConfigured(f"FACTCHECK_MAIL_SECURITY must be one of {', '.join(PORTS)}.")
    user = os.environ.get("FACTCHECK_MAIL_USER", "").strip()
    if user and security == "none":
        raise ImproperlyConfigured("FACTCHECK_MAIL_USER needs FACTCHECK_MAIL_SECURITY to be starttls or tls.")
    password = text_or_file("FACTCHECK_MAIL_PASSWORD") if user else ""
    return Mail(host, _port(PORTS[security]), security, user, password, _sender(public_host))


def _port(usual: int) -> int:
    given = os.environ.get("FACTCHECK_MAIL_PORT", "").strip()
    if not given:
        return usual
    if not re.fullmatch("[0-9]{1,5}", given) or not 1 <= int(given) <= 65535:
        raise ImproperlyConfigured("FACTCHECK_MAIL_PORT must be a port from 1 to 65535.")
    return int(given)


def _sender(public_host: str) -> str:
    sender = os.environ.get("FACTCHECK_MAIL_FROM", "").strip() or (f"factcheck@{public_host}" if public_host else "")
    if not ADDRESS.fullmatch(sender):
        raise ImproperlyConfigured("FACTCHECK_MAIL_FROM must be the one address that mail comes from.")
    return sender
