"""Three ways in, each with its person, a project and folders of its own, all of them empty when a test begins."""

import pytest

from annotations.services import limits
from tests.doors.doors import DOORS
from tests.visits import everything_stored


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    """The folders of originals and of what waits for its preview's answer."""
    settings.ORIGINALS_DIR, settings.STAGING_DIR = tmp_path / "originals", tmp_path / "staging"
    return settings.ORIGINALS_DIR, settings.STAGING_DIR


@pytest.fixture
def files(folders):
    """What lies in these folders now, by name."""
    return lambda: [path.name for folder in folders for path in sorted(folder.glob("*"))]


@pytest.fixture(params=DOORS, ids=lambda door: door.name)
def door(request, reviewer, project, tmp_path):
    """Each of the three ways in; a module that has its own `kind` of door says so."""
    return request.param(reviewer, project, tmp_path / "handed-in")


@pytest.fixture
def unchanged(door, files):
    """Call it to see that since the test began nothing was stored: no row changed, no file is left."""
    before = everything_stored()

    def check():
        assert everything_stored() == before
        assert files() == []

    return check


@pytest.fixture
def goes_on(door):
    """Call it to see that the next good import works."""

    def check():
        limits.IMPORTS.clear()
        assert door.hand_in("good.txt", b"A good text.").text == "A good text."

    return check
