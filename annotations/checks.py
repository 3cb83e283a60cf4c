"""System checks: refuse a set-up under which an acknowledged verdict could be lost."""

import sqlite3
import sys
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, register

from factcheck.environment import wal_is_safe


@register(Tags.database)
def check_sqlite_is_durable(app_configs: object = None, **kwargs: Any) -> Sequence[CheckMessage]:
    """Writers must begin IMMEDIATE, commits must be on disk, WAL only where SQLite has no bug in it."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return []
    return durability_errors(database.get("OPTIONS", {}), sqlite3.sqlite_version_info)


def durability_errors(options: dict[str, Any], version: tuple[int, ...]) -> list[CheckMessage]:
    """Return what is wrong with these SQLite options under this version of SQLite."""
    pragmas = options.get("init_command", "").lower().replace(" ", "")
    found: list[CheckMessage] = []
    if options.get("transaction_mode") != "IMMEDIATE":
        found.append(Error("SQLite transactions must begin IMMEDIATE, or writes are lost.", id="factcheck.E001"))
    if "synchronous=full" not in pragmas:
        found.append(Error("SQLite must run with synchronous=FULL.", id="factcheck.E002"))
    if "journal_mode=wal" in pragmas and not wal_is_safe(version):
        found.append(Error("This SQLite can corrupt a WAL database; use TRUNCATE.", id="factcheck.E003"))
    return found


@register(Tags.security, deploy=True)
def check_python_is_current(app_configs: object = None, **kwargs: Any) -> Sequence[CheckMessage]:
    """Tell of Python versions with a known hole in reading zip files (CVE-2024-0450)."""
    fixed = sys.version_info >= (3, 12, 2) or (3, 11, 8) <= sys.version_info < (3, 12)
    if fixed:
        return []
    return [Info("This Python misreads overlapping zip files; 3.11.8 or 3.12.2 is better.", id="factcheck.I001")]
