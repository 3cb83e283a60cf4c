"""JSON as it comes in: strict, so that nothing ambiguous or unstorable gets past this point."""

import json
import math
import re
from collections.abc import Mapping
from typing import IO, Any

from rest_framework.parsers import BaseParser

from annotations.api.problems import Problem

BODY_LIMIT = 256 * 1024
MAX_DEPTH = 64
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class StrictJSONParser(BaseParser):
    """UTF-8 JSON without duplicate keys, numbers that are none, lone surrogates or more than 64 levels.

    A view may allow more than 256 kB with an attribute `body_limit`.
    """

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """Return the parsed body; raise 413 for one over the limit, 400 for one that is no strict JSON."""
        limit = getattr((parser_context or {}).get("view"), "body_limit", BODY_LIMIT)
        data: bytes = stream.read(limit + 1)
        if len(data) > limit:
            raise Problem(413, "body_too_large", f"The body has at most {limit // 1024} kB here.")
        return parsed(data)


def parsed(data: bytes) -> Any:
    """Return the value of a JSON text; raise 400 `json_invalid` for anything else."""
    try:
        value = json.loads(
            data.decode(), object_pairs_hook=_without_duplicates, parse_constant=_no_number, parse_float=_finite
        )
        _check(value)
    except (ValueError, RecursionError) as error:
        because = "too deeply nested" if isinstance(error, RecursionError) else str(error)
        raise Problem(400, "json_invalid", f"The body is no JSON that can be taken: {because}.") from error
    return value


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("an object has the same key twice")
    return found


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is not a number of JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number is too large")
    return number


def _check(value: Any) -> None:
    """Walk the value without recursion."""
    waiting = [(value, 0)]
    while waiting:
        inner, depth = waiting.pop()
        if isinstance(inner, str) and LONE_SURROGATE.search(inner):
            raise ValueError("a string holds half of a surrogate pair")
        if isinstance(inner, dict):
            waiting += [(part, depth + 1) for pair in inner.items() for part in pair]
        elif isinstance(inner, list):
            waiting += [(part, depth + 1) for part in inner]
        if isinstance(inner, dict | list) and depth >= MAX_DEPTH:
            raise RecursionError
