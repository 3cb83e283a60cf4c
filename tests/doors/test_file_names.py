"""B-17: a name is kept as text, cleaned; the file lies under a name of our own."""

import re

import pytest

from annotations.models import Original
from tests.doors.doors import ByApi, ByCommand, ByForm, multipart

pytestmark = pytest.mark.django_db
TEXT = b"A text."
# What a client may send, and what is left of it: the last part, without what could deceive a reader.
NAMES = {
    "../../etc/passwd.txt": "passwd.txt",
    "..\\..\\windows\\win.txt": "win.txt",
    "/etc/passwd.txt": "passwd.txt",
    "a\0b.txt": "ab.txt",
    "n" * 300 + ".txt": "n" * 251 + ".txt",
    "é" * 300 + ".txt": "é" * 251 + ".txt",
    ".txt": ".txt",
    "CON": "CON",
    "\u202efdp.txt": "fdp.txt",
    "<img src=x onerror=alert(1)>.txt": "<img src=x onerror=alert(1)>.txt",
    "%2e%2e%2fpasswd.txt": "%2e%2e%2fpasswd.txt",
    "two\nlines.txt": "twolines.txt",
}


@pytest.fixture
def door(kind, reviewer, project, tmp_path):
    return kind(reviewer, project, tmp_path / "handed-in")


@pytest.mark.parametrize("kind", [ByForm, ByApi], ids=lambda kind: kind.name)
@pytest.mark.parametrize("name", NAMES, ids=lambda name: ascii(name)[:30])
def test_a_name_is_cleaned_and_names_no_file_of_ours(kind, door, name, folders, tmp_path):
    told = door.hand_in(name.replace("\n", "\x0b"), TEXT)
    assert (told.status, told.text) == (201, "A text.")
    kept = told.document.current.original
    assert kept.file_name == NAMES[name]
    assert re.fullmatch(r"[0-9a-f]{32}", kept.storage_name)
    assert [path.name for path in folders[0].iterdir()] == [kept.storage_name]
    assert told.document.title


@pytest.mark.parametrize("kind", [ByCommand], ids=["command"])
@pytest.mark.parametrize("name", [b".txt", b"CON", "\u202efdp.txt".encode(), b"n" * 251 + b".txt", b"caf\xe9.txt"])
def test_a_file_of_whatever_name_is_imported(kind, door, name):
    """The last one is a name that was written on a system with another character set."""
    told = door.hand_in(name.decode("utf-8", "surrogateescape"), TEXT)
    assert (told.status, told.text) == (201, "A text.")
    assert told.document.current.original.file_name == name.decode("utf-8", "replace")


@pytest.mark.parametrize("kind", [ByForm, ByApi], ids=lambda kind: kind.name)
@pytest.mark.parametrize("name", ["", "..", ".", "/", "\u202e"], ids=ascii)
def test_a_file_without_a_name_is_none(kind, door, name, unchanged):
    """So a browser says that no file was chosen."""
    told = door.hand_in(name, TEXT)
    assert told.status == (422 if kind is ByForm else 400)
    assert "file" in told.says
    unchanged()


@pytest.mark.parametrize("kind", [ByForm, ByApi], ids=lambda kind: kind.name)
def test_a_text_without_a_name_has_none(kind, door):
    """A pasted text, and one in JSON."""
    if kind is ByForm:
        told = door._taken(door.send(multipart({**door.fields, "text": "A text."})))
    else:
        told = door.send(b'{"project": "desk-one", "text": "A text."}', "application/json")
    assert (told.text, Original.objects.get().file_name) == ("A text.", "")
