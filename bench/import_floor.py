"""The floor under storing: the same rows, put into a copy of the database by the plainest means that it has."""

import os
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import psycopg
from django.conf import settings
from django.db import connection
from psycopg.types.string import TextLoader

Rows = list[tuple[Any, ...]]


class Floor(Protocol):
    """A copy of the application's database, made when this is made, and the way to put rows into it."""

    def last_id(self, table: str) -> int:
        """Return the highest id that the application has given in a table, or 0."""

    def rows_after(self, table: str, last: int) -> Rows:
        """Return the whole rows that the application has added to a table since."""

    def put(self, tables: Mapping[str, Rows]) -> None:
        """Put rows into the copy, in one transaction, on disk when this returns."""

    def check(self, tables: Sequence[str]) -> None:
        """Raise ValueError unless the copy has as many rows as the original."""


class SqliteFloor:
    """A second file with the application's own pragmas, filled by `executemany`."""

    def __init__(self) -> None:
        file = settings.DATABASES["default"]["NAME"]
        self._original = sqlite3.connect(file, isolation_level=None)
        self._copy = sqlite3.connect(file.with_name("floor.sqlite3"), isolation_level=None)
        self._original.backup(self._copy)
        self._copy.executescript(settings.DATABASES["default"]["OPTIONS"]["init_command"])

    def last_id(self, table: str) -> int:
        return _one(self._original, f"SELECT coalesce(max(id), 0) FROM {table}")

    def rows_after(self, table: str, last: int) -> Rows:
        return self._original.execute(f"SELECT * FROM {table} WHERE id > {last}").fetchall()

    def put(self, tables: Mapping[str, Rows]) -> None:
        self._copy.execute("BEGIN IMMEDIATE")
        for table, rows in tables.items():
            marks = ", ".join("?" * len(rows[0]))
            self._copy.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        self._copy.execute("COMMIT")

    def check(self, tables: Sequence[str]) -> None:
        _check(self._original, self._copy, tables)


class PostgresFloor:
    """A second database on the same server, filled by `COPY`."""

    def __init__(self) -> None:
        url = os.environ["DATABASE_URL"]
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]  # a database in use cannot be copied
        with psycopg.connect(url, dbname="template1", autocommit=True) as server:
            server.execute("CREATE DATABASE floor TEMPLATE postgres")
        self._original = psycopg.connect(url, autocommit=True)
        self._original.adapters.register_loader("jsonb", TextLoader)  # as it will be sent
        self._copy = psycopg.connect(url, dbname="floor", autocommit=True)

    def last_id(self, table: str) -> int:
        return _one(self._original, f"SELECT coalesce(max(id), 0) FROM {table}")

    def rows_after(self, table: str, last: int) -> Rows:
        return self._original.execute(f"SELECT * FROM {table} WHERE id > {last}").fetchall()

    def put(self, tables: Mapping[str, Rows]) -> None:
        with self._copy.transaction(), self._copy.cursor() as cursor:
            for table, rows in tables.items():
                with cursor.copy(f"COPY {table} FROM STDIN") as sink:
                    for row in rows:
                        sink.write_row(row)

    def check(self, tables: Sequence[str]) -> None:
        _check(self._original, self._copy, tables)


def _one(database: Any, question: str) -> int:
    return int(database.execute(question).fetchone()[0])


def _check(original: Any, copy: Any, tables: Sequence[str]) -> None:
    for table in tables:
        question = f"SELECT count(*) FROM {table}"
        if _one(original, question) != _one(copy, question):
            raise ValueError(f"The copy of {table} does not have the rows of the original.")
