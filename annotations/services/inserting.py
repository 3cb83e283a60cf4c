"""Insert rows as they were: with the times they bear, many at once, each value checked against its column."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Field, Model
from django.db.models.sql import InsertQuery

from annotations.services.refusals import Invalid

Entry = TypeVar("Entry")
Row = TypeVar("Row", bound=Model)


def insert(rows: Sequence[Row]) -> list[Row]:
    """Insert rows of one table and return them with their ids; what is stamped on creation keeps the row's own time.

    Raises Invalid for a value that its column cannot hold or may not have.
    """
    if not rows:
        return []
    model = type(rows[0])
    _check(rows, model)
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    most = max(connection.ops.bulk_batch_size(fields, rows), 1)
    for start in range(0, len(rows), most):
        _insert(model, fields, rows[start : start + most])
    return list(rows)


def insert_in_turn(
    entries: Iterable[Entry],
    make: Callable[[Entry], Row],
    needs: Callable[[Entry], Iterable[object]],
    name: Callable[[Entry], object],
) -> dict[Any, Row]:
    """Insert a row for each entry in this order, and return them by name.

    Before an entry that `needs` one still waiting, by its name, those that wait are inserted, so that it has an id.
    """  # fmt: skip
    made: dict[Any, Row] = {}
    waiting: dict[object, Row] = {}
    for entry in entries:
        if waiting.keys() & set(needs(entry)):
            insert(list(waiting.values()))
            waiting.clear()
        made[name(entry)] = waiting[name(entry)] = make(entry)
    insert(list(waiting.values()))
    return made


def _insert(model: type[Model], fields: list[Field[Any, Any]], rows: Sequence[Model]) -> None:
    """A raw insert, as for fixtures: no field puts the present time in place of the one given."""
    query = InsertQuery(model)
    query.insert_values(fields, list(rows), raw=True)
    returned = query.get_compiler(using=DEFAULT_DB_ALIAS).execute_sql(model._meta.db_returning_fields)
    for row, (pk, *_) in zip(rows, returned, strict=True):
        row.pk = pk
        row._state.adding = False


def _check(rows: Sequence[Model], model: type[Model]) -> None:
    fields = [field for field in model._meta.local_concrete_fields if not field.is_relation]
    for field in fields:
        choices = {choice for choice, _ in field.flatchoices} | {""} if field.choices else None
        for row in rows:
            value = getattr(row, field.attname)
            if choices is not None and value not in choices:
                raise _unfit(model, field, "there is no such choice")
            try:
                field.run_validators(value)
            except ValidationError as error:
                raise _unfit(model, field, error.messages[0]) from error


def _unfit(model: type[Model], field: Field[Any, Any], why: str) -> Invalid:
    return Invalid("report_value_invalid", f"The {model._meta.verbose_name}’s {field.verbose_name} cannot be: {why}")
