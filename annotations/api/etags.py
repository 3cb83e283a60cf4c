"""What a writer must have seen: entity tags, and the `If-Match` that brings them back.

A tag that cannot be read counts as one that does not match, so it ends in 412 with what is there now.
"""

import re

from rest_framework.request import Request

from annotations.api.problems import Problem
from annotations.services.adjudications import CaseSeen

NUMBER = "([0-9]{1,9})"
OF_CLAIM = re.compile(f'"c{NUMBER}\\.m{NUMBER}"')
OF_CASE = re.compile(f'"c{NUMBER}\\.v{NUMBER}\\.a{NUMBER}"')
OF_VERSION = re.compile(f'"v{NUMBER}"')
OF_ACT = re.compile(f'"e{NUMBER}"')
NEVER = 0  # versions begin with 1


def of_claim(version: int, own_number: int) -> str:
    """Return a claim's tag for one viewer: its version, and the number of their own last verdict."""
    return f'"c{version}.m{own_number}"'


def of_case(version: int, verdict_rows: int, adjudication: int) -> str:
    """Return a case's tag, for those who see everything in it."""
    return f'"c{version}.v{verdict_rows}.a{adjudication}"'


def of_version(version: int) -> str:
    """Return the tag of anything else that can be changed."""
    return f'"v{version}"'


def of_act(entry: int) -> str:
    """Return the tag of an act that can be taken back: the number of its entry in the history."""
    return f'"e{entry}"'


def required(request: Request) -> str:
    """Return the request's If-Match; raise 428 for a request without one."""
    tag = str(request.META.get("HTTP_IF_MATCH", "")).strip()
    if not tag:
        raise Problem(428, "precondition_required", "Send the ETag of what you saw as If-Match.")
    return tag


def claim_seen(tag: str) -> tuple[int, int]:
    """Return the claim's version and the own last number that a tag stands for."""
    found = OF_CLAIM.fullmatch(tag)
    return (int(found[1]), int(found[2])) if found else (NEVER, NEVER)


def case_seen(tag: str) -> CaseSeen:
    """Return the case that a tag stands for."""
    found = OF_CASE.fullmatch(tag)
    return CaseSeen(*map(int, found.groups())) if found else CaseSeen(NEVER, NEVER, NEVER)


def version_seen(tag: str) -> int:
    """Return the version that a tag stands for."""
    found = OF_VERSION.fullmatch(tag)
    return int(found[1]) if found else NEVER


def act_seen(tag: str) -> int:
    """Return the number of the entry that a tag stands for."""
    found = OF_ACT.fullmatch(tag)
    return int(found[1]) if found else NEVER
