"""Read the settings' values from the environment, and refuse what cannot be meant."""

import os
import re
import secrets
import sqlite3
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

PUBLIC_HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])")
WEB_ARCHIVE = re.compile(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?/[^\s#@]*")
WEAK_KEYS = ("django-insecure", "change-me", "changeme", "secret", "password")


def flag(name: str) -> bool:
    """Return the yes/no value of a variable; only 1 and 0 (or nothing) are understood."""
    value = os.environ.get(name, "")
    if value not in ("", "0", "1"):
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value == "1"


def text_or_file(name: str) -> str:
    """Return a variable's value, or the content of the file that NAME_FILE names."""
    value, path = os.environ.get(name, ""), os.environ.get(f"{name}_FILE", "")
    if value and path:
        raise ImproperlyConfigured(f"Set {name} or {name}_FILE, not both.")
    if not path:
        return value
    try:
        return Path(path).read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error.strerror}.") from error


def public_host() -> str:
    """Return the public host name of FACTCHECK_HOST, or '' for local use; refuses anything else."""
    host = os.environ.get("FACTCHECK_HOST", "").strip().lower()
    if host and not PUBLIC_HOST.fullmatch(host):
        raise ImproperlyConfigured(
            "FACTCHECK_HOST must be one public https host name such as facts.example.org: "
            "no scheme, no port, no wildcard, no address."
        )
    return host


def web_archive() -> str:
    """Return where FACTCHECK_ARCHIVE asks a web archive to keep a page, '' for none; refuses what is no web address."""
    address = os.environ.get("FACTCHECK_ARCHIVE", "").strip()
    if address and not WEB_ARCHIVE.fullmatch(address):
        raise ImproperlyConfigured(
            "FACTCHECK_ARCHIVE must be the address to which an archive takes the page's own appended, "
            "such as https://web.archive.org/save/."
        )
    return address


def data_folder(base: Path) -> Path:
    """Return the folder for the database, the originals and the key; made on first use, for its owner alone."""
    folder = Path(os.environ.get("FACTCHECK_DATA", "") or base / "var").resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path, host: str) -> str:
    """Return the signing key: from the environment, else from the data folder, where it is made on first use."""
    key = text_or_file("SECRET_KEY") or _kept_key(folder / "secret-key")
    if host and (len(key) < 50 or len(set(key)) < 5 or any(weak in key.lower() for weak in WEAK_KEYS)):
        raise ImproperlyConfigured("SECRET_KEY is too weak: leave it unset and one is generated.")
    return key


def _kept_key(path: Path) -> str:
    if not path.exists():
        _write_privately(path, secrets.token_urlsafe(64))
    return path.read_text().strip()


def _write_privately(path: Path, content: str) -> None:
    """Write a file that only its owner may read; of two processes starting at once, the first one's file stays."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Say whether this SQLite is free of the WAL-reset bug (3.7.0 to 3.51.2; fixed in 3.51.3, 3.50.7, 3.44.6)."""
    if version >= (3, 51, 3):
        return version[:2] != (3, 52)
    return (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def sqlite_options(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> dict[str, Any]:
    """Return options under which no acknowledged write is lost: IMMEDIATE, FULL, and WAL only where it is safe."""
    journal = "WAL" if wal_is_safe(version) else "TRUNCATE"
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            f"PRAGMA journal_mode={journal};PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA secure_delete=ON"
        ),
    }


def database(folder: Path) -> dict[str, Any]:
    """Return Django's database settings: PostgreSQL by DATABASE_URL, else SQLite in the data folder."""
    url = text_or_file("DATABASE_URL")
    if not url:
        file = folder / "factcheck.sqlite3"
        file.touch(mode=0o600)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": file,
            "OPTIONS": sqlite_options(),
        }
    config: dict[str, Any] = dict(dj_database_url.parse(url))
    if config["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL must be a postgres:// address; leave it unset for SQLite.")
    config["CONN_HEALTH_CHECKS"] = True
    config["CONN_MAX_AGE"] = 0
    config["OPTIONS"] = {**config.get("OPTIONS", {}), "pool": {"min_size": 1, "max_size": 8, "timeout": 10}}
    return config
