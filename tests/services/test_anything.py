"""Whatever people do, in whatever order: nothing is lost, every undo is the identity, every report comes back.

More of it, for a night: `HYPOTHESIS_PROFILE=nightly .venv/bin/pytest tests/services/test_anything.py`.
"""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from annotations.models import Role
from tests.anything.evidence import Evidence
from tests.anything.judging import Judging
from tests.anything.releasing import Releasing
from tests.anything.sentences import Sentences
from tests.factories import make_member, make_person, make_project, make_source

pytestmark = pytest.mark.django_db

PROFILES = {"default": (10, 25), "long": (150, 40), "nightly": (2000, 80)}
ROLES = {
    "editor": Role.EDITOR, "first": Role.REVIEWER, "second": Role.REVIEWER, "third": Role.REVIEWER,
    "reader": Role.READER,
}  # fmt: skip


class Anything(Sentences, Judging, Evidence, Releasing):
    """All rules at once."""


def test_whatever_is_done_nothing_is_lost_and_every_report_comes_back(caplog):
    caplog.set_level("ERROR", logger="django.request")  # strangers are turned away all the time
    cast = {name: make_person(username=name, initials=name[:2].upper()) for name in ("manager", *ROLES, "stranger")}
    project = make_project(manager=cast["manager"], slug="any-desk")
    for name, role in ROLES.items():
        make_member(project=project, person=cast[name], role=role)
    make_source(project=project, actor=cast["editor"], url="https://example.org/record")
    examples, steps = PROFILES[os.environ.get("HYPOTHESIS_PROFILE", "default")]
    run_state_machine_as_test(
        lambda: Anything(cast, project),
        settings=settings(
            # What everybody runs is the same each time; the longer profiles look for what is new.
            derandomize="HYPOTHESIS_PROFILE" not in os.environ,
            max_examples=examples, stateful_step_count=steps, deadline=None, print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
