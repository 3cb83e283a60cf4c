"""Web addresses that may become links: checked once, here, for forms, API, admin and imports alike."""

import re
import unicodedata
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from django.core.exceptions import ValidationError

MAX_LENGTH = 2000  # bytes of UTF-8: PostgreSQL indexes no more than 2,704
NOT_IN_ADDRESS = re.compile(r"[\s\\\"'<>`{}|^]")
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")
DOI = re.compile(r"10\.\d{4,9}/[^\s\"'<>\\]+")
DOI_HOSTS = ("doi.org", "www.doi.org", "dx.doi.org")
TRACKING = re.compile(r"(utm_[a-z]+|fbclid|gclid|mc_cid|mc_eid|igshid)=")


def clean_web_address(address: str) -> str:
    """Return an http or https address in its written form; ValidationError says what is wrong with another.

    Refused: other schemes, user names and passwords, spaces, backslashes, quotes, control and bidi characters.
    """
    address = address.strip(" ")
    if not address:
        return ""
    if len(address.encode("utf-8", "surrogatepass")) > MAX_LENGTH:
        raise ValidationError(f"A web address has at most {MAX_LENGTH} bytes.", code="address_too_long")
    if NOT_IN_ADDRESS.search(address) or any(_is_hidden(char) for char in address):
        raise ValidationError("A web address holds no spaces, quotes or hidden characters.", code="address_invalid")
    return urlunsplit(_checked_parts(address))


def clean_origin(address: str) -> str:
    """Return an https address without a path, as `https://host` or with its port; ValidationError for any other."""
    cleaned = clean_web_address(address)
    parts = urlsplit(cleaned)
    if parts.scheme != "https" or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValidationError("A site is named as https://example.org, without anything behind.", code="site_invalid")
    return f"https://{parts.netloc}"


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Zs")


def _checked_parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").encode("idna").decode() if parts.hostname else "", parts.port
    except (ValueError, UnicodeError) as error:
        raise ValidationError("This is no web address.", code="address_invalid") from error
    if parts.scheme.lower() not in ("http", "https") or "://" not in address:
        raise ValidationError("A web address begins with http:// or https://.", code="address_scheme")
    if "@" in parts.netloc:
        raise ValidationError("A web address holds no user name or password.", code="address_invalid")
    host = f"[{host}]" if ":" in host else host
    if not HOST.fullmatch(host):
        raise ValidationError("The web address has no valid host name.", code="address_invalid")
    netloc = f"{host}:{port}" if port else host
    return SplitResult(parts.scheme.lower(), netloc, parts.path, parts.query, parts.fragment)


def normalised(address: str) -> str:
    """Return the form by which two records of one page are found: no scheme, `www.`, fragment or tracking.

    Addresses of one DOI are one page.
    """
    if not address:
        return ""
    doi = doi_in(address)
    if doi:
        return f"doi.org/{doi.lower()}"
    parts = urlsplit(address)
    query = "&".join(sorted(part for part in parts.query.split("&") if part and not TRACKING.match(part)))
    host = parts.netloc.lower().removeprefix("www.")
    return urlunsplit(("", host, parts.path.rstrip("/"), query, "")).removeprefix("//")


def clean_doi(doi: str) -> str:
    """Return a bare DOI (10.…) from `10.…`, `doi:…` or an address at doi.org; ValidationError otherwise."""
    bare = re.sub(r"^((https?://)?((dx|www)\.)?doi\.org/|doi:\s*)", "", doi.strip(), flags=re.IGNORECASE)
    if bare and not DOI.fullmatch(bare):
        raise ValidationError("A DOI looks like 10.1000/182.", code="doi_invalid")
    return bare


def doi_in(address: str) -> str:
    """Return the DOI that a web address at doi.org leads to, '' for every other address."""
    parts = urlsplit(address)
    bare = unquote(parts.path).strip("/")
    return bare if parts.hostname in DOI_HOSTS and DOI.fullmatch(bare) else ""


def validate_web_address(address: str) -> None:
    """Model-field validator for `clean_web_address`."""
    clean_web_address(address)
